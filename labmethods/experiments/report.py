"""What the experiments say in the lab's report."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.experiments import contents, figures
from labmethods.experiments.contents import Contents
from labmethods.experiments.records import DECISIONS, STARTED, STATES, Experiment
from labmethods.experiments.sentences import (
    lock_sentence,
    overdue_sentences,
    portfolio_sentence,
    presence_sentence,
    result_sentence,
    state_title,
)
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

FEWEST = 5
"""Counts of people below this are not told outside the lab."""

NEWEST = 10
"""So many log entries of each experiment stand in the report."""

CARD = ("belief", "assumption", "action", "audience", "measure", "criterion", "stop_rule")
"""The test card's fields in the order they are read."""


def report(lab: Lab, language: str) -> list[Block]:
    """Overview and overdue decisions, then each experiment: card, results, log, decision."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    blocks: list[Block] = [Text(portfolio_sentence(found.portfolio, _))]
    if found.portfolio.empty:
        return blocks
    blocks += overview(found, _)
    for card in found.cards:
        blocks += experiment(found, card, _)
    return blocks


def overview(found: Contents, _: Translator) -> list[Block]:
    """All experiments: what is overdue, the timeline, and what each focus area has."""
    blocks: list[Block] = [Text(sentence) for sentence in overdue_sentences(found.overdue, _)]
    if len(found.timeline):
        blocks.append(timeline_block(found, _))
    undated = len(found.portfolio) - len(found.timeline)
    if undated:
        blocks.append(
            Text(
                _.plural(
                    "{n} experiment has no dates and is not in the timeline.",
                    "{n} experiments have no dates and are not in the timeline.",
                    undated,
                )
            )
        )
    blocks.append(areas_block(found, _))
    return blocks


def timeline_block(found: Contents, _: Translator) -> Chart:
    """The timeline with its table."""
    finding = _timeline_finding(found.timeline, _)
    table = pd.DataFrame(
        {
            _("Experiment"): found.timeline["name"],
            _("State"): [state_title(state, _) for state in found.timeline["state"]],
            _("Start"): [
                _dated(day, known, _)
                for day, known in zip(
                    found.timeline["start"], found.timeline["start_known"], strict=True
                )
            ],
            _("End"): [
                _dated(day, known, _)
                for day, known in zip(
                    found.timeline["end"], found.timeline["end_known"], strict=True
                )
            ],
        }
    )
    lines = [" – ".join(map(str, row)) for row in table.itertuples(index=False)]
    return Chart(
        figure=figures.timeline_chart(found.timeline, today=found.today, language=_.language),
        finding=finding,
        alt=f"{finding}. " + "; ".join(lines) + ".",
        source=_own_source(len(found.timeline), found, _),
        table=Table(table, _("When the experiments go on"), _own_source(len(table), found, _)),
    )


def _timeline_finding(timeline: pd.DataFrame, _: Translator) -> str:
    running = timeline.loc[timeline["state"] == "running", "name"]
    if len(running) == 0:
        return _("No experiment is running now")
    if len(running) <= 3:
        return _("Running now: {names}", names=_.listing(running))
    return _.plural(
        "{n} experiment is running now", "{n} experiments are running now", len(running)
    )


def _dated(day: pd.Timestamp, known: str, _: Translator) -> str:
    if pd.isna(day):
        return _("not set")
    if known == "today":
        return _("goes on")
    return _.day(day) if known == "actual" else _("{day} (planned)", day=_.day(day))


def areas_block(found: Contents, _: Translator) -> Table:
    """What each focus area has."""
    titles = {**FOCUS_AREAS, "": ""}
    areas = found.areas
    table = pd.DataFrame(
        {
            _("Focus area"): [
                _(titles[area]) if area else _("not set") for area in areas["focus_area"]
            ],
            **{_(title): areas[state] for state, title in STATES.items()},
            _("All"): areas["total"],
        }
    )
    caption = _("Experiments in each focus area; one with two focus areas counts in both")
    return Table(table, caption, _own_source(len(found.portfolio), found, _))


def experiment(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """One experiment."""
    blocks: list[Block] = [Heading(card.name), Text(_outline(card, _))]
    blocks += card_blocks(found, card, _)
    for part in (result_blocks, log_blocks, decision_blocks):
        blocks += part(found, card, _)
    if card.source_url:
        blocks.append(Text(_("Source: {source}", source=card.source_url)))
    return blocks


def _missing(card: Experiment, text: str) -> list[Block]:
    """What isn't there is said once the experiment has started; before, nobody expects it."""
    return [Text(text)] if card.state in (None, *STARTED) else []


