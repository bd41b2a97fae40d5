"""What may stand for a word: its forms, compounds, synonyms, and what it may be misspelt for."""

from __future__ import annotations

from collections.abc import Iterator

from labmethods.examples.analysis.concept import Concept
from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.synonyms import LONGEST, Phrase, Synonyms, phrase_stems
from labmethods.examples.analysis.vocabulary import Vocabulary, one_part, parts
from labmethods.examples.analysis.words import ENGLISH, SWEDISH, is_stop_word, stem

_HEAD, _MODIFIER, _ENDING = 0.6, 0.45, 0.85
"""A word inside a compound: as its last part, as its first, or but for an ending."""

_OTHER = 0.8
"""A word that isn't one of the field's own, against one that is."""

_TYPED, _BEGUN = 0.7, 0.6
"""A word that was only begun."""


class Reader:
    """Finds what may stand for a word, in a catalogue's vocabulary and the field's synonyms."""

    def __init__(self, index: Index, synonyms: Synonyms) -> None:
        self._vocabulary = index.vocabulary
        self._synonyms = synonyms
        self._slips = 0

    def phrase(self, words: list[str], at: int) -> tuple[int, dict[Phrase, float]]:
        """The longest phrase of several words that begins here and has synonyms."""
        for length in range(min(LONGEST, len(words) - at), 1, -1):
            said = words[at : at + length]
            if all(map(is_stop_word, said)):
                continue
            others = self._same(" ".join(said))
            if others:
                return length, others
        return 0, {}

    def of_phrase(self, said: list[str], others: dict[Phrase, float]) -> Concept:
        own = tuple(stem(word) for word in said if not is_stop_word(word))
        # "utan jobb" isn't "jobb": what is left of a phrase without its small words says less.
        ways: dict[Phrase, float] = {own: 1.0 if len(own) == len(said) else 0.35}
        for word in own if len(own) > 1 else ():
            _put(ways, (word,), 0.25)
        for phrase, weight in others.items():
            self._put_other(ways, phrase, weight)
        return Concept(" ".join(said), ways, weight=1.0 + 0.2 * (len(own) > 1))

    def of_word(self, word: str, *, begun: bool = False) -> Iterator[Concept]:
        ways = self._ways(word)
        if begun:
            begins = self._vocabulary.beginning(word) or self._vocabulary.beginning(stem(word))
            if begins:
                # What it will be isn't known yet: its own stem says less than how it begins.
                ways = {phrase: _BEGUN * weight for phrase, weight in ways.items()}
            for longer in begins:
                _put(ways, (longer,), _TYPED)
        if begun or any(phrase[0] in self._vocabulary for phrase in ways):
            yield Concept(word, ways, weight=1.0 if self._same(word) else _OTHER)
            return
        known = Known(self._vocabulary, self._synonyms)
        halves = parts(word, known)
        if halves is None:
            nearly = self._nearly(word)
            halves = () if nearly else one_part(word, known)
            if not halves:
                yield Concept(word, ways | nearly)
        for part in halves:
            yield Concept(word, self._ways_of_part(part), weight=0.75, part=part)

    def _ways(self, word: str) -> dict[Phrase, float]:
        """The word itself, its synonyms, and the compounds that each stands in."""
        ways: dict[Phrase, float] = {}
        for one in self._forms(word):
            _put(ways, (one,), 1.0)
            self._family(ways, one, 1.0)
        for phrase, weight in self._same(word).items():
            self._put_other(ways, phrase, weight)
        if any(phrase[0] in self._vocabulary for phrase in ways):
            self._compound(word, ways)
        return ways

    def _ways_of_part(self, part: str) -> dict[Phrase, float]:
        """What may stand for one part of a compound that isn't known as a whole."""
        ways: dict[Phrase, float] = {(part,): 1.0}
        self._family(ways, part, 1.0)
        for phrase, weight in self._synonyms.of((part,)).items():
            self._put_other(ways, phrase, weight)
        return ways

    def _forms(self, word: str) -> set[str]:
        """Its stems in both languages; typed without å, ä and ö, also those with them."""
        forms = {stem(word, SWEDISH), stem(word, ENGLISH)}
        spelt = {word, *_digraphs(word)} if word.isascii() else {word}
        known = {one for one in forms if one in self._vocabulary}
        if not known or word.isascii():
            for way in spelt:
                forms |= self._vocabulary.without_accents(way)
        return forms

    def _same(self, text: str) -> dict[Phrase, float]:
        found: dict[Phrase, float] = {}
        for phrase in phrase_stems(text):
            for other, weight in self._synonyms.of(phrase).items():
                _put(found, other, weight)
        return found

    def _put_other(self, ways: dict[Phrase, float], phrase: Phrase, weight: float) -> None:
        telling = tuple(word for word in phrase if not is_stop_word(word))
        if not telling or (len(telling) == 1 and len(phrase) > 1):
            return
        _put(ways, telling, weight)
        if len(telling) == 1:
            self._family(ways, telling[0], weight)

    def _family(self, ways: dict[Phrase, float], word: str, weight: float) -> None:
        """The compounds that a word begins or ends."""
        if len(word) < 3 or word.isdigit():
            return
        short = len(word) == 3
        if short and word not in self._synonyms.words:
            return
        for longer in self._vocabulary.beginning(word):
            rest = len(longer) - len(word)
            share = _ENDING if rest <= 2 and not short else _MODIFIER
            if not short or rest >= 4:
                _put(ways, (longer,), weight * share * (0.8 if short else 1))
        for longer in self._vocabulary.ending(word):
            if len(longer) - len(word) >= (4 if len(word) < 5 else 3):
                _put(ways, (longer,), weight * _HEAD * (0.8 if short else 1))

    def _compound(self, word: str, ways: dict[Phrase, float]) -> None:
        """The two parts of a known compound, together and each by itself."""
        halves = parts(word, self._vocabulary)
        if halves is not None:
            _put(ways, halves, 0.4)
            for part in halves:
                _put(ways, (part,), 0.25)

    def _nearly(self, word: str) -> dict[Phrase, float]:
        """What a misspelt word may have been; a long text's many unknown words aren't tried."""
        self._slips += 1
        if self._slips > 12:
            return {}
        bare = stem(word)
        found: dict[Phrase, float] = {}
        candidates = {*self._vocabulary.like(bare), *self._synonyms.spelling.like(bare)}
        best = max((near for _one, near in candidates), default=0)
        for one, near in sorted(candidates):
            if near < best - 0.05:
                continue
            _put(found, (one,), near)
            self._family(found, one, near)
            for phrase, weight in self._synonyms.of((one,)).items():
                self._put_other(found, phrase, weight * near)
        return found


class Known:
    """Every word that the catalogue or the synonyms know."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._vocabulary, self._words = vocabulary, synonyms.words

    def __contains__(self, word: object) -> bool:
        return word in self._vocabulary or word in self._words


def _digraphs(word: str) -> set[str]:
    """What a word may be that is written with aa, ae and oe."""
    plain = word.replace("aa", "a").replace("ae", "a").replace("oe", "o")
    return {plain} - {word}


def _put(ways: dict[Phrase, float], phrase: Phrase, weight: float) -> None:
    if weight > ways.get(phrase, 0):
        ways[phrase] = weight
