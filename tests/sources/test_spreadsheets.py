"""Sheets as people have them, and sheets that mean harm."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.errors import Refused
from labmethods.sources import cells
from labmethods.sources.spreadsheets import read, tables


def xlsx(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


PLAIN = [["Månad", "Antal"], ["2019-01", 5], ["2019-02", 7]]


def test_a_plain_sheet_is_one_table_with_its_row_numbers():
    (table,) = read(Path("a.xlsx"), xlsx(PLAIN))
    assert (table.sheet, table.title) == ("Blad1", "")
    assert table.frame.columns.tolist() == ["Månad", "Antal"]
    assert table.frame.index.tolist() == [2, 3]
    assert table.preview()["Antal"].tolist() == ["5", "7"]


def test_several_tables_on_a_sheet_are_told_apart_with_their_titles():
    rows = [["Enkät 2019"], [], *PLAIN, [], ["Närvaro"], [], *PLAIN]
    first, second = read(Path("a.xlsx"), xlsx(rows))
    assert (first.title, second.title) == ("Enkät 2019", "Närvaro")
    assert second.frame.index.tolist() == [10, 11]


def test_tables_beside_one_another_are_told_apart():
    rows = [[*left, None, *right] for left, right in zip(PLAIN, PLAIN, strict=True)]
    assert len(read(Path("a.xlsx"), xlsx(rows))) == 2


def test_a_title_right_on_the_table_and_a_total_row_are_left_out():
    rows = [["Deltagare per månad", None], *PLAIN, ["Summa", 12]]
    (table,) = read(Path("a.xlsx"), xlsx(rows))
    assert table.title == "Deltagare per månad"
    assert table.frame["Antal"].tolist() == [5, 7]
    assert table.totals == (5,)


def test_merged_headings_count_for_every_column_they_cover():
    rows = [["Period", "Kvinnor", None, "Män", None], [None, "ja", "nej", "ja", "nej"]]
    rows.append(["2019", 1, 2, 3, 4])
    (table,) = read(Path("a.xlsx"), xlsx(rows))
    assert table.frame.columns.tolist() == [
        "Period",
        "Kvinnor – ja",
        "Kvinnor – nej",
        "Män – ja",
        "Män – nej",
    ]
    assert len(table.frame) == 1


def test_years_may_be_headings():
    (table,) = read(Path("a.xlsx"), xlsx([["Kommun", 2018, 2019], ["Boden", 80.2, 82.4]]))
    assert table.frame.columns.tolist() == ["Kommun", "2018", "2019"]


def test_dates_stay_dates():
    rows = [["Dag", "Antal"], [datetime.datetime(2019, 3, 14), 5]]
    (table,) = read(Path("a.xlsx"), xlsx(rows))
    assert table.preview()["Dag"].tolist() == ["2019-03-14"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_text_file_of_any_kind_is_read(encoding, mark):
    text = f"Månad{mark}Andel\r\n2019-01{mark}82,5\r\n2019-02{mark}1 234,5\r\n"
    (table,) = read(Path("a.csv"), text.encode(encoding))
    assert table.frame.columns.tolist() == ["Månad", "Andel"]
    assert [cells.number(cell) for cell in table.frame["Andel"]] == [82.5, 1234.5]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1\u00a0234,5", 1234.5),
        ("82,4 %", 82.4),
        ("−3", -3),
        (0, 0),
        ("0", 0),
        ("1e5", None),
        ("12 34", None),
        ("nan", None),
        (float("inf"), None),
    ],
)
def test_numbers_are_read_as_swedes_write_them(cell, value):
    assert cells.number(cell) == value


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("..", "missing"),
        ("", "missing"),
        (None, "missing"),
        ("#DIV/0!", "missing"),
        ("x", "suppressed"),
        ("<5", "suppressed"),
        ("0", None),
        (0, None),
    ],
)
def test_missing_suppressed_and_zero_are_three_things(cell, kind):
    assert cells.mark(cell) == kind


def test_a_formula_is_its_value_and_never_run():
    book = openpyxl.Workbook()
    book.active.append(["Månad", "Antal"])
    book.active.append(["2019-01", '=HYPERLINK("http://127.0.0.1:9/", "5")'])
    packed = io.BytesIO()
    book.save(packed)
    (table,) = read(Path("a.xlsx"), packed.getvalue())
    assert cells.mark(table.frame["Antal"].iloc[0]) == "missing"


def test_a_file_that_unpacks_to_far_too_much_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(400_000_000))
    with pytest.raises(Refused, match="packas upp"):
        read(Path("bomb.xlsx"), packed.getvalue())


def test_a_million_empty_rows_are_no_table():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tomt")
    for row in PLAIN:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    # A sheet that says it reaches the last row, as when somebody formatted a whole column.
    data = _with_dimension(packed.getvalue(), "A1:B1048576")
    (table,) = read(Path("a.xlsx"), data)
    assert len(table.frame) == 2


def _with_dimension(data: bytes, reference: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                mark = f'<dimension ref="{reference}"/><sheetData>'.encode()
                content = content.replace(b"<sheetData>", mark)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"<html></html>", bytes(range(256))])
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.xls"])
def test_what_is_no_spreadsheet_is_refused(name, data):
    with pytest.raises(Refused):
        read(Path(name), data)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="finns inte"):
        read(tmp_path / "saknas.xlsx")


words = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)
numbers = st.one_of(st.integers(-10_000, 1800), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(words, min_size=1, max_size=4, unique=True),
    st.data(),
)
def test_what_openpyxl_wrote_is_read_back(headings, data):
    rows = data.draw(
        st.lists(
            st.lists(numbers, min_size=len(headings), max_size=len(headings)),
            min_size=1,
            max_size=6,
        )
    )
    given_rows = [["Rad", *headings], *[[f"r{n}", *row] for n, row in enumerate(rows)]]
    (table,) = read(Path("a.xlsx"), xlsx(given_rows))
    found = [[cells.number(cell) for cell in row[1:]] for row in table.frame.values.tolist()]
    assert found == [[pytest.approx(float(cell)) for cell in row] for row in rows]


def test_no_rows_are_no_tables():
    assert tables([]) == []
    assert tables([["ensam"]]) == []
