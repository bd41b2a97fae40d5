"""The panel: which indicators the lab follows, their observations, and what they show."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from labmethods.indicators import analysis
from labmethods.indicators.records import Indicator
from labmethods.indicators.report import (
    overview_table,
    signals_block,
    trend_block,
)
from labmethods.indicators.sentences import caveats
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.page import ChartView, table_html
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

_DEFINITION = ["name", "unit", "level", "baseline", "target", "target_day"]
_OBSERVED = ["period", "value", "numerator", "denominator", "group", "status"]


def panel(lab: Lab) -> widgets.VBox:
    """The panel of the method."""
    return Panel(lab).widget


class Panel:
    """Editors of the indicators and of the chosen one's observations, and its charts."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.choice = widgets.Dropdown(
            description=_("Indicator"), style={"description_width": "initial"}
        )
        self.observations = widgets.VBox()
        self.shown = widgets.VBox()
        self.overview = widgets.HTML()
        self.definitions = RecordsEditor(
            lab, "indicators", columns=_DEFINITION, on_change=self.refresh
        )
        self._edited: str | None = None
        self._quiet = False
        self.choice.observe(self.status.guard(lambda _change: self._choose()), "value")
        self.definitions.list.observe(self.status.guard(self._follow), "chosen")
        self.widget = panel_frame(
            lab,
            heading(_("What we follow")),
            self.definitions,
            heading(_("Observations")),
            self.choice,
            self.status,
            self.observations,
            heading(_("What it shows")),
            self.shown,
            heading(_("Where the indicators stand")),
            self.overview,
        )
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        names = [(one.name, one.id) for one in self.lab["indicators"].all()]
        known = [record_id for _name, record_id in names]
        wanted = self.choice.value if self.choice.value in known else next(iter(known), None)
        self._quiet = True
        self.choice.options = names
        self.choice.value = wanted
        self._quiet = False
        self.choice.layout.display = "" if names else "none"
        self._choose()
        self._show_overview()

    def _follow(self, change: dict) -> None:
        """The indicator that is pressed in the list is the one whose observations are shown."""
        if any(change["new"] == record_id for _name, record_id in self.choice.options):
            self.choice.value = change["new"]

    def _choose(self) -> None:
        if self._quiet:
            return
        indicator = self.choice.value
        if indicator != self._edited:
            self._edited = indicator
            self.observations.children = () if indicator is None else (self._editor(indicator),)
        self._show()

    def _editor(self, indicator: str) -> RecordsEditor:
        return RecordsEditor(
            self.lab,
            "observations",
            columns=_OBSERVED,
            fixed={"indicator": indicator},
            on_change=self.status.guard(self._observed),
        )

    def _observed(self) -> None:
        self._show()
        self._show_overview()

    def _show(self) -> None:
        _ = translator(self.lab.language)
        if self.choice.value is None:
            self.shown.children = (
                paragraph(_("No indicators have been chosen yet. Add the first one above.")),
            )
            return
        indicator = self.lab["indicators"].get(self.choice.value)
        series = analysis.series(self.lab["observations"].frame(), indicator.id)
        if series.empty:
            self.shown.children = (paragraph(_("Not yet observed. Add the first value above.")),)
            return
        self.shown.children = self._charts(indicator, series)

    def _charts(self, indicator: Indicator, series: pd.DataFrame) -> tuple[widgets.Widget, ...]:
        language = self.lab.language
        _ = translator(language)
        trend = ChartView(trend_block(series, indicator, language), language)
        said = [paragraph(one) for one in caveats(series, indicator, _)]
        signals = signals_block(series, indicator, self.lab.facts.started, language)
        return (trend, *said, *([ChartView(signals, language)] if signals else []))

    def _show_overview(self) -> None:
        language = self.lab.language
        indicators = self.lab["indicators"].all()
        if not indicators:
            self.overview.value = ""
            return
        overview = analysis.progress(
            self.lab["indicators"].frame(), self.lab["observations"].frame()
        )
        self.overview.value = table_html(overview_table(overview, indicators, language), language)
