"""What phones and paper show of a workshop: nothing that points out a person and isn't kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from labmethods.privacy.passage import Passage
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import Workshop
from labmethods.workshop.room.entry import Asked


class Outward:
    """Hides what the lab hasn't decided to keep: a workshop under way can't wait for a decision."""

    def __init__(self, lab: Lab) -> None:
        self._passage = Passage([lab])
        self._language = lab.language

    def text(self, text: str) -> str:
        """One text as those in the room see it."""
        return self._passage.change("", text, self._language) if text else text

    def workshop(self, workshop: Workshop) -> Workshop:
        """The workshop with its name as those in the room see it."""
        return workshop.model_copy(update={"name": self.text(workshop.name)})

    def asked(self, rounds: Iterable[Asked]) -> dict[str, Asked]:
        """The rounds by their ids; what is stored for a choice stays as it is."""
        return {one.round.id: self._asked(one) for one in rounds}

    def _asked(self, one: Asked) -> Asked:
        shown = {
            "question": self.text(one.round.question),
            "translations": self.text(one.round.translations or "") or None,
        }
        return replace(
            one,
            round=one.round.model_copy(update=shown),
            subjects=tuple((stored, self.text(called)) for stored, called in one.subjects),
            steps=tuple((stored, self.text(called)) for stored, called in one.steps),
            scales=tuple(
                (stored, self.text(called), *ends) for stored, called, *ends in one.scales
            ),
        )
