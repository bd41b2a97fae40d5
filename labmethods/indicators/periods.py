"""Years, quarters, months and days: how a period is written, read and shown."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from labmethods.errors import Refused
from labmethods.language import N_, Translator
from labmethods.workbook.records import Day, Kind

_PERIOD = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-?[QKqk](?P<quarter>[1-4])"
    r"|-?[Mm](?P<letter_month>\d{2})"
    r"|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
)


@dataclass(frozen=True)
class Period(Kind):
    """A year, quarter, month or day, kept as ``2019``, ``2019-Q1``, ``2019-03`` or ``2019-03-14``.

    Statistics Sweden's ways of writing, ``2019K1`` and ``2019M03``, are read too.
    """

    def parse(self, value: object) -> str:
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value)
        match = _PERIOD.fullmatch(text)
        if not match:
            raise Refused(
                N_("“{value}” is not a period. Write a year (2019), a month (2019-03) or a day."),
                value=text[:40],
            )
        period = self._written(match.groupdict())
        try:
            day = start_day(period)
        except ValueError:
            raise Refused(N_("{value} is no period in the calendar."), value=text[:40]) from None
        if day < datetime.date.today():
            # A digit left out; what is to come is the record's own matter.
            Day().parse(day)
        return period

    @staticmethod
    def _written(parts: dict[str, str | None]) -> str:
        if parts["quarter"]:
            return f"{parts['year']}-Q{parts['quarter']}"
        rest = [parts["letter_month"] or parts["month"], parts["day"]]
        return "-".join([parts["year"], *(f"{int(part):02d}" for part in rest if part)])

    def show(self, value: object, language: str) -> str:
        return "" if value is None else str(value)


def start_day(period: str) -> datetime.date:
    """The first day of a period.

    >>> start_day("2019-Q2")
    datetime.date(2019, 4, 1)
    """
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        return datetime.date(int(year), 3 * int(rest[1:]) - 2, 1)
    month, _, day = rest.partition("-")
    return datetime.date(int(year), int(month or 1), int(day or 1))


def period_words(period: str, _: Translator) -> str:
    """A period as people read it: ``mars 2019``, ``kvartal 2 2019``, ``14 mars 2019``."""
    from babel.dates import format_date

    if len(period) == 4:
        return period
    day = start_day(period)
    if "Q" in period:
        return _("Q{quarter} {year}", quarter=period[-1], year=period[:4])
    pattern = "d MMM y" if len(period) == 10 else "MMM y"
    return format_date(day, format=pattern, locale=_.locale)
