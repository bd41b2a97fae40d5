"""Spreadsheets as people have them: several tables on a sheet, merged headings, total rows."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.sources import cells, extent

Rows = list[list[object]]
Sheet = tuple[str, Rows]


@dataclass(frozen=True)
class SheetTable:
    """A table that was found on a sheet.

    Attributes
    ----------
    sheet
        The sheet's name; empty for a csv file.
    title
        What stands above the table, if anything does.
    frame
        Its rows, indexed by the row number that a spreadsheet shows. Cells are as they were held.
    totals
        Row numbers of rows that add up others; they are not in ``frame``.
    """

    sheet: str
    title: str
    frame: pd.DataFrame
    totals: tuple[int, ...] = ()

    def preview(self, rows: int = 8) -> pd.DataFrame:
        """The first rows as text."""
        return self.frame.head(rows).map(cells.text)


def read(path: Path, data: bytes | None = None) -> list[SheetTable]:
    """All tables in a file.

    Parameters
    ----------
    path
        An xlsx, xls, ods or csv file; its name says which.
    data
        What is in it, when it isn't on disk.

    Raises
    ------
    Refused
        The file isn't there, is none of these, is damaged, or unpacks to far too much.
    """
    return [table for name, rows in sheets(path, data) for table in tables(rows, name)]


def sheets(path: Path, data: bytes | None = None, *, only_first: bool = False) -> list[Sheet]:
    """Every sheet's name and rows, as they stand there; parameters and errors as ``read``."""
    data = _bytes(path) if data is None else data
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv", ".txt"):
        return [("", _csv_rows(path, data))]
    if kind in (".xlsx", ".xlsm", ".xls", ".ods"):
        found = _book_rows(path, data)
        return list(itertools.islice(found, 1)) if only_first else list(found)
    raise Refused(_UNREADABLE, where=path.name)


_UNREADABLE = N_(
    "{where} can't be read as a spreadsheet. Nothing has been imported. Save it as xlsx or csv."
)


def tables(rows: Rows, sheet: str = "") -> list[SheetTable]:
    """The tables on a sheet: blocks with an empty row or column between them.

    A row of its own above a block is its title. The heading may take several rows, with cells
    merged across columns.
    """
    found, title = [], ""
    for top, block in _blocks(rows):
        for part in _beside(block):
            width = max(sum(not cells.empty(cell) for cell in row) for row in part)
            if len(part) < 2 or width < 2:
                title = " ".join(cells.text(cell) for row in part for cell in row if cell) or title
                continue
            found.append(_table(part, top, sheet, title))
            title = ""
    return [one for one in found if len(one.frame)]


def _blocks(rows: Rows) -> Iterator[tuple[int, Rows]]:
    """Runs of rows that aren't empty, each with the number of its first row, from 1."""
    block: Rows = []
    for number, row in enumerate([*rows, []], start=1):
        if all(cells.empty(cell) for cell in row):
            if block:
                yield number - len(block), block
            block = []
        else:
            block.append(row)


def _beside(block: Rows) -> Iterator[Rows]:
    """Parts of a block that have an empty column between them."""
    width = max(len(row) for row in block)
    full = [[*row, *[None] * (width - len(row))] for row in block]
    used = [any(not cells.empty(row[at]) for row in full) for at in range(width)]
    start = None
    for at, here in enumerate([*used, False]):
        if here and start is None:
            start = at
        elif not here and start is not None:
            yield [row[start:at] for row in full]
            start = None


def _table(part: Rows, top: int, sheet: str, title: str) -> SheetTable:
    # A row with one cell above the rest is a title that stands right on its table.
    while len(part) > 2 and sum(not cells.empty(cell) for cell in part[0]) == 1 < len(part[0]):
        title = title or cells.text(next(cell for cell in part[0] if not cells.empty(cell)))
        part, top = part[1:], top + 1
    depth = _heading_rows(part)
    columns = _headings(part[:depth])
    rows, numbers, totals = [], [], []
    for number, row in enumerate(part[depth:], start=top + depth):
        if cells.is_total(row[0]):
            totals.append(number)
        else:
            rows.append(row)
            numbers.append(number)
    frame = pd.DataFrame(rows, index=numbers, columns=columns, dtype=object)
    return SheetTable(sheet, title, frame, tuple(totals))


