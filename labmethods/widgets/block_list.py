"""Blocks of a report shown in a panel: charts, tables and sentences under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import ipywidgets as widgets

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.prose import safe_html
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.page import ChartView, table_html
from labmethods.workbook.lab import Lab


class BlockList(widgets.VBox):
    """Shows blocks; ``show`` puts others in their place, and keeps the views of charts."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._language = lab.language
        self._charts: list[ChartView] = []
        super().__init__()

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks."""
        charts = count()
        self.children = [self._view(block, charts) for block in blocks]

    def _view(self, block: Block, charts: Iterator[int]) -> widgets.Widget:
        match block:
            case Chart():
                return self._chart(block, next(charts))
            case Heading(text, level):
                return heading(text, level)
            case Text(text):
                return paragraph(text)
            case Table():
                return widgets.HTML(table_html(block, self._language))
            case Prose(markdown, _label):
                return widgets.HTML(f'<div class="lm-prose">{safe_html(markdown)}</div>')

    def _chart(self, chart: Chart, place: int) -> ChartView:
        # A view that is there already changes its picture without blinking.
        if place == len(self._charts):
            self._charts.append(ChartView(self._lab))
        self._charts[place].show(chart)
        return self._charts[place]
