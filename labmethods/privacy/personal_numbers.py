"""Swedish personal identity numbers and co-ordination numbers, in all ways of writing.

Skatteverket SKV 704 (personal identity numbers) and SKV 707 (co-ordination numbers: the day is
raised by 60; a month or day that isn't known is 00).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

_BETWEEN = r"[-./ ]?"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(18|19|20){_BETWEEN})?(\d\d){_BETWEEN}(\d\d){_BETWEEN}(\d\d)"
    r"(\s?[-+./:_]?\s?)(\d{3})[ -]?(\d)(?!\d)"
)
_TELLING = re.compile(
    r"(?:person\w*\W?(?:nummer|nr|no)|\bp\W?nr|\bpnr|samordnings\w*|\bfödd?\b|\bborn\b|"
    r"personal (?:identity )?number)\W{0,6}(?:är|is)?\W{0,3}$",
    re.IGNORECASE,
)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each number."""
    place = 0
    while match := _NUMBER.search(text, place):
        kind = _kind(match, text)
        if kind:
            yield kind, match.start(), match.end()
        place = match.end() if kind else match.start() + 1


def _kind(match: re.Match[str], text: str) -> str:
    century, year, month, day, between, birth, check = match.groups(default="")
    raised = int(day) >= 60
    if not _in_calendar(month, day, raised):
        return ""
    told = _TELLING.search(text, max(0, match.start() - 60), match.start())
    right = luhn.is_valid(f"{year}{month}{day}{birth}{check}")
    if not (right or told):
        return ""
    if not raised and right and not _valid(century, year, month, day, between, birth + check):
        return ""
    return "coordination_number" if raised else "personal_number"


def _in_calendar(month: str, day: str, raised: bool) -> bool:
    if not raised:
        return 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return 0 <= int(month) <= 12 and 60 <= int(day) <= 91


def _valid(century: str, year: str, month: str, day: str, between: str, last: str) -> bool:
    sign = "+" if "+" in between and not century else "-"
    try:
        personnummer.validate(f"{century}{year}{month}{day}{sign}{last}")
    except ValidationError:
        return False
    return True
