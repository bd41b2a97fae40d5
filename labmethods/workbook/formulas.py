"""Cells that a spreadsheet program won't run as formulas."""

from __future__ import annotations

import re
from typing import Any

# What Excel and LibreOffice take for the start of a formula, also after blanks and when it is wide.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]| *[\t\r\n]")
_HARMLESS = re.compile(rf"'+({_FORMULA.pattern})")


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet program won't run as a formula; ``as_typed`` reads it again."""
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    if isinstance(value, str) and (_FORMULA.match(value) or _HARMLESS.match(value)):
        return f"'{value}"
    return value


def as_typed(value: Any) -> Any:
    """A cell without the mark that ``harmless`` put before it."""
    marked = isinstance(value, str) and value[:1] == "'" and _HARMLESS.match(value)
    return value[1:] if marked else value
