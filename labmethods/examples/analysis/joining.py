"""Several catalogues as one: the same ids, examples that stand twice, and one made of two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

import pandas as pd

from labmethods.examples.analysis.fields import nothing, require_catalogue, text_of
from labmethods.examples.analysis.words import is_stop_word, split, stem

_ALIKE = 0.85
_MANY = 25
_LEFT_OUT = ("id", "origin")
"""What may differ between two records of one and the same example."""


def join(*catalogues: pd.DataFrame) -> pd.DataFrame:
    """Several catalogues as one; of two records with the same id the later catalogue's stands.

    Parameters
    ----------
    catalogues
        Each with ``name`` and, where known, ``id`` and any other columns.

    Returns
    -------
    DataFrame
        All examples in the order in which they are met first. ``id`` is missing where it was.

    Examples
    --------
    >>> shipped = pd.DataFrame({"id": ["a", "b"], "name": ["Portalen", "BIS"]})
    >>> own = pd.DataFrame({"id": ["b"], "name": ["BIS Boden"]})
    >>> join(shipped, own)["name"].tolist()
    ['Portalen', 'BIS Boden']
    """
    columns = list(dict.fromkeys(name for one in catalogues for name in one.columns)) or ["name"]
    rows: dict[object, dict[str, Any]] = {}
    for number, one in enumerate(catalogues):
        for place, row in enumerate(require_catalogue(one).to_dict("records")):
            known = row.get("id")
            key = known if not nothing(known) else (number, place)
            rows[key] = {name: row.get(name) for name in columns}
    return pd.DataFrame(list(rows.values()), columns=columns, dtype=object)


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The fields in which two records differ, each with both values as text.

    >>> differences({"name": "BIS", "place": None}, {"name": "BIS", "place": "Boden"})
    {'place': ('', 'Boden')}
    """
    names = [name for name in dict.fromkeys((*first, *second)) if name not in _LEFT_OUT]
    both = {name: (_cell(first.get(name)), _cell(second.get(name))) for name in names}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def _cell(value: object) -> str:
    if isinstance(value, float) and not nothing(value) and value == int(value):
        value = int(value)
    return text_of(value)


def merged(kept: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """One record of two: what the kept one says stands, what it doesn't say comes from the other.

    Lists are joined, the kept one's first.

    >>> merged({"id": "a", "place": None, "partners": ["ABF"]}, {"id": "b", "place": "Boden"})
    {'id': 'a', 'place': 'Boden', 'partners': ['ABF']}
    """
    values = dict(kept)
    for name, value in other.items():
        if name in _LEFT_OUT:
            continue
        if isinstance(value, list) and isinstance(values.get(name), list):
            values[name] = list(dict.fromkeys([*values[name], *value]))
        elif nothing(values.get(name)) and not nothing(value):
            values[name] = value
    return values


def same_examples(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Pairs of examples that may be one and the same: a question to people, not an answer.

    Names that hardly differ count, unless both tell an organisation or a place and neither fits.

    Parameters
    ----------
    catalogue
        ``id, name``; where known ``organisation, place, municipality_code, source_url``.

    Returns
    -------
    DataFrame
        One row a pair, the likeliest first: ``first, second`` (ids), ``first_name,
        second_name``, ``likeness`` (0-1) and ``differs`` (names of the fields that differ).

    Examples
    --------
    >>> catalogue = pd.DataFrame(
    ...     {"id": ["a", "b"], "name": ["Läxhjälp på Ersboda", "Läxhjälpen, Ersboda"]}
    ... )
    >>> same_examples(catalogue)[["first", "second"]].values.tolist()
    [['a', 'b']]
    """
    rows = require_catalogue(catalogue).to_dict("records")
    words = [_words(row) for row in rows]
    found = []
    for one, other in sorted(_worth_comparing(rows, words)):
        likeness = _likeness(rows[one], rows[other], words[one], words[other])
        if likeness >= _ALIKE:
            found.append((rows[one], rows[other], likeness))
    found.sort(key=lambda pair: -pair[2])
    columns = ["first", "second", "first_name", "second_name", "likeness", "differs"]
    return pd.DataFrame(
        [
            (a["id"], b["id"], a["name"], b["name"], likeness, list(differences(a, b)))
            for a, b, likeness in found
        ],
        columns=columns,
    )


def _words(row: Mapping[str, Any]) -> tuple[str, ...]:
    words = split(text_of(row.get("name")))
    return tuple(stem(word) for word in words if not is_stop_word(word)) or tuple(words)


def _worth_comparing(
    rows: list[dict[str, Any]], words: list[tuple[str, ...]]
) -> Iterable[tuple[int, int]]:
    """Pairs whose names share a word that few have, or whose names are the same words."""
    sharing: dict[object, list[int]] = defaultdict(list)
    same: dict[object, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        same[tuple(sorted(set(each)))].append(place)
        for word in set(each):
            sharing[word].append(place)
    groups = [*same.values(), *(places for places in sharing.values() if len(places) <= _MANY)]
    return {pair for places in groups for pair in combinations(places[: 2 * _MANY], 2)}


def _likeness(
    one: Mapping[str, Any], other: Mapping[str, Any], mine: tuple[str, ...], its: tuple[str, ...]
) -> float:
    if not mine or not its or _elsewhere(one, other):
        return 0.0
    if set(mine) == set(its):
        return 1.0
    matcher = SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(its)))
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _elsewhere(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both say where or by whom, and it is neither the same place nor the same people."""
    told = [
        (text_of(one.get(name)).casefold(), text_of(other.get(name)).casefold())
        for name in ("municipality_code", "place", "organisation", "source_url")
    ]
    known = [pair for pair in told if all(pair)]
    return bool(known) and all(mine != its for mine, its in known)
