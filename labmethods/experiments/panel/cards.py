"""The test cards, and the next step of the chosen one."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.experiments import contents, steps
from labmethods.experiments.panel.current import Current
from labmethods.experiments.records import Experiment
from labmethods.experiments.sentences import lock_sentence
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class CardsPart(widgets.VBox):
    """List and form of the test cards, with the chosen one's steps above the form."""

    def __init__(self, lab: Lab, current: Current) -> None:
        self.current = current
        self.steps = Steps(lab, current, self.refresh)
        self.editor = RecordsEditor(
            lab,
            "experiments",
            columns=["name", "state", "focus_areas", "criterion", "planned_end"],
            on_change=self.steps.refresh,
        )
        self.editor.list.observe(self.editor.status.guard(self._chosen), "chosen")
        current.observe(self._follow, "experiment")
        super().__init__([self.editor, self.steps])

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.editor.refresh()
        self.steps.refresh()

    def _chosen(self, change: dict) -> None:
        if change["new"]:
            self.current.experiment = change["new"]
        self.steps.refresh()

    def _follow(self, change: dict) -> None:
        if self.editor.list.chosen != change["new"]:
            self.editor.choose(change["new"])


class Steps(widgets.VBox):
    """The chosen experiment's criterion and the steps that it can take."""

    def __init__(self, lab: Lab, current: Current, on_step: Callable[[], object]) -> None:
        self.lab = lab
        self.current = current
        self.on_step = on_step
        self.status = StatusLine(lab.language)
        self._title = widgets.HTML()
        self._lock = widgets.HTML()
        self._buttons = widgets.HBox()
        self._buttons.add_class("lm-row")
        super().__init__([])

    def refresh(self) -> None:
        """Show what the store holds now."""
        found = self.current.found()
        if not found:
            self.children = ()
            return
        _ = translator(self.lab.language)
        read = contents.read(self.lab, datetime.date.today())
        self._title.value = heading(found[0].name, 3).value
        self._lock.value = paragraph(lock_sentence(read.lock(found[0].id), _)).value
        self._buttons.children = [self._button(*choice) for choice in self._choices(found[0])]
        self.children = (self._title, self._lock, self._buttons, self.status)

    def _choices(self, card: Experiment) -> list[tuple[str, Callable[[], object]]]:
        _ = translator(self.lab.language)
        lab, one, today = self.lab, card.id, datetime.date.today()
        close = (_("Close with the decision"), lambda: steps.close(lab, one))
        if card.state in ("idea", "planned"):
            start = _("Start now and lock the criterion")
            return [(start, lambda: steps.start(lab, one, today))]
        if card.state == "paused":
            return [(_("Go on"), lambda: steps.go_on(lab, one)), close]
        another = (_("Begin a new round"), lambda: steps.new_round(lab, one, today))
        if card.state == "decided":
            return [another]
        return [(_("Pause"), lambda: steps.pause(lab, one)), another, close]

    def _button(self, text: str, step: Callable[[], object]) -> widgets.Button:
        def take() -> None:
            step()
            self.on_step()
            self.status.saved()

        button = widgets.Button(description=text)
        guarded = self.status.guard(take)
        button.on_click(lambda _: guarded())
        return button
