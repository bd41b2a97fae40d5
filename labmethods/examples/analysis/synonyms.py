"""The field's synonyms: read from a file of plain lines that facilitators can edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from labmethods.examples.analysis.vocabulary import Vocabulary
from labmethods.examples.analysis.words import ENGLISH, SWEDISH, fold, split, stem

Phrase = tuple[str, ...]
"""The stems of one word or of several that belong together."""

SAME, RELATED = 0.8, 0.3
LONGEST = 6
"""No phrase has more words."""


@dataclass(frozen=True)
class Synonyms:
    """What may be said in other words.

    Attributes
    ----------
    others
        A phrase's stems to the phrases that mean the same (0.8) or something near (0.3).
    words
        Every stem that stands alone in a line.
    spelling
        The same; misspelt words are compared with them.
    """

    others: Mapping[Phrase, Mapping[Phrase, float]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    spelling: Vocabulary = field(default_factory=Vocabulary, repr=False, compare=False)

    def of(self, phrase: Phrase) -> Mapping[Phrase, float]:
        """What else may stand for it; nothing if it isn't known."""
        return self.others.get(phrase, {})


def read_synonyms(*texts: str) -> Synonyms:
    """The synonyms of one or several files.

    Parameters
    ----------
    texts
        Each a file's text. A line lists words or short phrases that mean the same, with commas
        between; after ``~`` come words that are near, for those before it. What stands after ``#``
        isn't read.

    Examples
    --------
    >>> known = read_synonyms("läxhjälp, homework help ~ skola  # i båda språken")
    >>> known.of(("läxhjälp",))["homework", "help"], known.of(("läxhjälp",))["skol",]
    (0.8, 0.3)
    >>> known.of(("skol",))
    {}
    """
    others: dict[Phrase, dict[Phrase, float]] = {}
    words: set[str] = set()
    for line in _lines(texts):
        same, _, near = line.partition("~")
        same_phrases, near_phrases = _phrases(same), _phrases(near)
        for phrases in (*same_phrases, *near_phrases):
            words |= {one[0] for one in phrases if len(one) == 1}
        for place, phrases in enumerate(same_phrases):
            meant = same_phrases[:place] + same_phrases[place + 1 :]
            told = dict.fromkeys((one for other in near_phrases for one in other), RELATED)
            told |= dict.fromkeys((one for other in meant for one in other), SAME)
            for phrase in phrases | _without_accents(phrases):
                known = others.setdefault(phrase, {})
                for other, weight in told.items():
                    if other not in phrases:
                        known[other] = max(weight, known.get(other, 0))
    return Synonyms(others, frozenset(words), Vocabulary(words))


def _lines(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for line in text.splitlines():
            line = line.partition("#")[0].strip()
            if line:
                yield line


def _phrases(listed: str) -> list[set[Phrase]]:
    """Each word or phrase of a list, stemmed as Swedish and as English."""
    found = (phrase_stems(text) for text in listed.split(","))
    return [phrases for phrases in found if phrases]


@lru_cache(maxsize=50_000)
def _stemmed(words: Phrase) -> frozenset[Phrase]:
    ways = {tuple(stem(word, language) for word in words) for language in (SWEDISH, ENGLISH)}
    # An English word may lose too much as a Swedish one: "estate" would be "est".
    return frozenset(way for way in ways if _is_left(way, words)) or frozenset([words])


def _is_left(stems: Phrase, words: Phrase) -> bool:
    return all(len(one) >= min(4, len(word) - 2) for one, word in zip(stems, words, strict=True))


def _without_accents(phrases: set[Phrase]) -> set[Phrase]:
    """As they are written on a keyboard without å, ä and ö."""
    bare = {tuple(map(fold, phrase)) for phrase in phrases}
    return bare | {tuple(map(stem, phrase)) for phrase in bare}


def phrase_stems(text: str) -> set[Phrase]:
    """The stems of a word or phrase, as Swedish and as English."""
    words = tuple(split(text))[:LONGEST]
    return set(_stemmed(words)) if words else set()


@lru_cache(maxsize=8)
def field_synonyms(*own: str) -> Synonyms:
    """The synonyms that come along (``data/examples/synonyms.txt``), and a lab's own texts."""
    from labmethods.shipped import shipped

    path = shipped("data") / "examples" / "synonyms.txt"
    return read_synonyms(path.read_text(encoding="utf-8"), *own)
