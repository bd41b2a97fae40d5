"""What a valid workshop, round and contribution is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    Flag,
    Line,
    Name,
    Prose,
    Record,
    Reference,
    Several,
    Whole,
    Words,
    field,
)

KINDS = {
    "word": N_("One word"),
    "text": N_("Free text"),
    "dots": N_("Vote with dots"),
    "rank": N_("Put in order"),
    "rate": N_("Rate 1 to 5"),
    "actors": N_("Suggest actors"),
    "board": N_("Place actors by power and interest"),
    "path": N_("What exists on the path"),
    "idea": N_("Ideas to try"),
    "before_after": N_("A question before or after, under a code"),
}
"""What a round asks for."""

WRITTEN = ("word", "text", "actors", "path", "idea")
"""Rounds in which people write; the others are votes, one of each participant."""

CHOSEN = ("dots", "rank", "rate")
"""Rounds whose choices the facilitator writes."""

STATES = {"planned": N_("Not opened yet"), "open": N_("Open now"), "closed": N_("Closed")}

OCCASIONS = {
    "before": N_("Before"),
    "during": N_("During"),
    "after": N_("After"),
    "6 months": N_("After 6 months"),
    "12 months": N_("After 12 months"),
}

MOST_CHOICES = 12
"""More than these can't be weighed against each other on a phone."""

LONGEST = {"word": 40, "text": 280, "actors": 120, "path": 120, "idea": 200}
"""Characters that fit in a contribution written on a phone, by kind of round."""


class Workshop(Record):
    """A meeting with residents and partners."""

    one: ClassVar[str] = N_("workshop")
    many: ClassVar[str] = N_("Workshops")

    name: Name = field(N_("Workshop"), hint=N_("Such as: What would make the yard safer?"))
    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    place: Words = field(N_("Place"), default=None)
    participants: Annotated[int | None, Whole(0, 10_000)] = field(
        N_("How many took part"), default=None, hint=N_("Also those who used no phone.")
    )
    welcome: Words = field(
        N_("Welcome"), default=None, hint=N_("One sentence that the screen shows at the start.")
    )
    concluded: Prose = field(
        N_("What we agreed on"),
        default=None,
        hint=N_("Stands in the minutes, and is shown when the next workshop starts."),
    )

    def label(self) -> str:
        return f"{self.day} {self.name}"

    def text(self, language: str) -> str:
        """What it is called in a sentence: with its day in words."""
        return f"{self.name}, {translator(language).day(self.day)}"


