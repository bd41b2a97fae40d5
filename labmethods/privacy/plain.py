"""A text with plain digits, hyphens and spaces, that knows where each sign stood before."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

# Signs that nobody sees, and marks on the sign before, such as a stroke through it.
_UNSEEN = {"Cf", "Cc", "Mn", "Me"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")


@dataclass(frozen=True)
class Plain:
    """``text`` made plain, sign by sign; ``places`` has each sign's place in the original."""

    text: str
    places: tuple[int, ...] | None

    @classmethod
    def of(cls, text: str) -> Self:
        """Typographic hyphens, hard spaces and other scripts' digits become plain ones."""
        if text.isascii() and not _CONTROLS.search(text):
            return cls(text, None)
        signs, places = [], []
        for place, sign in enumerate(text):
            if sign in "\t\n" or unicodedata.category(sign) not in _UNSEEN:
                signs.append(_plain(sign))
                places.append(place)
        return cls("".join(signs), tuple(places))

    def place(self, index: int) -> int:
        """Where in the original a sign of the plain text stands."""
        return index if self.places is None else self.places[index]


def _plain(sign: str) -> str:
    if sign in _HYPHENS:
        return "-"
    if sign.isascii() or sign.isalpha():
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    digit = unicodedata.digit(sign, None) if unicodedata.category(sign) == "Nd" else None
    if digit is not None:
        return str(digit)
    full_width = unicodedata.normalize("NFKC", sign)
    return full_width if len(full_width) == 1 and full_width.isascii() else sign
