"""Numbers and days, as people write them in Swedish and English."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.kinds.kind import Kind, short


@dataclass(frozen=True)
class Decimal(Kind):
    """A number; a decimal comma and spaces between thousands are read as Swedes write them."""

    low: float | None = None
    high: float | None = None
    column = "decimal"

    def parse(self, value: object) -> float:
        if isinstance(value, bool):
            value = str(value)
        try:
            if isinstance(value, str) and "_" in value:
                # Python's own way to part thousands; nobody else's.
                raise ValueError
            number = float(
                re.sub(r"\s", "", value).replace("−", "-").replace(",", ".")
                if isinstance(value, str)
                else value
            )
        except (TypeError, ValueError, OverflowError):
            raise Refused(N_("“{value}” is not a number."), value=short(value)) from None
        if number != number or number in (float("inf"), float("-inf")):
            raise Refused(N_("“{value}” is not a number."), value=short(value))
        if (self.low is not None and number < self.low) or (
            self.high is not None and number > self.high
        ):
            raise self._outside(value)
        return number

    def _outside(self, value: object) -> Refused:
        if self.high is None:
            return Refused(
                N_("{value} is too small; at least {low}."),
                value=short(value),
                low=f"{self.low:g}",
            )
        if self.low is None:
            return Refused(
                N_("{value} is too large; at most {high}."),
                value=short(value),
                high=f"{self.high:g}",
            )
        return Refused(
            N_("{value} is outside the scale {low} to {high}."),
            value=short(value),
            low=f"{self.low:g}",
            high=f"{self.high:g}",
        )

    def show(self, value: object, language: str) -> str:
        if value is None:
            return ""
        return f"{value:.12g}".replace(".", "," if language == "sv" else ".")


_LARGEST = 10**15
"""Beyond it a decimal number no longer tells one whole number from the next."""


@dataclass(frozen=True)
class Whole(Decimal):
    """A whole number."""

    column = "whole"

    def parse(self, value: object) -> int:
        number = super().parse(value)
        if abs(number) > _LARGEST:
            raise Refused(
                N_("{value} is too large; at most {high}."),
                value=short(value),
                high=f"{_LARGEST:,}".replace(",", " "),
            )
        if number != int(number):
            raise Refused(N_("{value} is not a whole number."), value=short(value))
        return int(number)


class Scale(Whole):
    """A rating on a scale of whole numbers, such as 1 to 5."""


@dataclass(frozen=True)
class Day(Kind):
    """A date, read as 2026-11-24 or as people write it in Swedish or English."""

    column = "day"

    def parse(self, value: object) -> datetime.date:
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            return _likely(value)
        text = str(value)
        match = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]00:00(?::00)?)?", text) or (
            _day_first(text) or _in_words(text)
        )
        if match:
            year, month, day = match.groups() if isinstance(match, re.Match) else match
            try:
                day = datetime.date(int(year), int(month), int(day))
            except ValueError:
                raise Refused(
                    N_("{value} is no day in the calendar."), value=short(value)
                ) from None
            return _likely(day)
        raise Refused(N_("“{value}” is not a date. Write it as 2026-11-24."), value=short(value))

    def show(self, value: object, language: str) -> str:
        return "" if value is None else value.isoformat()

    def lacks_year(self, value: object) -> bool:
        if not isinstance(value, str) or value[:4].isdigit():
            return False
        match = _written_out(value)
        return match is not None and match["year"] is None


def _likely(day: datetime.date) -> datetime.date:
    """The day, unless a digit of its year was left out or is one too many."""
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise Refused(
            N_("{value} is not between the years {first} and {last}. Is the year right?"),
            value=day.isoformat(),
            first=_YEARS[0],
            last=_YEARS[1],
        )
    return day


_YEARS = (1800, 2200)


def _day_first(text: str) -> tuple[str, str, str] | None:
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[ /.-](\d{4})", text)
    return (match[3], match[2], match[1]) if match else None


_MONTHS = {
    month[:3]: number
    for number, months in enumerate(
        (
            ("januari", "january"),
            ("februari", "february"),
            ("mars", "march"),
            ("april",),
            ("maj", "may"),
            ("juni", "june"),
            ("juli", "july"),
            ("augusti", "august"),
            ("september",),
            ("oktober", "october"),
            ("november",),
            ("december",),
        ),
        start=1,
    )
    for month in months
}
"""The months by their first three letters, in Swedish and English."""

_MONTH = (
    r"(?P<month>jan(?:uari|uary)?|feb(?:ruari|ruary)?|mars?|march|apr(?:il)?|maj|may|jun[ei]?"
    r"|jul[iy]?|aug(?:usti|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)

_DAY = r"(?P<day>\d{1,2})(?::e|:a|st|nd|rd|th)?"
_YEAR = r",?(?: (?P<year>\d{4}))?"
_SWEDISH = re.compile(f"{_DAY} {_MONTH}{_YEAR}")
_ENGLISH = re.compile(f"{_MONTH} {_DAY}{_YEAR}")


def _in_words(text: str) -> tuple[str, str, str] | None:
    """A day with its month in letters; without a year it is this year's."""
    match = _written_out(text)
    if match is None:
        return None
    year = match["year"] or str(datetime.date.today().year)
    return year, str(_MONTHS[match["month"][:3]]), match["day"]


def _written_out(text: str) -> re.Match | None:
    text = " ".join(text.lower().split()).removeprefix("den ")
    return _SWEDISH.fullmatch(text) or _ENGLISH.fullmatch(text)
