"""The method's form in the notebook."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import panel_frame
from labmethods.workbook.lab import Lab

from .report import report


def panel(lab: Lab) -> widgets.VBox:
    """The places, and what they come to."""
    found = BlockList(lab)

    def refresh() -> None:
        found.show(report(lab, lab.language))

    editor = RecordsEditor(
        lab, "safety_places", columns=["name", "kind", "rating", "agreed"], on_change=refresh
    )
    refresh()
    return panel_frame(lab, editor, found)
