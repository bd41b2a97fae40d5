"""The report's appendix: tables that are too long to stand in the way of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labmethods.blocks import Block, Chart, Heading, Table, Text
from labmethods.language import translator
from labmethods.reporting.document import SHORT, Part


def with_appendix(parts: Sequence[Part], language: str) -> tuple[Part, ...]:
    """The parts with their long tables, and those of charts, at the end; each leaves a word."""
    kept: list[Part] = []
    moved: list[Block] = []
    for part in parts:
        blocks: list[Block] = []
        taken: list[Block] = []
        for block in part.blocks:
            stays, goes = _apart(block, language)
            blocks += stays
            taken += goes
        moved += [Heading(part.title), *taken] if taken else []
        kept.append(replace(part, blocks=tuple(blocks)))
    if moved:
        _ = translator(language)
        kept.append(Part("appendix", _("Appendix: long tables"), tuple(moved)))
    return tuple(kept)


def _apart(block: Block, language: str) -> tuple[list[Block], list[Block]]:
    """What stays where a block stood, and what goes to the appendix."""
    _ = translator(language)
    if isinstance(block, Table) and len(block.frame) > SHORT:
        return [Text(_("The table “{table}” is in the appendix.", table=block.caption))], [block]
    if isinstance(block, Chart) and block.table and len(block.table.frame) > SHORT:
        told = block.table
        table = replace(told, source=told.source or block.source, note=told.note or block.note)
        line = Text(_("All values of the chart stand in the appendix."))
        return [replace(block, table=None), line], [table]
    return [block], []
