"""The experiments' panel: test cards, and the log, results and decision of the chosen one."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.experiments import contents, steps
from labmethods.experiments.records import Experiment
from labmethods.experiments.report import timeline_block
from labmethods.experiments.sentences import (
    lock_sentence,
    overdue_sentences,
    portfolio_sentence,
)
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.page import ChartView
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The experiments' panel."""
    _ = translator(lab.language)
    overview = Overview(lab)
    chosen = ChosenExperiment(lab)

    def changed() -> None:
        overview.refresh()
        chosen.refresh()

    cards = RecordsEditor(
        lab,
        "experiments",
        columns=["name", "state", "focus_areas", "criterion", "planned_end"],
        on_change=changed,
    )
    chosen.on_change = lambda: (cards.refresh(), overview.refresh())
    cards.list.observe(cards.status.guard(lambda change: chosen.show(change["new"])), "chosen")
    return panel_frame(
        lab, heading(_("Test cards")), cards, chosen, heading(_("All experiments")), overview
    )


class ChosenExperiment(widgets.VBox):
    """The steps, log, results and decisions of one experiment."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.on_change: Callable[[], object] = lambda: None
        self._experiment = ""
        self._title = widgets.HTML()
        self._lock = widgets.HTML()
        self._steps = widgets.HBox()
        self._steps.add_class("lm-row")
        self.status = StatusLine(lab.language)
        self._records = widgets.VBox()
        super().__init__([])

    def show(self, experiment: str) -> None:
        """Show the experiment with this id; nothing for an empty one."""
        if experiment == self._experiment:
            return
        self._experiment = experiment
        if not experiment:
            self.children = ()
            return
        self._records.children = self._editors()
        self.children = (self._title, self._lock, self._steps, self.status, self._records)
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        found = self.lab.experiments.find(id=self._experiment) if self._experiment else []
        if not found:
            self.show("")
            return
        _ = translator(self.lab.language)
        read = contents.read(self.lab, datetime.date.today())
        lock = read.locks[read.locks["id"] == self._experiment].iloc[0]
        self._title.value = heading(found[0].name).value
        self._lock.value = paragraph(lock_sentence(lock, _)).value
        self._steps.children = self._buttons(found[0])

    def _editors(self) -> list[widgets.Widget]:
        _ = translator(self.lab.language)
        shown: list[widgets.Widget] = []
        for table, columns in (
            ("log_entries", ["event", "day", "present"]),
            ("results", ["counted", "successes", "participants", "period"]),
            ("decisions", ["decision", "day", "reason", "decided_by"]),
        ):
            editor = RecordsEditor(
                self.lab,
                table,
                columns=columns,
                fixed={"experiment": self._experiment},
                on_change=self._changed,
            )
            shown += [heading(_(editor.table.record.many), 3), editor]
        return shown

    def _buttons(self, card: Experiment) -> list[widgets.Widget]:
        _ = translator(self.lab.language)
        today = datetime.date.today()
        lab, one = self.lab, card.id
        choices = {
            "idea": [(_("Start now and lock the criterion"), lambda: steps.start(lab, one, today))],
            "running": [
                (_("Pause"), lambda: steps.pause(lab, one)),
                (_("Close with the decision"), lambda: steps.close(lab, one)),
            ],
            "paused": [
                (_("Go on"), lambda: steps.go_on(lab, one)),
                (_("Close with the decision"), lambda: steps.close(lab, one)),
            ],
            "decided": [],
        }
        choices["planned"] = choices["idea"]
        choices[None] = choices["running"]
        return [self._button(text, step) for text, step in choices[card.state]]

    def _button(self, text: str, step: Callable[[], object]) -> widgets.Button:
        def take() -> None:
            step()
            self.status.saved()
            self._changed()

        button = widgets.Button(description=text)
        guarded = self.status.guard(take)
        button.on_click(lambda _: guarded())
        return button

    def _changed(self) -> None:
        self.refresh()
        self.on_change()


class Overview(widgets.VBox):
    """How many experiments there are, what is overdue, and the timeline."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._text = widgets.HTML()
        self._timeline = ChartView(language=lab.language)
        super().__init__([self._text])
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.lab.language)
        found = contents.read(self.lab, datetime.date.today())
        sentences = [portfolio_sentence(found.portfolio, _), *overdue_sentences(found.overdue, _)]
        self._text.value = "".join(paragraph(one).value for one in sentences)
        if len(found.timeline):
            self._timeline.show(timeline_block(found, _))
            self.children = (self._text, self._timeline)
        else:
            self.children = (self._text,)
