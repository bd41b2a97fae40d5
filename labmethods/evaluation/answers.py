"""Everybody's answers on one occasion, filled in row by row and saved when a field is left."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from labmethods.evaluation.records import OCCASIONS, Measurement
from labmethods.language import translator
from labmethods.widgets.asking import Asking
from labmethods.widgets.frame import paragraph
from labmethods.widgets.status import StatusLine
from labmethods.widgets.undoing import UndoBar
from labmethods.workbook.lab import Lab


class AnswerGrid(widgets.VBox):
    """One field for each participant and outcome, on the chosen occasion."""

    def __init__(self, lab: Lab, evaluation: str, on_change: Callable[[], None]) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self.evaluation = evaluation
        self.on_change = on_change
        self.status = StatusLine(lab.language)
        self.occasion = widgets.Dropdown(
            options=[(_(title), name) for name, title in OCCASIONS.items()],
            description=_("Occasion"),
            style={"description_width": "initial"},
        )
        self.asking = Asking(lab)
        self.fields: dict[tuple[str, str], widgets.Text] = {}
        self._seen: dict[tuple[str, str], Measurement | None] = {}
        self._quiet = False
        self._rows = widgets.VBox()
        self.occasion.observe(self.status.guard(lambda _change: self.refresh()), "value")
        guard = self.status.guard
        self.steps = UndoBar(
            lab,
            guard(lambda: self._step(lab.undo)),
            guard(lambda: self._step(lab.redo)),
            lambda change: change.table == "measurements",
        )
        super().__init__([self.occasion, self.status, self.asking, self._rows, self.steps])
        self.refresh()

    def _step(self, step: Callable[[], None]) -> None:
        step()
        self.refresh()
        self.on_change()
        self.status.saved()

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.lab.language)
        self.asking.forget()
        people = self.lab["participants"].find(evaluation=self.evaluation)
        outcomes = self.lab["outcomes"].find(evaluation=self.evaluation)
        if not people or not outcomes:
            self.fields = {}
            self._rows.children = (
                paragraph(_("Add outcomes and participants first; then the answers go here.")),
            )
            return
        self.fields = {
            (person.id, outcome.id): self._field(person, outcome)
            for person in people
            for outcome in outcomes
        }
        self._rows.children = tuple(
            widgets.HBox([self.fields[person.id, outcome.id] for outcome in outcomes])
            for person in people
        )

    def _found(self, person: str, outcome: str) -> Measurement | None:
        found = self.lab["measurements"].find(
            participant=person, outcome=outcome, occasion=self.occasion.value
        )
        return found[0] if found else None

    def _field(self, person, outcome) -> widgets.Text:
        now = self._found(person.id, outcome.id)
        self._seen[person.id, outcome.id] = now
        field = widgets.Text(
            value=self._shown(now),
            description=f"{person.code}: {outcome.name}",
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "auto", "min_width": "16em"},
        )
        save = self.status.guard(lambda change: self._save(person.id, outcome.id, change["new"]))
        field.observe(save, "value")
        return field

    def _shown(self, now: Measurement | None) -> str:
        kind = Measurement.fields()["value"][1]
        return kind.show(now.value, self.lab.language) if now else ""

    def _save(self, person: str, outcome: str, typed: str) -> None:
        if self._quiet:
            return
        key = (person, outcome)
        seen, now = self._seen.get(key), self._found(person, outcome)
        if now is not None:
            # Where nothing stood when the field was drawn, somebody else answered meanwhile.
            seen = seen if seen is not None else now.model_copy(update={"value": None})
            self._seen[key] = self.asking.save(
                "measurements",
                seen,
                {"value": typed or None},
                lambda record: self._settle(key, record),
            )
        elif typed.strip():
            self._seen[key] = self.lab["measurements"].add(
                participant=person, outcome=outcome, occasion=self.occasion.value, value=typed
            )
        self.status.saved()
        self.on_change()

    def _settle(self, key: tuple[str, str], record: Measurement) -> None:
        """Show what stands after it was asked."""
        self._seen[key] = record
        self._quiet = True
        try:
            self.fields[key].value = self._shown(record)
        finally:
            self._quiet = False
        self.status.saved()
        self.on_change()
