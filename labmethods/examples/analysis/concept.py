"""One thing that a query asks for, with all that may stand for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from labmethods.examples.analysis.synonyms import Phrase


@dataclass(frozen=True)
class Concept:
    """One thing that a query asks for.

    Attributes
    ----------
    said
        The query's own words.
    ways
        The stems that may stand for it, each with how much it counts (0-1). A phrase counts where
        all of its words stand.
    weight
        How much it counts among the others.
    part
        The part of a compound that it is about; empty for the whole.
    """

    said: str
    ways: dict[Phrase, float]
    weight: float = 1.0
    part: str = ""

    @cached_property
    def beginnings(self) -> dict[str, list[Phrase]]:
        """The ways by their first word."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.ways:
            found.setdefault(phrase[0], []).append(phrase)
        return found

    def met_by(self, words: Mapping[str, object]) -> list[tuple[Phrase, float]]:
        """The ways whose words all are among these, each with how much it counts."""
        return [
            (phrase, self.ways[phrase])
            for first in self.beginnings.keys() & words.keys()
            for phrase in self.beginnings[first]
            if len(phrase) == 1 or all(word in words for word in phrase)
        ]
