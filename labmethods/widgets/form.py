"""A form for one record, made from its class; each field saves when it is left."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from labmethods.errors import ChangedMeanwhile, LabError
from labmethods.language import translator
from labmethods.widgets.choices import Choices, error_line, say_error
from labmethods.workbook.records import (
    Choice,
    Day,
    FieldErrors,
    Flag,
    Kind,
    Lines,
    Record,
    Reference,
    Scale,
    Several,
)

Options = Callable[[str], list[tuple[str, str]]]
"""The records of a table that a reference can point to: title and id."""


class Field:
    """One input with its label, hint and error.

    Parameters
    ----------
    save
        Called with the typed value when the field is left; raises the error to show.
    settle
        Called with the record as it stands, when somebody else changed the field meanwhile and it
        was chosen what should stand.
    """

    def __init__(
        self,
        record: type[Record],
        name: str,
        language: str,
        options: Options,
        save: Callable[[Any], None],
        settle: Callable[[Any], None] = lambda _record: None,
    ) -> None:
        info, self.kind = record.fields()[name]
        self.name = name
        self._language = language
        self._options = options
        self._save = save
        self._settle = settle
        self._quiet = False
        _ = translator(language)
        title = _(info.title)
        if info.is_required():
            title = _("{title} (needed)", title=title)
        self.input = _input(self.kind, title, language, options)
        self._error = error_line()
        self.choice = Choices(self._try)
        hint = widgets.HTML(html.escape(_(info.description)) if info.description else "")
        hint.add_class("lm-hint")
        parts = [self.input.widget, *([hint] if info.description else []), self._error, self.choice]
        self.widget = widgets.VBox(parts)
        self.widget.add_class("lm-field")
        if isinstance(self.kind, Lines | Several):
            self.widget.add_class("lm-wide")
        self.input.observe(self._left)

    def set(self, value: object) -> None:
        """Show a value without saving it."""
        self._quiet = True
        try:
            self.input.set(value)
            self.say("")
        finally:
            self._quiet = False

    def say(self, text: str) -> None:
        """Show an error under the field; an empty one takes it away."""
        say_error(self._error, text)
        self.choice.offer()

    @property
    def unsettled(self) -> bool:
        """Whether what stands in the field is not saved: it was refused, or a question is open."""
        return bool(self._error.value)

    def _left(self) -> None:
        if not self._quiet:
            self._try(lambda: self._save(self.input.get()))

    def _try(self, save: Callable[[], None]) -> None:
        try:
            save()
        except ChangedMeanwhile as error:
            self.say(error.text(self._language))
            self._ask(error)
        except FieldErrors as error:
            own = error.fields.get(self.name)
            self.say((own or error).text(self._language))
        except LabError as error:
            self.say(error.text(self._language))
        else:
            self.say("")

    def _ask(self, error: ChangedMeanwhile) -> None:
        """Let it be chosen which of two values stands."""
        _ = translator(self._language)
        theirs, yours = (_short(error.values[one].text(self._language)) for one in _SIDES)
        mine = self.input.get()

        def keep() -> None:
            self._settle(error.now)
            self.set(getattr(error.now, self.name))

        def replace() -> None:
            self._settle(error.now)
            self._save(mine)
            self.set(mine)

        self.choice.offer(
            (_("Keep theirs: {value}", value=theirs), keep),
            (_("Save mine: {value}", value=yours), replace),
        )


_SIDES = ("theirs", "yours")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= 40 else line[:39] + "…") or "–"


class Form:
    """The fields of a record class in one box."""

    def __init__(
        self,
        record: type[Record],
        language: str,
        options: Options,
        save: Callable[[str, Any], None],
        only: list[str] | None = None,
        settle: Callable[[Any], None] = lambda _record: None,
    ) -> None:
        names = only or list(record.fields())
        self.fields: Mapping[str, Field] = {
            name: Field(
                record, name, language, options, lambda value, name=name: save(name, value), settle
            )
            for name in names
        }
        self.widget = widgets.Box([field.widget for field in self.fields.values()])
        self.widget.add_class("lm-form")

    def set(self, values: Mapping[str, object]) -> None:
        """Show these values without saving them; fields that aren't named become empty."""
        for name, field in self.fields.items():
            field.set(values.get(name))

    @property
    def unsettled(self) -> bool:
        """Whether something stands in a field that is not saved."""
        return any(field.unsettled for field in self.fields.values())

    def focus(self) -> None:
        """Bring the first field into view, ready to be typed in."""
        for field in self.fields.values():
            if not isinstance(field.input, _Ticked):
                field.input.widget.focus()
                return

    def typed(self) -> dict[str, object]:
        """What stands in the fields now, valid or not."""
        return {name: field.input.get() for name, field in self.fields.items()}


class _Plain:
    """A text box, also for numbers and dates: what can't be read stays there beside its error."""

    def __init__(self, kind: Kind, widget: widgets.Widget, language: str) -> None:
        self._kind, self.widget, self._language = kind, widget, language

    def get(self) -> object:
        return self.widget.value

    def set(self, value: object) -> None:
        self.widget.value = self._kind.show(value, self._language)

    def observe(self, callback: Callable[[], None]) -> None:
        self.widget.observe(lambda _: callback(), "value")


class _Chosen(_Plain):
    """A list to choose one from."""

    def set(self, value: object) -> None:
        self.refresh()
        values = [option[1] for option in self.widget.options]
        self.widget.value = value if value in values else None

    def refresh(self) -> None:
        """Nothing: the choices stay."""


class _Referring(_Chosen):
    """A list of another table's records."""

    def __init__(
        self, kind: Reference, widget: widgets.Widget, language: str, options: Options
    ) -> None:
        super().__init__(kind, widget, language)
        self._options = options

    def refresh(self) -> None:
        self.widget.options = [("–", None), *self._options(self._kind.table)]


class _Ticked:
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


def _input(kind: Kind, title: str, language: str, options: Options) -> Any:
    _ = translator(language)
    if isinstance(kind, Several) and isinstance(kind.of, Reference):
        return _Ticked(title, lambda: options(kind.of.table))
    if isinstance(kind, Several) and isinstance(kind.of, Choice):
        return _Ticked(title, lambda: [(_(text), key) for key, text in kind.of.options.items()])
    if isinstance(kind, Reference):
        return _Referring(kind, widgets.Dropdown(description=title), language, options)
    if isinstance(kind, Choice) and not kind.open:
        choices = [("–", None), *((_(text), key) for key, text in kind.options.items())]
        return _Chosen(kind, widgets.Dropdown(description=title, options=choices), language)
    if isinstance(kind, Choice):
        known = [_(text) for text in kind.options.values()]
        box = widgets.Combobox(
            description=title, options=known, ensure_option=False, continuous_update=False
        )
        return _Plain(kind, box, language)
    if isinstance(kind, Flag):
        choices = [("–", None), (_("Yes"), True), (_("No"), False)]
        return _Chosen(kind, widgets.Dropdown(description=title, options=choices), language)
    if isinstance(kind, Scale):
        scale = [("–", None), *((str(n), n) for n in range(int(kind.low), int(kind.high) + 1))]
        return _Chosen(kind, widgets.Dropdown(description=title, options=scale), language)
    box = widgets.Textarea if isinstance(kind, Lines) else widgets.Text
    hint = _("yyyy-mm-dd") if isinstance(kind, Day) else ""
    return _Plain(kind, box(description=title, continuous_update=False, placeholder=hint), language)
