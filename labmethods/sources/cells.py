"""What people type in cells: numbers, missing marks and dates, as Swedes write them."""

from __future__ import annotations

import datetime
import re

MISSING = frozenset({"", "-", "–", "—", ".", "..", "...", "na", "n/a", "saknas", "uppgift saknas"})
SUPPRESSED = frozenset({"x", "*", "**", "<5", "dold", "dolt", "sekretess", "suppressed"})
"""Marks that people and statistics use for what isn't there, and for what may not be told."""

_NUMBER = re.compile(r"[+-]?(\d{1,3}(\s\d{3})+|\d+)([.,]\d+)?|[+-]?[.,]\d+")
_TOTAL = re.compile(r"(summa|totalt?|total sum|sum|alla kommuner|hela riket)\b.*", re.IGNORECASE)
_ERROR = re.compile(r"#(REF|DIV/0|N/A|NAME\?|VALUE|NULL|NUM|SAKNAS!?|REFERENS)!?")


def number(cell: object) -> float | None:
    """The number in a cell; nothing when there is none.

    Read are ``1 234,5``, ``82 %``, ``−3`` and what a spreadsheet holds as a number. A comma with
    exactly three digits behind it, alone, stays a decimal comma, as in Swedish.

    >>> [number(cell) for cell in ("1 234,5", "82 %", "−3", 7, "1.5", "mycket", True)]
    [1234.5, 82.0, -3.0, 7.0, 1.5, None, None]
    """
    if isinstance(cell, bool) or empty(cell):
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) < 1e15 else None
    if not isinstance(cell, str):
        return None
    text = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", cell).strip().replace("−", "-")
    text = text.removesuffix("%").removesuffix("kr").strip()
    return float(text.replace(" ", "").replace(",", ".")) if _NUMBER.fullmatch(text) else None


def mark(cell: object) -> str | None:
    """``missing`` or ``suppressed`` where a cell says so; nothing where it holds something."""
    if empty(cell):
        return "missing"
    text = str(cell).strip().casefold()
    if text in MISSING or _ERROR.fullmatch(str(cell).strip()):
        return "missing"
    return "suppressed" if text in SUPPRESSED else None


def empty(cell: object) -> bool:
    """Whether nothing stands in a cell."""
    blank = cell is None or cell != cell
    return blank or (isinstance(cell, str) and not cell.strip())


def is_total(cell: object) -> bool:
    """Whether a row that begins so adds up the others."""
    return isinstance(cell, str) and bool(_TOTAL.fullmatch(cell.strip()))


def text(cell: object) -> str:
    """A cell as text: whole numbers without decimals, dates as 2019-03-14."""
    if empty(cell):
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return re.sub(r"\s+", " ", str(cell)).strip()
