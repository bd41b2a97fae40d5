"""What a valid actor and a valid relation are."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.stakeholders.words import ACTOR_KINDS, RELATION_KINDS
from labmethods.workbook.records import (
    Choice,
    Decimal,
    Name,
    Prose,
    Record,
    Reference,
    Scale,
    field,
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
