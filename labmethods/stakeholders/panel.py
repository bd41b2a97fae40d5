"""The panel: actors and relations to fill in, and what they show at once."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from labmethods.language import translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.findings import (
    power_interest_finding,
    relation_finding,
    summary_sentence,
)
from labmethods.stakeholders.report import source
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.page import ChartView
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The stakeholders' panel."""
    _ = translator(lab.language)
    assessed, related = _Assessed(lab), _Related(lab)
    relations = RecordsEditor(lab, "relations", on_change=related.refresh)

    def actors_changed() -> None:
        relations.refresh()
        assessed.refresh()
        related.refresh()

    actors = RecordsEditor(
        lab,
        "actors",
        columns=["name", "kind", "power", "interest", "legitimacy", "urgency", "attitude"],
        on_change=actors_changed,
    )
    assessed.refresh()
    related.refresh()
    return panel_frame(
        lab,
        heading(_("Actors")),
        actors,
        heading(_("Power and interest")),
        assessed.widget,
        heading(_("Who knows whom")),
        relations,
        related.widget,
    )


class _Assessed:
    """The power-interest chart, or why there is none yet."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._chart = ChartView(language=lab.language)
        self.widget = widgets.VBox()

    def refresh(self) -> None:
        _ = translator(self._lab.language)
        actors = self._lab.actors.frame()
        if actors.empty or not analysis.assessed(actors, "power", "interest").any():
            later = _("Give at least one actor power and interest, and the chart comes here.")
            self.widget.children = [paragraph(later)]
            return
        language = self._lab.language
        self._chart.show(
            power_interest_finding(actors, language, source(self._lab, "actors", language))
        )
        self.widget.children = [self._chart]


class _Related:
    """The relation map, or why there is none yet. Actors keep their places while one works."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._chart = ChartView(language=lab.language)
        self._places: pd.DataFrame | None = None
        self.widget = widgets.VBox()

    def refresh(self) -> None:
        _ = translator(self._lab.language)
        language = self._lab.language
        actors, relations = self._lab.actors.frame(), self._lab.relations.frame()
        if relations.empty:
            later = _("Add at least one relation, and the map comes here.")
            self.widget.children = [paragraph(later)]
            return
        self._places = analysis.layout(actors, relations, previous=self._places)
        told = source(self._lab, "relations", language)
        self._chart.show(relation_finding(actors, relations, self._places, language, told))
        summary = analysis.network_summary(actors, relations)
        self.widget.children = [self._chart, paragraph(summary_sentence(summary, language))]