class WorkshopRound(Record):
    """One question to the room."""

    one: ClassVar[str] = N_("workshop round")
    many: ClassVar[str] = N_("Rounds of workshops")
    seldom: ClassVar[Sequence[str]] = (
        "translations",
        "more_outcomes",
        "quiet",
        "minutes",
        "source_url",
    )

    workshop: Annotated[str, Reference("workshops", owned=True)] = field(N_("Workshop"))
    position: Annotated[float | None, Decimal()] = field(
        N_("Order"), default=None, hint=N_("A number; the lowest comes first.")
    )
    kind: Annotated[str, Choice(KINDS)] = field(N_("What people do"), default="text")
    question: Name = field(N_("Question"), hint=N_("One question, in plain words."))
    translations: Prose = field(
        N_("The question in other languages"),
        default=None,
        hint=N_("One a line, with the language first: “en: What would …”, “ar: …”."),
    )
    options: Prose = field(
        N_("Choices"),
        default=None,
        hint=N_("One a line. For votes, order and rating; at most 12."),
    )
    dots: Annotated[int | None, Whole(1, 20)] = field(
        N_("Dots for each participant"), default=3, hint=N_("A third of the choices is usual.")
    )
    actors: Annotated[list[str], Several(Reference("actors"))] = field(
        N_("Actors to place"), default=[], hint=N_("None ticked: the lab's first twelve.")
    )
    outcome: Annotated[str | None, Reference("outcomes")] = field(
        N_("Outcome that is asked about"),
        default=None,
        hint=N_("From an evaluation; its scale is used."),
    )
    more_outcomes: Annotated[list[str], Several(Reference("outcomes"))] = field(
        N_("More outcomes on the same page"),
        default=[],
        hint=N_("A short questionnaire: each is answered on its own scale, under the same code."),
    )
    occasion: Annotated[str | None, Choice(OCCASIONS)] = field(
        N_("Before or after"), default="before", hint=N_("For a question under a code.")
    )
    quiet: Annotated[bool | None, Flag()] = field(
        N_("Quiet round"),
        default=False,
        hint=N_("The screen shows nothing until you press Show: people write first."),
    )
    minutes: Annotated[int | None, Whole(1, 120)] = field(N_("Time in minutes"), default=None)
    state: Annotated[str, Choice(STATES)] = field(N_("State"), default="planned")
    decided: Prose = field(N_("What was decided"), default=None)

    @model_validator(mode="after")
    def _has_what_it_asks_with(self) -> WorkshopRound:
        # One statement alone can be rated; there is nothing to choose between in one choice.
        least = 1 if self.kind == "rate" else 2
        if self.kind in CHOSEN and not least <= len(self.choices) <= MOST_CHOICES:
            raise Refused(
                N_("Write {least} to {most} choices, one a line; there are {n} now."),
                least=least,
                most=MOST_CHOICES,
                n=len(self.choices),
            )
        return self

    @property
    def choices(self) -> list[str]:
        """The choices, each once."""
        lines = (re.sub(r"\s+", " ", line).strip() for line in (self.options or "").splitlines())
        return list(dict.fromkeys(line[:200] for line in lines if line))

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that are asked about, each once."""
        # A round from before there could be several has nothing there.
        asked = (self.outcome, *(self.more_outcomes or ()))
        return list(dict.fromkeys(one for one in asked if one))

    def asked(self, language: str) -> tuple[str, bool]:
        """The question in a language, and whether it is in that language."""
        for line in (self.translations or "").splitlines():
            mark, colon, text = line.partition(":")
            if colon and mark.strip().casefold() == language and text.strip():
                return text.strip(), True
        return self.question, False

    def label(self) -> str:
        return self.question


class WorkshopContribution(Record):
    """What a participant wrote or chose: one row for a text, one for each choice of a vote.

    ``voice`` tells the contributions of one device from those of another, in one workshop only. It
    can't be traced back to the device once the workshop has ended.
    """

    one: ClassVar[str] = N_("contribution")
    many: ClassVar[str] = N_("Contributions of workshops")

    round: Annotated[str, Reference("workshop_rounds", owned=True)] = field(N_("Round"))
    voice: Annotated[str, Line(40)] = field(N_("Voice"))
    sending: Annotated[str, Line(40)] = field(N_("Sending"))
    subject: Words = field(
        N_("Choice or actor"),
        default=None,
        hint=N_("The choice's words, or the id of the actor or outcome."),
    )
    value: Annotated[float | None, Decimal()] = field(N_("Value"), default=None)
    second: Annotated[float | None, Decimal()] = field(N_("Second value"), default=None)
    text: Annotated[str | None, Line(2000)] = field(N_("Text"), default=None)
    detail: Words = field(N_("Who does it"), default=None)
    step: Annotated[str | None, Reference("steps")] = field(N_("Step"), default=None)
    hidden: Annotated[bool | None, Flag()] = field(N_("Hidden"), default=False)
    same_as: Annotated[str | None, Reference("workshop_contributions")] = field(
        N_("Says the same as"), default=None
    )
    accepted: Annotated[str | None, Line(120)] = field(
        N_("Taken into"), default=None, hint=N_("The table and the id of the record.")
    )

    def label(self) -> str:
        return self.text or self.subject or self.id
