"""A table of a spreadsheet becomes an indicator's observations: all rows or none."""

from __future__ import annotations

import datetime
import re
from dataclasses import asdict, dataclass

from labmethods.errors import LabError, Refused
from labmethods.indicators.periods import Period
from labmethods.indicators.records import GROUPS, Indicator, Observation
from labmethods.language import N_
from labmethods.sources import cells
from labmethods.sources.bad_cells import BadCells, at
from labmethods.sources.spreadsheets import SheetTable
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Choice

_NAMES = "jan feb mar apr maj jun jul aug sep okt nov dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_MONTHS |= {"may": 5, "oct": 10}
_ROLES = {
    "period": ("period", "månad", "month", "år", "year", "datum", "date", "dag", "kvartal", "tid"),
    "numerator": ("täljare", "numerator", "antal ja", "varav"),
    "denominator": ("nämnare", "denominator", "antal svar", "svarande", "av", "totalt antal"),
    "value": ("värde", "value", "andel", "antal", "medel", "poäng", "procent", "%", "summa"),
    "group": ("kön", "sex", "grupp", "group"),
    "remark": ("anmärkning", "kommentar", "remark", "comment"),
}


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what; empty where none does.

    Attributes
    ----------
    of_one
        Whether shares are written as 0.82, as a spreadsheet holds what it shows as 82 %.
    """

    period: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    group: str = ""
    remark: str = ""
    of_one: bool = False

    def asked(self) -> dict[str, str]:
        """The columns that are used, by what they hold."""
        named = {role: name for role, name in asdict(self).items() if role != "of_one"}
        return {role: name for role, name in named.items() if name}


def guess(table: SheetTable) -> Columns:
    """Which columns hold what, by their headings and by what stands in them."""
    left = list(table.frame.columns)
    found: dict[str, str] = {}
    for role, words in _ROLES.items():
        matching = [name for name in left if _headed(name, words)]
        if role == "period":
            matching = [n for n in matching if _readable(table, n, _is_period)] or [
                name for name in left if _readable(table, name, _is_period)
            ]
        elif role in ("value", "numerator", "denominator"):
            matching = [name for name in matching if _readable(table, name, _is_number)]
        if matching:
            found[role] = matching[0]
            left.remove(matching[0])
    if "value" not in found and "numerator" not in found:
        numeric = [name for name in left if _readable(table, name, _is_number)]
        if numeric:
            found["value"] = numeric[0]
    if ("numerator" in found) != ("denominator" in found):
        found.pop("numerator", None)
        found.pop("denominator", None)
    return Columns(**found, of_one="value" in found and _of_one(table, found["value"]))


def _of_one(table: SheetTable, name: str) -> bool:
    """Whether a column's numbers look like shares of 1: none is above it, and not all are whole."""
    column = [cell for cell in table.frame[name] if cells.mark(cell) is None]
    numbers = [cells.number(cell) for cell in column if "%" not in str(cell)]
    known = [number for number in numbers if number is not None]
    return (
        len(known) == len(column)
        and all(0 <= number <= 1 for number in known)
        and any(0 < number < 1 for number in known)
    )


def observations(
    table: SheetTable, columns: Columns, indicator: Indicator, source: str
) -> list[dict[str, object]]:
    """The observations that a table's rows are.

    Raises
    ------
    BadCells
        Every cell that can't be used, with its row, column and reason.
    Refused
        No column for the period, or none for a value.
    """
    if not columns.period:
        raise Refused(N_("Say which column holds the period."))
    if not columns.value and not (columns.numerator and columns.denominator):
        raise Refused(N_("Say which column holds the value, or numerator and denominator."))
    rows, bad = [], []
    for number, row in table.frame.iterrows():
        try:
            rows.append(_row(number, row, columns, indicator, source))
        except BadCells as error:
            bad += error.cells
    if bad:
        raise BadCells(bad)
    return rows


