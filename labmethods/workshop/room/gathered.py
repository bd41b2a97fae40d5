"""What came in the rounds of an open workshop, at hand by round, by voice and by sending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from labmethods.workshop.records import WorkshopContribution

if TYPE_CHECKING:
    import pandas as pd

MOST_VOICES = 1000


class Gathered:
    """The contributions of a workshop; the store holds them, this finds them without asking it.

    Attributes
    ----------
    of_round
        Each round's contributions by their ids, in the order they came.
    """

    def __init__(self) -> None:
        self.of_round: dict[str, dict[str, WorkshopContribution]] = {}
        self._of_voice: dict[tuple[str, str], dict[str, None]] = {}
        self._sendings: set[tuple[str, str, str]] = set()
        self._voices: set[str] = set()

    def keep(self, saved: Iterable[WorkshopContribution]) -> None:
        """Note contributions, or what became of them."""
        for one in saved:
            self.of_round.setdefault(one.round, {})[one.id] = one
            self._of_voice.setdefault((one.round, one.voice), {})[one.id] = None
            self._sendings.add((one.voice, one.round, one.sending))
            self._voices.add(one.voice)

    def drop(self, voice: str, round_id: str) -> None:
        """Forget what a voice sent in a round: a new vote takes its place."""
        for one in self._of_voice.pop((round_id, voice), {}):
            self.of_round[round_id].pop(one, None)

    def admit(self, voice: str) -> bool:
        """Whether a voice has room."""
        if voice not in self._voices and len(self._voices) >= MOST_VOICES:
            return False
        self._voices.add(voice)
        return True

    def has(self, voice: str, round_id: str, sending: str) -> bool:
        """Whether this very sending is here already."""
        return (voice, round_id, sending) in self._sendings

    def mine(self, voice: str, round_id: str) -> list[WorkshopContribution]:
        """What a voice has sent in a round."""
        known = self.of_round.get(round_id, {})
        return [known[one] for one in self._of_voice.get((round_id, voice), {}) if one in known]

    def said(self, voice: str, round_id: str, row: Mapping[str, object]) -> bool:
        """Whether the voice has said just this: somebody went back and sent it again."""
        return any(
            all(getattr(one, name) == value for name, value in row.items())
            for one in self.mine(voice, round_id)
        )

    def all_of(self, voice: str) -> list[str]:
        """The ids of all that a voice has sent."""
        return [i for (_round, who), ids in self._of_voice.items() if who == voice for i in ids]

    def found(self, ids: Iterable[str]) -> list[WorkshopContribution]:
        """The contributions with these ids."""
        wanted = dict.fromkeys(ids)
        return [own[one] for one in wanted for own in self.of_round.values() if one in own]


def frame(given: Iterable[WorkshopContribution]) -> pd.DataFrame:
    """Contributions as the analysis reads them."""
    import pandas as pd

    names = ["id", *WorkshopContribution.fields()]
    rows = [tuple(getattr(one, name) for name in names) for one in given]
    made = pd.DataFrame.from_records(rows, columns=names)
    return made.astype({"value": "float64", "second": "float64"})
