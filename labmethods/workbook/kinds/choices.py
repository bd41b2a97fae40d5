"""Yes or no, one of a few, another record, and lists of such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from labmethods.errors import Refused
from labmethods.language import LANGUAGES, N_, translator
from labmethods.workbook.kinds.kind import Kind, short
from labmethods.workbook.kinds.texts import Line


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    column = "flag"

    def parse(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        text = str(value).casefold()
        if text in {"1", "1.0", "true", "yes", "ja", "x", "sant"}:
            return True
        if text in {"0", "0.0", "false", "no", "nej", "falskt"}:
            return False
        raise Refused(N_("“{value}” is neither yes nor no."), value=short(value))

    def show(self, value: object, language: str) -> str:
        _ = translator(language)
        return "" if value is None else _("Yes") if value else _("No")


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few; ``options`` maps each to its title. An ``open`` one takes other words too."""

    options: Mapping[str, str]
    open: bool = False

    def parse(self, value: object) -> str:
        text = Line().parse(value)
        if text.casefold() in self._known:
            return self._known[text.casefold()]
        if self.open:
            return text
        raise Refused(
            N_("“{value}” is not one of the choices: {choices}."),
            value=short(value),
            choices=Choices(tuple(self.options.values())),
        )

    def show(self, value: object, language: str) -> str:
        if value is None:
            return ""
        return translator(language)(self.options[value]) if value in self.options else str(value)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """What people may type for each option: its key or its title in a language."""
        known = {}
        for key, title in self.options.items():
            for language in LANGUAGES:
                known[translator(language)(title).casefold()] = key
            known[key.casefold()] = key
        return known

    def __hash__(self) -> int:
        return hash(tuple(self.options))


@dataclass(frozen=True)
class Choices:
    """The titles of a choice's options, listed in the reader's language."""

    titles: tuple[str, ...]

    def text(self, language: str) -> str:
        return ", ".join(translator(language)(title) for title in self.titles)


@dataclass(frozen=True)
class Reference(Kind):
    """A record of another table, by its id; a record itself is read as its id.

    ``owned``: the record goes when what it refers to goes (a relation without its actor). Otherwise
    the reference is emptied.
    """

    table: str
    owned: bool = False

    def parse(self, value: object) -> str:
        return getattr(value, "id", None) or str(value)


@dataclass(frozen=True)
class Several(Kind):
    """A list of values of one kind; typed as one line with commas or semicolons between."""

    of: Kind
    column = "list"

    @property
    def inner(self) -> Kind:
        return self.of

    def _read(self, value: object) -> list:
        return super()._read(value) or []

    def parse(self, value: object) -> list:
        if isinstance(value, str):
            items = re.split(r"[;,\n]", value)
        else:
            items = list(value) if isinstance(value, list | tuple | set) else [value]
        parsed = [self.of._read(item) for item in items]
        return list(dict.fromkeys(item for item in parsed if item is not None))

    def show(self, value: object, language: str) -> str:
        return ", ".join(self.of.show(item, language) for item in value or [])
