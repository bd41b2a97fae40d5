"""What the experiments' tables share: choices, kinds and rules."""

from __future__ import annotations

import datetime
from typing import Annotated

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import Lines

STATES = {
    "idea": N_("Idea"),
    "planned": N_("Planned"),
    "running": N_("Running"),
    "paused": N_("Paused"),
    "decided": N_("Decided"),
}
"""The states of an experiment in the order it goes through them."""

STARTED = ("running", "paused", "decided")
"""The states in which an experiment has begun, so that its criterion is locked."""

DECISIONS = {"adopt": N_("Adopt"), "adapt": N_("Adapt"), "abandon": N_("Abandon")}

Sentence = Annotated[str | None, Lines(2000)]
"""A few sentences, or nothing."""

ROLE = N_("An organisation or a role, never a person's name.")


def in_order(first: datetime.date | None, last: datetime.date | None) -> None:
    """Refuse an end before its start."""
    if first and last and last < first:
        raise Refused(
            N_("The end {end} comes before the start {start}. Correct one of the two days."),
            end=last,
            start=first,
        )


def beginning(text: str, length: int = 60) -> str:
    """The first words of a text, for lists."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
