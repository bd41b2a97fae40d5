"""Participants across labs: pooled change on the same scale, and where they are afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text, Told
from labmethods.evaluation import analysis
from labmethods.evaluation.analysis.change import LEAST, mean_change
from labmethods.evaluation.analysis.followup import BROAD
from labmethods.evaluation.records import DIRECTIONS, OCCASIONS, Outcome
from labmethods.evaluation.whereabouts import told_counts
from labmethods.language import N_, Translator, translator
from labmethods.privacy.releases import TOTAL, as_told, earlier
from labmethods.programme.analysis import comparable, pool
from labmethods.programme.pooled import pooled_blocks, refusals
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab

SAME = ("lowest", "highest", "better")
"""What must agree before two labs' changes are put together."""

MOST = 20
"""With more labs only the sums are told: nobody reads so long a table."""

_AFTER = "after"
_BUSY = {
    "busy": N_("In work or studies"),
    "not busy": N_("Not in work or studies"),
    "unknown": N_("Not reached"),
}


def share(lab: Lab, released: Released) -> dict[str, pd.DataFrame]:
    """The mean change in each outcome, and how many are where on each occasion."""
    if not released("evaluation"):
        return {"changes": _changes(lab, []), "whereabouts": pd.DataFrame()}
    return {"changes": _changes(lab, lab["outcomes"].all()), "whereabouts": _whereabouts(lab)}


def _changes(lab: Lab, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    people = lab["participants"].frame().set_index("id")["group"]
    measured = lab["measurements"].frame()
    measured = measured[measured["participant"].map(people) == "participant"]
    rows = []
    for outcome in outcomes:
        own = measured[measured["outcome"] == outcome.id]
        answers = {
            occasion: own[own["occasion"] == occasion].set_index("participant")["value"]
            for occasion in ("before", _AFTER)
        }
        change = mean_change(answers["before"], answers[_AFTER])
        if change.n >= LEAST and change.variance > 0:
            rows.append(
                (
                    *(outcome.name, outcome.lowest, outcome.highest, outcome.better),
                    *(change.n, change.effect, change.variance),
                )
            )
    columns = ["name", *SAME, "n", "effect", "variance"]
    return pd.DataFrame(rows, columns=columns)


def _whereabouts(lab: Lab) -> pd.DataFrame:
    """Evaluation, occasion, kind of status and how many people; the hidden ones are missing.

    Hidden here, in the lab, evaluation by evaluation and beside what the lab told before: whatever
    is added up of it afterwards gives no more away than it does.
    """
    people = lab["participants"].frame()
    people = people[people["group"] == "participant"]
    followups = lab["followups"].frame()
    parts = []
    for evaluation, own in people.groupby("evaluation", sort=False)["id"]:
        rows = followups[followups["participant"].isin(own)]
        if len(rows):
            counts = analysis.status_counts(rows, own.tolist(), kinds=BROAD)
            counts = counts.reindex(columns=list(_BUSY), fill_value=0)
            shown, _told = told_counts(counts, evaluation, earlier(lab, "evaluations", evaluation))
            shown["all"] = len(own) if len(own) >= LEAST else pd.NA
            table = shown.rename_axis("occasion").reset_index()
            table = table.melt(id_vars="occasion", var_name="status", value_name="people")
            parts.append(table.assign(evaluation=evaluation))
    columns = ["evaluation", "occasion", "status", "people"]
    found = pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
    return found.astype({"people": "Int64"})


def programme(shares: Sequence[LabShare], language: str) -> list[Block]:
    """Changes on the same scale, pooled; and where participants are, with small numbers hidden."""
    _ = translator(language)
    blocks: list[Block] = []
    changes = together(shares, "evaluation", "changes")
    if len(changes):
        called = changes["name"].str.casefold().str.split().str.join(" ")
        for _key, rows in changes.groupby(called, sort=False):
            # One outcome asked in two evaluations of a lab is still one lab.
            rows = rows.drop_duplicates("lab")
            if len(rows) > 1:
                blocks += _pooled(rows, _)
    blocks += _where(together(shares, "evaluation", "whereabouts"), _)
    return blocks


def _pooled(rows: pd.DataFrame, _: Translator) -> list[Block]:
    name = rows["name"].iloc[0]
    blocks: list[Block] = [Heading(name)]
    found = comparable(rows, SAME)
    same = rows[rows["lab"].isin(found.labs)]
    if len(same) > 1 and same[["lowest", "highest"]].notna().all(axis=None):
        source = _("Participants' answers before and after, in each lab's own evaluation.")
        blocks += pooled_blocks(pool(same), name, source, _)
        blocks.append(
            Text(_("Without a comparison group, a change does not show that the labs caused it."))
        )
    else:
        blocks.append(Text(_("Not pooled: no two labs asked on the same scale.")))
    titles = {field: Outcome.model_fields[field].title for field in SAME}
    reasons = refusals(found, titles, {"better": DIRECTIONS}, _)
    if reasons:
        blocks.append(Text(_("Does not measure the same: {labs}.", labs=_.listing(reasons))))
    return blocks


def _where(whereabouts: pd.DataFrame, _: Translator) -> list[Block]:
    """One table an occasion that at least two labs have followed up."""
    blocks: list[Block] = []
    if whereabouts.empty:
        return blocks
    for occasion in (_AFTER, "6 months", "12 months"):
        part = whereabouts[whereabouts["occasion"] == occasion]
        if part["lab"].nunique() > 1:
            blocks.append(_occasion(part, occasion, _))
    return [Heading(_("Where the participants are")), *blocks] if blocks else []


def _occasion(part: pd.DataFrame, occasion: str, _: Translator) -> Table:
    """Each lab's counts, and the sum of those that are told.

    A sum of told counts says nothing that they don't: neither a lab that is left out of another
    report nor a later report can be subtracted to get at a hidden one.
    """
    counts = part.pivot_table(
        index="lab", columns="status", values="people", aggfunc=_whole, dropna=False, sort=False
    ).reindex(columns=[*_BUSY, "all"])
    told = counts.sum(min_count=1)
    names = list(counts.index) if len(counts) <= MOST else []
    shown = [(name, counts.loc[name]) for name in names]
    rows = [
        (name, *(_("not told") if pd.isna(one) else _.number(int(one)) for one in row))
        for name, row in [*shown, (_("All labs, of what is told"), told)]
    ]
    columns = [_("Lab"), *(_(title) for title in _BUSY.values()), _("All")]
    caption = _(
        "{occasion}: participants in each lab. Numbers below five are hidden, and those that would "
        "give them away, alone or together with an earlier report.",
        occasion=_(OCCASIONS[occasion]),
    )
    return Table(pd.DataFrame(rows, columns=columns), caption, told=tuple(_notes(part, occasion)))


def _whole(counts: pd.Series) -> int | None:
    """The sum, if none of its parts is hidden."""
    return pd.NA if counts.isna().any() else int(counts.sum())


def _notes(part: pd.DataFrame, occasion: str) -> Iterator[Told]:
    """What the table tells of each evaluation's people, as its own lab's report would."""
    for evaluation, rows in part.groupby("evaluation", sort=False):
        counts = rows.set_index("status")["people"]
        counts[TOTAL] = counts.pop("all") - counts.pop("unknown")
        yield as_told("evaluations", evaluation, f"where {occasion}", counts)
