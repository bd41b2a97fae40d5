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

_BETWEEN = r"[-./\s]?"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(18|19|20){_BETWEEN})?(\d\d){_BETWEEN}(\d\d){_BETWEEN}(\d\d)"
    r"(\s?[-+./:_]?\s?)(\d{3})[ -]?(\d)(?!\d)(?![-/.]\d\d[-/.]\d\d(?!\d))"
)
# Digit by digit, or two by two, with the same sign between all of them.
_APART = re.compile(
    r"(?<!\d)(?<!\D\d[ .])(?<!^\d[ .])\d(?P<sign>[ .·_/-])\d(?:(?P=sign)\d){4,6} ?[-+ .]? ?"
    r"\d(?:(?P=sign)\d){3}(?!\d)(?!(?P=sign)\d)"
)
_IN_PAIRS = re.compile(
    r"(?<!\d)(?<!\d[ .])(?:(?:18|19|20) ?)?\d\d \d\d \d\d[- +]{1,3}\d\d[ -]?\d\d(?! ?\d)"
)
# Other signs between, such as Markdown's, a table's or brackets: only after a day in one row.
_SET_OFF = re.compile(r"(?<!\d)(?:18|19|20)?\d{6}\W{1,4}\d{4}(?!\d)")
# Fingerprints and record ids are no numbers of persons.
_DIGEST = re.compile(r"\b(?:[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")
_TELLING = re.compile(
    r"(?:person\w*\W?(?:nummer|nr|no)|\bp\W?nr|\bpnr|samordnings\w*|\bfödd?\b|\bborn\b|"
    r"personal (?:identity )?number)\W{0,6}(?:är|is)?\W{0,3}$",
    re.IGNORECASE,
)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each number."""
    digests = [match.span() for match in _DIGEST.finditer(text)]
    for kind, start, end in _numbers(text):
        if not any(first <= start and end <= last for first, last in digests):
            yield kind, start, end


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    place = 0
    while match := _NUMBER.search(text, place):
        kind = _kind(match, text, match.start())
        if kind:
            yield kind, match.start(), match.end()
        place = match.end() if kind else match.start() + 1
    for pattern in (_APART, _IN_PAIRS, _SET_OFF):
        for match in pattern.finditer(text):
            digits = re.sub(r"[^\d+]", "", match[0])
            together = _NUMBER.fullmatch(digits)
            if together and (kind := _kind(together, text, match.start())):
                yield kind, match.start(), match.end()


def _kind(match: re.Match[str], text: str, start: int) -> str:
    century, year, month, day, between, birth, check = match.groups(default="")
    raised = int(day) >= 60
    if not _in_calendar(month, day, raised):
        return ""
    told = _TELLING.search(text, max(0, start - 60), start)
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
