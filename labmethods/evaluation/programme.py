"""Participants across labs: pooled change on the same scale, and where they are afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.evaluation import analysis
from labmethods.evaluation.analysis.change import LEAST, mean_change
from labmethods.evaluation.analysis.followup import BROAD
from labmethods.evaluation.records import DIRECTIONS, OCCASIONS, Outcome
from labmethods.language import N_, Translator, translator
from labmethods.privacy import suppress
from labmethods.programme.analysis import comparable, pool
from labmethods.programme.pooled import pooled_blocks, refusals
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab

SAME = ("lowest", "highest", "better")
"""What must agree before two labs' changes are put together."""

MOST = 20
"""With more labs only the totals are told: hiding cell by cell would hide most of the table."""

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
    """Occasion, kind of status and how many people."""
    people = lab["participants"].frame()
    own = people.loc[people["group"] == "participant", "id"]
    followups = lab["followups"].frame()
    followups = followups[followups["participant"].isin(own)]
    if followups.empty:
        return pd.DataFrame(columns=["occasion", "status", "people"])
    counts = analysis.status_counts(followups, own.tolist(), kinds=BROAD)
    table = counts.rename_axis("occasion").reset_index()
    return table.melt(id_vars="occasion", var_name="status", value_name="people")


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
    counts = part.pivot(index="lab", columns="status", values="people")
    counts = counts.reindex(index=part["lab"].unique(), columns=list(_BUSY)).fillna(0)
    counts = counts.astype("int64")
    everybody = _("All labs")
    if len(counts) > MOST:
        counts = counts.sum().to_frame(everybody).T
        told = suppress(counts.iloc[0], total=everybody).to_frame(everybody).T
    else:
        # After the labs are put together: totals across them must not give a hidden count away.
        told = suppress(counts, total=everybody)
    hidden = _("not told")
    rows = [
        (lab, *(hidden if pd.isna(one) else _.number(int(one)) for one in told.loc[lab]))
        for lab in told.index
    ]
    columns = [_("Lab"), *(_(title) for title in _BUSY.values()), _("All")]
    caption = _(
        "{occasion}: participants in each lab. Numbers below five are hidden, and those that would "
        "give them away.",
        occasion=_(OCCASIONS[occasion]),
    )
    return Table(pd.DataFrame(rows, columns=columns), caption)
