"""What kind of round a poll was: said by its type, or seen from its answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from labmethods.sources import cells

WORD, TEXT, DOTS, RANK, RATE, IDEA = "word", "text", "dots", "rank", "rate", "idea"
"""Kinds of the workshop's rounds."""

NO_ROUND = "no round"
"""A type that no round is like: pins on a picture, a grid of two scales."""

MOST_CHOICES = 12
_TYPES = (
    (WORD, r"word ?cloud|ordmoln"),
    (NO_ROUND, r"pin on image|2 ?x ?2 grid|matrix|nål på bild|rutnät"),
    (RANK, r"ranking|rankning|rangordn\w*"),
    (RATE, r"rating|scales?\b|skal(a|or)\b|betyg|nps"),
    (IDEA, r"ideas?\b|idéer|idé\b|brainstorm\w*"),
    (
        TEXT,
        r"open[ -]?(text|ended)|öpp(en|et) (text|svar|fråga)|fritext|q ?& ?a|type answer|"
        r"skriv svar|guess",
    ),
    (DOTS, r"multiple[ -]?choice|flerval\w*|quiz|select answer|välj svar|100 (points|poäng)|poll"),
)
_LISTED = re.compile(r"\s*(\d{1,2})\s*[.):]\s*(.+)")


def by_type(told: str) -> str:
    """The kind that a poll's type tells; nothing where it tells none.

    >>> by_type("Rating (1-5)"), by_type("Word cloud"), by_type("Flervalsfråga"), by_type("")
    ('rate', 'word', 'dots', '')
    """
    text = told.casefold()
    return next((kind for kind, words in _TYPES if re.search(words, text)), "") if text else ""


def of_one(answers: Sequence[object]) -> str:
    """The kind of a question that was answered in one column, without a type."""
    texts = [cells.text(one) for one in answers]
    if texts and all(cells.number(one) is not None for one in texts):
        return DOTS if len(set(texts)) <= MOST_CHOICES else TEXT
    if orders := [order(one) for one in texts]:
        sets = {frozenset(one) for one in orders}
        if len(sets) == 1 and 2 <= len(orders[0]) <= MOST_CHOICES and len(set(orders)) > 1:
            return RANK
    if ticked(texts) is not None:
        return DOTS
    short = [word for text in texts for word in words(text)]
    if short and all(len(one) <= 40 for one in short):
        lengths = [len(one.split()) for one in short]
        return WORD if sum(lengths) <= 2 * len(lengths) else TEXT
    return TEXT


def of_several(rows: Iterable[Sequence[object]], parts: int) -> str:
    """The kind of a question with a column for each part, from each voter's row of answers."""
    numbers = [[cells.number(one) for one in row] for row in rows]
    if not numbers or any(one is None for row in numbers for one in row):
        return ""
    full = [sorted(row) for row in numbers if len(row) == parts]
    if len(full) > 1 and parts > 1 and all(row == list(range(1, parts + 1)) for row in full):
        return RANK
    if all(abs(sum(row) - 100) < 0.5 for row in numbers):
        return DOTS
    every = {one for row in numbers for one in row}
    if every <= {0.0, 1.0}:
        return DOTS
    return RATE if all(1 <= one <= 5 for one in every) else ""


def ticked(texts: Sequence[str]) -> list[list[str]] | None:
    """What was chosen in each cell, where few choices come back again and again; else nothing.

    Several choices in a cell have semicolons or lines between, else commas; a comma may also stand
    inside a choice.

    >>> ticked(["Ja, gärna", "Nej", "Nej", "Ja, gärna"])[0]
    ['Ja, gärna']
    >>> ticked(["Ljus, Kafé", "Kafé", "Ljus", "Kafé, Ljus"])[0]
    ['Ljus', 'Kafé']
    """
    for cut in (pieces, words):
        chosen = [cut(text) for text in texts]
        parts = [part for one in chosen for part in one]
        distinct = set(parts)
        often = len(parts) >= 2 * len(distinct) and all(len(part) <= 100 for part in distinct)
        if often and 2 <= len(distinct) <= MOST_CHOICES:
            return chosen
    return None


def pieces(text: str) -> list[str]:
    """What was ticked in a cell with several answers.

    >>> pieces("Belysning; Kafé"), pieces("Ja, gärna")
    (['Belysning', 'Kafé'], ['Ja, gärna'])
    """
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def words(text: str) -> list[str]:
    """The words of a word cloud in a cell."""
    return [part.strip() for part in re.split(r"[;\n,]", text) if part.strip()]


def order(text: str) -> tuple[str, ...]:
    """What was put in order in a cell, first to last; numbers in front tell the places.

    >>> order("2. Kafé; 1. Ljus"), order("Ljus, Kafé")
    (('Ljus', 'Kafé'), ('Ljus', 'Kafé'))
    """
    parts = pieces(text)
    if len(parts) == 1:
        parts = words(text)
    listed = [_LISTED.fullmatch(part) for part in parts]
    if parts and all(listed):
        return tuple(one[2].strip() for one in sorted(listed, key=lambda one: int(one[1])))
    return tuple(parts)
