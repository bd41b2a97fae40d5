"""Spreadsheets and text files, as people have them and as attackers make them.

Each is imported as actors. An answer that is a number is how many rows come in; a text is a part of
the one line that refuses the file, and then nothing comes in.
"""

from __future__ import annotations

import datetime

from tests.hostile import build
from tests.hostile.build import PLAIN, SHEET, ods, ods_cell, ods_rows, repacked, sheet_with, xlsx
from tests.hostile.case import Case

NO_SHEET = "går inte att läsa som kalkylblad"
TOO_FAR = "mer än 200000 rader eller 2000 kolumner"
TOO_MUCH = "packas upp till alldeles för mycket"
NO_TEXT = "tecken som inte går att läsa som text"
NO_COLUMN = "ingen kolumn som hör hit"
LOCKED = "låst med ett lösenord"
EMPTY = "är tom"
MORE_CELLS = "i en kolumn utan rubrik"
TWICE = "två kolumner för"


def _formula(text: str):
    return lambda: xlsx([["Namn", "Makt"], [text, 2]])


def _workbook(change):
    return lambda: xlsx(PLAIN, change=change)


def _merged(book):
    book.active.merge_cells("A1:B1")


def _hidden(book):
    book.create_sheet("Dolt").sheet_state = "hidden"


def _styled(book):
    book.active.column_dimensions["A"].width = 255
    book.active.auto_filter.ref = "A1:B3"
    book.active.freeze_panes = "B2"


def _linked(book):
    book.active["A2"].hyperlink = "http://127.0.0.1:9/"


def _commented(book):
    from openpyxl.comments import Comment

    book.active["A2"].comment = Comment("hemligt", "någon")


def _protected(book):
    book.active.protection.set_password("hemligt")


def _chart(book):
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3))
    book.active.add_chart(chart, "D1")


def _far(cell: str):
    def change(book):
        book.active[cell] = "borta"

    return _workbook(change)


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;">
<!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;">]>"""
_XXE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>"""
_REMOTE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">"""


def _entities(prefix: bytes):
    """The first name of the sheet becomes an entity that the sheet's own prologue declares."""

    def edit(content: bytes) -> bytes:
        start = content.index(b"<worksheet")
        row = b'<row r="4"><c r="A4" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>'
        return prefix + content[start:].replace(b"</sheetData>", row)

    return lambda: repacked(xlsx(PLAIN), {SHEET: edit})


def _shared_entities() -> bytes:
    listed = _LAUGHS + b"<sst><si><t>Namn</t></si><si><t>&i;</t></si></sst>"
    return build.shared(listed=listed)


def _member(name: str, content: bytes):
    return lambda: repacked(xlsx(PLAIN), {name: lambda _old: content})


def _without(name: str):
    def make() -> bytes:
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(xlsx(PLAIN))) as old:
            return build.zipped({one: old.read(one) for one in old.namelist() if one != name})

    return make


def _lying_size() -> bytes:
    """The zip's list says that a sheet is small; it isn't."""
    import struct

    content = b"<sheetData>" + b" " * 310_000_000
    data = bytearray(repacked(xlsx(PLAIN), {"xl/worksheets/sheet9.xml": lambda _old: content}))
    real, lie = struct.pack("<I", len(content)), struct.pack("<I", 100)
    at = data.rindex(real)
    data[at : at + 4] = lie
    return bytes(data)


_LAST_ROW = (
    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
)