def _outline(card: Experiment, _: Translator) -> str:
    start = card.started or card.planned_start
    end = card.ended or card.planned_end
    parts = [_("State: {state}", state=state_title(card.state, _))]
    if card.focus_areas:
        areas = _.listing(_(FOCUS_AREAS[area]).lower() for area in card.focus_areas)
        parts.append(_("Focus areas: {areas}", areas=areas))
    if start:
        day = _dated(start, "actual" if card.started else "planned", _)
        parts.append(_("Start: {day}", day=day))
    if end:
        parts.append(_("End: {day}", day=_dated(end, "actual" if card.ended else "planned", _)))
    if card.responsible:
        parts.append(_("Responsible: {who}", who=card.responsible))
    if card.cost is not None:
        parts.append(_("Cost: {amount} SEK", amount=_.number(card.cost)))
    return ". ".join(parts) + "."


def card_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """The test card as it stands, its criterion's lock and what was changed after the start."""
    blocks: list[Block] = [
        Prose(getattr(card, name), Experiment.title_of(name, _.language))
        for name in CARD
        if getattr(card, name)
    ]
    empty = [Experiment.title_of(name, _.language) for name in CARD if not getattr(card, name)]
    if empty:
        blocks.append(Text(_("Not filled in: {fields}.", fields=", ".join(empty))))
    lock = found.locks[found.locks["id"] == card.id].iloc[0]
    blocks.append(Text(lock_sentence(lock, _)))
    changes = found.changes[found.changes["experiment"] == card.id]
    if len(changes):
        table = pd.DataFrame(
            {
                _("Day"): [_.day(moment) for moment in changes["moment"]],
                _("What"): [Experiment.title_of(name, _.language) for name in changes["field"]],
                _("Before"): [_text(value) for value in changes["before"]],
                _("After"): [_text(value) for value in changes["after"]],
            }
        )
        blocks.append(
            Table(table, _("Changes of the test card after the start"), _("The lab's journal"))
        )
    return blocks


def _text(value: object) -> str:
    return "–" if pd.isna(value) else str(value)


def result_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """The results: counted ones as a chart with intervals, others as their source puts them."""
    shares = found.shares[found.shares["experiment"] == card.id]
    counted, other = shares[shares["share"].notna()], shares[shares["share"].isna()]
    if shares.empty:
        return _missing(card, _("No result has been recorded yet."))
    blocks: list[Block] = []
    if len(counted):
        blocks.append(_results_chart(counted, _))
    for row in other.itertuples():
        blocks.append(Text(result_sentence(row, _) + _where(row, _)))
    if len(other):
        blocks.append(
            Text(
                _(
                    "Where the source gives no number of participants, the uncertainty cannot be "
                    "worked out."
                )
            )
        )
    return blocks


def _results_chart(counted: pd.DataFrame, _: Translator) -> Chart:
    sentences = [result_sentence(row, _) for row in counted.itertuples()]
    table = pd.DataFrame(
        {
            _("Result"): sentences,
            _("Period"): [row.period or _("not stated") for row in counted.itertuples()],
            _("Source"): [_text(row.source_url) for row in counted.itertuples()],
        }
    )
    sources = list(dict.fromkeys(counted["source_url"].dropna()))
    source = "; ".join(sources) or _("the lab's own count")
    note = _("95% interval by Wilson's method: so far from the count may the truth lie.")
    return Chart(
        figure=figures.results_chart(counted, language=_.language),
        finding="; ".join(sentences),
        alt="; ".join(sentences),
        source=f"{source}. {note}",
        table=Table(table, _("Results with their intervals"), source),
    )


