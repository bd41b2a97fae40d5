"""Reads a sheet's rows as people have them, each with its number."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labmethods.errors import Refused
from labmethods.language import N_


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows as people have them.

    Attributes
    ----------
    headings
        As they stand there; empty where cells go beyond the last heading.
    numbers
        Each row's number in the sheet.
    rows
        The cells beneath the headings; as many in each row as there are headings.
    """

    headings: list[str]
    numbers: list[int]
    rows: list[list[Any]]


def read_sheet(path: Path, known: Collection[str] = ()) -> Sheet:
    """The first sheet of an xlsx, xls or ods file, a csv file with , ; or tab, or JSON lines.

    Titles and empty rows above the headings are passed over: the headings are the first row with
    a ``known`` one.

    Raises
    ------
    Refused
        The file isn't there, or isn't one of these.
    """
    from labmethods.sources import spreadsheets

    if path.suffix.lower() == ".jsonl":
        return _read_lines(path)
    found = spreadsheets.sheets(path, only_first=True)
    numbers, rows = [], []
    for number, row in enumerate(found[0][1] if found else [], start=1):
        if any(cell is not None and str(cell).strip() for cell in row):
            numbers.append(number)
            rows.append(row)
    if not rows:
        raise Refused(N_("{where} is empty. Nothing has been imported."), where=path)
    top = next(
        (at for at, row in enumerate(rows[:30]) if any(heading(_plain(c)) in known for c in row)), 0
    )
    width = max(map(len, rows[top:]))
    headings = [str(_plain(cell)).strip() for cell in rows[top]]
    return Sheet(
        [*headings, *[""] * (width - len(headings))],
        numbers[top + 1 :],
        [_as_wide(row, width) for row in rows[top + 1 :]],
    )


def _as_wide(row: list[Any], width: int) -> list[Any]:
    """A row's cells as they were typed, with empty ones up to the last heading."""
    cells = [_plain(cell) if isinstance(cell, float) else cell for cell in row]
    return cells if len(cells) == width else [*cells, *[""] * (width - len(cells))]


def _read_lines(path: Path) -> Sheet:
    """One JSON object a line; what it doesn't say is empty. A row's number is its line's."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        raise Refused(N_("{where} isn't there. Nothing has been imported."), where=path) from None
    rows = {
        number: _object(line, number, path)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    }
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    cells = [
        ["" if row.get(name) is None else row[name] for name in columns] for row in rows.values()
    ]
    return Sheet(columns, list(rows), cells)


def _object(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise Refused(
            N_("{where}, line {number} is no JSON object. Nothing has been imported."),
            where=path,
            number=number,
        )
    return row


def _plain(cell: Any) -> Any:
    """A cell as it was typed: a spreadsheet holds 3 as 3.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def heading(cell: Any) -> str:
    """A heading as headings are compared."""
    return str(cell).strip().casefold()
