"""The board: the experiments as notes in the columns of their states."""

from __future__ import annotations

import datetime

import ipywidgets as widgets

from labmethods.experiments import contents, steps
from labmethods.experiments.panel.current import Current
from labmethods.experiments.records import STATES, Experiment
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.widgets.board import Board, Lanes
from labmethods.widgets.live import listen
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab


class BoardPart(widgets.VBox):
    """Notes that are dragged from state to state; a step that isn't allowed goes back."""

    def __init__(self, lab: Lab, current: Current) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self.current = current
        states = {state: _(title) for state, title in STATES.items()}
        self.board = Board(
            x=Lanes(_("State"), states),
            title=_("Experiments"),
            language=lab.language,
            kinds={area: _(title) for area, title in FOCUS_AREAS.items()},
            tray=_("State not known"),
            on_move=self._move,
            on_add=self._add,
            on_edit=lambda one, name: lab.experiments.change(one, name=name),
            on_open=self._open,
            on_undo=lambda: (lab.undo(), self.refresh()),
            on_redo=lambda: (lab.redo(), self.refresh()),
            words={"new": _("New experiment")},
        )
        super().__init__([self.board])
        self.refresh()
        listen(lab, self.catch_up)

    def catch_up(self, changes: list[Change]) -> None:
        """Show what others changed."""
        if {change.table for change in changes} & {"experiments", "decisions"}:
            self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.lab.language)
        found = contents.read(self.lab, datetime.date.today())
        late = set(found.overdue["id"])
        self.board.notes = [
            {
                "id": card.id,
                "label": card.name,
                "x": card.state,
                "kind": card.focus_areas[0] if card.focus_areas else None,
                "detail": card.criterion,
                "badge": _("decision overdue") if card.id in late else None,
            }
            for card in found.cards
        ]

    def _move(self, experiment: str, state: str | None, _y: object) -> None:
        steps.move(self.lab, experiment, state, datetime.date.today())
        self.refresh()

    def _add(self, name: str, state: str | None, _y: object) -> Experiment:
        # A new experiment has no criterion yet, so it begins as an idea wherever it was put.
        made = self.lab.experiments.add(
            name=name, state="planned" if state == "planned" else "idea"
        )
        self.refresh()
        return made

    def _open(self, experiment: str) -> None:
        self.current.experiment = experiment
        self.current.open_card()
