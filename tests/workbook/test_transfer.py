"""What leaves a lab as a spreadsheet, and comes back."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.method import load, methods
from labmethods.workbook.check import check
from labmethods.workbook.columns import new_records
from labmethods.workbook.export import export_file
from labmethods.workbook.formulas import as_typed, harmless
from labmethods.workbook.journal import encode, encode_columns
from labmethods.workbook.transfer import BadRows, import_file

TABLES = {name: place for one in methods().values() for name, place in one.tables.items()}

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


TYPED = ["", " ", "Röda Korset", "'=1+1", "1", "1.0", "3", "6", "1,5", "x", "Kultur", "e\u0301"]
TYPED += ["culture", "ja", "nej", "2026-11-24", "24/11 2026", "2026-02-31", "a;b", "a, a"]
HELD = [1, 1.0, 2.5, -0.0, True, None, [], ["a"], {}]
HELD += [datetime.date(2026, 11, 24), datetime.datetime(2026, 11, 24)]
CELLS = st.sampled_from([*TYPED, *HELD])


@given(
    st.sampled_from(["actors", "experiments", "activities", "mappings", "facts", "participants"]),
    st.data(),
)
def test_many_records_are_read_as_each_one_is(table, data):
    record = load(TABLES[table])
    names = data.draw(st.lists(st.sampled_from([*record.fields()]), min_size=1, unique=True))
    rows = data.draw(st.lists(st.tuples(*[CELLS] * len(names)), min_size=1, max_size=6))
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    try:
        found = new_records(record, columns, dict.fromkeys(names, as_typed))
    except (LabError, ValidationError, TypeError):
        # Whoever imports asks for each row then; see below.
        found = None
    try:
        wanted = [
            record.valid(**{name: as_typed(cell) for name, cell in zip(names, row, strict=True)})
            for row in rows
        ]
    except LabError:
        assert found is None
        return
    if found is not None:
        assert [one.values() for one in found] == [one.values() for one in wanted]
        assert [list(map(type, one.values().values())) for one in found] == [
            list(map(type, one.values().values())) for one in wanted
        ]
        assert sorted({one.id for one in found}) == [one.id for one in found]
        contents = {name: [one.values()[name] for one in found] for name in record.fields()}
        assert encode_columns(contents) == [encode(one.values()) for one in found]


def test_each_bad_cell_of_a_long_sheet_is_named_and_nothing_is_imported(any_lab, tmp_path):
    lines = [f"Aktör {n};{n % 5 + 1};2026-01-{n % 28 + 1:02d}" for n in range(3000)]
    lines[700], lines[2900] = "Aktör 700;9;2026-02-31", ";3;2026-01-01"
    sheet = tmp_path / "aktörer.csv"
    sheet.write_text("\n".join(["name;power;left", *lines]), encoding="utf-8")
    before = any_lab.store.length()
    with pytest.raises(BadRows) as refused:
        import_file(any_lab, sheet, "actors")
    told = [row.text("sv") for row in refused.value.rows]
    assert [line.split(":")[0] for line in told] == [
        "Rad 702, kolumn Makt",
        "Rad 702, kolumn Slutade den",
        "Rad 2902, kolumn Namn",
    ]
    assert (len(any_lab.actors), any_lab.store.length()) == (0, before)


def test_a_long_sheet_is_imported_with_a_journal_row_each_and_undone_in_one_step(any_lab, tmp_path):
    sheet = tmp_path / "experiment.csv"
    any_lab.indicators.add(name="Framtidstro", unit="scale")
    lines = [f"Försök {n};Framtidstro;2026-01-{n % 28 + 1:02d}" for n in range(600)]
    sheet.write_text("\n".join(["name;indicators;planned_start", *lines]), encoding="utf-8")
    before = any_lab.store.length()
    assert import_file(any_lab, sheet, "experiments").rows == 600
    assert [one.name for one in any_lab.experiments.all()] == [f"Försök {n}" for n in range(600)]
    assert any_lab.store.length() == before + 600
    assert any_lab.store.broken_chain() == []
    assert [one for one in check(any_lab) if one.subject != "templates"] == []
    any_lab.undo()
    assert len(any_lab.experiments) == 0
    any_lab.redo()
    assert [one.name for one in any_lab.experiments.all()] == [f"Försök {n}" for n in range(600)]
    assert [one for one in check(any_lab) if one.subject != "templates"] == []


def test_an_import_says_which_days_had_no_year_and_which_words_are_new(lab, tmp_path):
    sheet = tmp_path / "aktörer.csv"
    sheet.write_text(
        "Namn;Slag;Slutade den\nA;Idrott;1 april\nB;Förlag;2026-04-01\nC;Förlag;den 3:e maj\n",
        encoding="utf-8",
    )
    year = datetime.date.today().year
    taken = import_file(lab, sheet, "actors", dry_run=True)
    assert len(lab.actors) == 0
    told = " ".join(taken.granted.sentences(translator("sv")))
    assert f"2 dagar saknar år och lästes som årets. Rader: 2 (”1 april” är {year}-04-01)" in told
    assert "Nya ord för Slag: ”Förlag”." in told
    counts = taken.granted.counts()
    assert [one["row"] for one in counts["guessed_years"]] == [2, 4]
    assert counts["new_words"] == {"kind": ["Förlag"]}
    import_file(lab, sheet, "actors")
    again = import_file(lab, sheet, "actors", dry_run=True)
    assert again.granted.counts()["new_words"] == {}


def test_a_half_typed_word_is_refused_with_the_one_it_looks_like(lab, tmp_path):
    sheet = tmp_path / "aktörer.csv"
    sheet.write_text("Namn;Slag\nA;Idrott\nB;civilsam\n", encoding="utf-8")
    with pytest.raises(BadRows, match="Rad 3, kolumn Slag: ”civilsam” är nytt och liknar"):
        import_file(lab, sheet, "actors")
    assert len(lab.actors) == 0
    assert import_file(lab, sheet, "actors", new_words=True).rows == 2
    assert [one.kind for one in lab.actors.all()] == ["sport", "civilsam"]
    assert import_file(lab, sheet, "actors").rows == 2
