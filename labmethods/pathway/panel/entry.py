"""The forms of all the path's tables, one at a time."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

COLUMNS = {
    "activities": ["name", "actor", "step", "target_groups", "status", "capacity", "queue"],
    "schedules": ["activity", "byday", "opens_at", "closes_at", "interval", "freq"],
    "handovers": ["source", "target", "target_step", "kind", "people"],
    "needs": ["group", "step", "people", "known_from"],
    "steps": ["name", "position", "role"],
    "target_groups": ["name", "description"],
}
"""Table to what its list shows, in the order in which they are filled in most."""


class Entry(widgets.VBox):
    """A button for each table, and the editor of the one that is chosen.

    Parameters
    ----------
    on_change
        Called after every change that was saved.
    """

    def __init__(self, lab: Lab, *, on_change: Callable[[], None]) -> None:
        _ = translator(lab.language)
        self.lab = lab
        self._on_change = on_change
        self.editors: dict[str, RecordsEditor] = {}
        self._places = {table: widgets.VBox() for table in COLUMNS}
        self.status = StatusLine(lab.language)
        self._tables = Sections(
            [
                Section(
                    _(lab[table].record.many),
                    self._places[table],
                    lambda table=table: self._editor(table).refresh(),
                )
                for table in COLUMNS
            ],
            self.status.guard,
        )
        super().__init__([self._tables, self.status])

    def show_record(self, table: str, record_id: str) -> None:
        """Put a record in its form."""
        self._tables.show(list(COLUMNS).index(table))
        self.editors[table].choose(record_id)

    def refresh(self) -> None:
        """Show what the store holds now."""
        self._tables.refresh()

    def _editor(self, table: str) -> RecordsEditor:
        # Made when it is first shown: six forms at once are slow to draw.
        if table not in self.editors:
            self.editors[table] = RecordsEditor(
                self.lab, table, columns=COLUMNS[table], on_change=self._on_change
            )
            self._places[table].children = (self.editors[table],)
        return self.editors[table]
