"""The log: what happened on a day, and the photos and files that go with it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.experiments.records.shared import Sentence, beginning
from labmethods.language import N_
from labmethods.workbook.records import (
    Day,
    Line,
    Lines,
    Name,
    Prose,
    Record,
    Reference,
    Several,
    Whole,
    field,
)


@dataclass(frozen=True)
class GroupCount(Line):
    """A group and how many of it there were: ``girls 8``, kept as ``girls: 8``."""

    def parse(self, value: object) -> str:
        text = super().parse(value)
        match = re.fullmatch(r"(?P<name>.*\D)\s*(?P<n>\d+)", text) or re.fullmatch(
            r"(?P<n>\d+)\s+(?P<name>\D.*)", text
        )
        name = match["name"].strip(" :") if match else ""
        if not any(letter.isalpha() for letter in name):
            raise Refused(
                N_("“{value}” is not a group with its number. Write it as: girls 8, boys 12."),
                value=text,
            )
        return f"{name}: {int(match['n'])}"


def split_group(count: str) -> tuple[str, int]:
    """The group and its number: ``girls: 8`` is ``("girls", 8)``."""
    name, _, number = count.rpartition(":")
    return name.strip(), int(number)


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
    groups: Annotated[list[str], Several(GroupCount())] = field(
        N_("Of these, by group"), default=[], hint=N_("Such as: girls 8, boys 12.")
    )
    observation: Prose = field(
        N_("Observation"), default=None, hint=N_("What surprised you? What did you learn?")
    )
    quote: Sentence = field(
        N_("Quote"), default=None, hint=N_("Without names or anything that shows who said it.")
    )

    round: Annotated[str | None, Reference("rounds")] = field(N_("Round"), default=None)
    corrects: Annotated[str | None, Reference("log_entries")] = field(
        N_("Corrects the entry"), default=None
    )

    @model_validator(mode="after")
    def _groups_fit_the_whole(self) -> LogEntry:
        counted = sum(split_group(group)[1] for group in self.groups)
        if self.present is not None and counted > self.present:
            raise Refused(
                N_("The groups add up to {counted}, more than the {present} who were present."),
                counted=counted,
                present=self.present,
            )
        return self

    def label(self) -> str:
        return f"{self.day} {beginning(self.event)}"


class Attachment(Record):
    """A photo or file of a log entry; the file itself lies in the lab's folder."""

    one: ClassVar[str] = N_("photo or file")
    many: ClassVar[str] = N_("Photos and files")

    experiment: Annotated[str, Reference("experiments", owned=True)] = field(N_("Experiment"))
    log_entry: Annotated[str | None, Reference("log_entries", owned=True)] = field(
        N_("Log entry"), default=None
    )
    description: Annotated[str, Line(500)] = field(
        N_("What the photo or file shows"), hint=N_("For those who don't see it. No names.")
    )
    digest: Annotated[str, Line(64)] = field(N_("Fingerprint"))
    kind: Name = field(N_("Kind of file"))
    size: Annotated[int, Whole(0)] = field(N_("Size in bytes"))

    def label(self) -> str:
        return self.description
