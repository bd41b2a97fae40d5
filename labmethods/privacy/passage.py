"""What a text is when it leaves the lab: as it stands, masked, or not until somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labmethods.errors import LabError
from labmethods.language import LANGUAGES, translator
from labmethods.privacy.decisions import decided
from labmethods.privacy.identifiers import Finding
from labmethods.privacy.masking import as_read, hidden, replaced, same
from labmethods.privacy.sightings import (
    Look,
    Places,
    Sighting,
    Where,
    look_for,
    sighting,
    sightings,
)

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

SHOWN = 5
"""So many finds are told on one line; all of them stand in the report's panel and in ``--json``."""


class Undecided(LabError):
    """Something in what should leave points out a person, and nobody has decided about it.

    Attributes
    ----------
    sightings
        What and where, each once.
    asking
        A panel asks on the spot whether it shall be hidden.
    """

    def __init__(
        self, sightings: Sequence[Sighting], labs: Sequence[Lab], *, asking: bool = False
    ) -> None:
        super().__init__("")
        self.sightings = tuple(sightings)
        self.asking = asking
        places = Places(labs)
        # Read now, while the labs are open.
        self._places = {
            language: [places.text(one.where, language) for one in sightings]
            for language in LANGUAGES
        }

    def text(self, language: str) -> str:
        _ = translator(language)
        told = [
            _(
                "{kind} in {where} (“{excerpt}”)",
                kind=one.called(language),
                where=where,
                excerpt=one.excerpt,
            )
            for one, where in zip(self.sightings, self._places[language], strict=True)
        ]
        more = len(told) - SHOWN
        if more > 0:
            told = [*told[:SHOWN], _.plural("and {n} more", "and {n} more", more)]
        if self.asking:
            return _.plural(
                "Not made yet: {n} thing points out a person. {told}. "
                "Decide in 09-report, or have it hidden here.",
                "Not made yet: {n} things point out persons. {told}. "
                "Decide in 09-report, or have them hidden here.",
                len(self.sightings),
                told="; ".join(told),
            )
        return _.plural(
            "Nothing was written: {n} thing points out a person. {told}. "
            "Decide in the report's notebook, or hide all with --mask.",
            "Nothing was written: {n} things point out persons. {told}. "
            "Decide in the report's notebook, or hide all with --mask.",
            len(self.sightings),
            told="; ".join(told),
        )

    def data(self, language: str) -> list[dict[str, str]]:
        """Each find for other programs: what it is and where, itself hidden."""
        return [
            {
                "kind": one.kind,
                "where": where,
                "table": one.where.table,
                "id": one.where.record,
                "field": one.where.field,
                "notebook": one.where.notebook,
                "cell": str(one.where.cell or ""),
                "excerpt": one.excerpt,
                "mark": one.mark,
            }
            for one, where in zip(self.sightings, self._places[language], strict=True)
        ]


@dataclass(frozen=True)
class _Case:
    """Something found in the document, and what is to be done about it."""

    choice: str
    sightings: tuple[Sighting, ...]


class Passage:
    """Looks text after text through, with what the labs have decided at hand.

    Parameters
    ----------
    labs
        Whose decisions count, and in whose records the finds are shown.
    codes
        Whether participants' codes are looked for, too.

    Attributes
    ----------
    open
        What waits for a decision, by its mark.
    hidden
        What was hidden so far.
    """

    def __init__(self, labs: Sequence[Lab], *, codes: bool = True) -> None:
        self.labs = labs
        # One look for all labs: one each would read every text as often as there are labs.
        self.look: Look = look_for(*(labs if codes else ()))
        self.choices = decided(labs)
        self._sources: dict[tuple[str, str], list[Sighting]] | None = None
        self.open: dict[str, Sighting] = {}
        self.kept: set[tuple[str, str]] = set()
        self.hidden: set[tuple[str, str]] = set()

    def source(self, one: Finding) -> list[Sighting]:
        """Where in the labs' own texts the same stands."""
        if self._sources is None:
            self._sources = {}
            for lab in self.labs:
                for seen in sightings(lab):
                    self._sources.setdefault((seen.kind, same(seen.found)), []).append(seen)
        return self._sources.get((one.kind, same(one.text)), [])

    def case(self, part: str, text: str, one: Finding) -> _Case:
        """The decision on this very text, else on what it was made from."""
        own = sighting(text, one, Where(part=part))
        if own.mark in self.choices:
            return _Case(self.choices[own.mark], (own,))
        sources = self.source(one)
        choices = {
            "keep" if seen.public else self.choices.get(seen.mark, "") for seen in sources
        } or {""}
        for choice in ("", "mask", "remove", "keep"):
            if choice in choices:
                if not sources and (one.kind, same(one.text)) in self.kept:
                    # The same text once more, as it looks when its formatting is read.
                    return _Case("keep", (own,))
                waiting = [s for s in sources if not s.public and s.mark not in self.choices]
                return _Case(choice, tuple(waiting or [own]))
        raise AssertionError(choices)

    def change(self, part: str, text: str, language: str) -> str:
        """The text as it may leave; what nobody decided about is hidden and noted."""

        def become(one: Finding) -> str | None:
            case = self.case(part, text, one)
            if case.choice == "keep":
                self.kept.add((one.kind, same(one.text)))
                return None
            if not case.choice:
                self.open |= {seen.mark: seen for seen in case.sightings}
            self.hidden.add((one.kind, same(one.text)))
            return "" if case.choice == "remove" else hidden(one.kind, language)

        new = replaced(text, self.look(text), become)
        again = as_read(new)
        if again == new:
            return new
        # An entity or a percent sign may hide a digit from us, but not from a browser.
        known = {same(one.text) for one in self.look(new)}
        if all(same(one.text) in known for one in self.look(again)):
            return new
        return replaced(again, self.look(again), become)

    def end(self, undecided: str) -> int:
        """How many things are hidden.

        Raises
        ------
        Undecided
            Something waits for a decision, and ``undecided`` isn't ``mask``; with ``ask`` it says
            so to somebody who can choose on the spot.
        """
        if self.open and undecided != "mask":
            raise Undecided(list(self.open.values()), self.labs, asking=undecided == "ask")
        return len(self.hidden)
