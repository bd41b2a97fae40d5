"""What the analyses found, as sentences in the reader's language."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments import analysis
from labmethods.experiments.contents import FEWEST
from labmethods.experiments.records import STATES
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import N_, Translator, translator
from labmethods.proportion import proportion

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def portfolio_sentence(portfolio: pd.DataFrame, _: Translator) -> str:
    """How many experiments there are, and in which states."""
    if portfolio.empty:
        return _("The lab has no experiments yet.")
    counts = portfolio["state"].value_counts()
    parts = [
        _("{state}: {n}", state=_(title), n=_.number(int(counts[state])))
        for state, title in STATES.items()
        if state in counts
    ]
    if unknown := int(portfolio["state"].isna().sum()):
        parts.append(_("{state}: {n}", state=_("state not known"), n=_.number(unknown)))
    whole = _.plural("The lab has {n} experiment", "The lab has {n} experiments", len(portfolio))
    return f"{whole} ({', '.join(parts).lower()})."


def state_title(state: object, _: Translator) -> str:
    """What a state is called; also when it isn't known."""
    return _("not known") if pd.isna(state) else _(STATES[state])


def overdue_sentences(overdue: pd.DataFrame, _: Translator) -> list[str]:
    """One sentence for each experiment that waits for its decision."""
    return [_overdue(row, _) for row in overdue.itertuples(index=False)]


def _overdue(row: tuple, _: Translator) -> str:
    if row.reason == "record":
        return _("{name} stands as decided, but no decision is recorded here.", name=row.name)
    n, values = int(row.days), {"name": row.name, "day": _.day(row.due)}
    if row.reason == "start":
        return _.plural(
            "{name} should have been over {n} day ago ({day}), but has not started.",
            "{name} should have been over {n} days ago ({day}), but has not started.",
            n,
            **values,
        )
    return _.plural(
        "{name} should have been decided {n} day ago ({day}).",
        "{name} should have been decided {n} days ago ({day}).",
        n,
        **values,
    )


def lock_sentence(lock: pd.Series | tuple, _: Translator) -> str:
    """Whether the criterion was set before the start; see ``analysis.criterion_locks``."""
    if lock.lock == "open":
        if pd.isna(lock.criterion):
            return _("No criterion has been set yet. Set it before the start.")
        return _("The criterion is not locked yet: it can be changed until the experiment starts.")
    if lock.lock == "missing":
        return _("No criterion was recorded, so the result can't be held against one.")
    if lock.lock == "late":
        return _late(lock, _)
    day = _.day(lock.locked_at)
    if lock.lock == "locked":
        return _("The criterion was locked on {day} and has not been changed since.", day=day)
    return _changed(lock, day, _)


def _late(lock: pd.Series | tuple, _: Translator) -> str:
    written = _.day(lock.written_at)
    if pd.isna(lock.started):
        return _("The criterion was written down on {day}, after the start.", day=written)
    return _(
        "The criterion was written down on {day}, after the start on {start}.",
        day=written,
        start=_.day(lock.started),
    )


def _changed(lock: pd.Series | tuple, day: str, _: Translator) -> str:
    if lock.original == lock.criterion:
        return _(
            "The criterion was locked on {day}, was changed after the start and was then "
            "changed back.",
            day=day,
        )
    return _(
        "The criterion was changed after the start. When it was locked on {day} it said: "
        "“{original}”",
        day=day,
        original=lock.original,
    )


def result_sentence(result: pd.Series | tuple, _: Translator) -> str:
    """A result with its interval, or as its source puts it."""
    if not pd.isna(result.participants) and result.participants < FEWEST:
        return _(
            "{counted}: fewer than {fewest} participants, so the count is not told",
            counted=result.counted,
            fewest=_.number(FEWEST),
        )
    if pd.isna(result.share) and pd.isna(result.published):
        return _(
            "{counted}: {successes}; out of how many is not stated",
            counted=result.counted,
            successes=_.number(int(result.successes)),
        )
    if pd.isna(result.share):
        return _("{counted}: {published}", counted=result.counted, published=result.published)
    share = proportion(int(result.successes), int(result.participants))
    return _("{counted}: {share}", counted=result.counted, share=share.sentence(_.language))


