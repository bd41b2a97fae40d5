"""The panel's comparison: values or index, and every municipality in a table that sorts."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.indicators.comparing import comparison_block, map_block, ranking
from labmethods.indicators.records import Indicator
from labmethods.language import translator
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.page import ChartView
from labmethods.widgets.sorted_table import SortedTable
from labmethods.workbook.lab import Lab


class Comparer(widgets.VBox):
    """The chart of the chosen municipalities, and all of them in order; empty without values."""

    def __init__(self, indicator: Indicator, lab: Lab) -> None:
        self._indicator, self._lab, self._language = indicator, lab, lab.language
        language = lab.language
        _ = translator(language)
        block = comparison_block(indicator, language)
        if block is None:
            super().__init__([])
            return
        self.chart = ChartView(lab, block)
        self.shown_as = widgets.ToggleButtons(
            description=_("Show as"),
            options=[(_("Values"), False), (_("Index: the first year is 100"), True)],
            style={"button_width": "auto"},
        )
        self.shown_as.observe(lambda change: self._show(change["new"]), "value")
        super().__init__([self.shown_as, self.chart, *self._map(), *self._everybody()])

    def _show(self, as_index: bool) -> None:
        block = comparison_block(self._indicator, self._language, as_index=as_index)
        if block is not None:
            self.chart.show(block)

    def _map(self) -> list[widgets.Widget]:
        try:
            block = map_block(self._indicator, self._lab.home, self._language)
        except LabError as error:
            return [paragraph(error.text(self._language))]
        return [ChartView(self._lab, block)] if block else []

    def _everybody(self) -> list[widgets.Widget]:
        found = ranking(self._indicator, self._language)
        if found is None:
            return []
        _ = translator(self._language)
        title = _("Every municipality")
        self.table = SortedTable(
            title,
            found.shown,
            found.sort,
            found.places,
            self._language,
            marked=self._indicator.place_code or "",
        )
        return [heading(title, 3), paragraph(found.said), self.table]
