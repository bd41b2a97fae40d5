"""What leaves a lab as a spreadsheet, and comes back."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import LabError
from labmethods.workbook.export import export_file
from labmethods.workbook.formulas import as_typed, harmless
from labmethods.workbook.transfer import import_file

FORMULAE = [
    "=1+1",
    '=HYPERLINK("https://example.com","lunch")',
    "+46 70",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "＝1+1",
    "'=1+1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAE)
def test_a_formula_is_marked_as_text_and_read_back_as_it_was(text):
    marked = harmless(text)
    assert marked.startswith("'")
    assert as_typed(marked) == text


@given(st.text())
def test_every_text_comes_back_as_it_was(text):
    assert as_typed(harmless(text)) == text


@given(st.text(alphabet="=+-@\t\r\n' ＝a1"))
def test_no_marked_text_starts_a_formula(text):
    assert harmless(text).lstrip(" ")[:1] not in set("=+-@\t\r\n＝")


@pytest.mark.parametrize("value", ["Bodenbo", "", None, 3, -2.5, "'hej'", "a=b"])
def test_everything_else_stands_as_it_is(value):
    assert harmless(value) is value


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_no_cell_of_an_export_is_a_formula_and_a_lab_reads_it_back(lab, tmp_path, ending):
    for text in FORMULAE:
        lab.actors.add(name=text)
    path = export_file(lab, tmp_path / f"ut.{ending}")
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(path)["actors"]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        names = [cell.value for cell in sheet["B"][1:]]
        back = path
    else:
        data = zipfile.ZipFile(path).read("data/actors.csv")
        names = [row["name"] for row in csv.DictReader(io.StringIO(data.decode()))]
        back = tmp_path / "actors.csv"
        back.write_bytes(data)
    assert all(name.startswith("'") for name in names)
    before = sorted(actor.name for actor in lab.actors.all())
    for actor in lab.actors.all():
        lab.actors.remove(actor.id)
    if ending == "zip":
        import_file(lab, back, "actors")
        assert sorted(actor.name for actor in lab.actors.all()) == before


def test_a_cell_may_name_several_records_of_another_table(lab, tmp_path):
    lab.indicators.add(name="Framtidstro", unit="scale")
    lab.indicators.add(name="Trygghet, upplevd", unit="scale")
    sheet = tmp_path / "experiment.csv"
    sheet.write_text(
        "name;indicators\nEtt;Framtidstro\nTvå;Trygghet, upplevd\nTre;framtidstro\n",
        encoding="utf-8",
    )
    import_file(lab, sheet, "experiments")
    names = {one.id: one.name for one in lab.indicators.all()}
    named = {one.name: [names[i] for i in one.indicators] for one in lab.experiments.all()}
    assert named == {"Ett": ["Framtidstro"], "Två": ["Trygghet, upplevd"], "Tre": ["Framtidstro"]}


def test_a_cell_with_an_unknown_name_among_several_is_refused(lab, tmp_path):
    lab.indicators.add(name="Framtidstro", unit="scale")
    sheet = tmp_path / "experiment.csv"
    sheet.write_text('name;indicators\nEtt;"Framtidstro, Okänd"\n', encoding="utf-8")
    with pytest.raises(LabError, match="Okänd"):
        import_file(lab, sheet, "experiments")
    assert lab.experiments.all() == []