def presence_sentence(presence: pd.DataFrame, _: Translator) -> str:
    """How many came to one experiment, from its lowest to its highest count."""
    low, high = int(presence["present"].min()), int(presence["present"].max())
    if low == high:
        return _.plural(
            "{count} present, counted on {n} occasion",
            "{count} present on each of {n} occasions",
            len(presence),
            count=_.number(low),
        )
    return _(
        "Between {low} and {high} present on {n} occasions",
        low=_.number(low),
        high=_.number(high),
        n=_.number(len(presence)),
    )


def log_sentence(log: pd.DataFrame, _: Translator) -> str:
    """How long one experiment's log is."""
    days = log["day"].sort_values()
    return _.plural(
        "{n} log entry, from {first} to {last}.",
        "{n} log entries, from {first} to {last}.",
        len(log),
        first=_.day(days.iloc[0]),
        last=_.day(days.iloc[-1]),
    )


def pace_sentences(pace: pd.DataFrame, _: Translator) -> list[str]:
    """What a decision took, in all and in each focus area; nothing where it isn't known."""
    sentences = []
    if (pace["focus_area"].fillna("") != "").sum() == 1:
        # What one area took is what all took.
        pace = pace[pace["focus_area"].fillna("") == ""]
    for row in pace.itertuples():
        area = _(FOCUS_AREAS[row.focus_area]) if row.focus_area else _("All experiments")
        parts = []
        if row.cost_known:
            parts.append(
                _(
                    "{amount} SEK a decision (cost known of {known} of {n})",
                    amount=_.number(row.cost),
                    known=_.number(row.cost_known),
                    n=_.number(row.decisions),
                )
            )
        if row.months_known:
            parts.append(
                _(
                    "{months} months a decision (time known of {known} of {n})",
                    months=_.number(row.months, 1),
                    known=_.number(row.months_known),
                    n=_.number(row.decisions),
                )
            )
        if parts:
            sentences.append(f"{area}: {_.listing(parts)}.")
    return sentences


def chain_finding(boxes: pd.DataFrame, _: Translator) -> str:
    """How many of the effect chain's boxes have no evidence."""
    bare = int(boxes["evidence"].isin(["none", "claimed"]).sum())
    if bare == 0:
        return _("Every box of the effect chain has evidence, or is being tried")
    return _.plural(
        "{n} of the effect chain's {all} boxes has no evidence yet",
        "{n} of the effect chain's {all} boxes have no evidence yet",
        bare,
        all=_.number(len(boxes)),
    )


def evidence_text(box: tuple, _: Translator) -> str:
    """What backs up a box, in words."""
    if box.evidence == "none":
        return _("no evidence")
    if box.evidence == "claimed":
        return _("evidence without a source")
    parts = []
    if box.experiments:
        parts.append(
            _.plural(
                "{n} experiment, {known} with a result or decision",
                "{n} experiments, {known} with a result or decision",
                box.experiments,
                known=_.number(box.results),
            )
        )
    if box.indicators:
        parts.append(
            _.plural(
                "{n} indicator, {known} with observations",
                "{n} indicators, {known} with observations",
                box.indicators,
                known=_.number(box.observations),
            )
        )
    return "; ".join(parts) or _("a source from elsewhere")


def gap_sentences(gaps: pd.DataFrame, _: Translator) -> list[str]:
    """Where the effect chain is thin, a sentence a kind of gap."""
    messages = {
        "evidence": N_("No evidence yet: {what}."),
        "leads_nowhere": N_("Leads to nothing: {what}."),
        "comes_from_nowhere": N_("Nothing leads to it: {what}."),
        "assumption": N_("No assumption written down: {what}."),
        "backwards": N_("The arrow goes backwards: {what}."),
    }
    return [
        _(message, what=_.listing(gaps.loc[gaps["gap"] == gap, "text"]))
        for gap, message in messages.items()
        if (gaps["gap"] == gap).any()
    ]


def reminders(lab: Lab, language: str, today: datetime.date) -> list[str]:
    """What the start page says waits for its decision."""
    overdue = analysis.overdue(lab.experiments.frame(), lab.decisions.frame(), today=today)
    return overdue_sentences(overdue, translator(language))
