"""Kinds of field that a path needs: a time of day, a weekday and a language."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from labmethods.errors import Refused
from labmethods.language import LANGUAGES, N_, translator
from labmethods.workbook.records import Choice, Kind, Line


@dataclass(frozen=True)
class Clock(Kind):
    """A time of day, read as 9, 9.30, 09:30, 0930 or kl 9; kept as 09:30. A day ends at 24:00."""

    def parse(self, value: object) -> str:
        if isinstance(value, datetime.time | datetime.datetime):
            return f"{value.hour:02d}:{value.minute:02d}"
        text = re.sub(r"^(kl\.?|klockan|at)\s*", "", str(value).casefold()).strip()
        # HSDS may write seconds and an offset: 09:30:00+02:00.
        match = re.fullmatch(r"(\d{1,2})(?:[.:]?(\d{2}))?(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?", text)
        if match:
            hour, minute = int(match[1]), int(match[2] or 0)
            if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
                return f"{hour:02d}:{minute:02d}"
        raise Refused(N_("“{value}” is no time of day. Write it as 09:30."), value=str(value)[:40])


WEEKDAYS = {
    "MO": N_("Monday"),
    "TU": N_("Tuesday"),
    "WE": N_("Wednesday"),
    "TH": N_("Thursday"),
    "FR": N_("Friday"),
    "SA": N_("Saturday"),
    "SU": N_("Sunday"),
}


OCCURRENCES = {
    "1": N_("the first of the month"),
    "2": N_("the second of the month"),
    "3": N_("the third of the month"),
    "4": N_("the fourth of the month"),
    "-1": N_("the last of the month"),
}
"""Which Tuesday of a month it is, say."""


class Weekday(Choice):
    """A day of the week, kept as iCalendar and HSDS write it: MO. Short names are read too."""

    def __init__(self) -> None:
        super().__init__(WEEKDAYS)

    def parse(self, value: object) -> str:
        short = re.sub(r"(dagar|days|dag|s)?\.?$", "", str(value).casefold().strip())
        for code, title in WEEKDAYS.items():
            for language in LANGUAGES:
                name = translator(language)(title).casefold()
                if len(short) >= 2 and name.startswith(short):
                    return code
        return super().parse(value)


@dataclass(frozen=True)
class Language(Kind):
    """A language, read by its name in Swedish or English or its ISO code; kept as the code."""

    def parse(self, value: object) -> str:
        text = Line(60).parse(value)
        found = _codes().get(text.casefold())
        if found is None:
            raise Refused(
                N_("“{value}” is no language that labmethods knows. Write it as Arabic or ar."),
                value=text,
            )
        return found

    def show(self, value: object, language: str) -> str:
        return "" if value is None else _names(language).get(str(value), str(value))


@lru_cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).languages)


@lru_cache
def _codes() -> dict[str, str]:
    """Names in all of labmethods' languages, and the codes themselves, to codes."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in _names(language).items():
            found.setdefault(name.casefold(), code)
            found[code.casefold()] = code
    return found
