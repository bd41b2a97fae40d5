"""What a query asks for, in the order it is said, and how much each example has of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from labmethods.examples.analysis.concept import Concept
from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.reading import Known, Reader
from labmethods.examples.analysis.synonyms import Phrase, Synonyms
from labmethods.examples.analysis.words import ENGLISH, is_stop_word, split, stem

MOST_WORDS = 40
"""Of a longer text only the words that tell most are asked for."""

_LONG, _READ = 150, 2000
"""From so many words on it is a page: only known words are asked for, of so many that are read."""

_RARITY = 0.75
"""How far a rare word counts more than a common one; in a small catalogue rarity is half chance."""


def concepts(text: str, index: Index, synonyms: Synonyms, *, typing: bool = False) -> list[Concept]:
    """What a query asks for, in the order it is said.

    Parameters
    ----------
    text
        What somebody typed: words, a sentence or a whole page.
    index, synonyms
        What is known.
    typing
        Whether the last word may be only begun.
    """
    words = split(text)
    if len(words) > _LONG:
        words, typing = _known_words(words, index, synonyms), False
    found: dict[tuple, Concept] = {}
    for concept in _read(words, index, synonyms, typing):
        found.setdefault((concept.said, concept.part), concept)
    return _telling(list(found.values()), index)


def _known_words(words: list[str], index: Index, synonyms: Synonyms) -> list[str]:
    """Of a page, the different words that are known as they stand, and no more than are read."""
    known = Known(index.vocabulary, synonyms)
    return [
        word
        for word in list(dict.fromkeys(words))[:_READ]
        if not is_stop_word(word) and (stem(word) in known or stem(word, ENGLISH) in known)
    ]


def _read(words: list[str], index: Index, synonyms: Synonyms, typing: bool) -> Iterator[Concept]:
    reader = Reader(index, synonyms)
    at = 0
    while at < len(words):
        length, others = reader.phrase(words, at)
        if others:
            said = words[at : at + length]
            yield reader.of_phrase(said, others)
            at += length
            continue
        word = words[at]
        at += 1
        begun = typing and at == len(words)
        if not is_stop_word(word) or (begun and len(word) > 1):
            yield from reader.of_word(word, begun=begun)


def _telling(found: list[Concept], index: Index) -> list[Concept]:
    """The concepts that tell most, if there are very many."""
    if len(found) <= MOST_WORDS:
        return found
    known = [one for one in found if any(map(index.having, _single(one)))]
    known.sort(key=lambda one: -index.rarity(max(map(index.having, _single(one)), default=0)))
    kept = set(map(id, known[:MOST_WORDS]))
    return [one for one in found if id(one) in kept]


def _single(concept: Concept) -> Iterator[str]:
    return (phrase[0] for phrase in concept.ways if len(phrase) == 1)


def scores(concept: Concept, index: Index) -> np.ndarray:
    """How much each place has of a concept: its rarity times the best of its ways."""
    best = np.zeros(index.size, dtype=np.float32)
    for phrase, weight in concept.ways.items():
        places, shares = _weighed(phrase, index)
        if len(places):
            best[places] = np.maximum(best[places], weight * shares)
    having = float(np.count_nonzero(best > 0.08))
    return best * (index.rarity(having) ** _RARITY * concept.weight)


def _weighed(phrase: Phrase, index: Index) -> tuple[np.ndarray, np.ndarray]:
    places, shares = index.weighed(phrase[0])
    for word in phrase[1:]:
        others, more = index.weighed(word)
        both, mine, theirs = np.intersect1d(places, others, assume_unique=True, return_indices=True)
        places, shares = both, np.minimum(shares[mine], more[theirs])
    return places, shares
