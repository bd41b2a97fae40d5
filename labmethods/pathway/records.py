"""A path's records: target groups, steps, activities, when they go on, handovers and needs.

Fields are called as in Open Referral's Human Services Data Specification (HSDS 3) where it has
them: an activity is a *service*, its actor an *organization*, its time a *schedule*.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_, default_language, translator
from labmethods.pathway.kinds import OCCURRENCES, Clock, Language, Weekday
from labmethods.workbook.records import (
    Address,
    Choice,
    Day,
    Decimal,
    Name,
    Prose,
    Record,
    Reference,
    Several,
    Whole,
    Words,
    field,
)

ROLES = {"start": N_("The path starts here"), "goal": N_("The goal")}
STATUSES = {
    "active": N_("Runs"),
    "planned": N_("Planned, does not run yet"),
    "temporarily closed": N_("Paused for now"),
    "inactive": N_("Not running"),
    "defunct": N_("Ended for good"),
}
JOINING = {
    "drop-in": N_("Just come"),
    "booking": N_("Book a place first"),
    "referral": N_("Somebody refers you"),
}
HANDOVERS = {
    "referral": N_("Referral"),
    "joint": N_("Joint: both meet the person together"),
    "none": N_("None: people find on by themselves"),
}
FREQUENCIES = {"WEEKLY": N_("Weeks"), "MONTHLY": N_("Months")}

USUAL_STEPS = (
    (N_("Arrival"), "start"),
    (N_("Language"), None),
    (N_("Society and contacts"), None),
    (N_("Towards work or studies"), None),
    (N_("Self-support"), "goal"),
)
"""The steps that a new path is offered: name and role."""


class TargetGroup(Record):
    """A group that the path is for, such as women born abroad; never a person."""

    one: ClassVar[str] = N_("target group")
    many: ClassVar[str] = N_("Target groups")

    name: Name = field(N_("Target group"), hint=N_("A group, never a person."))
    description: Prose = field(N_("Who they are"), default=None)


class Step(Record):
    """A step on the way, such as Language."""

    one: ClassVar[str] = N_("step")
    many: ClassVar[str] = N_("Steps")

    name: Name = field(N_("Step"))
    position: Annotated[float | None, Decimal()] = field(
        N_("Order"), default=None, hint=N_("A number; the lowest comes first.")
    )
    role: Annotated[str | None, Choice(ROLES)] = field(
        N_("Start or goal"),
        default=None,
        hint=N_("Without a mark the first step is the start and the last one the goal."),
    )
    description: Prose = field(N_("What one can do after this step"), default=None)


class Activity(Record):
    """What an actor offers at a step. It may stand without an actor; the analysis says so."""

    one: ClassVar[str] = N_("activity")
    many: ClassVar[str] = N_("Activities")
    seldom: ClassVar[Sequence[str]] = (
        "languages",
        "cost",
        "joining",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
        "alternate_name",
        "url",
        "description",
        "source_url",
    )

    name: Name = field(N_("Activity"))
    actor: Annotated[str | None, Reference("actors")] = field(N_("Actor"), default=None)
    partners: Annotated[list[str], Several(Reference("actors"))] = field(
        N_("Together with"), default=[]
    )
    step: Annotated[str | None, Reference("steps")] = field(N_("Step"), default=None)
    target_groups: Annotated[list[str], Several(Reference("target_groups"))] = field(
        N_("For whom"), default=[], hint=N_("None ticked: open for all.")
    )
    status: Annotated[str | None, Choice(STATUSES)] = field(N_("Does it run?"), default="active")
    place: Words = field(N_("Place"), default=None)
    capacity: Annotated[int | None, Whole(0)] = field(
        N_("Places"), default=None, hint=N_("How many can take part at the same time.")
    )
    weeks: Annotated[float | None, Decimal(0.1)] = field(
        N_("Weeks that one stays"), default=None, hint=N_("How long a person usually takes part.")
    )
    queue: Annotated[int | None, Whole(0)] = field(
        N_("People waiting"), default=None, hint=N_("How many wait for a place now.")
    )
    languages: Annotated[list[str], Several(Language())] = field(
        N_("Languages"), default=[], hint=N_("Spoken there, with commas between.")
    )
    cost: Annotated[float | None, Decimal(0)] = field(
        N_("Cost for the participant, kronor"), default=None, hint=N_("0 when it is free.")
    )
    joining: Annotated[str | None, Choice(JOINING)] = field(N_("How to join"), default=None)
    eligibility_description: Words = field(
        N_("Who may come"), default=None, hint=N_("Conditions in plain words.")
    )
    minimum_age: Annotated[int | None, Whole(0, 120)] = field(N_("Youngest age"), default=None)
    maximum_age: Annotated[int | None, Whole(0, 120)] = field(N_("Oldest age"), default=None)
    alternate_name: Words = field(
        N_("Name in plain English"),
        default=None,
        hint=N_("For the week calendar that residents get."),
    )
    url: Address = field(N_("Web page"), default=None)
    description: Prose = field(N_("What one does there"), default=None)

    @model_validator(mode="after")
    def _ages_in_order(self) -> Activity:
        if None not in (self.minimum_age, self.maximum_age) and self.minimum_age > self.maximum_age:
            raise Refused(
                N_("The oldest age ({oldest}) is below the youngest ({youngest})."),
                oldest=self.maximum_age,
                youngest=self.minimum_age,
            )
        return self


class Schedule(Record):
    """When an activity goes on: weekdays, times and the period in which they hold."""

    one: ClassVar[str] = N_("time")
    many: ClassVar[str] = N_("Times")
    seldom: ClassVar[Sequence[str]] = (
        "interval",
        "freq",
        "occurrence",
        "valid_from",
        "valid_to",
        "description",
        "source_url",
    )

    activity: Annotated[str, Reference("activities", owned=True)] = field(N_("Activity"))
    byday: Annotated[list[str], Several(Weekday())] = field(N_("Weekdays"))
    opens_at: Annotated[str | None, Clock()] = field(N_("From"), default=None)
    closes_at: Annotated[str | None, Clock()] = field(N_("To"), default=None)
    interval: Annotated[int | None, Whole(1, 12)] = field(
        N_("Every"), default=1, hint=N_("1: every week. 2: every second.")
    )
    freq: Annotated[str | None, Choice(FREQUENCIES)] = field(
        N_("Weeks or months"), default="WEEKLY"
    )
    occurrence: Annotated[str | None, Choice(OCCURRENCES)] = field(
        N_("Which one of the month"), default=None, hint=N_("Only for what goes on monthly.")
    )
    valid_from: Annotated[datetime.date | None, Day()] = field(N_("Holds from"), default=None)
    valid_to: Annotated[datetime.date | None, Day()] = field(N_("Holds until"), default=None)
    description: Words = field(N_("Remark"), default=None, hint=N_("Such as: not in July."))

    @model_validator(mode="after")
    def _in_order(self) -> Schedule:
        if not self.byday:
            raise Refused(N_("Choose at least one weekday."))
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise Refused(
                N_("It ends ({closes}) before it begins ({opens}). Write the later time last."),
                opens=self.opens_at,
                closes=self.closes_at,
            )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise Refused(
                N_("It holds until a day ({last}) before it begins to hold ({first})."),
                first=self.valid_from,
                last=self.valid_to,
            )
        return self

    def label(self) -> str:
        """Its days and times."""
        return f"{self.told('byday')} {self.opens_at or '–'}–{self.closes_at or '–'}"


class Handover(Record):
    """How people come on from one activity to the next. Circles are allowed, and shown.

    It leads to an activity, or to a step where nobody of the path receives, such as work.
    """

    one: ClassVar[str] = N_("handover")
    many: ClassVar[str] = N_("Handovers")

    source: Annotated[str, Reference("activities", owned=True)] = field(N_("From activity"))
    target: Annotated[str | None, Reference("activities", owned=True)] = field(
        N_("To activity"), default=None
    )
    target_step: Annotated[str | None, Reference("steps", owned=True)] = field(
        N_("Or straight to the step"),
        default=None,
        hint=N_("When no activity receives: such as to work or studies."),
    )
    kind: Annotated[str | None, Choice(HANDOVERS)] = field(N_("Handover"), default="referral")
    people: Annotated[float | None, Decimal(0)] = field(
        N_("People a month"), default=None, hint=N_("How many are handed over, about.")
    )
    description: Words = field(N_("How it is done"), default=None)

    @model_validator(mode="after")
    def _somewhere_else(self) -> Handover:
        if (self.target is None) == (self.target_step is None):
            raise Refused(N_("Choose either an activity or a step that it leads to."))
        if self.target == self.source:
            raise Refused(N_("An activity can't hand over to itself. Choose another one."))
        return self

    def label(self) -> str:
        """Its kind; between which activities it is stands beside it."""
        _ = translator(default_language())
        return _(HANDOVERS.get(self.kind or "", N_("Handover")))


class Need(Record):
    """How many of a target group need a step at the same time."""

    one: ClassVar[str] = N_("need")
    many: ClassVar[str] = N_("Needs")

    group: Annotated[str, Reference("target_groups", owned=True)] = field(N_("Target group"))
    step: Annotated[str, Reference("steps", owned=True)] = field(N_("Step"))
    people: Annotated[int | None, Whole(0)] = field(
        N_("People who need it"), default=None, hint=N_("At the same time, about.")
    )
    known_from: Words = field(
        N_("How we know"), default=None, hint=N_("Such as: counted in the autumn, or estimated.")
    )

    def label(self) -> str:
        """How many; whose need it is stands beside it."""
        return str(self.people if self.people is not None else "–")
