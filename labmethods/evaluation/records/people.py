"""Who is followed, under a code: what they answered, where they are, when they were there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    Flag,
    Line,
    Record,
    Reference,
    Words,
    field,
)

GROUPS = {"participant": N_("Participant"), "comparison": N_("Comparison group")}

OCCASIONS = {
    "before": N_("Before"),
    "during": N_("During"),
    "after": N_("After"),
    "6 months": N_("After 6 months"),
    "12 months": N_("After 12 months"),
}

STATUSES = {
    "work": N_("Work"),
    "traineeship": N_("Traineeship"),
    "studies": N_("Studies"),
    "business": N_("Own business"),
    "programme": N_("Labour-market programme"),
    "seeking": N_("Seeking work"),
    "other": N_("Something else"),
    "unknown": N_("Not reached"),
}
"""Where a participant is at a follow-up."""


@dataclass(frozen=True)
class Code(Line):
    """A participant's code; what looks like a name, a telephone or a personal number is refused."""

    longest: int = 12

    def parse(self, value: object) -> str:
        text = Line().parse(value).upper()
        if re.search(r"\d{6}", re.sub(r"[\s-]", "", text)):
            raise Refused(
                N_("That looks like a personal number or a telephone. Use a code such as D01.")
            )
        if not re.fullmatch(r"[A-ZÅÄÖ]{0,3}-?\d{1,5}[A-Z]?", text):
            raise Refused(
                N_(
                    "Write a code such as D01, never a name: at most three letters and a number "
                    "of at most five digits."
                )
            )
        return text


class Participant(Record):
    """Somebody who is followed, under a code; who it is stands outside labmethods."""

    one: ClassVar[str] = N_("participant")
    many: ClassVar[str] = N_("Participants")
    person: ClassVar[str] = "code"

    evaluation: Annotated[str, Reference("evaluations", owned=True)] = field(N_("Evaluation"))
    code: Annotated[str, Code()] = field(
        N_("Code"), hint=N_("Such as D01. Keep the list of who it is locked away, not here.")
    )
    group: Annotated[str, Choice(GROUPS)] = field(N_("Group"), default="participant")
    left_day: Annotated[datetime.date | None, Day()] = field(N_("Left on"), default=None)
    left_reason: Words = field(
        N_("Why they left"), default=None, hint=N_("In general words: moved, got work, ill.")
    )

    def label(self) -> str:
        return self.code

    @classmethod
    def proposed(cls, known: Sequence[Participant]) -> dict[str, object]:
        """The code after the one that was given last: D07 after D06.

        >>> Participant.proposed([Participant.model_construct(code="D06")])
        {'code': 'D07'}
        """
        numbered = [re.fullmatch(r"(.*?)(\d+)", one.code) for one in known]
        last = next((match for match in reversed(numbered) if match), None)
        if last is None:
            return {"code": "D01"}
        alike = [match[2] for match in numbered if match and match[1] == last[1]]
        number = max(map(int, alike)) + 1
        return {"code": f"{last[1]}{number:0{len(last[2])}}"}

    @classmethod
    def agree(cls, written: Sequence[Participant], batch: Any) -> None:
        """Refuse one code for two people of an evaluation."""
        for evaluation in {one.evaluation for one in written}:
            codes = [one.code for one in batch.find("participants", evaluation=evaluation)]
            twice = next((code for code in codes if codes.count(code) > 1), None)
            if twice:
                raise Refused(N_("The code {code} is taken. Give each person a code."), code=twice)


class Measurement(Record):
    """What one participant answered or scored on one occasion."""

    one: ClassVar[str] = N_("measurement")
    many: ClassVar[str] = N_("Measurements")

    participant: Annotated[str, Reference("participants", owned=True)] = field(N_("Participant"))
    outcome: Annotated[str, Reference("outcomes", owned=True)] = field(N_("Outcome measure"))
    occasion: Annotated[str, Choice(OCCASIONS)] = field(N_("Occasion"))
    value: Annotated[float | None, Decimal()] = field(
        N_("Value"), default=None, hint=N_("Leave it empty if the person did not answer.")
    )
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)

    def label(self) -> str:
        return self.told("occasion")

    @classmethod
    def agree(cls, written: Sequence[Measurement], batch: Any) -> None:
        """Refuse a value outside its outcome's scale, and a participant of another evaluation."""
        for one in written:
            outcome = batch.get("outcomes", one.outcome)
            participant = batch.get("participants", one.participant)
            if outcome.evaluation != participant.evaluation:
                raise Refused(
                    N_("{code} and “{outcome}” belong to different evaluations."),
                    code=participant.code,
                    outcome=outcome.name,
                )
            outcome.check(one.value)


class Followup(Record):
    """Where a participant is on one occasion."""

    one: ClassVar[str] = N_("follow-up")
    many: ClassVar[str] = N_("Follow-up")

    participant: Annotated[str, Reference("participants", owned=True)] = field(N_("Participant"))
    occasion: Annotated[str, Choice(OCCASIONS)] = field(N_("Occasion"))
    status: Annotated[str, Choice(STATUSES)] = field(N_("Where they are"))
    day: Annotated[datetime.date | None, Day()] = field(N_("Day"), default=None)

    def label(self) -> str:
        return self.told("occasion")

    @classmethod
    def agree(cls, written: Sequence[Followup], batch: Any) -> None:
        """Refuse two follow-ups of a person on one occasion."""
        for one in written:
            same = batch.find("followups", participant=one.participant, occasion=one.occasion)
            if len(same) > 1:
                raise Refused(
                    N_("{code} has a follow-up for that occasion already. Change that one."),
                    code=batch.get("participants", one.participant).code,
                )


class Attendance(Record):
    """Whether a participant was there on a day."""

    one: ClassVar[str] = N_("attendance mark")
    many: ClassVar[str] = N_("Attendance")

    participant: Annotated[str, Reference("participants", owned=True)] = field(N_("Participant"))
    day: Annotated[datetime.date, Day()] = field(N_("Day"))
    present: Annotated[bool | None, Flag()] = field(N_("Present"), default=None)

    def label(self) -> str:
        return f"{self.day}"

    @classmethod
    def agree(cls, written: Sequence[Attendance], batch: Any) -> None:
        """Refuse two marks of a person on one day."""
        for one in written:
            same = batch.find("attendances", participant=one.participant, day=one.day)
            if len(same) > 1:
                raise Refused(
                    N_("{code} is marked already on {day}. Change that mark."),
                    code=batch.get("participants", one.participant).code,
                    day=one.day,
                )
