"""One experiment: card, rounds, results, log and decisions."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.experiments import figures
from labmethods.experiments.contents import Contents
from labmethods.experiments.records import DECISIONS, Decision, Experiment
from labmethods.experiments.report.log import log_blocks
from labmethods.experiments.report.parts import dated, missing, written
from labmethods.experiments.sentences import lock_sentence, result_sentence, state_title
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import Translator

CARD = ("belief", "assumption", "action", "audience", "measure", "criterion", "stop_rule")
"""The test card's fields in the order they are read."""


def experiment(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """One experiment."""
    blocks: list[Block] = [Heading(card.name), Text(_outline(card, _))]
    if card.example in found.examples:
        origin = found.examples[card.example]
        blocks.append(Text(_("It comes from the good example {name}.", name=origin)))
    blocks += card_blocks(found, card, _)
    for part in (round_blocks, result_blocks, log_blocks, decision_blocks):
        blocks += part(found, card, _)
    if card.source_url:
        blocks.append(Text(_("Source: {source}", source=card.source_url)))
    return blocks


def _outline(card: Experiment, _: Translator) -> str:
    start = card.started or card.planned_start
    end = card.ended or card.planned_end
    parts = [_("State: {state}", state=state_title(card.state, _))]
    if card.focus_areas:
        areas = _.listing(_(FOCUS_AREAS[area]).lower() for area in card.focus_areas)
        parts.append(
            _.plural(
                "Focus area: {areas}", "Focus areas: {areas}", len(card.focus_areas), areas=areas
            )
        )
    if start:
        day = dated(start, "actual" if card.started else "planned", _)
        parts.append(_("Start: {day}", day=day))
    if end:
        parts.append(_("End: {day}", day=dated(end, "actual" if card.ended else "planned", _)))
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
        fields = _.listing(_("“{title}”", title=title) for title in empty)
        blocks.append(Text(_("Not filled in: {fields}.", fields=fields)))
    blocks.append(Text(lock_sentence(found.lock(card.id), _)))
    changes = found.changes[found.changes["experiment"] == card.id]
    if len(changes):
        table = pd.DataFrame(
            {
                _("Day"): [_.day(moment) for moment in changes["moment"]],
                _("What"): [Experiment.title_of(name, _.language) for name in changes["field"]],
                _("Before"): [written(value) for value in changes["before"]],
                _("After"): [written(value) for value in changes["after"]],
            }
        )
        blocks.append(
            Table(table, _("Changes of the test card after the start"), _("The lab's journal"))
        )
    return blocks


def round_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """The rounds of plan, do, study and act."""
    rounds = found.rounds[found.rounds["experiment"] == card.id]
    if rounds.empty:
        return []
    table = pd.DataFrame(
        {
            _("Round"): list(rounds["number"]),
            _("Plan"): [written(text) for text in rounds["plan"]],
            _("Prediction"): [written(text) for text in rounds["prediction"]],
            _("Log entries"): list(rounds["entries"]),
            _("What happened against the prediction"): [
                _("not written down") if pd.isna(text) else text for text in rounds["study"]
            ],
            _("Next"): ["–" if pd.isna(one) else _(DECISIONS[one]) for one in rounds["act"]],
        }
    )
    caption = _("Rounds of plan, do, study and act")
    return [Table(table, caption, _("The experiment's rounds and log"))]


def result_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """The results: counted ones as a chart with intervals, others as their source puts them."""
    shares = found.shares[found.shares["experiment"] == card.id]
    counted, other = shares[shares["share"].notna()], shares[shares["share"].isna()]
    if shares.empty:
        return missing(card, _("No result has been recorded yet."))
    blocks: list[Block] = []
    if len(counted):
        blocks.append(_results_chart(counted, _))
    for row in other.itertuples():
        blocks.append(Text(result_sentence(row, _) + _where(row, _)))
    if other["participants"].isna().any():
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
            _("Period"): [
                _("not stated") if pd.isna(period) else period for period in counted["period"]
            ],
            _("Source"): [written(row.source_url) for row in counted.itertuples()],
        }
    )
    sources = list(dict.fromkeys(counted["source_url"].dropna()))
    source = "; ".join(sources) or _("The lab's own count")
    note = _("95% interval by Wilson's method: so far from the count may the truth lie.")
    return Chart(
        figure=figures.results_chart(counted, language=_.language),
        finding="; ".join(sentences),
        alt="; ".join(sentences) + ".",
        source=f"{source}, {_periods(counted, _)}",
        table=Table(table, _("Results with their intervals"), source),
        note=note,
    )


def _periods(counted: pd.DataFrame, _: Translator) -> str:
    known = list(dict.fromkeys(counted["period"].dropna()))
    if counted["period"].isna().any():
        known.append(_("period not stated"))
    return "; ".join(known)


def _where(row: tuple, _: Translator) -> str:
    parts = [part for part in (row.period, row.source_url) if not pd.isna(part) and part]
    return f" ({', '.join(parts)})" if parts else ""


def decision_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """Every decision about the experiment, oldest first."""
    decisions = found.decisions[found.decisions["experiment"] == card.id]
    if decisions.empty:
        return missing(card, _("No decision has been recorded yet."))
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
        blocks += [
            Prose(getattr(row, name), Decision.title_of(name, _.language))
            for name in ("reason", "evidence", "learned", "next_step")
            if not pd.isna(getattr(row, name))
        ]
    return blocks
