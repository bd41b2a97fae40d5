"""What valid actors, relations, mappings, assessments and planned contacts are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.stakeholders.words import ACTOR_KINDS, RELATION_KINDS
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    FieldErrors,
    Line,
    Name,
    Prose,
    Record,
    Reference,
    Scale,
    Whole,
    Words,
    field,
)

_TWICE = N_(
    "The actor is rated already in this mapping by the same voice. Change that rating instead."
)

Rating = Annotated[int | None, Scale(1, 5)]
Attitude = Annotated[int | None, Scale(-2, 2)]


class Actor(Record):
    """An organisation or a group that matters to the lab; never a private person.

    The ratings are how the lab sees the actor now. None of them has to be filled in: an actor that
    nobody has assessed is shown as not assessed.
    """

    one: ClassVar[str] = N_("actor")
    many: ClassVar[str] = N_("Actors")
    seldom: ClassVar[Sequence[str]] = ("left", "source_url")

    name: Name = field(N_("Name"), hint=N_("An organisation or a group, not a private person."))
    kind: Annotated[str | None, Choice(ACTOR_KINDS, open=True)] = field(N_("Kind"), default=None)
    power: Rating = field(
        N_("Power"),
        default=None,
        hint=N_("1-5. How much can the actor help or stop what the lab does?"),
    )
    interest: Rating = field(
        N_("Interest"), default=None, hint=N_("1-5. How much does the lab's question matter to it?")
    )
    legitimacy: Rating = field(
        N_("Legitimacy"),
        default=None,
        hint=N_("1-5. How rightful do others find its say in the question?"),
    )
    urgency: Rating = field(
        N_("Urgency"), default=None, hint=N_("1-5. How pressing is its claim: can it wait?")
    )
    attitude: Attitude = field(
        N_("Attitude"),
        default=None,
        hint=N_("-2 to 2. From strongly against (-2) over neither (0) to strongly for (2)."),
    )
    left: Annotated[datetime.date | None, Day()] = field(
        N_("Left on"),
        default=None,
        hint=N_("The day from which the actor no longer takes part. Its history is kept."),
    )
    note: Prose = field(N_("Note"), default=None)


class Relation(Record):
    """A directed tie: what the one actor does with or for the other."""

    one: ClassVar[str] = N_("relation")
    many: ClassVar[str] = N_("Relations")

    source: Annotated[str, Reference("actors", owned=True)] = field(N_("From"))
    target: Annotated[str, Reference("actors", owned=True)] = field(N_("To"))
    kind: Annotated[str | None, Choice(RELATION_KINDS, open=True)] = field(N_("Kind"), default=None)
    weight: Annotated[float | None, Decimal(0)] = field(
        N_("Strength"),
        default=1,
        hint=N_("1 is an ordinary tie; a higher number is a stronger one and drawn thicker."),
    )
    note: Prose = field(N_("Note"), default=None)

    @model_validator(mode="after")
    def _joins_two(self) -> Self:
        if self.source == self.target:
            raise Refused(
                N_("An actor can't have a relation to itself. Choose two different actors.")
            )
        return self


class Mapping(Record):
    """A dated occasion on which the actors were assessed, such as a workshop."""

    one: ClassVar[str] = N_("mapping")
    many: ClassVar[str] = N_("Mappings")

    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    name: Words = field(N_("Occasion"), default=None, hint=N_("Such as: the first workshop."))
    participants: Annotated[int | None, Whole(0, 10_000)] = field(
        N_("How many took part"), default=None
    )
    note: Prose = field(N_("Note"), default=None)

    def label(self) -> str:
        return " ".join(part for part in (str(self.day), self.name) if part)


class Assessment(Record):
    """How an actor was rated in a mapping: by the room together, or by one participant."""

    one: ClassVar[str] = N_("assessment")
    many: ClassVar[str] = N_("Assessments")

    mapping: Annotated[str, Reference("mappings", owned=True)] = field(N_("Mapping"))
    actor: Annotated[str, Reference("actors", owned=True)] = field(N_("Actor"))
    voice: Annotated[str | None, Line(40)] = field(
        N_("Voice"),
        default=None,
        hint=N_("A participant's code, never a name. Empty for what the room agreed on."),
    )
    power: Rating = field(N_("Power"), default=None)
    interest: Rating = field(N_("Interest"), default=None)
    legitimacy: Rating = field(N_("Legitimacy"), default=None)
    urgency: Rating = field(N_("Urgency"), default=None)
    attitude: Attitude = field(N_("Attitude"), default=None)
    x: Annotated[float | None, Decimal(-1, 1)] = field(N_("Place on the map, across"), default=None)
    y: Annotated[float | None, Decimal(-1, 1)] = field(N_("Place on the map, up"), default=None)

    @classmethod
    def agree(cls, written: Sequence[Assessment], batch: Any) -> None:
        """An actor is rated once in a mapping by the room, and once by each voice."""
        for mapping in {one.mapping for one in written}:
            seen = set()
            for one in batch.find("assessments", mapping=mapping):
                if (one.actor, one.voice) in seen:
                    raise FieldErrors({"actor": Refused(_TWICE)}, cls)
                seen.add((one.actor, one.voice))


class Engagement(Record):
    """A planned contact with an actor: who does what by when."""

    one: ClassVar[str] = N_("planned contact")
    many: ClassVar[str] = N_("Planned contacts")

    actor: Annotated[str, Reference("actors", owned=True)] = field(N_("Actor"))
    what: Name = field(
        N_("What we do"), hint=N_("Such as: invite to the workshop, ask what they need.")
    )
    responsible: Words = field(
        N_("Who contacts"), default=None, hint=N_("A role or an organisation, not a person's name.")
    )
    due: Annotated[datetime.date | None, Day()] = field(N_("At the latest"), default=None)
    done: Annotated[datetime.date | None, Day()] = field(
        N_("Done on"), default=None, hint=N_("Empty until it is done.")
    )
    outcome: Prose = field(N_("What came of it"), default=None)

    def label(self) -> str:
        return self.what
