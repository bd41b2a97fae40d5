"""A catalogue's vocabulary: words by their beginning, their end, and their spelling."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable

from labmethods.examples.analysis.words import fold, stem

_LINKS = ("s", "e", "a", "o", "u")
"""Letters that may stand between the parts of a Swedish compound."""

_LAST = "\U0010ffff"


class Vocabulary:
    """Words that can be found by how they begin, end or nearly are spelt.

    A word that is added twice counts once; one that is removed is forgotten.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = set(words)
        self._forward = sorted(self._words)
        self._backward = sorted(word[::-1] for word in self._words)
        self._folded: dict[str, set[str]] = {}
        self._grams: dict[str, set[str]] = {}
        for word in self._words:
            self._spell(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def add(self, word: str) -> None:
        """Learn a word."""
        if word not in self._words:
            self._words.add(word)
            insort(self._forward, word)
            insort(self._backward, word[::-1])
            self._spell(word)

    def remove(self, word: str) -> None:
        """Forget a word."""
        if word in self._words:
            self._words.remove(word)
            del self._forward[bisect_left(self._forward, word)]
            del self._backward[bisect_left(self._backward, word[::-1])]
            for bare in _bare(word):
                self._folded[bare].discard(word)
            for gram in _grams(fold(word)):
                self._grams[gram].discard(word)

    def beginning(self, start: str, most: int = 60) -> list[str]:
        """The words that begin so; the word itself is none of them."""
        place = bisect_left(self._forward, start)
        end = bisect_left(self._forward, start + _LAST, lo=place)
        return [word for word in self._forward[place : min(end, place + most)] if word != start]

    def ending(self, end: str, most: int = 60) -> list[str]:
        """The words that end so; the word itself is none of them."""
        turned = end[::-1]
        place = bisect_left(self._backward, turned)
        stop = bisect_left(self._backward, turned + _LAST, lo=place)
        found = self._backward[place : min(stop, place + most)]
        return [word[::-1] for word in found if word != turned]

    def without_accents(self, word: str) -> set[str]:
        """The stems that a word without å, ä and ö may stand for."""
        return self._folded.get(stem(fold(word)), set())

    def like(self, word: str, most: int = 3) -> list[tuple[str, float]]:
        """The words that are spelt nearly so, with how near: 1 is the same.

        A word of five letters may differ by one, one of eight by two.
        """
        bare = fold(word)
        allowed = 0 if len(bare) < 5 else 1 if len(bare) < 8 else 2
        if not allowed:
            return []
        shared: Counter[str] = Counter()
        for gram in _grams(bare):
            shared.update(self._grams.get(gram, ()))
        found = []
        for candidate, _n in shared.most_common(60):
            apart = distance(bare, fold(candidate), allowed)
            if apart <= allowed:
                # The first letter is seldom the wrong one.
                slip = 0.1 if candidate[:1] != word[:1] and fold(candidate)[:1] != bare[:1] else 0
                found.append((candidate, 1 - apart / len(bare) - slip))
        return sorted(found, key=lambda one: (-one[1], one[0]))[:most]

    def _spell(self, word: str) -> None:
        for bare in _bare(word):
            self._folded.setdefault(bare, set()).add(word)
        for gram in _grams(fold(word)):
            self._grams.setdefault(gram, set()).add(word)


def _bare(word: str) -> set[str]:
    """A stem without accents; without them an ending may be taken for one that wasn't."""
    bare = fold(word)
    return {bare} if bare == word else {bare, stem(bare)}


def _grams(word: str) -> set[str]:
    padded = f"_{word}_"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped; ``most + 1`` stands for more.

    >>> distance("integrasjon", "integration", 2), distance("lxähjälp", "läxhjälp", 2)
    (2, 1)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        row = [i]
        for j, sought in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != sought))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == sought:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def parts(word: str, known: Iterable | Vocabulary) -> tuple[str, str] | None:
    """The stems of a compound's two parts, as long as possible, if both are known.

    >>> parts("bostadsområde", {"bost", "områd"})
    ('bost', 'områd')
    >>> parts("ungdomsarbetslöshet", {"ungdom", "arbetslös"})
    ('ungdom', 'arbetslös')
    """
    best: tuple[int, tuple[str, str]] | None = None
    for at in range(3, len(word) - 2):
        head = stem(word[at:])
        if len(head) < 3 or head not in known:
            continue
        modifier = next((one for one in _modifiers(word[:at]) if one in known), None)
        if modifier is not None:
            evenness = min(at, len(word) - at)
            if best is None or evenness > best[0]:
                best = (evenness, (modifier, head))
    return best[1] if best else None


def one_part(word: str, known: Iterable | Vocabulary) -> tuple[str, ...]:
    """The stem of the part of a compound that is known where the other isn't.

    >>> one_part("knarkförsäljning", {"knark"}), one_part("xyztrygghet", {"tryg"})
    (('knark',), ('tryg',))
    """
    for at in range(len(word) - 3, 3, -1):
        modifier = next((one for one in _modifiers(word[:at]) if one in known), None)
        if modifier is not None and len(modifier) > 3:
            return (modifier,)
    for at in range(3, len(word) - 4):
        head = stem(word[at:])
        if len(head) > 3 and head in known:
            return (head,)
    return ()


def _modifiers(start: str) -> Iterable[str]:
    """What the first part of a compound may be as a word of its own."""
    yield stem(start)
    yield start
    if start[-1:] in _LINKS and len(start) > 3:
        yield stem(start[:-1])
        yield start[:-1]
    # "kvinnonätverk" is of "kvinna", "skolstart" of "skola".
    yield stem(f"{start}a")
    if start.endswith("o"):
        yield stem(f"{start[:-1]}a")
