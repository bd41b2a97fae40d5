"""The kinds of field a record can have: how each reads what people type, and what it refuses."""

from __future__ import annotations

import datetime
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic_core import core_schema

from labmethods.errors import Refused
from labmethods.language import LANGUAGES, N_, translator


@dataclass(frozen=True)
class Shown:
    """A field's value that stands inside a message."""

    kind: Kind
    value: object

    def text(self, language: str) -> str:
        return short(self.kind.show(self.value, language)) or "–"


class Kind(ABC):
    """A kind of field: reads what people type, names the rule that was broken.

    ``parse`` gets what was typed (never None or empty) and answers the value or raises ``Refused``.
    """

    column: ClassVar[Literal["text", "whole", "decimal", "day", "flag", "list"]] = "text"

    @property
    def inner(self) -> Kind:
        """The kind of one value: what a list is of, and every other kind itself."""
        return self

    @abstractmethod
    def parse(self, value: object) -> object:
        """The value, or ``Refused``."""

    def show(self, value: object, language: str) -> str:
        """The value as people read it; the form shows the same."""
        return "" if value is None else str(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def _read(self, value: object) -> object:
        if value is None:
            return None
        if isinstance(value, str):
            value = clean(value)
        elif _is_nothing(value):
            return None
        return None if value is None or value == "" else self.parse(value)


def _is_nothing(value: object) -> bool:
    """Whether it is one of pandas' or Python's ways to say nothing; pandas isn't loaded for it."""
    return type(value).__name__ in ("NAType", "NaTType") or (
        isinstance(value, float) and value != value
    )


# Marks that nobody sees and that make two equal names differ; joiners stay, emoji need them.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    r"\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Typed text without control and direction marks, in composed letters (NFC), trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", text)).strip()


@dataclass(frozen=True)
class Line(Kind):
    """Text on one line."""

    longest: int = 200

    def parse(self, value: object) -> str:
        if isinstance(value, bytes | Mapping | list | tuple | set):
            raise Refused(N_("“{value}” does not fit here."), value=short(value))
        text = str(value)
        if not text.isprintable() or "  " in text:
            text = re.sub(r"\s+", " ", text)
        if len(text) > self.longest:
            raise Refused(
                N_("The text has {length} characters; at most {longest} fit. Shorten it."),
                length=len(text),
                longest=self.longest,
            )
        return text


@dataclass(frozen=True)
class Lines(Line):
    """Free text over several lines, in Markdown."""

    longest: int = 20_000

    def parse(self, value: object) -> str:
        if not isinstance(value, str) or len(value) > self.longest:
            Line(self.longest).parse(value)
        return str(value)


@dataclass(frozen=True)
class Decimal(Kind):
    """A number; a decimal comma and spaces between thousands are read as Swedes write them."""

    low: float | None = None
    high: float | None = None
    column = "decimal"

    def parse(self, value: object) -> float:
        if isinstance(value, bool):
            value = str(value)
        try:
            if isinstance(value, str) and "_" in value:
                # Python's own way to part thousands; nobody else's.
                raise ValueError
            number = float(
                re.sub(r"\s", "", value).replace("−", "-").replace(",", ".")
                if isinstance(value, str)
                else value
            )
        except (TypeError, ValueError, OverflowError):
            raise Refused(N_("“{value}” is not a number."), value=short(value)) from None
        if number != number or number in (float("inf"), float("-inf")):
            raise Refused(N_("“{value}” is not a number."), value=short(value))
        if (self.low is not None and number < self.low) or (
            self.high is not None and number > self.high
        ):
            raise self._outside(value)
        return number

    def _outside(self, value: object) -> Refused:
        if self.high is None:
            return Refused(
                N_("{value} is too small; at least {low}."),
                value=short(value),
                low=f"{self.low:g}",
            )
        if self.low is None:
            return Refused(
                N_("{value} is too large; at most {high}."),
                value=short(value),
                high=f"{self.high:g}",
            )
        return Refused(
            N_("{value} is outside the scale {low} to {high}."),
            value=short(value),
            low=f"{self.low:g}",
            high=f"{self.high:g}",
        )

    def show(self, value: object, language: str) -> str:
        if value is None:
            return ""
        return f"{value:.12g}".replace(".", "," if language == "sv" else ".")


_LARGEST = 10**15
"""Beyond it a decimal number no longer tells one whole number from the next."""


@dataclass(frozen=True)
class Whole(Decimal):
    """A whole number."""

    column = "whole"

    def parse(self, value: object) -> int:
        number = super().parse(value)
        if abs(number) > _LARGEST:
            raise Refused(
                N_("{value} is too large; at most {high}."),
                value=short(value),
                high=f"{_LARGEST:,}".replace(",", " "),
            )
        if number != int(number):
            raise Refused(N_("{value} is not a whole number."), value=short(value))
        return int(number)


class Scale(Whole):
    """A rating on a scale of whole numbers, such as 1 to 5."""


@dataclass(frozen=True)
class Day(Kind):
    """A date, read as 2026-11-24 or as people write it in Swedish or English."""

    column = "day"

    def parse(self, value: object) -> datetime.date:
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            return _likely(value)
        text = str(value)
        match = re.fullmatch(
            r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]00:00(?::00)?)?", text
        ) or _day_first(text)
        if match:
            year, month, day = match.groups() if isinstance(match, re.Match) else match
            try:
                day = datetime.date(int(year), int(month), int(day))
            except ValueError:
                raise Refused(
                    N_("{value} is no day in the calendar."), value=short(value)
                ) from None
            return _likely(day)
        raise Refused(N_("“{value}” is not a date. Write it as 2026-11-24."), value=short(value))

    def show(self, value: object, language: str) -> str:
        return "" if value is None else value.isoformat()


def _likely(day: datetime.date) -> datetime.date:
    """The day, unless a digit of its year was left out or is one too many."""
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise Refused(
            N_("{value} is not between the years {first} and {last}. Is the year right?"),
            value=day.isoformat(),
            first=_YEARS[0],
            last=_YEARS[1],
        )
    return day


_YEARS = (1800, 2200)


def _day_first(text: str) -> tuple[str, str, str] | None:
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[ /.-](\d{4})", text)
    return (match[3], match[2], match[1]) if match else None


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


Name = Annotated[str, Line()]
"""A required name."""
Words = Annotated[str | None, Line()]
"""One line of text, or nothing."""
Prose = Annotated[str | None, Lines()]
"""Free text in Markdown, or nothing."""
Address = Annotated[str | None, Line(2000)]
"""A web address, or nothing."""


def short(value: object) -> str:
    """What was typed, short enough to stand in a message."""
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
