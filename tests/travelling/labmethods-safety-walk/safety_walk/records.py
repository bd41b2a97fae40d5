"""What a valid place on a safety walk is."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Name,
    Prose,
    Record,
    Reference,
    Scale,
    Words,
    field,
)

KINDS = {
    "path": N_("Path or tunnel"),
    "entrance": N_("Entrance or stairwell"),
    "meeting": N_("Square or meeting place"),
    "parking": N_("Parking"),
    "green": N_("Greenery"),
}


class Place(Record):
    """A place that the walk stopped at: how it feels, and what was agreed to do about it."""

    one: ClassVar[str] = N_("place")
    many: ClassVar[str] = N_("Places on the walk")

    name: Name = field(N_("The place"))
    kind: Annotated[str | None, Choice(KINDS, open=True)] = field(N_("Kind"), default=None)
    rating: Annotated[int | None, Scale(1, 5)] = field(
        N_("How safe it feels"),
        default=None,
        hint=N_("1-5, agreed by the group. Leave it empty if the group could not agree."),
    )
    day: Annotated[datetime.date | None, Day()] = field(N_("Day of the walk"), default=None)
    seen: Prose = field(N_("What we saw"), default=None, hint=N_("No names of persons."))
    agreed: Words = field(N_("What was agreed"), default=None)
    actor: Annotated[str | None, Reference("actors")] = field(N_("Who does it"), default=None)
    done: Annotated[datetime.date | None, Day()] = field(N_("Done on"), default=None)

    @model_validator(mode="after")
    def _done_after_it_was_agreed(self) -> Place:
        if self.done and not self.agreed:
            raise Refused(N_("It says when it was done, but not what was agreed."))
        if self.done and self.day and self.done < self.day:
            raise Refused(N_("It can't be done before the walk."))
        return self
