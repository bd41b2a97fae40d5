"""The search index: words to examples, built once and changed one example at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from labmethods.errors import Missing
from labmethods.examples.analysis.evidence import evidence_level
from labmethods.examples.analysis.fields import (
    FIELDS,
    WEIGHTS,
    require_catalogue,
    several,
    texts,
)
from labmethods.examples.analysis.partners import KINDS, partner_kind
from labmethods.examples.analysis.vocabulary import Vocabulary
from labmethods.examples.analysis.words import terms
from labmethods.language import N_

_SATURATION = 1.2
"""BM25's k1: how soon another mention adds little."""
_LENGTH = 0.55
"""BM25's b: how much a long text is held against its words."""


@dataclass
class _Postings:
    """The examples that have a word, and how often in each field."""

    places: np.ndarray
    counts: np.ndarray


class Index:
    """A catalogue's words, for searching.

    Scores are BM25F's (Robertson, Zaragoza & Taylor 2004, *Simple BM25 extension to multiple
    weighted fields*): a word's mentions are weighted by field before they are saturated.

    Parameters
    ----------
    catalogue
        One row an example; see ``search``.
    """

    def __init__(self, catalogue: pd.DataFrame) -> None:
        rows = require_catalogue(catalogue).to_dict("records")
        self._rows: list[dict[str, Any] | None] = list(rows)
        self._alive = np.ones(len(rows), dtype=bool)
        self._known: list[dict[str, np.ndarray]] = []
        self._lengths = np.zeros((len(rows), len(FIELDS)), dtype=np.float32)
        gathered: dict[str, list[tuple[int, np.ndarray]]] = {}
        for place, row in enumerate(rows):
            counts = _counts(row)
            self._known.append(counts)
            self._lengths[place] = _length(counts)
            for term, count in counts.items():
                gathered.setdefault(term, []).append((place, count))
        self._postings = {
            term: _Postings(
                np.array([place for place, _count in found], dtype=np.int32),
                np.array([count for _place, count in found], dtype=np.uint8),
            )
            for term, found in gathered.items()
        }
        self._areas: dict[str, set[int]] = {}
        self.partner_kinds = np.zeros((len(rows), len(KINDS)), dtype=np.float32)
        """1 where the example at a place has a partner of a sort, in the order of ``KINDS``."""
        self.followed_up = np.zeros(len(rows))
        """1 where results that were followed up are told."""
        for place, row in enumerate(rows):
            self._describe(place, row)
        self._places = {self._key(row, place): place for place, row in enumerate(rows)}
        self.vocabulary = Vocabulary(self._postings)
        self._forget()

    @staticmethod
    def _key(row: Mapping[str, Any], place: int) -> object:
        record_id = row.get("id")
        return record_id if isinstance(record_id, str) else place

    def __len__(self) -> int:
        return self._count

    @property
    def size(self) -> int:
        """How many places there are, those of removed examples included."""
        return len(self._rows)

    def row(self, place: int) -> dict[str, Any]:
        """The example at a place."""
        return self._rows[place]

    def place(self, example: str) -> int:
        """Where an example stands, by its id.

        Raises
        ------
        Missing
            It isn't in the index.
        """
        if example not in self._places:
            raise Missing(N_("The example is not in the catalogue."))
        return self._places[example]

    def alive(self) -> np.ndarray:
        """The places where there is an example."""
        return self._alive

    def has(self, example: str) -> bool:
        """Whether there is an example with this id."""
        return example in self._places

    def with_area(self, area: str) -> np.ndarray:
        """The places of the examples in a focus area."""
        return np.array(sorted(self._areas.get(area, ())), dtype=np.int64)

    def likeness(self, place: int, words: int = 12) -> np.ndarray:
        """How like every example is to one of them (0-1), by the words that tell most of it."""
        mine = self._known[place]
        own = {term: self._weight(term, counts) for term, counts in mine.items()}
        telling = sorted(own, key=lambda term: -own[term])[:words]
        most = sum(own[term] for term in telling)
        like = np.zeros(len(self._rows))
        for term in telling:
            like[self._postings[term].places] += own[term] / most if most else 0
        like[place] = 0
        return like

    def _weight(self, term: str, counts: np.ndarray) -> float:
        having = self.having(term)
        # A word that no other example has says nothing of likeness.
        return 0.0 if having < 2 else self.rarity(having) * float(WEIGHTS[counts > 0].max())

    def terms_at(self, place: int) -> Mapping[str, np.ndarray]:
        """The words of an example, each with its counts by field."""
        return self._known[place]

    def update(self, row: Mapping[str, Any]) -> None:
        """Put in an example that is new, or what an example says now; known by its ``id``."""
        place = self._places.get(row.get("id"))
        if place is None:
            place = len(self._rows)
            self._rows.append(None)
            self._known.append({})
            self._alive = np.append(self._alive, False)
            self._lengths = np.vstack([self._lengths, np.zeros((1, len(FIELDS)), np.float32)])
            self.followed_up = np.append(self.followed_up, 0)
            none = np.zeros((1, len(KINDS)), np.float32)
            self.partner_kinds = np.vstack([self.partner_kinds, none])
            self._places[self._key(row, place)] = place
        self._change(place, dict(row), _counts(row))

    def remove(self, example: str) -> None:
        """Take out an example by its id."""
        place = self.place(example)
        self._change(place, None, {})
        del self._places[example]

    def _change(self, place: int, row: dict[str, Any] | None, counts: dict) -> None:
        for term in self._known[place]:
            self._without(term, place)
        for term, count in counts.items():
            self._with(term, place, count)
        self._rows[place], self._known[place] = row, counts
        self._alive[place] = row is not None
        self._lengths[place] = _length(counts)
        self._describe(place, row or {})
        self._forget()

    def _describe(self, place: int, row: Mapping[str, Any]) -> None:
        """Note what is matched by kind and not by words."""
        for places in self._areas.values():
            places.discard(place)
        for area in several(row.get("focus_areas")):
            self._areas.setdefault(area, set()).add(place)
        kinds = {partner_kind(partner) for partner in several(row.get("partners"))}
        self.partner_kinds[place] = [key in kinds for key in KINDS]
        self.followed_up[place] = evidence_level(row) > 1

    def _without(self, term: str, place: int) -> None:
        found = self._postings[term]
        keep = found.places != place
        if keep.any():
            self._postings[term] = _Postings(found.places[keep], found.counts[keep])
        else:
            del self._postings[term]
            self.vocabulary.remove(term)

    def _with(self, term: str, place: int, count: np.ndarray) -> None:
        found = self._postings.get(term)
        if found is None:
            self._postings[term] = _Postings(np.array([place], np.int32), count[None, :])
            self.vocabulary.add(term)
            return
        at = int(np.searchsorted(found.places, place))
        self._postings[term] = _Postings(
            np.insert(found.places, at, place), np.insert(found.counts, at, count, axis=0)
        )

    def _forget(self) -> None:
        self._count = int(self._alive.sum())
        alive = self._lengths[self._alive]
        self._mean = alive.mean(axis=0) if len(alive) else np.ones(len(FIELDS), np.float32)
        self._mean = np.maximum(self._mean, 0.5)
        self._weighed: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def weighed(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the examples with a word, and how much of it each has (0-1)."""
        if term not in self._weighed:
            found = self._postings.get(term)
            if found is None:
                return np.empty(0, np.int32), np.empty(0, np.float32)
            share = self._lengths[found.places] / self._mean
            mentions = found.counts / (1 - _LENGTH + _LENGTH * share)
            total = mentions @ WEIGHTS
            self._weighed[term] = (found.places, total / (_SATURATION + total))
        return self._weighed[term]

    def rarity(self, examples: float) -> float:
        """BM25's idf of a word that so many examples have."""
        n = len(self)
        return float(np.log(1 + (n - examples + 0.5) / (examples + 0.5)))

    def having(self, term: str) -> int:
        """How many examples have a word."""
        found = self._postings.get(term)
        return 0 if found is None else len(found.places)


def _counts(row: Mapping[str, Any]) -> dict[str, np.ndarray]:
    counts: dict[str, np.ndarray] = {}
    for place, (text, language) in enumerate(texts(row)):
        if not text:
            continue
        for term, n in Counter(terms(text, language)).items():
            if term not in counts:
                counts[term] = np.zeros(len(FIELDS), dtype=np.uint8)
            counts[term][place] = min(n, 255)
    return counts


def _length(counts: Mapping[str, np.ndarray]) -> np.ndarray:
    return sum(counts.values(), start=np.zeros(len(FIELDS), dtype=np.float32))
