"""The panel's last parts: who is missing, and whom to contact by when."""

from __future__ import annotations

import datetime

import ipywidgets as widgets

from labmethods.stakeholders.contents import read
from labmethods.stakeholders.report import missing_blocks, plan_blocks
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.workbook.lab import Lab


class Missing:
    """The checklist of the lab's focus areas."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.widget = BlockList(lab)

    def refresh(self) -> None:
        self.widget.show(missing_blocks(self._lab, read(self._lab), self._lab.language))


class Plan:
    """The planned contacts, what is overdue and who has no next step."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.editor = RecordsEditor(
            lab,
            "engagements",
            columns=["actor", "what", "responsible", "due", "done"],
            on_change=self._show,
        )
        self._found = BlockList(lab)
        self.widget = widgets.VBox([self.editor, self._found])

    def refresh(self) -> None:
        self.editor.refresh()
        self._show()

    def _show(self) -> None:
        today = datetime.date.today()
        self._found.show(plan_blocks(self._lab, read(self._lab), self._lab.language, today))
