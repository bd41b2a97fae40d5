"""Where participants went, as a chart or as numbers that may leave the lab."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text, Told
from labmethods.evaluation import analysis, figures
from labmethods.evaluation.charts import source_of
from labmethods.evaluation.findings import Findings
from labmethods.evaluation.records import OCCASIONS
from labmethods.language import Translator
from labmethods.privacy import suppress
from labmethods.privacy.releases import TOTAL, as_told
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
    told += [(f"where {occasion}", row) for occasion, row in _known(where).iterrows()]
    shown = [(about, _suppressed(counts, about, found)) for about, counts in told]
    if any(counts.isna().any() for _about, counts in shown):
        return None
    return tuple(
        as_told("evaluations", found.evaluation.id, about, counts) for about, counts in shown
    )


def _suppressed(counts: pd.Series, about: str, found: Findings) -> pd.Series:
    """The counts that may leave the lab, held against what left it before; the total is known."""
    return suppress(
        counts,
        least=LEAST,
        total=TOTAL,
        total_known=True,
        earlier=found.earlier.get(about, ()),
    )


def _known(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts without those who were not reached.

    How many these are is no secret: it follows from the number who answered, which every result
    says. So the others must hide each other among themselves.
    """
    return counts.drop(columns="unknown", errors="ignore")


def _statuses(
    rows: pd.DataFrame, everybody: list[str], found: Findings, _: Translator, outward: bool
) -> list[Block]:
    counts = analysis.status_counts(rows, everybody, kinds=analysis.BROAD if outward else None)
    shown, told = _told(counts, found) if outward else (counts, ())
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


def _told(counts: pd.DataFrame, found: Findings) -> tuple[pd.DataFrame, tuple[Told, ...]]:
    """The counts that may leave the lab, occasion by occasion."""
    known = _known(counts)
    rows = {
        occasion: _suppressed(row, f"where {occasion}", found) for occasion, row in known.iterrows()
    }
    told = tuple(
        as_told("evaluations", found.evaluation.id, f"where {occasion}", row)
        for occasion, row in rows.items()
    )
    shown = pd.DataFrame(rows).T.reindex(columns=known.columns)
    return (shown.join(counts[["unknown"]]) if "unknown" in counts else shown), told


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
