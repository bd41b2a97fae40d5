"""Kinds of field that only examples have: a source, a day or month, a municipality."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.records import Day, Kind, Line, short

_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00ad\u200b-\u200f\u2060]")


@dataclass(frozen=True)
class Source(Line):
    """A web address, or words that name a document; an address that could run something is refused.

    >>> Source().parse("https://www.example.org/a")
    'https://www.example.org/a'
    >>> Source().parse("Årsberättelse 2019, sidan 4")
    'Årsberättelse 2019, sidan 4'
    """

    longest: int = 2000

    def parse(self, value: object) -> str:
        text = super().parse(value)
        # A browser overlooks blanks inside an address: "java script:" runs all the same.
        scheme = _SCHEME.match(_SPACES.sub("", text))
        if scheme is None or (scheme[1].lower() not in ("http", "https") and " " in text):
            if scheme and scheme[1].lower() in ("javascript", "data", "vbscript", "file"):
                raise self._unsafe(text)
            return text
        if scheme[1].lower() not in ("http", "https"):
            raise self._unsafe(text)
        if not _host(text):
            raise Refused(
                N_("“{value}” is no whole web address. Copy it from the browser."),
                value=short(text),
            )
        return text

    def _unsafe(self, text: str) -> Refused:
        return Refused(
            N_("“{value}” is not safe to open. Write an address that begins with https://"),
            value=short(text),
        )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class DayOrMonth(Kind):
    """A day, or a month where the day isn't known: 2026-11-24 or 2026-11."""

    def parse(self, value: object) -> str:
        if isinstance(value, datetime.date):
            return Day().parse(value).isoformat()
        month = re.fullmatch(r"(\d{4})-(\d{2})", str(value))
        if month and 1 <= int(month[2]) <= 12:
            return str(value)
        return Day().parse(value).isoformat()

    def lacks_year(self, value: object) -> bool:
        return Day().lacks_year(value)


@dataclass(frozen=True)
class MunicipalityCode(Line):
    """Four digits; a spreadsheet may have dropped the first zero.

    >>> MunicipalityCode().parse("581")
    '0581'
    """

    def parse(self, value: object) -> str:
        text = str(value).removesuffix(".0")
        if not re.fullmatch(r"\d{3,4}", text):
            raise Refused(
                N_("“{value}” is no municipality code. It has four digits, such as 2582."),
                value=short(value),
            )
        return text.zfill(4)
