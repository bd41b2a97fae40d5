"""The parts of a large panel, one shown at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets


@dataclass(frozen=True)
class Section:
    """A part of a panel.

    Attributes
    ----------
    title
        What its button says.
    widget
        What is shown.
    refresh
        Brings it up to date; called when it is shown, so that what nobody looks at costs nothing.
    """

    title: str
    widget: widgets.Widget
    refresh: Callable[[], object]


class Sections(widgets.VBox):
    """A row of buttons, and the part whose button was pressed."""

    def __init__(self, sections: list[Section], guard: Callable[[Callable], Callable]) -> None:
        self._sections = sections
        self.shown = 0
        """The place of the part that is shown."""
        self.buttons = [widgets.Button() for _section in sections]
        for place, button in enumerate(self.buttons):
            button.on_click(guard(lambda _button, place=place: self.show(place)))
        row = widgets.HBox(self.buttons)
        row.add_class("lm-row")
        self._row = row
        super().__init__([row])
        self.add_class("lm")
        self.show(0)

    def show(self, place: int) -> None:
        """Show a part."""
        self.shown = place
        for other, button in enumerate(self.buttons):
            chosen = other == place
            # Not by colour alone: the mark says which part is open.
            button.description = ("▾ " if chosen else "") + self._sections[other].title
            button.button_style = "primary" if chosen else ""
        self._sections[place].refresh()
        self.children = [self._row, self._sections[place].widget]

    def refresh(self) -> None:
        """Bring the part that is shown up to date."""
        self._sections[self.shown].refresh()
