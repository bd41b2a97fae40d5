"""What every kind of field does: reads what people type, and shows it again."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic_core import core_schema


@dataclass(frozen=True)
class Shown:
    """A field's value that stands inside a message."""

    kind: Kind
    value: object

    def text(self, language: str) -> str:
        return short(self.kind.told(self.value, language)) or "–"


READ = object()
"""The context of a validation whose values were read already, a column at a time."""


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

    def lacks_year(self, value: object) -> bool:
        """Whether it is a day whose year was not written, and is taken to be this year's."""
        return False

    def told(self, value: object, language: str) -> str:
        """The same of a value that the field may not be able to hold: an old or a damaged one."""
        try:
            return self.show(value, language)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return str(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_before_validator_function(self._validate, handler(source))

    def _validate(self, value: object, info: core_schema.ValidationInfo) -> object:
        return value if info.context is READ else self._read(value)

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
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", text)).strip()


def short(value: object) -> str:
    """What was typed, short enough to stand in a message."""
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
