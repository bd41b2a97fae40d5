"""Rounds, results and decisions of the chosen experiment, and the cards they fill."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.experiments import contents, steps
from labmethods.experiments.learning import learning_card, method_card_draft
from labmethods.experiments.panel.current import Chooser, Current
from labmethods.experiments.panel.sending import SendingPart
from labmethods.experiments.records import STATES, Experiment
from labmethods.language import translator
from labmethods.prose import safe_html
from labmethods.reporting.gate import hidden_line, passed_outward
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

_TABLES = {
    "results": ["counted", "successes", "participants", "period"],
    "rounds": ["number", "plan", "prediction", "study", "act"],
    "decisions": ["decision", "day", "reason", "decided_by"],
}


class OutcomePart(widgets.VBox):
    """Editors of the chosen experiment's records, then its learning card and method card draft."""

    def __init__(self, lab: Lab, current: Current) -> None:
        self.lab = lab
        self.current = current
        self.chooser = Chooser(current)
        self.editors: dict[str, RecordsEditor] = {}
        self.learning = widgets.HTML()
        self.draft = widgets.HTML()
        self.markdown = widgets.Textarea(rows=18, layout={"width": "100%"})
        self.markdown.add_class("lm-field")
        self.sending = SendingPart(lab)
        self.hidden = widgets.HTML()
        self.closing = Closing(lab, self.refresh)
        self._shown = ""
        super().__init__([self.chooser])
        current.observe(lambda _change: self.refresh(), "experiment")

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.chooser.refresh()
        found = self.current.found()
        if not found:
            self._shown = ""
            self.children = (self.chooser,)
            return
        if self._shown != found[0].id:
            self._show(found[0].id)
        for editor in self.editors.values():
            editor.refresh()
        self._fill()

    def _show(self, experiment: str) -> None:
        _ = translator(self.lab.language)
        self._shown = experiment
        self.editors = {
            table: RecordsEditor(
                self.lab,
                table,
                columns=columns,
                fixed={"experiment": experiment},
                on_change=self._fill,
            )
            for table, columns in _TABLES.items()
        }
        children: list[widgets.Widget] = [self.chooser]
        for editor in self.editors.values():
            children += [heading(_(editor.table.record.many), 3), editor]
        children.append(self.closing)
        self.markdown.description = _("To copy into a message or a document")
        text = Folds([(_("The draft as text"), widgets.VBox([self.hidden, self.markdown]))])
        children += [heading(_("Learning card"), 3), self.learning]
        children += [heading(_("Draft of a method card"), 3), self.draft, text, self.sending]
        self.children = children

    def _fill(self) -> None:
        found = self.current.found()
        if not found:
            return
        self.closing.show(found[0])
        read = contents.read(self.lab, datetime.date.today())
        card = learning_card(read, found[0], self.lab.language)
        self.learning.value = f'<div class="lm-prose">{safe_html(card.markdown())}</div>'
        draft = method_card_draft(self.lab, read, found[0])
        self.draft.value = f'<div class="lm-prose">{safe_html(draft, under=3)}</div>'
        self.sending.show(found[0].id)
        # What is copied from here leaves the lab.
        told = passed_outward(self.lab, texts=draft, undecided="mask")
        self.markdown.value = told.texts
        self.hidden.value = paragraph(hidden_line(told.hidden, self.lab.language)).value


class Closing(widgets.VBox):
    """Asks whether an experiment that has a decision ends with it; nothing otherwise."""

    def __init__(self, lab: Lab, on_closed: Callable[[], object]) -> None:
        self.lab = lab
        self.status = StatusLine(lab.language)
        self.said = widgets.HTML()
        self.button = widgets.Button(
            description=translator(lab.language)("Close with the decision")
        )
        self._on_closed = on_closed
        self._experiment = ""
        self.button.on_click(lambda _button: self.status.guard(self._close)())
        super().__init__([])

    def show(self, card: Experiment) -> None:
        """Ask about this experiment, if it has a decision and goes on."""
        _ = translator(self.lab.language)
        self._experiment = card.id
        decided = self.lab.decisions.find(experiment=card.id)
        if card.state == "decided" or card.state is None or not decided:
            self.children = ()
            return
        text = _(
            "The decision is saved, but the experiment still stands as “{state}”.",
            state=_(STATES[card.state]),
        )
        self.said.value = paragraph(text).value
        self.children = (self.said, self.button, self.status)

    def _close(self) -> None:
        steps.close(self.lab, self._experiment)
        self._on_closed()
