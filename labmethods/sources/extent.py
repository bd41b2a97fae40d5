"""How far a packed sheet reaches, told before a reader makes room for it.

A file of a few kilobytes can hold one cell in the last corner of a sheet, or one that is repeated a
billion times; the reader would ask for all of the memory and take the whole kernel down with it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

UNPACKED = 300_000_000
"""The most bytes that a file may unpack to: a few kilobytes can hold gigabytes of zeroes."""
ROWS, COLUMNS = 200_000, 2_000
CELLS = 50 * ROWS

_OTHER = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
"""How XML in another encoding than UTF-8 begins, or shows itself without a mark."""
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,7})")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class TooMuch(Exception):
    """It unpacks to more bytes than a sheet of values has."""


class TooFar(Exception):
    """A sheet has cells beyond the rows and columns that are read."""


def check(data: bytes) -> None:
    """Look at a packed workbook (xlsx, xlsm, ods) before it is read; other files pass.

    Raises
    ------
    TooMuch, TooFar, zipfile.BadZipFile, ElementTree.ParseError, ValueError
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        return
    with zipfile.ZipFile(BytesIO(data)) as packed:
        members = packed.infolist()
        if sum(one.file_size for one in members) > UNPACKED:
            raise TooMuch
        if any(one.filename.lower().endswith("workbook.bin") for one in members):
            raise ValueError("a binary workbook, whose sheets can't be looked at beforehand")
        for one in members:
            # A sheet may lie anywhere in the file; it is known by what it holds.
            content = _unpacked(packed, one)
            if one.filename == "content.xml":
                _check_ods(content)
            elif b"sheetData" in content or content[:2] in _OTHER:
                _check_sheet(content)


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # What the list of contents says of the size may be a lie.
    with packed.open(member) as file:
        content = file.read(UNPACKED + 1)
    if len(content) > UNPACKED:
        raise TooMuch
    return content


def _check_sheet(content: bytes) -> None:
    """An xlsx sheet: every cell and row says where it is."""
    if content[:2] in _OTHER:
        raise ValueError("a sheet in another encoding than UTF-8")
    rows = columns = 0
    for place in set(_PLACE.findall(content)):
        cell = _CELL.fullmatch(place)
        if cell is None:
            raise ValueError("a cell without a place")
        columns = max(columns, _number(cell[1]))
        rows = max(rows, int(cell[2]))
    _check_size(rows, columns)


def _number(letters: bytes) -> int:
    """A column's number: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _check_ods(content: bytes) -> None:
    """An ods file: a cell or a row may say how often it is repeated."""
    rows = 0
    for row in _ods_rows(content):
        times = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        width = filled = 0
        for cell in row:
            width += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            if len(cell) or any("value" in name for name in cell.attrib):
                filled = width
        # Empty rows and cells at the end stand for the rest of the sheet and take no room.
        if filled:
            rows += times
            _check_size(rows, filled)
        elif times <= ROWS:
            rows += times


def _ods_rows(content: bytes) -> Iterator[ElementTree.Element]:
    for _event, element in ElementTree.iterparse(BytesIO(content)):
        if element.tag == f"{_TABLE}table-row":
            yield element
            element.clear()


def _check_size(rows: int, columns: int) -> None:
    if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
        raise TooFar
