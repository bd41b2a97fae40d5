"""A form for one record, made from its class; each field saves when it is left."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from labmethods.errors import ChangedMeanwhile, LabError
from labmethods.language import translator
from labmethods.widgets.choices import Choices, error_line, say_error
from labmethods.widgets.folds import Folds
from labmethods.widgets.inputs import Options, Ticked, Used, Worded, input_for
from labmethods.workbook.kinds.meaning import Meaning
from labmethods.workbook.records import (
    FieldErrors,
    Lines,
    Record,
    Several,
)

_FEW = 8
"""So many fields are seen at a glance."""


class Field:
    """One input with its label, hint and error.

    Parameters
    ----------
    save
        Called with the typed value when the field is left; raises the error to show.
    settle
        Called with the record as it stands, when somebody else changed the field meanwhile and it
        was chosen what should stand.
    used
        The own words that the field was given before, where it takes them.
    """

    def __init__(
        self,
        record: type[Record],
        name: str,
        language: str,
        options: Options,
        save: Callable[[Any], None],
        settle: Callable[[Any], None] = lambda _record: None,
        used: Used = lambda _name: (),
    ) -> None:
        info, self.kind = record.fields()[name]
        self.name = name
        self._language = language
        self._options = options
        self._save = save
        self._settle = settle
        self._quiet = False
        _ = translator(language)
        self._title = title = _(info.title)
        if info.is_required():
            title = _("{title} (needed)", title=title)
        self.input = input_for(self.kind, title, language, options, lambda: used(name))
        self._error = error_line()
        self.choice = Choices(self._try)
        hint = widgets.HTML(html.escape(_(info.description)) if info.description else "")
        hint.add_class("lm-hint")
        self._note = widgets.HTML()
        self._note.add_class("lm-hint")
        below = [self._error, self._note, self.choice]
        parts = [self.input.widget, *([hint] if info.description else []), *below]
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
        self.tell("")
        self.choice.offer()

    def when_told(self, callback: Callable[[], object]) -> None:
        """Call this when something is said of what was typed."""
        for line in (self._error, self._note):
            line.observe(lambda change: change["new"] and callback(), "value")

    def tell(self, text: str) -> None:
        """Say how what was typed was read; an empty text takes it away."""
        self._note.value = f'<span role="status">{html.escape(text)}</span>' if text else ""

    def propose(self, value: object) -> None:
        """Offer a value that one press takes."""
        text = self.kind.show(value, self._language)

        def take() -> None:
            self.set(value)
            self._save(value)

        _ = translator(self._language)
        self.choice.offer((_("Use {value}", value=text), take))

    def typed(self) -> object:
        """What stands in the field; nothing as long as it is asked what a word means."""
        return None if self._asking else self.input.get()

    @property
    def unsettled(self) -> bool:
        """Whether what stands in the field is not saved: it was refused, or a question is open."""
        return bool(self._error.value)

    @property
    def _asking(self) -> bool:
        return isinstance(self.input, Worded) and self.unsettled

    def _left(self) -> None:
        if self._quiet:
            return
        if isinstance(self.input, Worded):
            self._understand(self.input.meant())
            return
        typed = self.input.get()
        self._try(lambda: self._save(typed))
        if self.kind.lacks_year(typed) and not self.unsettled:
            day = self.kind.show(self.kind.parse(typed.strip()), self._language)
            _ = translator(self._language)
            self.tell(_("Taken as {day}: no year was written.", day=day))

    def _understand(self, meant: Meaning) -> None:
        """Save the known word that was typed or begun; ask before it becomes one of its own."""
        _ = translator(self._language)
        if not meant.word or meant.known is not None:
            self._try(lambda: self._take(meant.known or ""))
            return
        own = (_("New: “{word}”", word=meant.word), lambda: self._take(meant.word))
        if meant.begun is not None:
            self._try(lambda: self._take(meant.begun))
            if not self.unsettled:
                known = self.kind.show(meant.begun, self._language)
                self.tell(_("“{word}” was taken as “{known}”.", word=meant.word, known=known))
                self.choice.offer(own)
            return
        self.say(
            _(
                "“{word}” is not among the words for {title} yet. Choose what is meant. Until then "
                "it is not saved.",
                word=meant.word,
                title=self._title,
            )
        )
        near = [
            (self.kind.show(one, self._language), lambda one=one: self._take(one))
            for one in meant.near
        ]
        self.choice.offer(*near, own)

    def _take(self, word: str) -> None:
        """Save a word, which stands in the field then."""
        self.set(word)
        self._save(word)

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
    """The fields of a record class in one box; of many, those seldom filled in are folded away."""

    def __init__(
        self,
        record: type[Record],
        language: str,
        options: Options,
        save: Callable[[str, Any], None],
        only: list[str] | None = None,
        settle: Callable[[Any], None] = lambda _record: None,
        used: Used = lambda _name: (),
    ) -> None:
        names = only or list(record.fields())
        self.fields: Mapping[str, Field] = {
            name: Field(
                record,
                name,
                language,
                options,
                lambda value, name=name: save(name, value),
                settle,
                used,
            )
            for name in names
        }
        self._record, self._ = record, translator(language)
        self._folded = [name for name in names if name in record.seldom]
        if len(names) <= _FEW:
            self._folded = []
        shown = [field.widget for name, field in self.fields.items() if name not in self._folded]
        self.more = self._fold()
        self.widget = widgets.Box([*shown, *([self.more] if self._folded else [])])
        self.widget.add_class("lm-form")

    def _fold(self) -> Folds:
        """What is seldom filled in; it unfolds where something in it is refused or asked about."""
        fields = [self.fields[name] for name in self._folded]
        box = widgets.Box([field.widget for field in fields])
        box.add_class("lm-fields")
        folds = Folds([(self._("More fields"), box)])
        for field in fields:
            field.when_told(lambda: folds.unfold(0))
        return folds

    @property
    def last(self) -> str:
        """The last field that is always seen."""
        return [name for name in self.fields if name not in self._folded][-1]

    def set(self, values: Mapping[str, object], keep: bool = False) -> None:
        """Show these values without saving them; fields that aren't named become empty.

        ``keep``: what was typed and isn't saved, as it was refused or is asked about, stays.
        """
        for name, field in self.fields.items():
            if not (keep and field.unsettled):
                field.set(values.get(name))
        usual = {name: self._record.model_fields[name].get_default() for name in self._folded}
        n = sum(values.get(name) not in (None, "", [], usual[name]) for name in self._folded)
        title = self._("More fields")
        if n:
            title = self._.plural("More fields ({n} filled in)", "More fields ({n} filled in)", n)
        self.more.title(0, title)

    @property
    def unsettled(self) -> bool:
        """Whether something stands in a field that is not saved."""
        return any(field.unsettled for field in self.fields.values())

    def focus(self) -> None:
        """Bring the first field into view, ready to be typed in."""
        for field in self.fields.values():
            if not isinstance(field.input, Ticked):
                field.input.widget.focus()
                return

    def typed(self) -> dict[str, object]:
        """What stands in the fields now, valid or not."""
        return {name: field.typed() for name, field in self.fields.items()}
