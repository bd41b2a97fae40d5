"""What a valid test card, log entry, result and decision are."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    Line,
    Lines,
    Name,
    Prose,
    Record,
    Reference,
    Several,
    Whole,
    Words,
    field,
)

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

_ROLE = N_("An organisation or a role, never a person's name.")


class Experiment(Record):
    """A test card: what we believe, how we find out, and what would change our mind."""

    one: ClassVar[str] = N_("experiment")
    many: ClassVar[str] = N_("Experiments")

    name: Name = field(N_("Experiment"), hint=N_("A short name that everybody in the lab knows."))
    state: Annotated[str | None, Choice(STATES)] = field(
        N_("State"), default="idea", hint=N_("Empty if it isn't known, as in an account by others.")
    )
    focus_areas: Annotated[list[str], Several(Choice(FOCUS_AREAS))] = field(
        N_("Focus areas"), default=[]
    )
    belief: Sentence = field(N_("We believe that"), default=None)
    assumption: Sentence = field(
        N_("Riskiest assumption"),
        default=None,
        hint=N_("What must be true, and would sink the idea if it isn't?"),
    )
    action: Sentence = field(
        N_("What we do"),
        default=None,
        hint=N_("The smallest thing that puts the belief to the test."),
    )
    audience: Words = field(N_("For whom"), default=None)
    measure: Sentence = field(N_("What we measure"), default=None)
    criterion: Sentence = field(
        N_("We are right if"),
        default=None,
        hint=N_("A number and a day. Locked when the experiment starts; later changes are shown."),
    )
    stop_rule: Sentence = field(
        N_("We stop if"), default=None, hint=N_("What makes us stop ahead of time?")
    )
    planned_start: Annotated[datetime.date | None, Day()] = field(N_("Planned start"), default=None)
    planned_end: Annotated[datetime.date | None, Day()] = field(
        N_("Planned end"), default=None, hint=N_("The day when the lab decides.")
    )
    started: Annotated[datetime.date | None, Day()] = field(N_("Started"), default=None)
    ended: Annotated[datetime.date | None, Day()] = field(N_("Ended"), default=None)
    cost: Annotated[float | None, Decimal(0)] = field(N_("Cost (SEK)"), default=None)
    responsible: Words = field(N_("Responsible"), default=None, hint=_ROLE)
    actors: Annotated[list[str], Several(Reference("actors"))] = field(N_("Actors"), default=[])
    indicators: Annotated[list[str], Several(Reference("indicators"))] = field(
        N_("Indicators"), default=[]
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Experiment:
        _in_order(self.planned_start, self.planned_end)
        _in_order(self.started, self.ended)
        return self


class LogEntry(Record):
    """What happened on a day of an experiment."""

    one: ClassVar[str] = N_("log entry")
    many: ClassVar[str] = N_("Log")

    experiment: Annotated[str, Reference("experiments", owned=True)] = field(N_("Experiment"))
    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    event: Annotated[str, Lines(5000)] = field(N_("What happened"))
    present: Annotated[int | None, Whole(0)] = field(
        N_("Number present"), default=None, hint=N_("Leave it empty if nobody counted.")
    )
    observation: Prose = field(
        N_("Observation"), default=None, hint=N_("What surprised you? What did you learn?")
    )
    quote: Sentence = field(
        N_("Quote"), default=None, hint=N_("Without names or anything that shows who said it.")
    )

    def label(self) -> str:
        return f"{self.day} {_beginning(self.event)}"


class Result(Record):
    """How it went, as a count out of a number of participants or as a source puts it."""

    one: ClassVar[str] = N_("result")
    many: ClassVar[str] = N_("Results")

    experiment: Annotated[str, Reference("experiments", owned=True)] = field(N_("Experiment"))
    counted: Annotated[str, Line(500)] = field(
        N_("What was counted"), hint=N_("For example: got a job or began to study.")
    )
    successes: Annotated[int | None, Whole(0)] = field(
        N_("How many did"), default=None, hint=N_("The 9 of 9 out of 10.")
    )
    participants: Annotated[int | None, Whole(1)] = field(
        N_("Out of how many"), default=None, hint=N_("The 10 of 9 out of 10.")
    )
    published: Sentence = field(
        N_("As the source puts it"),
        default=None,
        hint=N_("For results where the source gives no number of participants."),
    )
    period: Words = field(N_("Period"), default=None)

    @model_validator(mode="after")
    def _says_something(self) -> Result:
        if (self.successes is None) != (self.participants is None):
            raise Refused(N_("Give both how many did and out of how many, or neither."))
        if self.successes is None and not self.published:
            raise Refused(N_("Give the numbers, or write the result as the source puts it."))
        if self.successes is not None and self.successes > self.participants:
            raise Refused(
                N_("{successes} out of {participants} cannot be: more than there were."),
                successes=self.successes,
                participants=self.participants,
            )
        return self

    def label(self) -> str:
        return self.counted


class Decision(Record):
    """What was decided after an experiment, by whom and on what grounds."""

    one: ClassVar[str] = N_("decision")
    many: ClassVar[str] = N_("Decisions")

    experiment: Annotated[str, Reference("experiments", owned=True)] = field(N_("Experiment"))
    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    decision: Annotated[str, Choice(DECISIONS)] = field(N_("Decision"))
    reason: Annotated[str, Lines(5000)] = field(N_("Reason"))
    evidence: Prose = field(
        N_("Evidence"), default=None, hint=N_("Which results and log entries does it rest on?")
    )
    decided_by: Annotated[str, Line()] = field(N_("Decided by"), hint=_ROLE)

    def label(self) -> str:
        return f"{self.day} {self.decision}"


def _in_order(first: datetime.date | None, last: datetime.date | None) -> None:
    if first and last and last < first:
        raise Refused(
            N_("The end {end} comes before the start {start}. Correct one of the two days."),
            end=last,
            start=first,
        )


def _beginning(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
