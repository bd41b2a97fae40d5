"""The days in a column as exports write them: by dashes, by dots, the American way."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from labmethods.sources import cells

_UNSAID = 2000
"""LimeSurvey writes 1980-01-01 where a questionnaire is anonymous."""
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d).*", re.DOTALL)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?!\d).*", re.DOTALL)


def days(column: Sequence[object]) -> list[datetime.date | None]:
    """The day of each cell, without the time; nothing where it can't be told.

    >>> days(["2019-03-14 10:02", "i tisdags", ""])
    [datetime.date(2019, 3, 14), None, None]
    """
    texts = [cells.text(cell) for cell in column]
    slashed = [match for text in texts if (match := _SLASHED.fullmatch(text))]
    # 3/4/2024 is in March or in April: the column says which where one of its days is above 12.
    dotted = any("." in match[0][:6] for match in slashed)
    day_first = dotted or any(int(match[1]) > 12 for match in slashed)
    sure = day_first or any(int(match[2]) > 12 for match in slashed)
    found = []
    for cell, text in zip(column, texts, strict=True):
        if isinstance(cell, datetime.datetime | datetime.date):
            found.append(_day(cell.year, cell.month, cell.day))
        elif match := _ISO.fullmatch(text):
            found.append(_day(*(int(match[place]) for place in (1, 2, 3))))
        elif sure and (match := _SLASHED.fullmatch(text)):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            first, second = int(match[1]), int(match[2])
            found.append(_day(year, *((second, first) if day_first else (first, second))))
        else:
            found.append(None)
    return found


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if year >= _UNSAID else None
    except ValueError:
        return None
