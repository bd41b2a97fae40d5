"""The path's panel: the board, the forms, the pictures, suppositions, and what to take along."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.pathway.panel.board import PathBoard
from labmethods.pathway.panel.entry import Entry
from labmethods.pathway.panel.pictures import Pictures
from labmethods.pathway.panel.sharing import Sharing
from labmethods.pathway.panel.supposing import Supposing
from labmethods.widgets.frame import heading, panel_frame, paragraph
from labmethods.widgets.loop import later
from labmethods.widgets.sections import Section, Sections
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """The path's panel."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)

    def changed() -> None:
        later(status.guard(everything_anew))

    def everything_anew() -> None:
        board.refresh()
        parts.refresh()

    def opened(activity: str) -> None:
        parts.show(0)
        entry.show_record("activities", activity)

    board = PathBoard(lab, on_change=changed, on_open=opened)
    entry = Entry(lab, on_change=changed)
    pictures, supposing = Pictures(lab), Supposing(lab)
    sharing = Sharing(lab, on_change=changed)
    parts = Sections(
        [
            Section(_("Fill in"), entry, entry.refresh),
            Section(_("What the path shows"), pictures, pictures.refresh),
            Section(_("What if?"), supposing, supposing.refresh),
            Section(_("Take along"), sharing, sharing.refresh),
        ],
        status.guard,
    )
    how = _(
        "Steps go from left to right. Drag an activity to its step and its lane, or choose it and "
        "use the arrow keys. Enter opens its form."
    )
    heads = heading(_("The path on the board")), paragraph(how)
    return panel_frame(lab, *heads, board, status, parts)