def import_table(
    lab: Lab, table: SheetTable, columns: Columns, indicator: Indicator, source: str
) -> int:
    """Import a table's rows as one step that can be undone, and say how many there were."""
    rows = observations(table, columns, indicator, source)
    lab["observations"].add_many(rows)
    return len(rows)


def _row(number: int, row, columns: Columns, indicator: Indicator, source: str) -> dict:
    bad: list[LabError] = []
    values: dict[str, object] = {"indicator": indicator.id, "source": source}
    marks = set()
    for role, name in columns.asked().items():
        cell = row[name]
        try:
            if role == "period":
                values[role] = period(cell)
            elif role == "group":
                values[role] = Choice(GROUPS, open=True).parse(cells.text(cell) or "T")
            elif role == "remark":
                values[role] = cells.text(cell) or None
            elif (mark := cells.mark(cell)) is not None:
                marks.add(mark)
            else:
                values[role] = _amount(cell, role, columns, indicator)
        except LabError as error:
            bad.append(at(number, name, error))
    if marks and not {"value", "numerator", "denominator"} & set(values):
        values["status"] = "suppressed" if "suppressed" in marks else "missing"
    if not bad:
        try:
            Observation.valid(**values).check(indicator)
        except LabError as error:
            bad.append(at(number, columns.value or columns.numerator, error))
    if bad:
        raise BadCells(bad)
    return values


def _amount(cell: object, role: str, columns: Columns, indicator: Indicator) -> float:
    number = _number(cell)
    unit = next((unit for unit in ("%", "kr") if str(cell).rstrip().endswith(unit)), "")
    wanted = {"share": "%", "money": "kr"}.get(indicator.unit, "")
    if unit and (unit != wanted or role != "value"):
        raise Refused(
            N_("“{value}” is in {unit}, and the indicator isn't. Are the units mixed?"),
            value=cells.text(cell)[:40],
            unit=unit,
        )
    if role != "value" or not columns.of_one or indicator.unit != "share" or unit:
        return number
    if not 0 <= number <= 1:
        raise Refused(
            N_("“{value}” is no share of 1, as the others are. Are the units mixed?"),
            value=cells.text(cell)[:40],
        )
    return round(100 * number, 10)


def _number(cell: object) -> float:
    number = cells.number(cell)
    if number is None:
        raise Refused(N_("“{value}” is not a number."), value=cells.text(cell)[:40])
    return number


def period(cell: object) -> str:
    """The period that a cell names, also as people write it: ``mars 2019``, ``2019-03``, a date.

    A spreadsheet's date that is the first of a month is that day; it is the column that decides.

    >>> [period(cell) for cell in ("mars 2019", "kv 2 2019", 2019.0, "2019 M03")]
    ['2019-03', '2019-Q2', '2019', '2019-03']
    """
    if isinstance(cell, datetime.date):
        return Period().parse(cell)
    text = cells.text(cell)
    month = re.fullmatch(r"([a-zåäö]{3})[a-zåäö]*\.?[ -]+(\d{4})", text.casefold())
    if month and month[1] in _MONTHS:
        return f"{month[2]}-{_MONTHS[month[1]]:02d}"
    quarter = re.fullmatch(r"(?:kv|kvartal|q)\s*([1-4])[ -]+(\d{4})", text.casefold())
    if quarter:
        return f"{quarter[2]}-Q{quarter[1]}"
    return Period().parse(text.replace(" ", ""))


def _headed(name: str, words: tuple[str, ...]) -> bool:
    text = name.casefold()
    return any(text == word or text.startswith(word) for word in words)


def _readable(table: SheetTable, name: str, readable) -> bool:
    column = [cell for cell in table.frame[name] if cells.mark(cell) is None]
    return bool(column) and sum(map(readable, column)) >= 0.8 * len(column)


def _is_number(cell: object) -> bool:
    return cells.number(cell) is not None


def _is_period(cell: object) -> bool:
    try:
        year = int(period(cell)[:4])
    except (LabError, ValueError):
        return False
    return 1900 <= year <= 2100
