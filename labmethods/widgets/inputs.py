"""The inputs that a form is made of: one for each kind of field."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.workbook.kinds.meaning import Meaning, meaning
from labmethods.workbook.records import (
    Choice,
    Day,
    Flag,
    Kind,
    Lines,
    Reference,
    Scale,
    Several,
)

Options = Callable[[str], list[tuple[str, str]]]
"""The records of a table that a reference can point to: title and id."""

Used = Callable[[str], Iterable[str]]
"""The own words that a field which takes them has been given before."""


class Plain:
    """A text box, also for numbers and dates: what can't be read stays there beside its error."""

    def __init__(self, kind: Kind, widget: widgets.Widget, language: str) -> None:
        self._kind, self.widget, self._language = kind, widget, language

    def get(self) -> object:
        return self.widget.value

    def set(self, value: object) -> None:
        self.widget.value = self._kind.show(value, self._language)

    def observe(self, callback: Callable[[], None]) -> None:
        self.widget.observe(lambda _: callback(), "value")


class Worded(Plain):
    """A text box that proposes the words there are, and can be given others."""

    def __init__(
        self, kind: Choice, widget: widgets.Combobox, language: str, used: Callable[[], Any]
    ) -> None:
        super().__init__(kind, widget, language)
        self._used = used

    def set(self, value: object) -> None:
        self.refresh()
        super().set(value)

    def refresh(self) -> None:
        """Propose the words that are known now."""
        _ = translator(self._language)
        known = [*map(_, self._kind.options.values()), *self._own()]
        self.widget.options = tuple(known)

    def meant(self) -> Meaning:
        """What stands in the box, among the words that are known."""
        return meaning(self._kind, self.widget.value, self._own())

    def _own(self) -> list[str]:
        return [word for word in self._used() if word not in self._kind.options]


class Chosen(Plain):
    """A list to choose one from."""

    def set(self, value: object) -> None:
        self.refresh()
        values = [option[1] for option in self.widget.options]
        self.widget.value = value if value in values else None

    def refresh(self) -> None:
        """Nothing: the choices stay."""


class Referring(Chosen):
    """A list of another table's records."""

    def __init__(
        self, kind: Reference, widget: widgets.Widget, language: str, options: Options
    ) -> None:
        super().__init__(kind, widget, language)
        self._options = options

    def refresh(self) -> None:
        self.widget.options = [("–", None), *self._options(self._kind.table)]


class Ticked:
    """Boxes to tick, one a choice."""

    def __init__(self, title: str, choices: Callable[[], list[tuple[str, str]]]) -> None:
        self._choices = choices
        self._callback: Callable[[], None] = lambda: None
        self._box = widgets.Box()
        self._box.add_class("lm-checks")
        legend = widgets.HTML(f'<span class="lm-legend">{html.escape(title)}</span>')
        self.widget = widgets.VBox([legend, self._box])
        self._title = title
        self.set([])

    def get(self) -> list[str]:
        return [box.key for box in self._box.children if box.value]

    def set(self, value: object) -> None:
        boxes = []
        for title, key in self._choices():
            box = widgets.Checkbox(value=key in (value or []), description=title, indent=False)
            box.key = key
            box.observe(lambda _: self._callback(), "value")
            boxes.append(box)
        for old in self._box.children:
            old.close()
        self._box.children = boxes

    def observe(self, callback: Callable[[], None]) -> None:
        self._callback = callback


def input_for(
    kind: Kind,
    title: str,
    language: str,
    options: Options,
    used: Callable[[], Iterable[str]],
) -> Any:
    """The input that fits a kind."""
    _ = translator(language)
    if isinstance(kind, Several) and isinstance(kind.of, Reference):
        return Ticked(title, lambda: options(kind.of.table))
    if isinstance(kind, Several) and isinstance(kind.of, Choice):
        return Ticked(title, lambda: [(_(text), key) for key, text in kind.of.options.items()])
    if isinstance(kind, Reference):
        return Referring(kind, widgets.Dropdown(description=title), language, options)
    if isinstance(kind, Choice) and not kind.open:
        choices = [("–", None), *((_(text), key) for key, text in kind.options.items())]
        return Chosen(kind, widgets.Dropdown(description=title, options=choices), language)
    if isinstance(kind, Choice):
        box = widgets.Combobox(description=title, ensure_option=False, continuous_update=False)
        return Worded(kind, box, language, used)
    if isinstance(kind, Flag):
        choices = [("–", None), (_("Yes"), True), (_("No"), False)]
        return Chosen(kind, widgets.Dropdown(description=title, options=choices), language)
    if isinstance(kind, Scale):
        scale = [("–", None), *((str(n), n) for n in range(int(kind.low), int(kind.high) + 1))]
        return Chosen(kind, widgets.Dropdown(description=title, options=scale), language)
    box = widgets.Textarea if isinstance(kind, Lines) else widgets.Text
    hint = _("yyyy-mm-dd") if isinstance(kind, Day) else ""
    return Plain(kind, box(description=title, continuous_update=False, placeholder=hint), language)
