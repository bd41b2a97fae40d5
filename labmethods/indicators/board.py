"""What the indicators say to a board: one small table, on the report's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.blocks import Block, Table, Text
from labmethods.indicators import analysis
from labmethods.indicators.report import overview_table
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

MOST = 6
"""So many rows leave room on the page for what is asked and what was found."""


def board(lab: Lab, language: str) -> list[Block]:
    """Where each observed indicator stands; those with a target first, the others by name."""
    _ = translator(language)
    indicators = lab["indicators"].all()
    if not indicators:
        return []
    observations = analysis.hide_small(lab["observations"].frame())
    overview = analysis.progress(lab["indicators"].frame(), observations)
    seen = [place for place, n in enumerate(overview["n"]) if n]
    seen.sort(key=lambda place: not overview["standing"].iloc[place])
    shown = seen[:MOST]
    blocks: list[Block] = []
    if shown:
        table = overview_table(overview.iloc[shown], [indicators[at] for at in shown], language)
        blocks.append(Table(table.frame.iloc[:, :-1], table.caption, table.source))
    others = [one.name for at, one in enumerate(indicators) if at not in seen]
    if others:
        blocks.append(Text(_("Not yet observed: {names}.", names=_.listing(others))))
    if len(seen) > MOST:
        said = _.plural(
            "The full report follows {n} indicator more.",
            "The full report follows {n} indicators more.",
            len(seen) - MOST,
        )
        blocks.append(Text(said))
    return blocks
