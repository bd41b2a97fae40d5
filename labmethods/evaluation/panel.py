"""The panel: evaluations, the people and values of the chosen one, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets as widgets

from labmethods.blocks import Block, Chart, Heading, Prose, Table
from labmethods.evaluation.answers import AnswerGrid
from labmethods.evaluation.charts import paired_blocks
from labmethods.evaluation.erasing import Eraser
from labmethods.evaluation.findings import read
from labmethods.evaluation.planner import Planner
from labmethods.evaluation.report import evaluation_blocks
from labmethods.evaluation.survey import Survey
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.page import ChartView, table_html
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

# What is filled in depends on how the evaluation finds out.
_TABLES = {
    "count": [],
    "paired": ["outcomes", "participants"],
    "groups": ["outcomes", "participants"],
    "series": [],
    "differences": ["place_values"],
    "synthetic": ["place_values"],
    "contribution": [],
}
_COLUMNS = {
    "outcomes": ["name", "lowest", "highest", "better"],
    "participants": ["code", "group", "left_day", "left_reason"],
    "place_values": ["place", "period", "value"],
    "contributions": ["change", "strength"],
    "followups": ["occasion", "status", "day"],
    "attendances": ["day", "present"],
}


def panel(lab: Lab) -> widgets.VBox:
    """The panel of the method."""
    return Panel(lab).widget


class Panel:
    """The list of evaluations, the chosen one, and the planner."""

    def __init__(self, lab: Lab) -> None:
        _ = translator(lab.language)
        self.planner = Planner(lab.language)
        self.chosen = ChosenEvaluation(lab)
        self.evaluations = RecordsEditor(
            lab,
            "evaluations",
            columns=["name", "design", "period"],
            on_change=lambda: self.chosen.refresh(),
        )
        follow = self.evaluations.status.guard(lambda change: self.chosen.show(change["new"]))
        self.evaluations.list.observe(follow, "chosen")
        self.eraser = Eraser(lab, self._erased)
        beside = Folds(
            [
                (_("How small a change can we see?"), self.planner),
                (_("Erase a participant"), self.eraser),
            ]
        )
        self.widget = panel_frame(
            lab,
            heading(_("Evaluations")),
            self.evaluations,
            self.chosen,
            beside,
        )

    def _erased(self) -> None:
        """Show the lists without whom was erased."""
        self.evaluations.refresh()
        for editor in self.chosen.editors.values():
            editor.refresh()
        self.chosen.refresh()


class ChosenEvaluation(widgets.VBox):
    """The tables of one evaluation and what they come to."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.status = StatusLine(lab.language)
        self.results = widgets.VBox()
        self.grid: AnswerGrid | None = None
        self.survey: Survey | None = None
        self.editors: dict[str, RecordsEditor] = {}
        self._evaluation = ""
        self._design = ""
        self._person = widgets.VBox()
        super().__init__([])

    def show(self, evaluation: str) -> None:
        """Show the evaluation with this id; nothing for an empty one."""
        if evaluation != self._evaluation:
            self._evaluation, self._design = evaluation, ""
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        found = self.lab["evaluations"].find(id=self._evaluation) if self._evaluation else []
        if not found:
            self._evaluation, self.children = "", ()
            return
        if found[0].design != self._design:
            self._design = found[0].design
            self.children = self._parts(found[0].name)
        elif self.grid is not None:
            self.grid.refresh()
        self._show_results()

    def _parts(self, name: str) -> tuple[widgets.Widget, ...]:
        _ = translator(self.lab.language)
        parts: list[widgets.Widget] = [heading(name)]
        self.editors, self.grid, self.survey = {}, None, None
        for table in _TABLES[self._design]:
            parts += [heading(_(self.lab[table].record.many), 3), self._editor(table)]
        if "participants" in self.editors:
            self.grid = AnswerGrid(self.lab, self._evaluation, self._show_results)
            self._person.children = (paragraph(_("Press a code to follow that person up.")),)
            self.editors["participants"].list.observe(self.status.guard(self._follow), "chosen")
            self.survey = Survey(self.lab, self._evaluation, self._answered)
            survey = Folds([(_("Import a questionnaire"), self.survey)])
            parts += [self._person, heading(_("Answers"), 3), self.grid, survey]
        hint = self._hint()
        if hint:
            parts.append(paragraph(hint))
        parts += [heading(_("Contribution analysis"), 3), self._editor("contributions")]
        return (*parts, heading(_("What it comes to"), 3), self.status, self.results)

    def _answered(self) -> None:
        self.editors["participants"].refresh()
        self._changed()

    def _hint(self) -> str:
        _ = translator(self.lab.language)
        return {
            "count": _("The counts are those of the experiment's results: fill them in there."),
            "series": _("The values are those of the indicator: fill them in there."),
        }.get(self._design, "")

    def _editor(self, table: str) -> RecordsEditor:
        editor = RecordsEditor(
            self.lab,
            table,
            columns=_COLUMNS[table],
            fixed={"evaluation": self._evaluation},
            on_change=self.status.guard(self._changed),
        )
        self.editors[table] = editor
        return editor

    def _follow(self, change: dict) -> None:
        """Follow-up and attendance of the participant whose code is pressed."""
        if not change["new"]:
            self._person.children = ()
            return
        _ = translator(self.lab.language)
        code = self.lab["participants"].get(change["new"]).code
        parts: list[widgets.Widget] = []
        for table in ("followups", "attendances"):
            editor = RecordsEditor(
                self.lab,
                table,
                columns=_COLUMNS[table],
                fixed={"participant": change["new"]},
                on_change=self.status.guard(self._changed),
            )
            self.editors[table] = editor
            parts += [heading(f"{code}: {_(self.lab[table].record.many)}", 4), editor]
        self._person.children = tuple(parts)

    def _changed(self) -> None:
        if self.grid is not None:
            self.grid.refresh()
        self._show_results()

    def _show_results(self) -> None:
        language = self.lab.language
        evaluation = self.lab["evaluations"].get(self._evaluation)
        blocks = evaluation_blocks(self.lab, evaluation, language, outward=False)[1:]
        blocks += paired_blocks(read(self.lab, evaluation), translator(language))
        told = evaluation_blocks(self.lab, evaluation, language, outward=True)
        outward = {one.finding: one for one in told if isinstance(one, Chart)}
        self.results.children = tuple(
            widget for block in blocks for widget in _shown(block, self.lab, outward)
        )


def _shown(block: Block, lab: Lab, outward: Mapping[str, Chart]) -> list[widgets.Widget]:
    """The block's widgets; a chart is saved as the report tells it, or not where it doesn't."""
    match block:
        case Chart():
            return [ChartView(lab, block, outward.get(block.finding))]
        case Table():
            return [widgets.HTML(table_html(block, lab.language))]
        case Heading(text, level):
            return [heading(text, level)]
        case Prose(markdown, label):
            return [paragraph(f"{label}: {markdown}")]
        case _:
            return [paragraph(block.text)]
