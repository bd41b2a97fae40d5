"""The test card, and the rounds in which it is tried."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.experiments.records.shared import DECISIONS, ROLE, STATES, Sentence, in_order
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    Name,
    Record,
    Reference,
    Several,
    Whole,
    Words,
    field,
)


class Experiment(Record):
    """A test card: what we believe, how we find out, and what would change our mind."""

    one: ClassVar[str] = N_("experiment")
    many: ClassVar[str] = N_("Experiments")
    seldom: ClassVar[Sequence[str]] = ("cost", "actors", "activities", "example", "source_url")

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
    responsible: Words = field(N_("Responsible"), default=None, hint=ROLE)
    actors: Annotated[list[str], Several(Reference("actors"))] = field(N_("Actors"), default=[])
    indicators: Annotated[list[str], Several(Reference("indicators"))] = field(
        N_("Indicators"), default=[]
    )
    activities: Annotated[list[str], Several(Reference("activities"))] = field(
        N_("Activities"), default=[]
    )
    example: Annotated[str | None, Reference("examples")] = field(
        N_("The good example it comes from"),
        default=None,
        hint=N_("Choose Try this in the notebook Good examples, and it stands here."),
    )

    @model_validator(mode="after")
    def _daysin_order(self) -> Experiment:
        in_order(self.planned_start, self.planned_end)
        in_order(self.started, self.ended)
        return self


class Round(Record):
    """One turn of plan, do, study and act."""

    one: ClassVar[str] = N_("round")
    many: ClassVar[str] = N_("Rounds")

    experiment: Annotated[str, Reference("experiments", owned=True)] = field(N_("Experiment"))
    number: Annotated[int, Whole(1)] = field(N_("Round"))
    plan: Sentence = field(
        N_("Plan: what is different this time"), default=None, hint=N_("One change at a time.")
    )
    prediction: Sentence = field(
        N_("We predict that"),
        default=None,
        hint=N_("Written before the round; the surprise afterwards is what you learn from."),
    )
    started: Annotated[datetime.date | None, Day()] = field(N_("Started"), default=None)
    ended: Annotated[datetime.date | None, Day()] = field(N_("Ended"), default=None)
    study: Sentence = field(N_("Study: what happened against what we predicted"), default=None)
    act: Annotated[str | None, Choice(DECISIONS)] = field(N_("Act: what we do next"), default=None)

    @model_validator(mode="after")
    def _days_in_order(self) -> Round:
        in_order(self.started, self.ended)
        return self

    def label(self) -> str:
        return f"{self.number}. {self.plan}" if self.plan else str(self.number)
