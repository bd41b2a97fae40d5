"""What every lab has, whatever its methods: its facts and its notes."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import LANGUAGES, N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Flag,
    Line,
    Name,
    Prose,
    Record,
    Several,
    Words,
    field,
)


class LabFacts(Record):
    """Who the lab is; exactly one a store."""

    one: ClassVar[str] = N_("lab")
    many: ClassVar[str] = N_("The lab")

    name: Name = field(N_("The lab's name"))
    place: Words = field(N_("Place"), default=None, hint=N_("Town and housing area."))
    municipality_code: Annotated[str | None, Line(4)] = field(
        N_("Municipality code"), default=None, hint=N_("Four digits, such as 2582 for Boden.")
    )
    organisation: Words = field(
        N_("Housing company"), default=None, hint=N_("The organisation that runs the lab.")
    )
    focus_areas: Annotated[list[str], Several(Choice(FOCUS_AREAS))] = field(
        N_("Focus areas"), default=[]
    )
    challenge: Prose = field(
        N_("Our challenge"), default=None, hint=N_("What do we want to change, for whom, and why?")
    )
    ask: Prose = field(
        N_("What we ask the board to decide"),
        default=None,
        hint=N_("It comes first in the report."),
    )
    started: Annotated[datetime.date | None, Day()] = field(N_("Start"), default=None)
    ended: Annotated[datetime.date | None, Day()] = field(N_("End"), default=None)
    language: Annotated[str, Choice(LANGUAGES)] = field(N_("Language"), default="sv")
    sample: Annotated[bool, Flag()] = field(N_("Made-up values"), default=False)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> LabFacts:
        if self.started and self.ended and self.ended < self.started:
            raise Refused(N_("The lab can't end before it starts."))
        return self


class Note(Record):
    """Free text that belongs to a place in a notebook."""

    one: ClassVar[str] = N_("note")
    many: ClassVar[str] = N_("Notes")

    key: Name = field(N_("Place"))
    text: Prose = field(N_("Text"), default=None)

    def label(self) -> str:
        return self.key


class Erasure(Record):
    """That somebody's data was erased: which records, by their random ids, and why."""

    one: ClassVar[str] = N_("erasure")
    many: ClassVar[str] = N_("Erasures")
    bookkeeping: ClassVar[bool] = True

    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    reason: Words = field(N_("Reason"), default=None)
    records: Annotated[list[str], Several(Line())] = field(N_("Records"), default=[])
    changes: Annotated[list[str], Several(Line())] = field(N_("Changes"), default=[])
    files: Annotated[list[str], Several(Line())] = field(N_("Files"), default=[])

    def label(self) -> str:
        return f"{self.day}"
