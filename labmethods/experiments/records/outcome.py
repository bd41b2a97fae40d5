"""How it went, and what was decided."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.experiments.records.shared import DECISIONS, ROLE, Sentence
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Line,
    Lines,
    Prose,
    Record,
    Reference,
    Whole,
    Words,
    field,
)


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
        # One number may come before the other: a form saves each field as it is left.
        if self.successes is None and not self.published:
            raise Refused(N_("Give the numbers, or write the result as the source puts it."))
        if None not in (self.successes, self.participants) and self.successes > self.participants:
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
    learned: Prose = field(
        N_("From that we learnt that"),
        default=None,
        hint=N_("Also what did not work, and for whom."),
    )
    next_step: Sentence = field(N_("Therefore we will"), default=None)
    evidence: Prose = field(
        N_("Evidence"), default=None, hint=N_("Which results and log entries does it rest on?")
    )
    decided_by: Annotated[str, Line()] = field(N_("Decided by"), hint=ROLE)

    def label(self) -> str:
        return f"{self.day} {self.told('decision')}"

    @classmethod
    def agree(cls, written: Sequence[Decision], batch: Any) -> None:
        """Refuse a decision on an experiment that had not started."""
        for one in written:
            started = batch.get("experiments", one.experiment).started
            if started and one.day < started:
                raise Refused(
                    N_(
                        "The decision of {day} comes before the experiment started, {started}. "
                        "Correct one of the two days."
                    ),
                    day=one.day,
                    started=started,
                )
