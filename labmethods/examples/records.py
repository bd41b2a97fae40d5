"""What a valid example, its adoption, an opinion of it and a picture of it are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.examples.kinds import DayOrMonth, MunicipalityCode, Source
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import LANGUAGES, N_
from labmethods.workbook.records import (
    Choice,
    Day,
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

EVIDENCE = {
    "description": N_("Description"),
    "own follow-up": N_("Own follow-up"),
    "comparison": N_("Follow-up with a comparison group"),
    "independent evaluation": N_("Independent evaluation"),
}
"""How what is known of an example came about."""

STATUSES = {
    "planned": N_("Planned, not begun"),
    "running": N_("Still running"),
    "ended": N_("Has ended"),
}

OPINIONS = {
    "fits": N_("Fits us"),
    "does not fit": N_("Doesn't fit us"),
    "tried": N_("We have tried it"),
}

ADOPTION_DECISIONS = {
    "adopt": N_("Adopted"),
    "adapt": N_("Adapted"),
    "abandon": N_("Abandoned"),
}

_NOBODY = N_("An organisation or a role, never a person's name.")
_SILENT = N_("Leave it empty if the source says nothing.")


class Example(Record):
    """Something that has been done somewhere, as a source tells it."""

    one: ClassVar[str] = N_("example")
    many: ClassVar[str] = N_("Good examples")
    seldom: ClassVar[Sequence[str]] = (
        "municipality_code",
        "resources",
        "cost",
        "conditions",
        "evidence_why",
        "started",
        "language",
        "read_on",
        "source_title",
    )
    aliases: ClassVar[dict[str, str]] = {
        "summary_sv": "summary",
        "summary_en": "summary",
        "results_sv": "results",
        "results_en": "results",
    }

    name: Name = field(N_("Example"))
    organisation: Words = field(
        N_("Organisation"), default=None, hint=N_("The organisation that runs it.")
    )
    place: Words = field(N_("Place"), default=None)
    municipality_code: Annotated[str | None, MunicipalityCode()] = field(
        N_("Municipality code"), default=None, hint=N_("Four digits, such as 2582 for Boden.")
    )
    focus_areas: Annotated[list[str], Several(Choice(FOCUS_AREAS))] = field(
        N_("Focus areas"), default=[]
    )
    target_group: Annotated[str | None, Line(500)] = field(N_("Target group"), default=None)
    problem: Prose = field(N_("The problem"), default=None, hint=_SILENT)
    summary: Prose = field(N_("What is done"), default=None)
    partners: Annotated[list[str], Several(Line())] = field(
        N_("Partners"), default=[], hint=N_("Organisations, with commas between.")
    )
    resources: Prose = field(N_("What it takes"), default=None, hint=_SILENT)
    cost: Words = field(N_("What it costs"), default=None, hint=N_("As the source puts it."))
    conditions: Prose = field(
        N_("Conditions"), default=None, hint=N_("What must be in place for it to work?")
    )
    results: Prose = field(
        N_("Results"), default=None, hint=N_("As the source puts it, with numbers and years.")
    )
    evidence: Annotated[str | None, Choice(EVIDENCE)] = field(
        N_("How the results are known"), default=None
    )
    evidence_why: Prose = field(N_("Why they can be believed, or not"), default=None, hint=_SILENT)
    started: Annotated[int | None, Whole(1900, 2100)] = field(N_("Began (year)"), default=None)
    status: Annotated[str | None, Choice(STATUSES)] = field(N_("Status"), default=None)
    contact: Words = field(N_("Organisation to call"), default=None, hint=_NOBODY)
    language: Annotated[str, Choice(LANGUAGES)] = field(N_("Language of the text"), default="sv")
    read_on: Annotated[str | None, DayOrMonth()] = field(
        N_("Source read"), default=None, hint=N_("A day (2026-11-24) or a month (2026-11).")
    )
    source_title: Words = field(N_("The source's title"), default=None)
    source_url: Annotated[str, Source()] = field(
        N_("Source"),
        hint=N_("A web address or a document; for what you have seen yourselves: own experience."),
    )


class Adoption(Record):
    """Somebody learnt from an example and did it, or something like it."""

    one: ClassVar[str] = N_("adoption")
    many: ClassVar[str] = N_("Who learnt from whom")
    seldom: ClassVar[Sequence[str]] = (
        "adopter_place",
        "counted",
        "successes",
        "participants",
        "source_url",
    )

    example: Annotated[str, Reference("examples", owned=True)] = field(N_("The example"))
    adopter: Name = field(N_("Who took it up"), hint=_NOBODY)
    adopter_place: Words = field(N_("Where"), default=None)
    experiment: Annotated[str | None, Reference("experiments")] = field(
        N_("The experiment here"), default=None
    )
    started: Annotated[int | None, Whole(1900, 2100)] = field(N_("Began (year)"), default=None)
    changed: Prose = field(
        N_("What was changed from the original"),
        default=None,
        hint=N_("What did you leave out, add or do otherwise, and why?"),
    )
    decision: Annotated[str | None, Choice(ADOPTION_DECISIONS)] = field(
        N_("How it ended"),
        default=None,
        hint=N_("Only for what others did; your own decision is taken from the experiment."),
    )
    counted: Words = field(
        N_("What was counted"), default=None, hint=N_("For example: got a job or began to study.")
    )
    successes: Annotated[int | None, Whole(0)] = field(N_("How many did"), default=None)
    participants: Annotated[int | None, Whole(1)] = field(N_("Out of how many"), default=None)
    learnt: Prose = field(N_("What they learnt"), default=None)

    @model_validator(mode="after")
    def _counts_fit(self) -> Adoption:
        if None not in (self.successes, self.participants) and self.successes > self.participants:
            raise Refused(
                N_("{successes} out of {participants} cannot be: more than there were."),
                successes=self.successes,
                participants=self.participants,
            )
        return self

    def label(self) -> str:
        return self.adopter


class Opinion(Record):
    """What the lab thinks of an example; it moves those like it up or down."""

    one: ClassVar[str] = N_("opinion")
    many: ClassVar[str] = N_("What we think of the examples")

    example: Annotated[str, Reference("examples", owned=True)] = field(N_("The example"))
    opinion: Annotated[str, Choice(OPINIONS)] = field(N_("What we think"))
    reason: Annotated[str | None, Lines(2000)] = field(N_("Why"), default=None)
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)

    def label(self) -> str:
        return self.told("opinion")


class ExamplePicture(Record):
    """A picture of an example that the lab may show."""

    one: ClassVar[str] = N_("picture")
    many: ClassVar[str] = N_("Pictures of examples")

    example: Annotated[str, Reference("examples", owned=True)] = field(N_("The example"))
    description: Annotated[str, Line(500)] = field(
        N_("What the picture shows"), hint=N_("For those who don't see it. No names.")
    )
    credit: Words = field(
        N_("Whose picture it is"), default=None, hint=N_("And by what right you show it.")
    )
    digest: Annotated[str, Line(64)] = field(N_("Fingerprint"))
    kind: Name = field(N_("Kind of file"))
    size: Annotated[int, Whole(0)] = field(N_("Size in bytes"))

    def label(self) -> str:
        return self.description