def _heading_rows(part: Rows) -> int:
    """How many of the first rows are heading: up to three without a number that is no year."""
    depth = 1
    while depth < min(3, len(part) - 1):
        row = part[depth]
        gaps = any(cells.empty(cell) for cell in part[depth - 1])
        if gaps and all(_headlike(cell) for cell in row) and any(isinstance(c, str) for c in row):
            depth += 1
        else:
            break
    return depth


def _headlike(cell: object) -> bool:
    value = cells.number(cell)
    return value is None or (value == int(value) and 1900 <= value <= 2100)


def _headings(rows: Rows) -> list[str]:
    """One name a column: merged cells count for all they cover; equal names are numbered."""
    filled = []
    for row in rows:
        last, names = "", []
        for cell in row:
            last = cells.text(cell) or (last if len(rows) > 1 and row is not rows[-1] else "")
            names.append(last)
        filled.append(names)
    names = [
        " – ".join(dict.fromkeys(filter(None, column))) for column in zip(*filled, strict=True)
    ]
    seen: dict[str, int] = {}
    unique = []
    for place, name in enumerate(names, start=1):
        name = name or str(place)
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(N_("{where} isn't there. Nothing has been imported."), where=path) from None
    except OSError as error:
        raise Refused(_UNREADABLE, where=path.name) from error


def _csv_rows(path: Path, data: bytes) -> Rows:
    """The rows of a text file, in UTF-8, UTF-16 or Windows' own letters."""
    text = _text(path, data).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n", 50)[:50] if line.strip()]
    marks = {mark: [line.count(mark) for line in lines] for mark in ";\t,"}
    # A decimal comma stands in few lines and unevenly; what parts the cells stands in all.
    best = max(marks, key=lambda mark: (sum(n > 0 for n in marks[mark]), mark != ","))
    csv.field_size_limit(1_000_000)
    rows = csv.reader(io.StringIO(text), delimiter=best)
    try:
        return _limited(rows)
    except csv.Error as error:
        raise Refused(_UNREADABLE, where=path.name) from error


_BYTE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


def _text(path: Path, data: bytes) -> str:
    """A text file's letters; refused where one of them can't be told."""
    marked = [encoding for mark, encoding in _BYTE_MARKS if data.startswith(mark)]
    half = data[:1000]
    if not marked and b"\x00" in half:
        # Every other byte is empty in UTF-16 without a mark; anything else is no text.
        marked = ["utf-16-le" if half[1::2].count(0) > half[::2].count(0) else "utf-16-be"]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(
        N_(
            "{where} holds signs that can't be read as text. Nothing has been imported. Save it "
            "as xlsx, or as csv in UTF-8."
        ),
        where=path.name,
    )


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How Microsoft's older files begin, and the container of a newer one with a password."""


def _book_rows(path: Path, data: bytes) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook

    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(
            N_("{where} is locked with a password. Save it without one, and import it again."),
            where=path.name,
        )
    try:
        extent.check(data)
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > extent.CELLS:
                raise extent.TooFar
            yield name, _limited(sheet.to_python(skip_empty_area=False))
    except LabError:
        raise
    except extent.TooMuch:
        raise Refused(
            N_("{where} unpacks to far too much to be a sheet of values. It was not read."),
            where=path.name,
        ) from None
    except extent.TooFar:
        raise Refused(_TOO_MANY, rows=extent.ROWS, columns=extent.COLUMNS) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # The reader has an error class for each kind of file; all say that this isn't one. Where
        # it stumbles itself (a panic in Rust), its error is no Exception.
        raise Refused(_UNREADABLE, where=path.name) from error


_TOO_MANY = N_("The sheet has more than {rows} rows or {columns} columns. It was not read.")


def _limited(rows: Iterable[list[object]]) -> Rows:
    kept: Rows = []
    for row in rows:
        kept.append(row)
        if len(kept) > extent.ROWS or len(row) > extent.COLUMNS:
            raise Refused(_TOO_MANY, rows=extent.ROWS, columns=extent.COLUMNS)
    return kept
