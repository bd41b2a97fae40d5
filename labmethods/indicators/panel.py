"""The panel: which indicators the lab follows, their observations, and what they show."""

from __future__ import annotations

import datetime

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Chart
from labmethods.indicators import analysis
from labmethods.indicators.charts import season_block, signals_block, trend_block
from labmethods.indicators.comparer import Comparer
from labmethods.indicators.fetcher import Fetcher
from labmethods.indicators.importer import Importer
from labmethods.indicators.picker import CataloguePicker
from labmethods.indicators.records import Indicator
from labmethods.indicators.reminders import quality_sentences
from labmethods.indicators.report import overview_table
from labmethods.indicators.sentences import caveats, revision_sentences
from labmethods.indicators.survey import Survey
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import field, heading, panel_frame, paragraph
from labmethods.widgets.page import ChartView, table_html
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Day

_DEFINITION = ["name", "unit", "level", "baseline", "target", "target_day"]
_OBSERVED = ["period", "value", "numerator", "denominator", "group", "status"]


def panel(lab: Lab) -> widgets.VBox:
    """The panel of the method."""
    return Panel(lab).widget


class Panel:
    """Editors of the indicators and of what belongs to the chosen one, and its charts."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.choice = widgets.Dropdown(description=_("Indicator"))
        self.known_on = widgets.Text(
            description=_("As known on (a day; empty for now)"), continuous_update=False
        )
        self.asked = [field(self.choice), field(self.known_on)]
        self.asked[0].add_class("lm-wide")
        self.editors = Folds()
        self.shown = widgets.VBox()
        self.overview = widgets.HTML()
        self.definitions = RecordsEditor(
            lab, "indicators", columns=_DEFINITION, on_change=self.refresh
        )
        self.picker = CataloguePicker(lab, self._picked)
        self.survey = Survey(lab, self._answered)
        self.written = RecordsEditor(lab, "written_answers", columns=["text", "question", "period"])
        self.surveys = Folds(
            [(_("Import a questionnaire"), self.survey), (_("Written answers"), self.written)]
        )
        self._edited: str | None = None
        self._quiet = False
        self.choice.observe(self.status.guard(lambda _change: self._choose()), "value")
        self.known_on.observe(self.status.guard(lambda _change: self._show()), "value")
        self.definitions.list.observe(self.status.guard(self._follow), "chosen")
        self.widget = panel_frame(
            lab,
            heading(_("What we follow")),
            self.definitions,
            self.picker,
            heading(_("Observations")),
            self.asked[0],
            self.status,
            self.editors,
            self.surveys,
            heading(_("What it shows")),
            self.asked[1],
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
        for box in self.asked:
            box.layout.display = "" if names else "none"
        self._choose()
        self._show_overview()

    def _picked(self, indicator: str) -> None:
        self.definitions.refresh()
        self.refresh()
        self.choice.value = indicator

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
            self._show_editors(indicator)
        self._show()

    def _show_editors(self, indicator: str | None) -> None:
        _ = translator(self.lab.language)
        if indicator is None:
            self.editors.put([])
            return
        first = not self.editors.parts
        milestones = self._editor("milestones", indicator, ["day", "value", "remark"])
        phases = self._editor("limit_phases", indicator, ["start", "reason"])
        # Whoever imports into one indicator after the other keeps the part open.
        self.editors.put(
            [
                (_("Observations"), self._editor("observations", indicator, _OBSERVED)),
                (_("Milestones on the way to the target"), milestones),
                (_("Changes that give new limits"), phases),
                (_("Import from a spreadsheet"), Importer(self.lab, indicator, self._imported)),
                (_("Fetch from public statistics"), Fetcher(self.lab, indicator, self._imported)),
            ]
        )
        if first:
            self.editors.unfold(0)

    def _editor(self, table: str, indicator: str, columns: list[str]) -> RecordsEditor:
        return RecordsEditor(
            self.lab,
            table,
            columns=columns,
            fixed={"indicator": indicator},
            on_change=self.status.guard(self._changed),
        )

    def _answered(self) -> None:
        self.written.refresh()
        if self.editors.parts:
            self.editors.parts[0].refresh()
        self._changed()

    def _imported(self) -> None:
        self.definitions.refresh()
        self.editors.parts[0].refresh()
        self._changed()

    def _changed(self) -> None:
        self._show()
        self._show_overview()

    def _show(self) -> None:
        _ = translator(self.lab.language)
        if self.choice.value is None:
            said = _("No indicators have been chosen yet. Add the first one above.")
            self.shown.children = (paragraph(said),)
            return
        indicator = self.lab["indicators"].get(self.choice.value)
        observations = self.lab["observations"].frame()
        day = Day()._read(self.known_on.value)
        series = analysis.series(observations, indicator.id, day)
        if series.empty:
            said = _("Not yet observed. Add the first value above.")
            if day is not None:
                said = _("Nothing was known yet on {day}.", day=_.day(day))
            self.shown.children = (paragraph(said),)
            return
        revised = analysis.revisions(observations[observations["indicator"] == indicator.id])
        said = caveats(series, indicator, _)
        if day is None:
            said += revision_sentences(revised, indicator, _)
            said += self._look_at(indicator, observations)
        self.shown.children = self._charts(indicator, series, said)

    def _look_at(self, indicator: Indicator, observations: pd.DataFrame) -> list[str]:
        """What one should look at before believing the values."""
        rows = self.lab["indicators"].frame()
        own = rows[rows["id"] == indicator.id]
        found = analysis.quality(own, observations, datetime.date.today())
        return quality_sentences(found, [indicator], translator(self.lab.language))

    def _charts(
        self, indicator: Indicator, series: pd.DataFrame, said: list[str]
    ) -> tuple[widgets.Widget, ...]:
        """The charts with what is said of them; what is saved hides the values of few people."""
        shown = self._blocks(indicator, series)
        outward = dict.fromkeys(shown, None)
        told = analysis.series(
            analysis.hide_small(self.lab["observations"].frame()),
            indicator.id,
            Day()._read(self.known_on.value),
        )
        if not told.empty:
            outward = self._blocks(indicator, told)
        views = {
            name: ChartView(self.lab, block, outward[name])
            for name, block in shown.items()
            if block
        }
        trend = views.pop("trend")
        comparison = Comparer(indicator, self.lab)
        beside = [comparison] if comparison.children else []
        return (trend, *(paragraph(one) for one in said), *views.values(), *beside)

    def _blocks(self, indicator: Indicator, series: pd.DataFrame) -> dict[str, Chart | None]:
        language = self.lab.language
        milestones = self.lab["milestones"].find(indicator=indicator.id)
        phases = self.lab["limit_phases"].find(indicator=indicator.id)
        return {
            "trend": trend_block(series, indicator, language, milestones),
            "signals": signals_block(
                series, indicator, language, started=self.lab.facts.started, phases=phases
            ),
            "season": season_block(series, indicator, language),
        }

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
