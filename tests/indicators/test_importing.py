"""A facilitator's spreadsheet becomes observations: all rows or none."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labmethods.errors import Refused
from labmethods.indicators.importer import Importer
from labmethods.indicators.importing import BadCells, Columns, guess, import_table
from labmethods.indicators.panel import Panel
from labmethods.sources.spreadsheets import read, tables

SURVEY = [
    ["Trygghetsenkät", None, None, None],
    ["Månad", "Antal ja", "Svarande", "Kön"],
    ["mars 2019", 9, 10, "Alla"],
    ["april 2019", "1 2", "x", "Kvinnor och flickor"],
    ["maj 2019", "..", "..", None],
    ["Summa", 21, 22, None],
]
GOOD = [*SURVEY[:3], ["april 2019", "x", "x", "Kvinnor och flickor"], *SURVEY[4:]]
CSV = "Månad;Andel\n2019-01;82,5\n2019-02;..\n2019-03;80\n".encode("cp1252")


@pytest.fixture
def share(lab):
    return lab["indicators"].add(name="Trygghet", unit="share")


def test_columns_are_guessed_by_heading_and_content():
    (table,) = tables(GOOD)
    assert guess(table) == Columns(
        period="Månad", numerator="Antal ja", denominator="Svarande", group="Kön"
    )


def test_a_sheet_becomes_observations_as_one_step(lab, share):
    (table,) = tables(GOOD)
    assert import_table(lab, table, guess(table), share, "enkät.xlsx") == 3
    frame = lab["observations"].frame()
    assert frame["period"].tolist() == ["2019-03", "2019-04", "2019-05"]
    assert frame["group"].tolist() == ["T", "K", "T"]
    assert frame["status"].tolist() == ["value", "suppressed", "missing"]
    assert frame["numerator"].tolist()[0] == 9
    assert set(frame["source"]) == {"enkät.xlsx"}
    lab.undo()
    assert len(lab["observations"]) == 0


def test_every_bad_cell_is_named_and_nothing_is_imported(lab, share):
    rows = [["År", "Andel"], ["2018", "många"], ["igår", 50], ["2019", 120], ["2017", 70]]
    (table,) = tables(rows)
    with pytest.raises(BadCells) as refused:
        import_table(lab, table, Columns(period="År", value="Andel"), share, "a.xlsx")
    said = refused.value.text("sv")
    assert len(refused.value.cells) == 3
    assert "Rad 2, kolumn Andel" in said
    assert "Rad 3, kolumn År" in said
    assert "Rad 4, kolumn Andel" in said
    assert "mellan 0 och 100" in said
    assert "Inget har importerats" in said
    assert len(lab["observations"]) == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["82 %", "12 kr"], "kr"),
        ([0.82, 1.4], "andel av 1"),
        ([0.82, "75"], "andel av 1"),
        ([50, -3], "mellan 0 och 100"),
    ],
)
def test_mixed_units_are_refused_with_their_row(lab, share, cells, said):
    (table,) = tables([["År", "Andel"], ["2018", cells[0]], ["2019", cells[1]]])
    columns = Columns("År", "Andel", of_one=cells[0] == 0.82)
    with pytest.raises(BadCells) as refused:
        import_table(lab, table, columns, share, "a.xlsx")
    assert "Rad 3, kolumn Andel" in refused.value.text("sv")
    assert said in refused.value.text("sv")
    assert len(lab["observations"]) == 0


def test_a_count_takes_no_per_cents_and_none_below_zero(lab):
    count = lab["indicators"].add(name="Besök", unit="count")
    for cell in ("82 %", -3):
        (table,) = tables([["År", "Antal"], ["2018", cell]])
        with pytest.raises(BadCells, match="Rad 2"):
            import_table(lab, table, guess(table), count, "a.xlsx")
    assert len(lab["observations"]) == 0


def test_cells_that_excel_shows_as_per_cents_are_per_cents(lab, share):
    book = openpyxl.Workbook()
    for row in (["År", "Andel"], ["2018", 0.825], ["2019", 1]):
        book.active.append(row)
    book.active["B2"].number_format = book.active["B3"].number_format = "0.0%"
    packed = io.BytesIO()
    book.save(packed)
    (table,) = read(Path("a.xlsx"), packed.getvalue())
    assert guess(table).of_one
    import_table(lab, table, guess(table), share, "a.xlsx")
    assert [one.value for one in lab["observations"].all()] == [82.5, 100]


amounts = st.one_of(
    st.integers(0, 10**6),
    st.floats(0, 10**6).map(lambda amount: round(amount, 3)),
    st.sampled_from(["..", None, "x"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.dictionaries(st.integers(1950, 2025), amounts, min_size=1, max_size=8))
def test_what_openpyxl_wrote_comes_in_as_it_was(lab, rows):
    indicator = lab["indicators"].add(name=f"Besök {len(lab['indicators'])}", unit="count")
    book = openpyxl.Workbook()
    book.active.append(["År", "Antal"])
    for year, amount in rows.items():
        book.active.append([year, amount])
    packed = io.BytesIO()
    book.save(packed)
    (table,) = read(Path("a.xlsx"), packed.getvalue())
    columns = Columns(period="År", value="Antal")
    assert import_table(lab, table, columns, indicator, "a.xlsx") == len(rows)
    found = {one.period: one for one in lab["observations"].find(indicator=indicator.id)}
    for year, amount in rows.items():
        one = found[str(year)]
        if isinstance(amount, int | float):
            assert one.value == pytest.approx(amount)
        else:
            assert (one.value, one.status) == (
                None,
                "suppressed" if amount == "x" else "missing",
            )


def test_two_rows_for_one_period_are_refused(lab, share):
    (table,) = tables([["År", "Andel"], ["2018", 50], ["2018", 60]])
    with pytest.raises(Refused, match="har redan ett värde"):
        import_table(lab, table, guess(table), share, "a.xlsx")
    assert len(lab["observations"]) == 0


@pytest.mark.parametrize("columns", [Columns(), Columns(period="År"), Columns(value="Andel")])
def test_columns_that_are_not_chosen_are_asked_for(lab, share, columns):
    (table,) = tables([["År", "Andel"], ["2018", 50]])
    with pytest.raises(Refused):
        import_table(lab, table, columns, share, "a.xlsx")


def test_the_panel_shows_the_first_rows_and_remembers_what_was_chosen(lab, share):
    panel = Panel(lab)
    importer = panel.editors.parts[3]
    importer.load("andel.csv", CSV)
    assert "82,5" in importer.preview.value
    assert importer.columns["value"].value == "Andel"
    importer.columns["period"].value = ""
    importer.take.click()
    assert "perioden" in importer.status.value
    assert len(lab["observations"]) == 0
    importer.columns["period"].value = "Månad"
    importer.take.click()
    assert "3 rader importerades" in importer.status.value
    assert len(lab["observations"]) == 3
    assert "80" in panel.shown.children[0]._title.value
    again = Importer(lab, share.id, lambda: None)
    again.load("andel.csv", CSV)
    assert again.columns["period"].value == "Månad"


def test_a_file_that_is_no_spreadsheet_is_said_in_the_panel(lab, share):
    importer = Importer(lab, share.id, lambda: None)
    guarded = importer.status.guard(importer.load)
    guarded("a.xlsx", b"nothing")
    assert "kalkylblad" in importer.status.value
    assert importer.chosen.layout.display == "none"
