"""Builds the corpus's files: whole ones, and whole ones with one thing changed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import openpyxl

Rows = list[list[object]]
PLAIN: Rows = [["Namn", "Makt"], ["Biblioteket", 2], ["Skolan", 4]]

_ODS = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def xlsx(*sheets: Rows, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """A workbook with these sheets, changed before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, edits: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip whose members were changed; a name that isn't there yet is added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, edits.get(name, bytes)(old.read(name)))
        for name in edits.keys() - set(old.namelist()):
            new.writestr(name, edits[name](b""))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(old: bytes, new: bytes, rows: Rows = PLAIN) -> bytes:
    """A workbook in whose sheet a piece of XML was replaced."""
    return repacked(xlsx(rows), {SHEET: lambda content: _replaced(content, old, new)})


def _replaced(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content, (old, content[:400])
    return content.replace(old, new, 1)


_TEXTS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<si><t>Namn</t></si><si><t>Biblioteket</t></si></sst>"
)


def shared(listed: bytes | None = _TEXTS, first: bytes = b"1") -> bytes:
    """A workbook whose texts stand in a list, as Excel writes them."""

    def edit(content: bytes) -> bytes:
        for text, place in ((b"Namn", b"0"), (b"Biblioteket", first)):
            inline = b't="inlineStr"><is><t>' + text + b"</t></is>"
            content = _replaced(content, inline, b't="s"><v>' + place + b"</v>")
        return content

    edits = {SHEET: edit}
    if listed is not None:
        edits["xl/sharedStrings.xml"] = lambda _old: listed
    return repacked(xlsx(PLAIN), edits)


def ods(rows: str, doctype: str = "") -> bytes:
    """An ods file with these rows, written as XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", _ODS.format(rows=rows, doctype=doctype))
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def ods_rows(rows: Rows) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )


def ods_cell(value: object, repeated: int = 1) -> str:
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}{times}><text:p>{value}</text:p></table:table-cell>"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def encrypted_xlsx() -> bytes:
    """The container that Excel makes of a workbook with a password."""
    return ole({"EncryptionInfo": b"\x04\x00\x04\x00" + bytes(60), "EncryptedPackage": bytes(4096)})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (MS-CFB): one FAT sector, one directory sector, then the streams."""
    sector, end, free, fat_mark = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, content, entries = [fat_mark, end], b"", []
    for name, data in streams.items():
        data = data.ljust(4096, b"\x00")
        start, n = len(fat), -(-len(data) // sector)
        fat += [*range(start + 1, start + n), end]
        content += data.ljust(n * sector, b"\x00")
        entries.append((name, 2, start, len(data)))
    directory = _entry("Root Entry", 5, end, 0, child=1)
    for number, (name, kind, start, size) in enumerate(entries, start=1):
        right = number + 1 if number < len(entries) else free
        directory += _entry(name, kind, start, size, right=right)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack(f"<{sector // 4}I", *fat, *[free] * (sector // 4 - len(fat)))
    return header + table + directory.ljust(sector, b"\x00") + content


def _entry(
    name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    return (
        text.ljust(64, b"\x00")
        + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def xls(rows: Rows, last: tuple[int, int] | None = None) -> bytes:
    """An old Excel file (BIFF5 stream alone): labels and numbers, and one cell further out."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    cells = b""
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, str):
                text = value.encode("cp1252")
                cells += record(0x204, struct.pack("<HHHH", number, at, 0, len(text)) + text)
            else:
                cells += record(0x203, struct.pack("<HHHd", number, at, 0, value))
    if last:
        cells += record(0x203, struct.pack("<HHHd", *last, 0, 1.0))
    bof = struct.pack("<HHHH", 0x500, 0x10, 0, 0)
    sheet = record(0x809, bof) + cells + record(0x0A)
    begin = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(
        0x42, struct.pack("<H", 1252)
    )
    name = b"Blad1"
    length = len(begin) + 4 + 7 + len(name) + 4
    bound = record(0x85, struct.pack("<IHB", length, 0, len(name)) + name)
    return ole({"Book": begin + bound + record(0x0A) + sheet})
