"""Reads a sheet's rows as people have them, each with its number."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import Refused
from labmethods.language import N_

if TYPE_CHECKING:
    import pandas as pd


def read_sheet(path: Path, known: Collection[str] = ()) -> pd.DataFrame:
    """The first sheet of an xlsx, xls or ods file, a csv file with , ; or tab, or JSON lines.

    Titles and empty rows above the headings are passed over: the headings are the first row with
    a ``known`` one. The frame's index has each row's number in the sheet. Cells beyond the last
    heading stand in columns without one.

    Raises
    ------
    Refused
        The file isn't there, or isn't one of these.
    """
    import pandas as pd

    from labmethods.sources import spreadsheets

    if path.suffix.lower() == ".jsonl":
        return _read_lines(path)
    found = spreadsheets.sheets(path, only_first=True)
    rows = {
        number: [_plain(cell) for cell in row]
        for number, row in enumerate(found[0][1] if found else [], start=1)
        if any(cell is not None and str(cell).strip() for cell in row)
    }
    top = next(
        (n for n in list(rows)[:30] if any(heading(cell) in known for cell in rows[n])),
        next(iter(rows), None),
    )
    if top is None:
        raise Refused(N_("{where} is empty. Nothing has been imported."), where=path)
    body = {number: row for number, row in rows.items() if number > top}
    width = max(map(len, [rows[top], *body.values()]))
    headings = [str(cell).strip() for cell in rows[top]]
    return pd.DataFrame(
        [[*row, *[""] * (width - len(row))] for row in body.values()],
        index=list(body),
        columns=[*headings, *[""] * (width - len(headings))],
        dtype=object,
    )


def _read_lines(path: Path) -> pd.DataFrame:
    """One JSON object a line; what it doesn't say is empty. The index has the lines' numbers."""
    import pandas as pd

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
    return pd.DataFrame(cells, index=list(rows), columns=columns, dtype=object)


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
