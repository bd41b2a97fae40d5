"""Where participants went, as a chart or as numbers that may leave the lab."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text, Told
from labmethods.evaluation import analysis, figures
from labmethods.evaluation.charts import source_of
from labmethods.evaluation.findings import Findings
from labmethods.evaluation.records import OCCASIONS
from labmethods.evaluation.whereabouts import suppressed, told_counts, without_unreached
from labmethods.language import Translator
from labmethods.privacy.releases import as_told
from labmethods.privacy.small_numbers import LEAST


def flow_block(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """Where participants went; outside the lab only how many were where, and not of few people."""
    rows = found.followups
    rows = rows[rows["group"] == "participant"]
    people = found.participants
    everybody = list(people.loc[people["group"] == "participant", "id"])
    if rows.empty:
        return []
    flows = analysis.follow_up_flows(rows, everybody)
    told = _flows_told(flows, rows, everybody, found) if outward else ()
    if len(flows) and told is not None:
        return [_flows(flows, len(everybody), found, _, told)]
    return _statuses(rows, everybody, found, _, outward)


def _flows_told(
    flows: pd.DataFrame, rows: pd.DataFrame, everybody: list[str], found: Findings
) -> tuple[Told, ...] | None:
    """All that the flows tell; None if a part of it may not leave the lab."""
    if (flows["people"] < LEAST).any():
        return None
    told = []
    for (first, later), group in flows.groupby(["from_occasion", "to_occasion"], sort=False):
        counts = group.set_axis(group["from_status"] + " > " + group["to_status"])["people"]
        told.append((f"from {first} to {later}", counts))
    # Where they were follows from where they went.
    where = analysis.status_counts(rows, everybody, kinds=analysis.BROAD)
    told += [(f"where {occasion}", row) for occasion, row in without_unreached(where).iterrows()]
    shown = [(about, suppressed(counts, about, found.earlier)) for about, counts in told]
    if any(counts.isna().any() for _about, counts in shown):
        return None
    return tuple(
        as_told("evaluations", found.evaluation.id, about, counts) for about, counts in shown
    )


def _statuses(
    rows: pd.DataFrame, everybody: list[str], found: Findings, _: Translator, outward: bool
) -> list[Block]:
    counts = analysis.status_counts(rows, everybody, kinds=analysis.BROAD if outward else None)
    shown, told = (
        told_counts(counts, found.evaluation.id, found.earlier) if outward else (counts, ())
    )
    hidden = bool(shown.isna().any(axis=None))
    table = pd.DataFrame(
        {
            _(figures.KINDS[kind]): [
                _("not told") if pd.isna(n) else _.number(n) for n in shown[kind]
            ]
            for kind in shown.columns
        }
    )
    table.insert(0, _("Occasion"), [_(OCCASIONS[one]) for one in shown.index])
    caption = _.plural("Where {n} participant was", "Where {n} participants were", len(everybody))
    blocks: list[Block] = [Table(table, caption, source_of(found, _), told=told)]
    if hidden:
        blocks.append(
            Text(
                _(
                    "Numbers below {least} are not told outside the lab, nor those that would give "
                    "them away, alone or together with an earlier report.",
                    least=_.number(LEAST),
                )
            )
        )
    return blocks


def _flows(
    flows: pd.DataFrame, n: int, found: Findings, _: Translator, told: tuple[Told, ...]
) -> Chart:
    table = pd.DataFrame(
        {
            _("From"): [
                f"{_(OCCASIONS[row.from_occasion])}: {_(figures.KINDS[row.from_status])}"
                for row in flows.itertuples()
            ],
            _("To"): [
                f"{_(OCCASIONS[row.to_occasion])}: {_(figures.KINDS[row.to_status])}"
                for row in flows.itertuples()
            ],
            _("People"): flows["people"],
        }
    )
    finding = _.plural("Where {n} participant went", "Where {n} participants went", n)
    lines = "; ".join(f"{a} – {b}: {c}" for a, b, c in table.itertuples(index=False))
    source = source_of(found, _)
    return Chart(
        figures.flow_chart(flows, language=_.language),
        finding,
        f"{finding}. {lines}.",
        source,
        Table(table, finding, source),
        told,
    )
