"""The path's key figures and its pictures, made anew after every change."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import N_, translator
from labmethods.pathway import analysis, findings, words
from labmethods.pathway.findings import Told
from labmethods.pathway.path import path_of
from labmethods.pathway.report import source
from labmethods.widgets.frame import paragraph
from labmethods.widgets.page import ChartView, table_html
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

PICTURES: tuple[tuple[str, str, Callable[[Told], Chart]], ...] = (
    (N_("The path"), "", findings.path_finding),
    (N_("Path by target group"), "", lambda told: findings.path_finding(told, by="group")),
    (N_("Gaps"), "schedules", findings.coverage_finding),
    (N_("Handovers"), "handovers", findings.handover_finding),
    (N_("Need and places"), "needs", findings.need_finding),
    (N_("The week"), "schedules", findings.week_finding),
)
"""Title, the table that it can't do without, and how it is made."""

_MISSING = {
    "schedules": N_("No times have been noted yet."),
    "handovers": N_("No handovers have been noted yet."),
    "needs": N_("No needs have been noted yet."),
}


class Pictures(widgets.VBox):
    """The key figures in a table, and the one picture that is chosen."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.chart = ChartView(lab)
        self._figures = widgets.HTML()
        self._place = widgets.VBox()
        self._told: Told | None = None
        self.which: Sections | None = None
        super().__init__([self._figures, self.status])

    def refresh(self) -> None:
        """Show what the store holds now."""
        language = self.lab.language
        _ = translator(language)
        self._told = Told(path_of(self.lab), language, source(self.lab, language))
        path = self._told.path
        if not len(path.steps) or not len(path.activities):
            later = _("Add steps and activities, and the figures and pictures come here.")
            self._figures.value = paragraph(later).value
            self.children = (self._figures, self.status)
            return
        self._figures.value = table_html(figures_table(self._told), language)
        if self.which is None:
            self.which = self._sections()
        else:
            self.which.refresh()
        self.children = (self.which, self._figures, self.status)

    def _sections(self) -> Sections:
        _ = translator(self.lab.language)
        return Sections(
            [
                Section(_(title), self._place, lambda need=need, make=make: self._draw(need, make))
                for title, need, make in PICTURES
            ],
            self.status.guard,
        )

    def _draw(self, need: str, make: Callable[[Told], Chart]) -> None:
        if need and not len(getattr(self._told.path, need)):
            missing = translator(self.lab.language)(_MISSING[need])
            self._place.children = (paragraph(missing),)
            return
        self.chart.show(make(self._told))
        self._place.children = (self.chart,)


def figures_table(told: Told) -> Table:
    """The key figures as a table; what nothing has been noted for says so."""
    _ = told._
    values = analysis.key_figures(told.path).summary().set_index("figure")["value"]
    noted = words.noted(told.path)
    rows = [
        (_(title), words.figure_text(values[name], _) if noted[name] else _("not noted yet"))
        for name, title in words.FIGURES.items()
    ]
    frame = pd.DataFrame(rows, columns=[_("Figure"), _("Now")])
    return Table(frame, _("The path in figures"))
