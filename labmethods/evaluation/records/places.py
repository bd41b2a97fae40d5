"""What a place had in a period, to be compared with other places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import Decimal, Line, Name, Record, Reference, field


class PlaceValue(Record):
    """The outcome of one place in one period, for a comparison of places."""

    one: ClassVar[str] = N_("value of a place")
    many: ClassVar[str] = N_("Values of places")

    evaluation: Annotated[str, Reference("evaluations", owned=True)] = field(N_("Evaluation"))
    place: Name = field(N_("Place"))
    period: Annotated[str, Line(10)] = field(N_("Period"), hint=N_("2019 or 2019-03, all alike."))
    value: Annotated[float | None, Decimal()] = field(N_("Value"), default=None)

    def label(self) -> str:
        return f"{self.place} {self.period}"

    @classmethod
    def agree(cls, written: Sequence[PlaceValue], batch: Any) -> None:
        """Refuse two values of a place in one period."""
        for evaluation in {one.evaluation for one in written}:
            seen = set()
            for one in batch.find("place_values", evaluation=evaluation):
                if (one.place, one.period) in seen:
                    raise Refused(
                        N_("{place} has a value for {period} already. Change that one."),
                        place=one.place,
                        period=one.period,
                    )
                seen.add((one.place, one.period))
