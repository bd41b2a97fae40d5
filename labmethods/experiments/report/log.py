"""An experiment's log: how long it is, how many came, and its newest entries."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.experiments import figures
from labmethods.experiments.contents import FEWEST, Contents
from labmethods.experiments.records import Experiment
from labmethods.experiments.report.parts import missing, written
from labmethods.experiments.sentences import log_sentence, presence_sentence
from labmethods.language import Translator
from labmethods.privacy import suppress
from labmethods.privacy.releases import TOTAL, as_told

NEWEST = 10
"""So many log entries of each experiment stand in the report."""
_GROUPS = "groups"


def log_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """How long the log is, how many came, and its newest entries."""
    standing = found.standing[found.standing["experiment"] == card.id]
    log = standing.sort_values("day", kind="stable")
    if log.empty:
        return missing(card, _("Nothing has been logged yet."))
    blocks: list[Block] = [Text(log_sentence(log, _))]
    corrected = int((log["corrections"] > 0).sum())
    if corrected:
        blocks.append(
            Text(
                _.plural(
                    "{n} entry was corrected afterwards; what it said first is kept in the log.",
                    "{n} entries were corrected afterwards; what they said first is kept in the "
                    "log.",
                    corrected,
                )
            )
        )
    if rewritten := found.rewritten.get(card.id, 0):
        blocks.append(
            Text(
                _.plural(
                    "{n} entry was changed without a correction; the journal has what it said.",
                    "{n} entries were changed without a correction; the journal has what they "
                    "said.",
                    rewritten,
                )
            )
        )
    blocks += _presence_blocks(found, card, _)
    return [*blocks, *_group_blocks(found, card, _), _newest(log, _)]


def _presence_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    presence = found.presence[found.presence["experiment"] == card.id]
    told = found.told_presence(card.id)
    hidden = len(presence) - len(told)
    blocks: list[Block] = []
    if len(told) >= 3:
        finding = presence_sentence(told, _)
        source = _("The experiment's log")
        note = _("The same person may be counted on several occasions.")
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
                note=note,
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


def _group_blocks(found: Contents, card: Experiment, _: Translator) -> list[Block]:
    """How many of each group; an occasion is left out whole if one of its groups is too small.

    Leaving out only the small group would let it be worked out from the number present.
    """
    groups = found.groups[found.groups["experiment"] == card.id]
    if groups.empty:
        return []
    days = [day for day in groups.groupby("day") if _may_be_told(*day, found, card.id)]
    blocks: list[Block] = []
    if days:
        rows = pd.concat([rows for _day, rows in days])
        table = rows.pivot_table(index="day", columns="group", values="present", aggfunc="max")
        table = table.astype("Int64").reset_index()
        table["day"] = [_.day(day) for day in table["day"]]
        table = table.rename(columns={"day": _("Day")}).rename_axis(columns=None)
        caption = _("Number present by group")
        told = as_told("experiments", card.id, _GROUPS, _counts(rows))
        blocks.append(Table(table, caption, _("The experiment's log"), told=(told,)))
    hidden = groups["day"].nunique() - len(days)
    if hidden:
        blocks.append(
            Text(
                _.plural(
                    "On {n} day a group was smaller than {fewest}, or changed by fewer since an "
                    "earlier report; its groups are not told here.",
                    "On {n} days a group was smaller than {fewest}, or changed by fewer since an "
                    "earlier report; their groups are not told here.",
                    hidden,
                    fewest=_.number(FEWEST),
                )
            )
        )
    return blocks


def _may_be_told(day: pd.Timestamp, rows: pd.DataFrame, found: Contents, experiment: str) -> bool:
    """Whether a day's groups, those in none, and what changed since an earlier report are many."""
    whole = found.presence[found.presence["experiment"] == experiment]
    whole = whole.loc[whole["day"] == day, "present"]
    counts = _counts(rows)
    in_none = (int(whole.max()) if len(whole) else int(counts.sum())) - int(counts.sum())
    parts = pd.concat([counts, pd.Series({f"{day:%Y-%m-%d}": max(in_none, 0)})])
    before = [
        told.reindex([*counts.index]) for told in found.earlier.get(experiment, {}).get(_GROUPS, [])
    ]
    return bool(suppress(parts, total=TOTAL, total_known=True, earlier=before).notna().all())


def _counts(rows: pd.DataFrame) -> pd.Series:
    names = [
        f"{day:%Y-%m-%d} {group}" for day, group in zip(rows["day"], rows["group"], strict=True)
    ]
    return pd.Series(rows["present"].to_numpy(), index=names).groupby(level=0).max()


def _newest(log: pd.DataFrame, _: Translator) -> Table:
    shown = log.tail(NEWEST).iloc[::-1]
    table = pd.DataFrame(
        {
            _("Day"): [_.day(day) for day in shown["day"]],
            _("What happened"): list(shown["event"]),
            _("Number present"): [_told(number, _) for number in shown["present"]],
            _("Observation"): [written(text) for text in shown["observation"]],
            _("Quote"): [written(text) for text in shown["quote"]],
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
