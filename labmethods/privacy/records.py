"""What a lab keeps of its privacy: what was decided, and which counts of people were told."""

from __future__ import annotations

import hashlib
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.privacy.identifiers import KINDS
from labmethods.workbook.records import Choice, Line, Lines, Name, Record, Words, field

CHOICES = {
    "mask": N_("Hide it in what leaves the lab"),
    "remove": N_("Take it away"),
    "keep": N_("Keep it, for a reason"),
}
"""What can be done about something that points out a person."""


class PrivacyDecision(Record):
    """What is to be done about one place in one text; another text makes it void."""

    one: ClassVar[str] = N_("privacy decision")
    many: ClassVar[str] = N_("Privacy decisions")

    mark: Annotated[str, Line(64)] = field(
        N_("Fingerprint"), hint=N_("Of the text and of what stands in it; neither can be read.")
    )
    kind: Annotated[str, Choice(KINDS)] = field(N_("What it is"))
    choice: Annotated[str, Choice(CHOICES)] = field(N_("Decision"))
    reason: Words = field(
        N_("Reason"), default=None, hint=N_("Why it may leave the lab. Without names.")
    )

    @model_validator(mode="after")
    def _keeps_for_a_reason(self) -> PrivacyDecision:
        if self.choice == "keep" and not self.reason:
            raise Refused(N_("Write why it may leave the lab, such as: our own switchboard."))
        return self

    def label(self) -> str:
        return self.mark[:12]


class Release(Record):
    """Counts of people that stood in a report, so that the next one doesn't give anyone away."""

    one: ClassVar[str] = N_("released figure")
    many: ClassVar[str] = N_("Released figures")
    bookkeeping: ClassVar[bool] = True

    topic: Name = field(N_("What is counted"))
    figures: Annotated[str, Lines()] = field(N_("Figures"))

    def label(self) -> str:
        return self.topic


def mark(text: str, kind: str, found: str) -> str:
    """The fingerprint that binds a decision to a text and to what was found in it."""
    return hashlib.sha256(f"{text}\x1f{kind}\x1f{found}".encode()).hexdigest()
