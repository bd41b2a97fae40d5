"""Examples in from a file, and out for others."""

from __future__ import annotations

import json

import openpyxl
import pytest

from labmethods.errors import LabError
from labmethods.shipped import shipped
from labmethods.workbook.export import export_file
from labmethods.workbook.transfer import import_file

SHIPPED = shipped("data") / "examples" / "examples.jsonl"


def told(lab) -> list[dict]:
    return [one.values() for one in lab.examples.all()]


def test_a_file_of_json_lines_is_taken_in_as_it_stands(any_lab):
    assert import_file(any_lab, SHIPPED, "examples").rows == 34
    first = any_lab.examples.all()[0]
    assert (first.name, first.municipality_code, first.started) == ("Portalen", "0581", 2011)
    assert first.summary.startswith("Mötesplats i Hageby")
    assert first.partners[0] == "ABF"


@pytest.mark.parametrize("kind", ["jsonl", "xlsx", "csv"])
def test_what_goes_out_comes_in_again_as_it_was(lab, exempellabbet, tmp_path, kind):
    import_file(lab, SHIPPED, "examples")
    path = export_file(lab, tmp_path / f"exempel.{kind}", "examples")
    import_file(exempellabbet, path, "examples")
    assert told(exempellabbet) == told(lab)


def test_a_sheet_with_swedish_headings_is_taken_in(lab, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Exempel", "Fokusområden", "Samarbetsparter", "Kommunkod", "Källa"])
    book.active.append(["Kvällskafé", "Skola, Trygghet", "ABF; Polisen", 581, "egen erfarenhet"])
    path = tmp_path / "exempel.xlsx"
    book.save(path)
    import_file(lab, path, "examples")
    (one,) = lab.examples.all()
    assert (one.focus_areas, one.partners) == (["school", "safety"], ["ABF", "Polisen"])
    assert one.municipality_code == "0581"


def test_all_rows_or_none_each_bad_one_named(lab, tmp_path):
    rows = [
        {"name": "Bra", "source_url": "https://www.example.org"},
        {"name": "Utan källa"},
        {"name": "Farlig", "source_url": "javascript:alert(1)"},
    ]
    path = tmp_path / "exempel.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(LabError) as error:
        import_file(lab, path, "examples")
    said = error.value.text("sv")
    assert "Rad 2, kolumn Källa" in said
    assert "Rad 3, kolumn Källa" in said
    assert "Rad 1" not in said
    assert len(lab.examples) == 0


@pytest.mark.parametrize("text", ["{", "[1]", '"a"', "name;source_url"])
def test_what_is_no_json_line_is_named_by_its_line(lab, tmp_path, text):
    path = tmp_path / "exempel.jsonl"
    path.write_text('{"name": "A", "source_url": "egen"}\n' + text, encoding="utf-8")
    with pytest.raises(LabError, match="rad 2"):
        import_file(lab, path, "examples")
    assert len(lab.examples) == 0


def test_another_kind_of_file_is_refused(lab, tmp_path):
    with pytest.raises(LabError, match="jsonl"):
        export_file(lab, tmp_path / "exempel.txt", "examples")
