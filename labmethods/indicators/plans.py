"""Milestones on the way to a target, and days from which limits are worked out anew."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from labmethods.errors import Refused
from labmethods.indicators.records import Indicator
from labmethods.language import N_
from labmethods.workbook.records import Day, Decimal, Name, Record, Reference, Shown, Words, field


class Milestone(Record):
    """A value that an indicator should have reached by a day before the target's."""

    one: ClassVar[str] = N_("milestone")
    many: ClassVar[str] = N_("Milestones")

    indicator: Annotated[str, Reference("indicators", owned=True)] = field(N_("Indicator"))
    day: Annotated[datetime.date, Day()] = field(N_("To be reached by"))
    value: Annotated[float, Decimal()] = field(N_("Value"))
    remark: Words = field(N_("Remark"), default=None)

    def label(self) -> str:
        return f"{self.day.isoformat()}: {self.value:g}"

    @classmethod
    def agree(cls, written: Sequence[Milestone], batch: Any) -> None:
        """Refuse a value that the indicator makes impossible, and a day after its target's."""
        for milestone in written:
            indicator: Indicator = batch.get("indicators", milestone.indicator)
            indicator.check(milestone.value)
            if indicator.target_day is not None and milestone.day > indicator.target_day:
                raise Refused(
                    N_("A milestone comes before the target, which is set for {day}."),
                    day=Shown(Day(), indicator.target_day),
                )


class LimitPhase(Record):
    """From this day the process is another, so that mean and limits are worked out anew."""

    one: ClassVar[str] = N_("change of limits")
    many: ClassVar[str] = N_("Changes of limits")

    indicator: Annotated[str, Reference("indicators", owned=True)] = field(N_("Indicator"))
    start: Annotated[datetime.date, Day()] = field(N_("From the day"))
    reason: Name = field(
        N_("What was changed"),
        hint=N_("Only a known change of how things are done gives new limits, never the values."),
    )

    def label(self) -> str:
        return f"{self.start.isoformat()}: {self.reason}"
