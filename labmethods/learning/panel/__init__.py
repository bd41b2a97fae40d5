"""The panel: coding the log, the code book, stories, and what may leave the lab."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.learning.panel.coding import CodingPart
from labmethods.learning.panel.tables import CodeBookPart, ReleasePart, StoriesPart
from labmethods.widgets.frame import panel_frame
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The learning panel."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    parts = [
        (_("Code the log"), CodingPart(lab)),
        (_("The code book"), CodeBookPart(lab)),
        (_("Stories of change"), StoriesPart(lab)),
        (_("What may leave the lab"), ReleasePart(lab)),
    ]
    sections = Sections([Section(title, part, part.refresh) for title, part in parts], status.guard)
    return panel_frame(lab, sections, status)
