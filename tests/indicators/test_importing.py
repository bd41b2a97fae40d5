"""A facilitator's spreadsheet becomes observations: all rows or none."""

from __future__ import annotations

import pytest

from labmethods.errors import Refused
from labmethods.indicators.importer import Importer
from labmethods.indicators.importing import BadCells, Columns, guess, import_table
from labmethods.indicators.panel import Panel
from labmethods.sources.spreadsheets import tables

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
    importer = panel.editors.children[3]
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