# A table is read line by line.
# fmt: off
WORKBOOKS = [
    Case("a plain workbook", lambda: xlsx(PLAIN), 2, "vanlig.xlsx"),
    Case("Swedish letters in the file's name", lambda: xlsx(PLAIN), 2, "åäö é.xlsx"),
    Case("a name in capital letters", lambda: xlsx(PLAIN), 2, "LISTA.XLSX"),
    Case("macros allowed", lambda: xlsx(PLAIN), 2, "makro.xlsm"),
    Case("a title above the table", lambda: xlsx([["Våra aktörer"], [], *PLAIN]), 2, "titel.xlsx"),
    Case("a logo's rows above the table", lambda: xlsx([[]] * 12 + PLAIN), 2, "logga.xlsx"),
    Case("an empty column first", lambda: xlsx([[None, *row] for row in PLAIN]), 2, "tomkol.xlsx"),
    Case("empty rows between", lambda: xlsx([PLAIN[0], [], PLAIN[1], [], PLAIN[2]]), 2, "glest.xlsx"),
    Case("spaces around headings", lambda: xlsx([[" Namn ", "makt "], ["A", 1]]), 1, "mellan.xlsx"),
    Case("headings in capitals", lambda: xlsx([["NAMN", "MAKT"], ["A", 1]]), 1, "versal.xlsx"),
    Case("English headings", lambda: xlsx([["Name", "Power"], ["A", 1]]), 1, "engelska.xlsx"),
    Case("the fields' own names", lambda: xlsx([["name", "power"], ["A", 1]]), 1, "falt.xlsx"),
    Case("headings in decomposed letters", lambda: xlsx([["Namn", "Anteckning"], ["A\u030angan", "o\u0308"]]), 1, "nfd.xlsx"),
    Case("columns that don't belong", lambda: xlsx([["Namn", "Skostorlek"], ["A", 41]]), 1, "fler.xlsx"),
    Case("no column that belongs", lambda: xlsx([["Skostorlek"], [41]]), NO_COLUMN, "inga.xlsx"),
    Case("two columns with one heading", lambda: xlsx([["Namn", "Namn"], ["A", "B"]]), TWICE, "dubbla.xlsx"),
    Case("the same field in two languages", lambda: xlsx([["Namn", "Name"], ["A", "B"]]), TWICE, "sprak.xlsx"),
    Case("headings only", lambda: xlsx(PLAIN[:1]), 0, "rubriker.xlsx"),
    Case("an empty sheet", lambda: xlsx([]), EMPTY, "tom.xlsx"),
    Case("cells of blanks only", lambda: xlsx([["  ", "\u00a0"], [" "]]), EMPTY, "blanka.xlsx"),
    Case("numbers as text", lambda: xlsx([PLAIN[0], ["A", "2"]]), 1, "text.xlsx"),
    Case("a decimal where a whole number belongs", lambda: xlsx([PLAIN[0], ["A", 2.5]]), "inte ett heltal", "halv.xlsx"),
    Case("a number out of the scale", lambda: xlsx([PLAIN[0], ["A", 7]]), "utanför skalan", "sju.xlsx"),
    Case("words where a number belongs", lambda: xlsx([PLAIN[0], ["A", "mycket"]]), "är inte ett tal", "ord.xlsx"),
    Case("an error that a formula left: nothing", lambda: xlsx([PLAIN[0], ["A", "#DIV/0!"]]), 1, "div0.xlsx"),
    Case("true where a number belongs", lambda: xlsx([PLAIN[0], ["A", True]]), "är inte ett tal", "sant.xlsx"),
    Case("a date where a number belongs", lambda: xlsx([PLAIN[0], ["A", datetime.date(2026, 1, 2)]]), "är inte ett tal", "dag.xlsx"),
    Case("a row without its name", lambda: xlsx([PLAIN[0], [None, 2]]), "måste fyllas i", "utan.xlsx"),
    Case("a number as name", lambda: xlsx([PLAIN[0], [112, 2]]), 1, "112.xlsx"),
    Case("the second row is bad: none comes in", lambda: xlsx([*PLAIN, ["C", 9]]), "Rad 4", "rad4.xlsx"),
    Case("a bad row below a title: its own number", lambda: xlsx([["Titel"], [], PLAIN[0], ["C", 9]]), "Rad 4", "rad4b.xlsx"),
    Case("thirty bad rows: twenty are told", lambda: xlsx([PLAIN[0], *[["A", 9]] * 30]), "och 10 till", "trettio.xlsx"),
    Case("a date of the year 20", lambda: xlsx([["Namn", "Slutade den"], ["A", "0020-01-01"]]), "mellan åren", "ar20.xlsx"),
    Case("the 30th of February", lambda: xlsx([["Namn", "Slutade den"], ["A", "2026-02-30"]]), "finns inte i kalendern", "30feb.xlsx"),
    Case("a day as a spreadsheet's number", lambda: xlsx([["Namn", "Slutade den"], ["A", 45000]]), "inget datum", "serie.xlsx"),
    Case("a day as a day", lambda: xlsx([["Namn", "Slutade den"], ["A", datetime.date(2026, 1, 2)]]), 1, "dagen.xlsx"),
    Case("a text of 300 letters as name", lambda: xlsx([PLAIN[0], ["a" * 300, 1]]), "högst 200", "lang.xlsx"),
    Case("32,767 letters in a note", lambda: xlsx([["Namn", "Anteckning"], ["A", "a" * 32_767]]), "högst 20000", "full.xlsx"),
    Case("a second sheet", lambda: xlsx(PLAIN, [["annat"]]), 2, "tva.xlsx"),
    Case("a hidden sheet behind", _workbook(_hidden), 2, "dolt.xlsx"),
    Case("a merged heading over two columns", _workbook(_merged), MORE_CELLS, "sammanslaget.xlsx"),
    Case("filters, widths and frozen panes", _workbook(_styled), 2, "stil.xlsx"),
    Case("a link in a cell", _workbook(_linked), 2, "lank.xlsx"),
    Case("a comment in a cell", _workbook(_commented), 2, "kommentar.xlsx"),
    Case("a protected sheet", _workbook(_protected), 2, "skyddat.xlsx"),
    Case("a chart on the sheet", _workbook(_chart), 2, "diagram.xlsx"),
    Case("a formula that nobody worked out", _formula("=1+1"), "måste fyllas i", "formel.xlsx"),
    Case("a formula that fetches", _formula('=WEBSERVICE("http://127.0.0.1:9/")'), "måste fyllas i", "webb.xlsx"),
    Case("a formula that runs a program", _formula("=cmd|'/C calc'!A0"), "måste fyllas i", "dde.xlsx"),
    Case("a formula as text", lambda: xlsx([PLAIN[0], ["'=1+1", 2]]), 1, "textformel.xlsx"),
    Case("a workbook that refers to another", _member("xl/externalLinks/externalLink1.xml", b'<externalLink xmlns="x"><externalBook r:id="rId1"/></externalLink>'), 2, "extern.xlsx"),
    Case("a workbook with a macro in it", _member("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(500)), 2, "vba.xlsm"),
    Case("an old Excel file", lambda: build.xls(PLAIN), 2, "gammal.xls"),
    Case("an old Excel file called xlsx", lambda: build.xls(PLAIN), 2, "gammal.xlsx"),
    Case("an xlsx called xls", lambda: xlsx(PLAIN), 2, "ny.xls"),
    Case("a LibreOffice file", lambda: ods(ods_rows(PLAIN)), 2, "libre.ods"),
    Case("a LibreOffice file to its last row", lambda: ods(ods_rows(PLAIN) + _LAST_ROW), 2, "libre2.ods"),
    Case("an ods called xlsx", lambda: ods(ods_rows(PLAIN)), 2, "libre.xlsx"),
    Case("a workbook with a password", build.encrypted_xlsx, LOCKED, "last.xlsx"),
    Case("an ods with a password", lambda: build.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": bytes(range(256)) * 9, "META-INF/manifest.xml": "<manifest:encryption-data/>"}), NO_SHEET, "last.ods"),
    Case("csv called xlsx", b"Namn;Makt\nA;2\n", NO_SHEET, "text.xlsx"),
    Case("a web page called xls", b"<html><table><tr><td>Namn</td></tr></table></html>", NO_SHEET, "webb.xls"),
    Case("a picture called xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), NO_SHEET, "bild.xlsx"),
    Case("a PDF called xlsx", b"%PDF-1.7\n%\xe2\xe3", NO_SHEET, "pdf.xlsx"),
    Case("a zip that is no workbook", lambda: build.zipped({"a.txt": "a"}), NO_SHEET, "zip.xlsx"),
    Case("a Word file called xlsx", lambda: build.zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}), NO_SHEET, "word.xlsx"),
    Case("no bytes", b"", NO_SHEET, "noll.xlsx"),
    Case("one byte", b"P", NO_SHEET, "en.xlsx"),
    Case("zeroes", bytes(5000), NO_SHEET, "nollor.xlsx"),
    Case("a lock file that Excel leaves", bytes([4]) + b"Namn".ljust(164, b"\x20"), NO_SHEET, "~$lista.xlsx"),
    Case("cut off in the middle", lambda: xlsx(PLAIN)[:2000], NO_SHEET, "avkortad.xlsx"),
    Case("cut off near the end", lambda: xlsx(PLAIN)[:-30], NO_SHEET, "avkortad2.xlsx"),
    Case("bytes before the zip", lambda: b"junk" + xlsx(PLAIN), 2, "skrap.xlsx"),
    Case("a byte changed in the middle", lambda: _flipped(xlsx(PLAIN)), NO_SHEET, "bitfel.xlsx"),
    Case("no workbook.xml", _without("xl/workbook.xml"), EMPTY, "utanbok.xlsx"),
    Case("no sheet", _without(SHEET), NO_SHEET, "utanblad.xlsx"),
    Case("texts in a list of their own", build.shared, 2, "lista.xlsx"),
    Case("no list of texts", lambda: build.shared(listed=None), NO_SHEET, "utantext.xlsx"),
    Case("no styles", _without("xl/styles.xml"), 2, "utanstil.xlsx"),
    Case("a sheet that isn't XML", _member(SHEET, b"inte xml"), NO_SHEET, "intexml.xlsx"),
    Case("a sheet that ends too early", lambda: repacked(xlsx(PLAIN), {SHEET: lambda c: c[: len(c) // 2]}), NO_SHEET, "halvxml.xlsx"),
    Case("a cell in no place", lambda: sheet_with(b'r="A2"', b'r="??"'), NO_SHEET, "plats.xlsx"),
    Case("a cell's place as entity", lambda: sheet_with(b'r="A2"', b'r="&#65;2"'), NO_SHEET, "plats2.xlsx"),
    Case("a text that isn't in the list", lambda: build.shared(first=b"99999"), NO_SHEET, "index.xlsx"),
    Case("nan as a number: nothing", lambda: sheet_with(b"<v>2</v>", b"<v>NaN</v>"), 2, "nan.xlsx"),
    Case("infinity as a number", lambda: sheet_with(b"<v>2</v>", b"<v>INF</v>"), "är inte ett tal", "inf.xlsx"),
    Case("1e400 as a number", lambda: sheet_with(b"<v>2</v>", b"<v>1e400</v>"), "är inte ett tal", "1e400.xlsx"),
    Case("1e300 as a rating", lambda: sheet_with(b"<v>2</v>", b"<v>1e300</v>"), "utanför skalan", "1e300.xlsx"),
    Case("a sheet in UTF-16", lambda: repacked(xlsx(PLAIN), {SHEET: lambda c: c.decode().encode("utf-16")}), NO_SHEET, "utf16.xlsx"),
]

BOMBS = [
    Case("one cell in the last corner", _far("XFD1048576"), TOO_FAR, "horn.xlsx"),
    Case("one cell in the last row", _far("A1048576"), TOO_FAR, "sista.xlsx"),
    Case("one cell in the last column", _far("XFD1"), TOO_FAR, "kolumn.xlsx"),
    Case("a column beyond the last one", lambda: sheet_with(b'r="B2"', b'r="ZZZ2"'), TOO_FAR, "zzz.xlsx"),
    Case("a million columns, told only", lambda: sheet_with(b'r="B2"', b'r="BDWGN2"'), NO_SHEET, "miljon.xlsx"),
    Case("a row of seven digits", lambda: sheet_with(b'r="B2"', b'r="B9999999"'), TOO_FAR, "rad7.xlsx"),
    Case("a sheet that says it has a million rows", lambda: sheet_with(b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"'), 2, "matt.xlsx"),
    Case("the corner cell in another member", lambda: repacked(xlsx(PLAIN), {"xl/extra/s.xml": lambda _o: b'<worksheet><sheetData><row r="1"><c r="XFD1048576"/></row></sheetData></worksheet>'}), TOO_FAR, "gomt.xlsx"),
    Case("a binary workbook", lambda: build.zipped({"xl/workbook.bin": bytes(50), "xl/worksheets/sheet1.bin": bytes(50)}), NO_SHEET, "binar.xlsx"),
    Case("three hundred megabytes of zeroes", lambda: build.zipped({SHEET: bytes(310_000_000)}), TOO_MUCH, "nollbomb.xlsx"),
    Case("a size that lies", _lying_size, NO_SHEET, "logn.xlsx"),
    Case("an ods cell repeated 16,384 times", lambda: ods(ods_rows(PLAIN) + f"<table:table-row>{ods_cell('a', 16384)}</table:table-row>"), TOO_FAR, "upprepad.ods"),
    Case("an ods row repeated a million times", lambda: ods(ods_rows(PLAIN) + f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("a")}</table:table-row>'), TOO_FAR, "upprepad2.ods"),
    Case("an ods cell repeated many times that is empty", lambda: ods('<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' + ods_rows(PLAIN)), 2, "tomrad.ods"),
    Case("an ods repetition that is no number", lambda: ods(f'<table:table-row table:number-rows-repeated="x">{ods_cell("a")}</table:table-row>'), NO_SHEET, "upprepadx.ods"),
    Case("an old Excel file with a far corner", lambda: build.xls(PLAIN, last=(65535, 255)), TOO_FAR, "horn.xls"),
    Case("a billion laughs in the sheet", _entities(_LAUGHS), NO_SHEET, "skratt.xlsx"),
    Case("a billion laughs in the texts", _shared_entities, NO_SHEET, "skratt2.xlsx"),
    Case("a billion laughs in an ods", lambda: ods(ods_rows([["Namn"], ["&i;"]]), _LAUGHS.decode().split("?>")[1]), NO_SHEET, "skratt.ods"),
    Case("an entity that reads a file", _entities(_XXE), NO_SHEET, "xxe.xlsx"),
    Case("an entity that reads a file, in an ods", lambda: ods(ods_rows([["Namn"], ["&i;"]]), _XXE.decode().split("?>")[1]), NO_SHEET, "xxe.ods"),
    Case("a document type from the network", _entities(_REMOTE), NO_SHEET, "dtd.xlsx"),
    Case("a member that climbs out of the zip", _member("../../../../tmp/labmethods-utanfor.txt", b"x"), 2, "klattrar.xlsx"),
    Case("a member with an absolute name", _member("/etc/labmethods-utanfor", b"x"), 2, "absolut.xlsx"),
    Case("a zip in a zip in a zip", lambda: build.zipped({"a.zip": build.zipped({"b.zip": build.zipped({"c": bytes(10**6)})})}), NO_SHEET, "dockor.xlsx"),
    Case("thousands of members", lambda: build.zipped({f"xl/{n}.xml": "" for n in range(5000)}), NO_SHEET, "tusen.xlsx"),
]


# fmt: on


def _flipped(data: bytes) -> bytes:
    """One bit of the sheet's packed bytes changed, so that its checksum doesn't hold."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        at = packed.getinfo(SHEET).header_offset + 30 + len(SHEET) + 40
    changed = bytearray(data)
    changed[at] ^= 0xFF
    return bytes(changed)


_PLAIN_CSV = "Namn;Makt\nÅängen;2\nHöjden;4\n"

# fmt: off
TEXTS = [
    Case("semicolons between", _PLAIN_CSV.encode(), 2, "semikolon.csv"),
    Case("commas between", b"Namn,Makt\nA,2\n", 1, "komma.csv"),
    Case("tabs between", b"Namn\tMakt\nA\t2\n", 1, "tab.tsv"),
    Case("called txt", b"Namn\tMakt\nA\t2\n", 1, "tab.txt"),
    Case("one column", b"Namn\nA\nB\n", 2, "en.csv"),
    Case("UTF-8 with a mark", _PLAIN_CSV.encode("utf-8-sig"), 2, "bom.csv"),
    Case("Windows-1252", _PLAIN_CSV.encode("cp1252"), 2, "cp1252.csv"),
    Case("UTF-16 with a mark", _PLAIN_CSV.encode("utf-16"), 2, "utf16.csv"),
    Case("UTF-16 big-endian with a mark", b"\xfe\xff" + _PLAIN_CSV.encode("utf-16-be"), 2, "utf16be.csv"),
    Case("UTF-16 without a mark", _PLAIN_CSV.encode("utf-16-le"), 2, "utf16le.csv"),
    Case("UTF-16 big-endian without a mark", _PLAIN_CSV.encode("utf-16-be"), 2, "utf16be2.csv"),
    Case("UTF-32", _PLAIN_CSV.encode("utf-32"), 2, "utf32.csv"),
    Case("UTF-16 cut in the middle of a letter", _PLAIN_CSV.encode("utf-16")[:-1], NO_TEXT, "utf16kort.csv"),
    Case("a byte that no encoding has", b"Namn\nA\x81B\n", NO_TEXT, "0x81.csv"),
    Case("a surrogate in UTF-8", b"Namn\nA\xed\xa0\x80\x9dB\n", NO_TEXT, "surrogat.csv"),
    Case("a zero byte", b"Namn\nA\x00B\n", NO_TEXT, "nul.csv"),
    Case("zero bytes only", bytes(100), NO_TEXT, "nollor.csv"),
    Case("a workbook called csv", lambda: xlsx(PLAIN), NO_TEXT, "bok.csv"),
    Case("a picture called csv", b"\x89PNG\r\n\x1a\n\x00\x00\x81\x9d", NO_TEXT, "bild.csv"),
    Case("nothing", b"", EMPTY, "tom.csv"),
    Case("a mark and nothing", b"\xef\xbb\xbf", EMPTY, "bara-bom.csv"),
    Case("blank lines only", b"\n\n  \n;;;\n", EMPTY, "blanka.csv"),
    Case("lines that end as on an old Mac", b"Namn;Makt\rA;2\rB;3\r", 2, "mac.csv"),
    Case("lines that end as on Windows", b"Namn;Makt\r\nA;2\r\n", 1, "windows.csv"),
    Case("lines that end in all ways", b"Namn;Makt\r\nA;2\nB;2\rC;3", 3, "blandat.csv"),
    Case("no end to the last line", b"Namn\nA", 1, "slut.csv"),
    Case("empty lines between", b"Namn;Makt\n\nA;2\n\n\nB;1\n", 2, "glest.csv"),
    Case("a title above", b"Aktorer 2026;\n\nNamn;Makt\nA;2\n", 1, "titel.csv"),
    Case("Excel's own first line", b"sep=;\nNamn;Makt\nA;2\n", 1, "sep.csv"),
    Case("quotes around", b'"Namn";"Makt"\n"A; B";"2"\n', 1, "citat.csv"),
    Case("a line break in quotes", b'Namn;Anteckning\nA;"rad 1\nrad 2"\n', 1, "radbryt.csv"),
    Case("doubled quotes", b'Namn;Anteckning\nA;"sa ""hej"""\n', 1, "dubbla.csv"),
    Case("a quote that never ends", b'Namn;Anteckning\nA;"aldrig slut\nB;2\n', 1, "oppet.csv"),
    Case("a quote in the middle", b'Namn;Anteckning\nA "B" C;x\n', 1, "mitt.csv"),
    Case("too few cells in a line", b"Namn;Makt\nA\nB;2\n", 2, "farre.csv"),
    Case("too many cells in a line", b"Namn;Makt\nA;2;3\n", MORE_CELLS, "fler.csv"),
    Case("a comma in a text without quotes", b"Namn,Makt\nA, B,2\n", MORE_CELLS, "komma2.csv"),
    Case("empty cells beyond the headings", b"Namn;Makt;;\nA;2;;\n", 1, "tomma.csv"),
    Case("a heading twice", b"Namn;namn\nA;B\n", TWICE, "tvagg.csv"),
    Case("no heading that belongs", b"a;b\n1;2\n", NO_COLUMN, "inga.csv"),
    Case("a megabyte in one cell", b"Namn;Anteckning\nA;" + b"a" * 1_100_000, NO_SHEET, "stor.csv"),
    Case("half a megabyte in one cell", b"Namn;Anteckning\nA;" + b"a" * 500_000, "högst 20000", "halv.csv"),
    Case("ten thousand columns", b"Namn" + b";x" * 10_000 + b"\nA\n", TOO_FAR, "bred.csv"),
    Case("a million columns", b"Namn" + b";" * 1_000_000, TOO_FAR, "miljon.csv"),
    Case("a million empty lines", b"Namn\nA\n" + b"\n" * 1_000_000, TOO_FAR, "rader.csv"),
    Case("a decimal comma", b"Namn;Makt\nA;2,0\n", 1, "decimal.csv"),
    Case("a number with a thousands blank", "Namn;Makt\nA;1\u00a0000\n".encode(), "utanför skalan", "tusen.csv"),
    Case("a minus sign as printed", "Namn;Inställning\nA;−1\n".encode(), 1, "minus.csv"),
    Case("nan as text", b"Namn;Makt\nA;nan\n", "är inte ett tal", "nan.csv"),
    Case("inf as text", b"Namn;Makt\nA;inf\n", "är inte ett tal", "inf.csv"),
    Case("minus infinity", b"Namn;Makt\nA;-Infinity\n", "är inte ett tal", "minf.csv"),
    Case("a number in hexadecimal", b"Namn;Makt\nA;0x2\n", "är inte ett tal", "hex.csv"),
    Case("a number with an underscore", b"Namn;Makt\nA;1_0\n", "är inte ett tal", "under.csv"),
    Case("a number of 5,000 digits", b"Namn;Makt\nA;" + b"9" * 5000 + b"\n", "är inte ett tal", "siffror.csv"),
    Case("a formula as name", b"Namn\n=1+1\n", 1, "formel.csv"),
    Case("a formula that fetches, as name", b'Namn\n"=HYPERLINK(""http://127.0.0.1:9/"")"\n', 1, "lank.csv"),
    Case("NA means Nairobi's friends here", b"Namn\nNA\n", 1, "na.csv"),
    Case("a name that is null", b"Namn\nnull\n", 1, "null.csv"),
    Case("HTML as name", b"Namn\n<script>alert(1)</script>\n", 1, "html.csv"),
    Case("SQL as name", b"Namn\n\"'); DROP TABLE actors; --\"\n", 1, "sql.csv"),
    Case("a kind that only looks like one", b"Namn;Slag\nA;civil societyy\n", "är nytt och liknar", "typ.csv"),
]

# fmt: on
FILES = [*WORKBOOKS, *BOMBS, *TEXTS]

NAMES = [
    Case("a kind of file that isn't read", b"x", NO_SHEET, "lista.docx"),
    Case("no ending", b"Namn\nA\n", NO_SHEET, "lista"),
    Case("an ending twice", b"Namn\nA\n", 1, "lista.xlsx.csv"),
    Case("a dot only", b"Namn\nA\n", NO_SHEET, ".csv"),
]