def _where(row: tuple, _: Translator) -> str:
    parts = [part for part in (row.period, row.source_url) if not pd.isna(part) and part]
    return f" ({', '.join(parts)})" if parts else ""


def log_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """How long the log is, how many came, and its newest entries."""
    log = found.log[found.log["experiment"] == card.id].sort_values("day", kind="stable")
    if log.empty:
        return _missing(card, _("Nothing has been logged yet."))
    length = _.plural(
        "{n} log entry, from {first} to {last}.",
        "{n} log entries, from {first} to {last}.",
        len(log),
        first=_.day(log["day"].iloc[0]),
        last=_.day(log["day"].iloc[-1]),
    )
    return [Text(length), *_presence_blocks(found, card, _), _newest(log, _)]


def _presence_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    presence = found.presence[found.presence["experiment"] == card.id]
    told = presence[(presence["present"] >= FEWEST) | (presence["present"] == 0)]
    hidden = len(presence) - len(told)
    blocks: list[Block] = []
    if len(told) >= 3:
        finding = presence_sentence(told, _)
        source = _("The experiment's log; the same person may be counted on several occasions.")
        table = pd.DataFrame(
            {
                _("Day"): [_.day(day) for day in told["day"]],
                _("Number present"): list(told["present"]),
            }
        )
        blocks.append(
            Chart(
                figure=figures.presence_chart(told, language=_.language),
                finding=finding,
                alt=finding + ".",
                source=source,
                table=Table(table, _("Number present on each occasion"), source),
            )
        )
    if hidden:
        blocks.append(
            Text(
                _.plural(
                    "{n} occasion had fewer than {fewest} present; its number is not told here.",
                    "{n} occasions had fewer than {fewest} present; their numbers are not told "
                    "here.",
                    hidden,
                    fewest=_.number(FEWEST),
                )
            )
        )
    return blocks


def _newest(log: pd.DataFrame, _: Translator) -> Table:
    shown = log.tail(NEWEST).iloc[::-1]
    table = pd.DataFrame(
        {
            _("Day"): [_.day(day) for day in shown["day"]],
            _("What happened"): list(shown["event"]),
            _("Number present"): [_told(number, _) for number in shown["present"]],
            _("Observation"): [_text(text) for text in shown["observation"]],
            _("Quote"): [_text(text) for text in shown["quote"]],
        }
    )
    table = table.loc[:, [(table[name] != "–").any() for name in table.columns]]
    caption = (
        _("The log, newest first")
        if len(log) <= NEWEST
        else _("The {n} newest of {all} log entries", n=len(shown), all=_.number(len(log)))
    )
    return Table(table, caption, _("The experiment's log"))


def _told(number: object, _: Translator) -> str:
    if pd.isna(number):
        return _("not counted")
    if 0 < number < FEWEST:
        return _("fewer than {fewest}", fewest=_.number(FEWEST))
    return _.number(int(number))


def decision_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """Every decision about the experiment, oldest first."""
    decisions = found.decisions[found.decisions["experiment"] == card.id]
    if decisions.empty:
        return _missing(card, _("No decision has been recorded yet."))
    blocks: list[Block] = []
    for row in decisions.sort_values("day", kind="stable").itertuples():
        decision = _(DECISIONS[row.decision])
        blocks.append(
            Text(
                _(
                    "Decision on {day}, by {who}: {decision}.",
                    day=_.day(row.day),
                    who=row.decided_by,
                    decision=decision,
                )
            )
        )
        blocks.append(Prose(row.reason, _("Reason")))
        if not pd.isna(row.evidence):
            blocks.append(Prose(row.evidence, _("Evidence")))
    return blocks


def _own_source(n: int, found: Contents, _: Translator) -> str:
    return _.plural(
        "The lab's own record, {n} experiment, as of {day}",
        "The lab's own record, {n} experiments, as of {day}",
        n,
        day=_.day(found.today),
    )
