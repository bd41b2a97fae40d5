"""Which known word is meant by what was typed for a choice that takes other words, too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from labmethods.language import LANGUAGES, translator
from labmethods.workbook.kinds.choices import Choice
from labmethods.workbook.kinds.kind import clean

_ALIKE = 0.75
"""From so alike on, two words may be one of them misspelt."""
_OFFERED = 3


@dataclass(frozen=True)
class Meaning:
    """What a typed word may stand for.

    Attributes
    ----------
    word
        The word itself.
    known
        The known word that it is, in whatever case or language it was typed.
    begun
        The only known word that it is the beginning of.
    near
        Known words that look like it, likeliest first; with ``begun``.
    """

    word: str
    known: str | None = None
    begun: str | None = None
    near: tuple[str, ...] = ()


def meaning(kind: Choice, text: str, used: Iterable[str] = ()) -> Meaning:
    """What is meant by a text; ``used`` are own words that were taken before.

    >>> kinds = Choice({"sport": "Sport", "culture": "Culture"}, open=True)
    >>> meaning(kinds, "cult").begun
    'culture'
    >>> meaning(kinds, "sprot").near
    ('sport',)
    """
    word = clean(text)
    spelt = _spelt(kind, used)
    typed = word.casefold()
    if not typed or typed in spelt:
        return Meaning(word, spelt.get(typed))
    begun = _those(spelt, [one for one in spelt if one.startswith(typed)])
    inside = [one for one in spelt if re.search(rf"\b{re.escape(typed)}", one)]
    alike = difflib.get_close_matches(typed, spelt, n=2 * _OFFERED, cutoff=_ALIKE)
    # Groups such as 18-24 and 18-29 years look alike and are two.
    alike = [one for one in alike if _numbers(one) == _numbers(typed)]
    near = dict.fromkeys([*begun, *_those(spelt, alike), *_those(spelt, inside)])
    sure = len(begun) == 1 and not _numbers(typed) and len(typed) > 1
    return Meaning(word, None, begun[0] if sure else None, tuple(near)[:_OFFERED])


def _spelt(kind: Choice, used: Iterable[str]) -> dict[str, str]:
    """Everything that a known word may be typed as, to that word."""
    spelt = {one.casefold(): one for one in used}
    for key, title in kind.options.items():
        spelt |= {translator(language)(title).casefold(): key for language in LANGUAGES}
        spelt[key.casefold()] = key
    return spelt


def _those(spelt: dict[str, str], typed: list[str]) -> list[str]:
    return list(dict.fromkeys(spelt[one] for one in typed))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
