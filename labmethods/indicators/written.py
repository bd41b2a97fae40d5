"""What people wrote in their own words in a questionnaire, kept apart from their other answers."""

from __future__ import annotations

from typing import Annotated, ClassVar

from labmethods.indicators.periods import Period
from labmethods.language import N_
from labmethods.workbook.records import Lines, Name, Record, Words, field


class WrittenAnswer(Record):
    """One free answer, without what points out a person and without what else they answered."""

    one: ClassVar[str] = N_("written answer")
    many: ClassVar[str] = N_("Written answers")

    question: Name = field(N_("Question"))
    text: Annotated[str, Lines()] = field(
        N_("What was written"),
        hint=N_("Read it before it is shown to others: a story can point out a person, too."),
    )
    period: Annotated[str | None, Period()] = field(N_("Period"), default=None)
    source: Words = field(N_("Where the value comes from"), default=None)

    def label(self) -> str:
        return self.text[:60]
