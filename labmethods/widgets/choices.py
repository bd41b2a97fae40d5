"""What went wrong, and the buttons among which one chooses what is done about it."""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

Action = Callable[[], object]


class Choices(widgets.Box):
    """A row of buttons; empty while there is nothing to choose.

    Parameters
    ----------
    take
        Called with what the pressed button is to do.
    """

    def __init__(self, take: Callable[[Action], object]) -> None:
        super().__init__()
        self.add_class("lm-row")
        self._take = take

    def offer(self, *choices: tuple[str, Action]) -> None:
        """Show a button for each choice, in place of those that stood here."""
        buttons = []
        for text, action in choices:
            button = widgets.Button(description=text)
            button.on_click(lambda _button, action=action: self._take(action))
            buttons.append(button)
        for old in self.children:
            old.close()
        self.children = buttons


def error_line() -> widgets.HTML:
    """The line for what went wrong."""
    line = widgets.HTML()
    line.add_class("lm-error")
    return line


def say_error(line: widgets.HTML, text: str) -> None:
    """Show what went wrong, also to screen readers; an empty text takes it away."""
    line.value = f'<span role="alert">{html.escape(text)}</span>' if text else ""
