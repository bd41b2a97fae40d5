"""Where participants went, as a chart or as numbers that may leave the lab."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.evaluation import analysis, figures
from labmethods.evaluation.charts import source_of
from labmethods.evaluation.findings import Findings
from labmethods.evaluation.records import OCCASIONS
from labmethods.language import Translator
from labmethods.privacy import suppress
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
    few = bool((flows["people"] < LEAST).any())
    if len(flows) and not (outward and few):
        return [_flows(flows, len(everybody), found, _)]
    return _statuses(rows, everybody, found, _, outward)


def _statuses(
    rows: pd.DataFrame, everybody: list[str], found: Findings, _: Translator, outward: bool
) -> list[Block]:
    counts = analysis.status_counts(rows, everybody, kinds=analysis.BROAD if outward else None)
    shown = _told(counts) if outward else counts
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
    blocks: list[Block] = [Table(table, caption, source_of(found, _))]
    if hidden:
        blocks.append(
            Text(
                _(
                    "Numbers below {least} are not told outside the lab, nor those that would give "
                    "them away.",
                    least=_.number(LEAST),
                )
            )
        )
    return blocks


def _told(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts that may leave the lab, occasion by occasion.

    How many were not reached is no secret: it follows from the number who answered, which every
    result says. So the others must hide each other among themselves.
    """
    known = counts.drop(columns="unknown", errors="ignore")
    told = known.apply(lambda row: suppress(row, least=LEAST), axis=1)
    return told.join(counts[["unknown"]]) if "unknown" in counts else told


def _flows(flows: pd.DataFrame, n: int, found: Findings, _: Translator) -> Chart:
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
    )
