"""A table's cells as people read them: decimals, days, yes and no, and what is missing."""

from __future__ import annotations

import datetime
import numbers
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labmethods.language import Translator
from labmethods.reporting.kept import KeptFrame

if TYPE_CHECKING:
    import pandas as pd

MISSING = "–"


@dataclass(frozen=True)
class Column:
    """A column ready to print: ``number`` sets it right."""

    title: str
    number: bool
    cells: tuple[str, ...]


def columns(frame: pd.DataFrame | KeptFrame, _: Translator) -> list[Column]:
    """A frame's columns as text in the reader's language; a named index comes first."""
    if isinstance(frame, KeptFrame):
        known = frame.printed.get(_.language)
        return columns(frame.frame(), _) if known is None else list(known)
    if frame.index.name is not None:
        frame = frame.reset_index()
    return [_column(str(title), frame.iloc[:, at], _) for at, title in enumerate(frame.columns)]


def _column(title: str, values: pd.Series, _: Translator) -> Column:
    import pandas as pd

    number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    present = values[values.notna()]
    if not number:
        numbers = [value for value in present if _is_number(value)]
        number = bool(numbers) and len(numbers) == len(present)
    digits = _digits([float(value) for value in present]) if number else 0
    grouped = number and not _all_four_figures([float(value) for value in present])
    cells = tuple(
        MISSING
        if missing
        else _number(float(value), digits, grouped, _)
        if number
        else _text(value, _)
        for value, missing in zip(values, values.isna(), strict=True)
    )
    return Column(title, number, cells)


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _digits(values: list[float]) -> int:
    """The fewest decimals that show a column's values; two, and three only for small shares."""
    most = 3 if all(abs(value) < 1 for value in values) else 2
    for digits in range(most):
        if all(abs(value - round(value, digits)) < 1e-9 * max(1, abs(value)) for value in values):
            return digits
    return most


def _all_four_figures(values: list[float]) -> bool:
    """Years, and other columns that read best without a space between thousands."""
    return all(1000 <= value < 10_000 and value == int(value) for value in values)


def _number(value: float, digits: int, grouped: bool, _: Translator) -> str:
    return _.number(value, digits) if grouped else f"{value:.0f}"


def _text(value: object, _: Translator) -> str:
    from pandas.api.types import is_bool

    if isinstance(value, (list, tuple, set, frozenset)):
        return _.listing(str(item) for item in value) or MISSING
    if is_bool(value):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.date):
        return _.day(value)
    return str(value) or MISSING
