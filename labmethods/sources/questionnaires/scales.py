"""Which number an answer in words has: scales in several languages, proposals to be looked at."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from labmethods.sources import cells

_LEADING = re.compile(r"\s*[(\[]?\s*(-?\d{1,2})\s*[)\]]?\s*(?:[-–—=.:,)]|\(|\s)\s*\D.*", re.DOTALL)
_CODE = re.compile(r"(?:A|AO)(\d{1,3})")
"""LimeSurvey's own names of answers: A1, AO01."""
_ALEF = str.maketrans("أإآٱى", "ااااي", "\u0640")


class Scale(NamedTuple):
    """Each answer's number, and the answers of which one must be there for it to be this scale."""

    numbers: dict[str, float]
    when: frozenset[str]


def plain(answer: str) -> str:
    """An answer as it is compared: without case, accents of Arabic, and signs around it.

    >>> plain("  Instämmer  HELT. ")
    'instämmer helt'
    """
    text = unicodedata.normalize("NFC", answer).casefold().translate(_ALEF)
    text = "".join(mark for mark in text if unicodedata.category(mark) != "Mn")
    text = text.replace("’", "'").replace("ʼ", "'")
    return re.sub(r"\s+", " ", text).strip(" .!…\u200e\u200f\u061c")


@lru_cache
def _known() -> tuple[frozenset[str], list[Scale]]:
    """Answers that are none, and every scale."""
    text = (files(__package__) / "scales.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    found = []
    for scale in held["scales"]:
        low = scale.get("low", 1)
        numbers: dict[str, float] = {}
        for number, step in enumerate(scale["steps"], start=low):
            numbers |= {plain(answer): float(number) for answer in step}
        found.append(Scale(numbers, frozenset(map(plain, scale.get("when", [])))))
    return frozenset(map(plain, held["unknown"])), found


def is_unknown(answer: str) -> bool:
    """Whether an answer says that there is none: ``Vet ej``, ``No answer``, an empty cell."""
    return cells.mark(answer) is not None or plain(answer) in _known()[0]


def scores(answers: Iterable[str]) -> dict[str, float] | None:
    """The number of each answer where all of them are known; nothing where they aren't.

    Answers that are none are left out. Numbers stay as they are, ``4 – Ofta`` is 4, LimeSurvey's
    ``A4`` is 4, and words are looked up in scales of six languages; answers of one question may
    come in several languages, as a form in several languages gives them.

    >>> scores(["Instämmer helt", "Strongly disagree", "Vet ej"])
    {'Strongly disagree': 1.0, 'Instämmer helt': 5.0}
    """
    asked = [answer for answer in dict.fromkeys(answers) if not is_unknown(answer)]
    if not asked:
        return None
    for way in (_as_numbers, _by_leading_number, _by_code, _by_words):
        found = way(asked)
        if found is not None:
            return dict(sorted(found.items(), key=lambda one: one[1]))
    return None


def middle(numbers: Mapping[str, float]) -> float:
    """The middle of the scale that answers are from, whether or not all of it was used.

    >>> middle({"Instämmer": 4.0, "Instämmer helt": 5.0})
    3.0
    """
    told = set(map(plain, numbers))
    for scale in _known()[1]:
        if told <= set(scale.numbers) and (not scale.when or scale.when & told):
            ends = scale.numbers.values()
            return (min(ends) + max(ends)) / 2
    low, high = min(numbers.values()), max(numbers.values())
    # Numbers from 1 to 5 are the usual scale, also where nobody chose its ends.
    if low >= 1 and high <= 5:
        return 3.0
    return (low + high) / 2


def as_share(numbers: Mapping[str, float]) -> dict[str, float]:
    """1 for the answers above the scale's middle and 0 for the others, as a share counts them.

    >>> as_share({"Nej": 0.0, "Ja": 1.0})
    {'Nej': 0.0, 'Ja': 1.0}
    >>> as_share({"Instämmer": 4.0, "Instämmer helt": 5.0})
    {'Instämmer': 1.0, 'Instämmer helt': 1.0}
    """
    if not numbers:
        return {}
    above = middle(numbers)
    return {answer: float(number > above) for answer, number in numbers.items()}


def _as_numbers(answers: list[str]) -> dict[str, float] | None:
    found = {answer: cells.number(answer) for answer in answers}
    return None if None in found.values() else found


def _by_leading_number(answers: list[str]) -> dict[str, float] | None:
    """``5 – Instämmer helt``; the middle of a scale often has just its number."""
    found: dict[str, float] = {}
    for answer in answers:
        match = _LEADING.fullmatch(answer)
        number = float(match[1]) if match else cells.number(answer)
        if number is None:
            return None
        found[answer] = number
    return found if len(set(found.values())) == len(found) and max(found.values()) <= 10 else None


def _by_code(answers: list[str]) -> dict[str, float] | None:
    matches = {answer: _CODE.fullmatch(answer) for answer in answers}
    if not all(matches.values()):
        return None
    return {answer: float(match[1]) for answer, match in matches.items()}


def _by_words(answers: list[str]) -> dict[str, float] | None:
    told = set(map(plain, answers))
    for scale in _known()[1]:
        found = {answer: scale.numbers.get(plain(answer)) for answer in answers}
        if None not in found.values() and (not scale.when or scale.when & told):
            return found
    return None
