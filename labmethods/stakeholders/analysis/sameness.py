"""Actors that may be one and the same, noted twice under names that differ a little."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations

import pandas as pd

from labmethods.stakeholders.analysis.frames import identified, require

_ALIKE = 0.88
_MANY = 25
_FILLERS = frozenset({"ab", "i", "och", "the", "of", "in", "and", "kommunala"})


def same_actors(actors: pd.DataFrame) -> pd.DataFrame:
    """Pairs of actors whose names say that they may be the same.

    Names are compared without case, punctuation, small words and a genitive's s: they are the same
    words, all words of the one stand in the other, or the spelling hardly differs; numbers must be
    the same. It is a question to people, not an answer.

    Parameters
    ----------
    actors
        Columns ``id, name``.

    Returns
    -------
    DataFrame
        One row a pair, the likeliest first: ``first, second`` (ids, in the actors' order),
        ``first_name, second_name`` and ``likeness`` (0-1; 1 for the same words).

    Raises
    ------
    Invalid
        If a column is missing or an id stands twice.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": list("abc"), "name": ["Bodens kommun", "Boden kommun", "ABF"]})
    >>> same_actors(actors)[["first", "second", "likeness"]].values.tolist()
    [['a', 'b', 1.0]]
    """
    require(actors, "id", "name")
    ids, names = identified(actors).tolist(), actors["name"].astype(str).tolist()
    words = [_words(name) for name in names]
    rows = []
    for one, other in sorted(_worth_comparing(words)):
        likeness = _likeness(words[one], words[other])
        if likeness >= _ALIKE:
            rows.append((ids[one], ids[other], names[one], names[other], likeness))
    rows.sort(key=lambda row: -row[-1])
    columns = ["first", "second", "first_name", "second_name", "likeness"]
    return pd.DataFrame(rows, columns=columns)


def _words(name: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"\w+", name.casefold()) if word not in _FILLERS]
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words)


def _worth_comparing(words: list[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs of the same words, and pairs that share how an uncommon word begins."""
    same, beginnings = defaultdict(set), defaultdict(set)
    for place, each in enumerate(words):
        same[tuple(sorted(each))].add(place)
        for word in each:
            beginnings[word[:3]].add(place)
    # What many names have in common ("Hyresgästföreningen") tells none of them apart.
    groups = [*same.values(), *(places for places in beginnings.values() if len(places) <= _MANY)]
    return {pair for places in groups for pair in combinations(sorted(places), 2)}


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if sorted(one) == sorted(other):
        return 1.0
    if _numbers(one) != _numbers(other):
        return 0.0
    fewer, more = sorted([set(one), set(other)], key=len)
    # A single common word such as "skola" says nothing; two do.
    if fewer <= more and len(fewer) > 1:
        return 0.95
    matcher = SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(other)))
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.isdigit()]
