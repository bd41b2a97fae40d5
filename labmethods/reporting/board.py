"""The board's edition: what to decide and what came of it first, then charts; four pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from labmethods.blocks import Block, Chart, Prose, Text
from labmethods.language import Translator, translator
from labmethods.method import methods
from labmethods.reporting.charts import marks
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.memory import recall
from labmethods.reporting.paper import Sheets, in_turn, shortened

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

SHEETS = 4
FINDINGS = 8
"""So many findings at the most stand on the first page."""
LINES = 19
"""So many lines of findings and their headings fit there."""
FEWEST = 3
"""A chart of fewer marks says no more than its sentence, which stands on the first page."""

_LAST = (1, 0)


def board(document: Document, lab: Lab) -> Document:
    """What is asked for, why and what was found; then charts, and how sure all of it is."""
    _ = translator(document.language)
    ranked = sorted(document.parts, key=_rank)
    told = _beside_charts(lab, document)
    measured, others = _found(document, set(told))
    found: Sequence[Block | Findings] = (*measured, *chain(*told.values())) or others
    if not found:
        found = (Text(_("Nothing has been tried or measured yet that a board can judge.")),)
    summary = (*_asked(lab, _), *found)
    sure = [part for part in ranked if part.name == "certainty"]
    every = [_charts(part) for part in ranked]
    chosen = _fitting(Sheets.after(replace(document, summary=summary)), every, sure)
    parts = [
        replace(part, blocks=tuple(replace(chart, table=None, note="") for chart in charts))
        for part, charts in zip(ranked, chosen, strict=True)
        if charts or part.error
    ]
    parts += sure
    whole = sum(isinstance(block, Chart) for part in ranked for block in part.blocks)
    left_out = whole - sum(map(len, chosen))
    if parts and left_out:
        more = _.plural(
            "The full report has {n} more chart, and all tables.",
            "The full report has {n} more charts, and all tables.",
            left_out,
        )
        parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, Text(more)))
    return replace(
        document,
        subtitle=_("Report to the board"),
        edition="board",
        summary=summary,
        parts=tuple(parts),
        photo=None,
        sources=(),
    )


def _rank(part: Part) -> tuple[int, float]:
    """What was measured comes first, and of that what came of it before what was tried."""
    method = methods().get(part.name)
    measured = method is not None and method.certainty is not None
    return (0, -method.step) if measured else _LAST


def _asked(lab: Lab, _: Translator) -> list[Block]:
    facts = lab.facts
    asked: list[Block] = [Text(_("The lab has not written what it asks the board to decide."))]
    if facts.ask:
        asked = [Prose(facts.ask, _("What we ask the board to decide"))]
    return [*asked, *([Prose(facts.challenge, _("Our challenge"))] if facts.challenge else [])]


def _beside_charts(lab: Lab, document: Document) -> dict[str, list[Block]]:
    """What methods say to a board beside their charts, by the address of their part."""
    found = {}
    for part in document.parts:
        method = methods().get(part.name)
        if method and method.board:
            found[part.address] = recall(lab, method.board, document.language)
    return {address: blocks for address, blocks in found.items() if blocks}


def _found(document: Document, told: set[str]) -> tuple[list[Findings], list[Findings]]:
    """As many findings as fit, those of what was measured apart; none that a table says again."""
    rank = {part.address: _rank(part) for part in document.parts}
    group, findings = "", []
    for one in document.summary:
        if isinstance(one, Findings):
            group = one.group or group
            findings += [replace(one, group=group)] if one.address not in told else []
    findings.sort(key=lambda one: rank.get(one.address, _LAST))
    kept = shortened(findings, FINDINGS, LINES)
    kept = [
        replace(one, group="") if before and before.group == one.group else one
        for before, one in zip((None, *kept), kept, strict=False)
    ]
    measured = [one for one in kept if rank.get(one.address, _LAST) < _LAST]
    return measured, kept[len(measured) :]


def _charts(part: Part) -> list[Chart]:
    return [block for block in part.blocks if isinstance(block, Chart) and marks(block) >= FEWEST]


def _fitting(
    start: Sheets, every: Sequence[Sequence[Chart]], last: Sequence[Part]
) -> list[list[Chart]]:
    """Each part's first chart, then each part's second, as long as the sheets hold them."""
    chosen: list[list[Chart]] = [[] for _part in every]
    for place, chart in in_turn(every):
        chosen[place].append(chart)
        if start.with_charts(chosen).with_parts(last).ended() > SHEETS:
            chosen[place].pop()
    return chosen
