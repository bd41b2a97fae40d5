"""A button that makes a file to take along; nothing is made before it has passed the gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.widgets.links import download_link
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Made:
    """A file to take along.

    Attributes
    ----------
    text
        What the link to it says.
    name, kind, data
        The file's name, its type and what it holds.
    ready
        What is said when it is there.
    """

    text: str
    name: str
    kind: str
    data: bytes
    ready: str


class Takeaway(widgets.HBox):
    """The button, the link to what it made, and where something waits the choice to hide it.

    Parameters
    ----------
    make
        Makes the file: with ``ask`` it raises ``Undecided`` where something points out a person,
        with ``mask`` that is hidden.
    """

    def __init__(
        self, lab: Lab, title: str, make: Callable[[str], Made], status: StatusLine, style: str = ""
    ) -> None:
        _ = translator(lab.language)
        self._lab, self._make, self._status = lab, make, status
        self.button = widgets.Button(description=title, button_style=style)
        self.button.on_click(status.guard(lambda _button: self._pressed("ask")))
        self.hide = widgets.Button(
            description=_("Make it with that hidden"), layout={"display": "none"}
        )
        self.hide.on_click(status.guard(lambda _button: self._pressed("mask")))
        self.made = widgets.HTML()
        super().__init__([self.button, self.hide, self.made])

    def click(self) -> None:
        """As when the button is pressed."""
        self.button.click()

    def clear(self) -> None:
        """What was made is out of date."""
        self.made.value = ""
        self.hide.layout.display = "none"

    def _pressed(self, undecided: str) -> None:
        from labmethods.privacy.passage import Undecided
        from labmethods.reporting.gate import passed_name

        self.clear()
        try:
            made = self._make(undecided)
        except Undecided:
            self.hide.layout.display = ""
            raise
        name = passed_name(made.name, [self._lab])
        self.made.value = download_link(made.text, name, made.kind, made.data)
        self._status.say(made.ready)
