"""What a valid indicator is, and what a valid observation of it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from labmethods.errors import Refused
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.indicators.periods import Period, start_day
from labmethods.indicators.place_codes import Municipality, PlaceCode
from labmethods.language import N_
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    Line,
    Name,
    Prose,
    Record,
    Reference,
    Several,
    Shown,
    Whole,
    Words,
    field,
)

UNITS = {
    "count": N_("Count"),
    "share": N_("Share (%)"),
    "rate": N_("Rate (so many per …)"),
    "scale": N_("Scale or points"),
    "money": N_("Money"),
    "time": N_("Time"),
    "difference": N_("Difference (may be negative)"),
}
DIRECTIONS = {
    "up": N_("Up is good"),
    "down": N_("Down is good"),
    "neither": N_("Neither: background"),
}
LEVELS = {
    "participant": N_("Participants"),
    "lab": N_("The lab"),
    "area": N_("The housing area"),
    "municipality": N_("The whole municipality"),
}
FREQUENCIES = {
    "day": N_("Daily"),
    "month": N_("Monthly"),
    "quarter": N_("Quarterly"),
    "year": N_("Yearly"),
    "when": N_("At certain occasions"),
}
CHAIN = {
    "resource": N_("Resource"),
    "activity": N_("Activity"),
    "output": N_("What was done"),
    "outcome": N_("What changed for people"),
    "effect": N_("Lasting effect"),
}
GROUPS = {"T": N_("All"), "K": N_("Women and girls"), "M": N_("Men and boys")}
STATUSES = {
    "value": N_("Value"),
    "missing": N_("Missing"),
    "suppressed": N_("Suppressed: too few people"),
}


class Indicator(Record):
    """What the lab follows, where it stood, and where it should get."""

    one: ClassVar[str] = N_("indicator")
    many: ClassVar[str] = N_("Indicators")
    seldom: ClassVar[Sequence[str]] = (
        "unit_words",
        "chain",
        "frequency",
        "source",
        "key_figure",
        "beside",
        "owner",
        "baseline_period",
        "source_url",
    )

    name: Name = field(N_("Indicator"))
    measures: Prose = field(
        N_("What it measures"),
        default=None,
        hint=N_("Who is counted, among whom, and when. So exactly that somebody else could do it."),
    )
    unit: Annotated[str, Choice(UNITS)] = field(N_("Unit"), default="count")
    unit_words: Words = field(
        N_("Unit in words"), default=None, hint=N_("Such as “persons”, “points” or “kr per pupil”.")
    )
    lowest: Annotated[float | None, Decimal()] = field(
        N_("Lowest possible value"), default=None, hint=N_("For a scale: 1 of 1–5.")
    )
    highest: Annotated[float | None, Decimal()] = field(
        N_("Highest possible value"), default=None, hint=N_("For a scale: 5 of 1–5.")
    )
    direction: Annotated[str, Choice(DIRECTIONS)] = field(N_("Which way is good"), default="up")
    level: Annotated[str, Choice(LEVELS)] = field(N_("Who or what it tells of"), default="lab")
    focus_area: Annotated[str | None, Choice(FOCUS_AREAS)] = field(N_("Focus area"), default=None)
    chain: Annotated[str | None, Choice(CHAIN)] = field(
        N_("Place in the chain of effects"), default=None
    )
    frequency: Annotated[str | None, Choice(FREQUENCIES)] = field(N_("How often"), default=None)
    source: Words = field(
        N_("Where the values come from"),
        default=None,
        hint=N_("A questionnaire, an interview, a register, public statistics."),
    )
    key_figure: Annotated[str | None, Line(20)] = field(
        N_("Key figure"), default=None, hint=N_("The id in Kolada, such as N15436.")
    )
    place: Words = field(N_("Place"), default=None, hint=N_("The municipality or area measured."))
    place_code: Annotated[str | None, PlaceCode()] = field(
        N_("The place's code"),
        default=None,
        hint=N_("Four digits for a municipality; its name is read, too."),
    )
    beside: Annotated[list[str], Several(Municipality())] = field(
        N_("Compare with"),
        default=[],
        hint=N_("Municipalities, with commas between. Empty: those most like it."),
    )
    owner: Words = field(
        N_("Responsible organisation"), default=None, hint=N_("An organisation, never a person.")
    )
    baseline: Annotated[float | None, Decimal()] = field(N_("Baseline"), default=None)
    baseline_period: Annotated[str | None, Period()] = field(N_("Baseline period"), default=None)
    target: Annotated[float | None, Decimal()] = field(N_("Target"), default=None)
    target_day: Annotated[datetime.date | None, Day()] = field(
        N_("Target to be reached by"), default=None
    )

    @model_validator(mode="after")
    def _baseline_and_target_are_possible(self) -> Indicator:
        if self.lowest is not None and self.highest is not None and self.highest <= self.lowest:
            raise Refused(N_("The highest possible value must be above the lowest."))
        for value in (self.baseline, self.target):
            if value is not None:
                self.check(value)
        if self.target_day is not None and self.target is None:
            raise Refused(N_("There is a day for the target, but no target. Write the target too."))
        return self

    def check(self, value: float) -> None:
        """Refuse a value that the unit or the scale makes impossible.

        Raises
        ------
        Refused
            A share outside 0-100, a negative count, or a value outside the indicator's scale.
        """
        low = self.lowest
        if low is None and self.unit in ("count", "share", "rate", "time"):
            low = 0
        high = self.highest
        if high is None and self.unit == "share":
            high = 100
        shown = Shown(Decimal(), value)
        if self.unit == "share" and not 0 <= value <= 100:
            raise Refused(N_("A share lies between 0 and 100 per cent, not {value}."), value=shown)
        if self.unit == "count" and value < 0:
            raise Refused(N_("A count can't be negative: {value}."), value=shown)
        if low is not None and value < low:
            raise Refused(
                N_("{value} is too small; at least {low}."), value=shown, low=Shown(Decimal(), low)
            )
        if high is not None and value > high:
            raise Refused(
                N_("{value} is too large; at most {high}."),
                value=shown,
                high=Shown(Decimal(), high),
            )

    @classmethod
    def agree(cls, written: Sequence[Indicator], batch: Any) -> None:
        """Refuse a unit or a scale that makes observations impossible that are there already."""
        for indicator in written:
            for observation in batch.find("observations", indicator=indicator.id):
                try:
                    observation.check(indicator)
                except Refused as error:
                    raise Refused(
                        N_("It doesn't fit the observation of {period}: {reason}"),
                        period=observation.period,
                        reason=error,
                    ) from None


class Observation(Record):
    """What an indicator was, in one period, for one group, as one source said it."""

    one: ClassVar[str] = N_("observation")
    many: ClassVar[str] = N_("Observations")
    seldom: ClassVar[Sequence[str]] = (
        "answers",
        "source",
        "fetched_on",
        "revision",
        "remark",
        "source_url",
    )

    indicator: Annotated[str, Reference("indicators", owned=True)] = field(N_("Indicator"))
    period: Annotated[str, Period()] = field(
        N_("Period"), hint=N_("A year (2019), a month (2019-03) or a day (2019-03-14).")
    )
    value: Annotated[float | None, Decimal()] = field(N_("Value"), default=None)
    numerator: Annotated[float | None, Decimal(0)] = field(
        N_("How many (numerator)"), default=None, hint=N_("9 of 10: write 9 here.")
    )
    denominator: Annotated[float | None, Decimal(0)] = field(
        N_("Of how many (denominator)"), default=None, hint=N_("9 of 10: write 10 here.")
    )
    answers: Annotated[int | None, Whole(0)] = field(
        N_("Number of answers"),
        default=None,
        hint=N_("How many people a mean is of. A share has it as its denominator."),
    )
    group: Annotated[str, Choice(GROUPS, open=True)] = field(
        N_("Group"), default="T", hint=N_("All, women, men, or an own group such as 18–24 years.")
    )
    status: Annotated[str, Choice(STATUSES)] = field(
        N_("Status"), default="value", hint=N_("Missing, suppressed and zero are three things.")
    )
    source: Words = field(N_("Where the value comes from"), default=None)
    fetched_on: Annotated[datetime.date | None, Day()] = field(
        N_("Known since"), default=None, hint=N_("The day the value was fetched or collected.")
    )
    revision: Annotated[int, Whole(0)] = field(
        N_("Revision"), default=0, hint=N_("0 for the first figure, 1 when it was revised once.")
    )
    remark: Words = field(N_("Remark"), default=None)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Observation:
        counted = self.numerator is not None and self.denominator is not None
        if (self.numerator is None) != (self.denominator is None):
            raise Refused(N_("Numerator and denominator belong together; one of them is empty."))
        if counted and self.denominator == 0:
            raise Refused(N_("Of 0 people no share can be given. Choose the status “missing”."))
        if counted and self.numerator > self.denominator:
            raise Refused(
                N_("{numerator} of {denominator}: the part is larger than the whole."),
                numerator=Shown(Decimal(), self.numerator),
                denominator=Shown(Decimal(), self.denominator),
            )
        if self.status != "value" and (self.value is not None or counted):
            raise Refused(
                N_("There is a value, but the status says {status}. Remove one of them."),
                status=Shown(Choice(STATUSES), self.status),
            )
        if self.status == "value" and self.value is None and not counted:
            raise Refused(N_("Write a value, or choose the status missing or suppressed."))
        return self

    @model_validator(mode="after")
    def _has_happened(self) -> Observation:
        if start_day(self.period) > datetime.date.today():
            raise Refused(N_("{period} has not been yet."), period=self.period)
        return self

    def label(self) -> str:
        return f"{self.period} {self.group}"

    def amount(self) -> float | None:
        """The value, worked out from numerator and denominator where it wasn't written."""
        if self.value is not None or self.numerator is None:
            return self.value
        return 100 * self.numerator / self.denominator

    def check(self, indicator: Indicator) -> None:
        """Refuse an observation that its indicator makes impossible.

        Raises
        ------
        Refused
            A share outside 0-100, a negative count, a value outside the scale, a numerator where
            the indicator is no share, or a share that differs from its numerator and denominator.
        """
        amount = self.amount()
        if self.numerator is not None and indicator.unit != "share":
            raise Refused(N_("Only a share has a numerator and a denominator."))
        if amount is not None:
            indicator.check(amount)
        if self.numerator is not None and self.value is not None:
            worked_out = 100 * self.numerator / self.denominator
            if abs(worked_out - self.value) > 0.5:
                raise Refused(
                    N_("{numerator} of {denominator} is {share} per cent, not {value}."),
                    numerator=Shown(Decimal(), self.numerator),
                    denominator=Shown(Decimal(), self.denominator),
                    share=Shown(Decimal(), round(worked_out, 1)),
                    value=Shown(Decimal(), self.value),
                )

    @classmethod
    def agree(cls, written: Sequence[Observation], batch: Any) -> None:
        """Refuse observations that their indicator makes impossible, and two for one period."""
        for indicator_id in dict.fromkeys(observation.indicator for observation in written):
            indicator = batch.get("indicators", indicator_id)
            for observation in written:
                if observation.indicator == indicator_id:
                    _check(observation, indicator)
            _refuse_two_of_a_kind(batch.find("observations", indicator=indicator_id), indicator)


def _check(observation: Observation, indicator: Indicator) -> None:
    """Refuse an impossible observation, and say which of many it is."""
    try:
        observation.check(indicator)
    except Refused as error:
        raise Refused(
            N_("“{indicator}”, {period}: {reason}"),
            indicator=indicator.name,
            period=observation.period,
            reason=error,
        ) from None


def _refuse_two_of_a_kind(observations: Iterable[Observation], indicator: Indicator) -> None:
    seen = set()
    for one in observations:
        key = (one.period, one.group, one.revision)
        if key in seen:
            raise Refused(
                N_(
                    "“{indicator}” has a value for {period} ({group}) already. Change that one, or "
                    "give the new one a higher revision number."
                ),
                indicator=indicator.name,
                period=one.period,
                group=Shown(Choice(GROUPS, open=True), one.group),
            )
        seen.add(key)
