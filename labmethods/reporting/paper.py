"""How much room things take on paper, reckoned before they are printed, and never too little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil
from typing import TypeVar

from labmethods.blocks import Block, Chart, Prose, Table, Text
from labmethods.language import translator
from labmethods.reporting.cells import columns
from labmethods.reporting.charts import height
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.drawing import HEIGHT, WIDTH

Item = TypeVar("Item")

# In millimetres on A4, as page.css prints the board's edition, in the widest of the fonts that
# stand in for ours.
_SHEET = 252
_LINE = 5.4
_SMALL = 4.5
_WIDE = 174
_CHART = 0.86
_HIGHEST = 190
_TITLE = 14
_END = 30
_PER_ROW = 70
_SUMMARY_LINE = 75
_HEADING_LINES = 2


@dataclass(frozen=True)
class Sheets:
    """So many sheets are begun, and so much of the last one is used."""

    language: str
    begun: int = 1
    used: float = 0

    @classmethod
    def after(cls, document: Document) -> Sheets:
        """What the head of a document and its summary take."""
        sheets = cls(document.language, used=32 + 17 * document.sample + _facts(document))
        for block in document.summary:
            sheets = sheets._with(block)
        return sheets

    def with_parts(self, parts: Iterable[Part]) -> Sheets:
        """With parts that hold no chart."""
        sheets = self
        for part in parts:
            sheets = sheets.text(_TITLE)
            for block in part.blocks:
                sheets = sheets._with(block)
        return sheets

    def text(self, need: float) -> Sheets:
        """What may be split."""
        whole, used = divmod(self.used + need, _SHEET)
        return replace(self, begun=self.begun + int(whole), used=used)

    def block(self, need: float) -> Sheets:
        """What stays together."""
        if self.used + need > _SHEET and self.used:
            return replace(self, begun=self.begun + 1, used=need)
        return replace(self, used=self.used + need)

    def with_charts(self, chosen: Iterable[Sequence[Chart]]) -> Sheets:
        """With each part's charts; none is split."""
        sheets = self
        for charts in chosen:
            for place, chart in enumerate(charts):
                sheets = sheets.block((0 if place else _TITLE) + _chart(chart))
        return sheets

    def ended(self) -> int:
        """How many there are with the end of the report."""
        return self.text(_END).begun

    def _with(self, block: Block | Findings) -> Sheets:
        match block:
            case Findings():
                group = 9 if block.group else 0
                said = sum(_LINE * _lines(one, 78) + 1 for one in block.sentences)
                return self.text(group + 9 + said)
            case Prose():
                rows = [_lines(line, 56) for line in block.markdown.splitlines() if line.strip()]
                return self.text(6 + sum(_LINE * rows_of + 3 for rows_of in rows))
            case Text():
                return self.text(4 + _LINE * _lines(block.text, 80))
            case Table():
                return self.block(_table(block, self.language))
        return self.text(12)


def _facts(document: Document) -> float:
    if not document.facts:
        return 0
    return 10 + sum(
        max(6 + _LINE * _lines(fact.value, 17) for fact in document.facts[at : at + 4])
        for at in range(0, len(document.facts), 4)
    )


def _chart(chart: Chart) -> float:
    picture = min(height(chart, HEIGHT) / WIDTH * _WIDE * _CHART, _HIGHEST)
    return picture + 16 + 6.5 * _lines(chart.finding, 62) + _SMALL * _lines(chart.source, 88)


def _table(table: Table, language: str) -> float:
    views = columns(table.frame, translator(language))
    rows = list(zip(*(view.cells for view in views), strict=True))
    # The browser gives each column room by what it holds; a line more for how cells break.
    body = sum(4 + _SMALL * (1 + _lines(" ".join(row), _PER_ROW)) for row in rows)
    return 26 + body + _SMALL * _lines(table.source, 88)


def _lines(text: str, most: int) -> int:
    return ceil(len(text) / most) if text else 0


def shortened(
    summary: Sequence[Block | Findings], most: int, room: int
) -> tuple[Block | Findings, ...]:
    """As many findings as a page holds, each part's first before any part's second."""
    found = [block.sentences if isinstance(block, Findings) else () for block in summary]
    kept: list[list[str]] = [[] for _block in found]
    lines = 0
    for place, sentence in in_turn(found):
        need = (0 if kept[place] else _HEADING_LINES) + _lines(sentence, _SUMMARY_LINE)
        if sum(map(len, kept)) < most and lines + need <= room:
            kept[place].append(sentence)
            lines += need
    return tuple(
        replace(
            block,
            sentences=tuple(some),
            left_out=block.left_out + len(block.sentences) - len(some),
        )
        if isinstance(block, Findings)
        else block
        for block, some in zip(summary, kept, strict=True)
        if some or not isinstance(block, Findings)
    )


def in_turn(groups: Iterable[Sequence[Item]]) -> list[tuple[int, Item]]:
    """Each group's first, then each group's second, and so on, with the group's place."""
    return [
        (place, item)
        for turn in zip_longest(*groups)
        for place, item in enumerate(turn)
        if item is not None
    ]
