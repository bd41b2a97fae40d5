"""The command line: what it does, and one clear line on a user's mistake."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import labmethods as lm
from labmethods import cli


class Answer:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def refused(self) -> str:
        """The one line of a refusal."""
        assert self.code == 2
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.strip()


@pytest.fixture
def labmethods(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["labmethods", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.run()
        out, err = capsys.readouterr()
        return Answer(int(ended.value.code or 0), out, err)

    return call


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_lab_opens_and_is_whole(labmethods, tmp_path):
    answer = labmethods("new", "Lina Hage", "--place", "Södertälje")
    assert answer.code == 0
    assert str(tmp_path / "lina-hage") in answer.out
    checked = labmethods("check", "lina-hage", "--json")
    assert json.loads(checked.out) == {"ok": True, "findings": []}
    with lm.open_lab(tmp_path / "lina-hage") as lab:
        assert (lab.name, lab.facts.place, lab.language) == ("Lina Hage", "Södertälje", "sv")
    assert (tmp_path / "lina-hage" / "01-stakeholders.ipynb").exists()


def test_a_lab_by_database_url_keeps_no_password_in_its_folder(labmethods, database, tmp_path):
    secret = database.replace("postgres:", "postgres:hemligt") if ":@" in database else database
    assert labmethods("new", "Delat", "--database", secret).code == 0
    assert "hemligt" not in (tmp_path / "delat" / "lab.toml").read_text()
    assert labmethods("check", database).code == 0
    assert labmethods("new", "Igen", "--database", database).refused()
    assert not (tmp_path / "igen").exists()


@pytest.mark.parametrize(
    "name", ["", "   ", "…", "x" * 10_000, "\N{RIGHT-TO-LEFT OVERRIDE}"], ids=str.__len__
)
def test_a_name_that_cannot_be_is_refused_and_leaves_nothing(labmethods, tmp_path, name):
    labmethods("new", name).refused()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", 'O\'Brien "lab"; DROP', "Å 😀", "../upp", "CON"]
)
def test_any_other_name_is_kept_as_it_is_written(labmethods, tmp_path, name):
    assert labmethods("new", name).code == 0
    (made,) = tmp_path.iterdir()
    assert made.parent == tmp_path
    with lm.open_lab(made) as lab:
        assert lab.name == name


def test_a_lab_that_exists_is_not_touched(labmethods, tmp_path):
    labmethods("new", "Boden")
    before = contents(tmp_path)
    assert "boden" in labmethods("new", "Boden").refused()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("command", ["check", "history", "report", "open", "present"])
def test_a_folder_that_is_no_lab_is_refused(labmethods, tmp_path, command):
    (tmp_path / "tom").mkdir()
    assert "tom" in labmethods(command, "tom").refused()
    assert list((tmp_path / "tom").iterdir()) == []


def test_a_database_that_does_not_answer_is_one_line(labmethods):
    line = labmethods("check", "postgresql://ingen:hemligt@127.0.0.1:1/lab").refused()
    assert "127.0.0.1" in line
    assert "hemligt" not in line


def test_a_newer_store_is_refused(labmethods, tmp_path):
    labmethods("new", "Boden")
    with sqlite3.connect(tmp_path / "boden" / "lab.db") as connection:
        connection.execute("UPDATE store_info SET value = '99' WHERE key = 'format'")
    connection.close()
    before = contents(tmp_path)
    assert "nyare" in labmethods("check", "boden").refused()
    assert contents(tmp_path) == before


def test_a_damaged_store_is_refused(labmethods, tmp_path):
    labmethods("new", "Boden")
    (tmp_path / "boden" / "lab.db").write_bytes(b"inget lager" * 1000)
    assert "skadat" in labmethods("check", "boden").refused()


def test_mistyped_commands_are_one_line(labmethods):
    assert labmethods("finns-inte").refused().startswith("Det finns inget kommando finns-inte.")
    assert "Menade du open?" in labmethods("opne").refused()
    assert labmethods("new").refused().startswith("NAME saknas.")
    assert labmethods("undo", ".", "tolv").refused().startswith("CHANGE går inte att läsa")
    assert "Menade du --format?" in labmethods("report", "boden", "--formt", "pdf").refused()
    assert "--at" in labmethods("history", "boden", "--at", "igår").refused()
    assert "klingon" in labmethods("new", "A", "--language", "klingon").refused()


def test_history_and_undo_by_number(labmethods, tmp_path):
    labmethods("new", "Boden")
    with lm.open_lab(tmp_path / "boden") as lab:
        lab.actors.add(name="Röda Korset", kind="civil society")
    lines = json.loads(labmethods("history", "boden", "--table", "actors", "--json").out)
    assert [line["action"] for line in lines] == ["add"]
    assert "Röda Korset" in labmethods("history", "boden").out
    assert labmethods("undo", "boden", lines[0]["change"]).code == 0
    with lm.open_lab(tmp_path / "boden") as lab:
        assert lab.actors.all() == []
    assert labmethods("undo", "boden", 999).refused()
    assert labmethods("history", "boden", "--table", "finns-inte").refused()


def test_a_sheet_is_imported_as_a_whole(labmethods, tmp_path):
    labmethods("new", "Boden")
    sheet = tmp_path / "aktörer.csv"
    sheet.write_text("Namn;Makt;Intresse\nKyrkan;3,0;5\nSkolan;4;2\n", encoding="cp1252")
    assert labmethods("import", "boden", sheet, "--as", "actors", "--dry-run").code == 0
    with lm.open_lab(tmp_path / "boden") as lab:
        assert lab.actors.all() == []
    assert labmethods("import", "boden", sheet, "--as", "actors").code == 0
    with lm.open_lab(tmp_path / "boden") as lab:
        assert lab.actors.frame()[["name", "power"]].values.tolist() == [
            ["Kyrkan", 3],
            ["Skolan", 4],
        ]
        lab.undo()
        assert lab.actors.all() == []


def test_a_bad_cell_is_named_and_nothing_is_imported(labmethods, tmp_path):
    labmethods("new", "Boden")
    sheet = tmp_path / "aktorer.csv"
    sheet.write_text("name,power\nKyrkan,3\nSkolan,mycket\n,2\n", encoding="utf-8")
    line = labmethods("import", "boden", sheet, "--as", "actors").refused()
    assert "Rad 3" in line
    assert "”mycket”" in line
    assert "Rad 4" in line
    assert "Inget har importerats" in line
    with lm.open_lab(tmp_path / "boden") as lab:
        assert lab.actors.all() == []


def test_a_questionnaire_is_looked_at_then_imported(labmethods, tmp_path):
    labmethods("new", "Provlabbet")
    with lm.open_lab(tmp_path / "provlabbet") as lab:
        lab["indicators"].add(name="Nya kontakter")
    text = (
        "Tidstämpel;Namn;Nya kontakter\n2019-03-14 09:12;Namn Ett;3\n2019-03-15 09:12;Namn Två;2\n"
    )
    (tmp_path / "svar.csv").write_text(text, encoding="utf-8")
    asked = ("import", "provlabbet", "svar.csv", "--as", "questionnaire")
    looked = labmethods(*asked, "--dry-run")
    assert "Namn (en persons namn)" in looked.out
    assert json.loads(labmethods(*asked, "--json").out)["rows"] == 1
    assert "redan ett värde" in labmethods(*asked).refused()
    assert "ingen utvärdering" in labmethods(*asked, "--evaluation", "Mentorer").refused()


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_an_export_holds_every_table(labmethods, tmp_path, ending):
    labmethods("new", "Boden")
    with lm.open_lab(tmp_path / "boden") as lab:
        lab.actors.add(name="=SUM(A1)", power=2)
    assert labmethods("export", "boden", f"ut.{ending}").code == 0
    if ending == "xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(tmp_path / "ut.xlsx")["actors"]
        assert sheet["B2"].value == "'=SUM(A1)"
        assert sheet["B2"].data_type == "s"
    else:
        import zipfile

        with zipfile.ZipFile(tmp_path / "ut.zip") as archive:
            package = json.loads(archive.read("datapackage.json"))
            assert {one["name"] for one in package["resources"]} >= {"actors", "relations", "facts"}
            assert all(one["path"] in archive.namelist() for one in package["resources"])


def test_a_backup_brings_back_what_was_there(labmethods, tmp_path):
    labmethods("new", "Boden")
    with lm.open_lab(tmp_path / "boden") as lab:
        lab.actors.add(name="Kyrkan")
    assert labmethods("backup", "boden", "kopia.zip").code == 0
    assert labmethods("backup", "boden", "kopia.zip").refused()
    with lm.open_lab(tmp_path / "boden") as lab:
        lab.actors.remove(lab.actors.all()[0])
    assert labmethods("restore", "kopia.zip", "boden").code == 0
    with lm.open_lab(tmp_path / "boden") as lab:
        assert [one.name for one in lab.actors.all()] == ["Kyrkan"]
    (kept,) = tmp_path.glob("boden-*")
    with lm.open_lab(kept) as lab:
        assert lab.actors.all() == []


def test_a_file_that_is_no_backup_replaces_nothing(labmethods, tmp_path):
    labmethods("new", "Boden")
    (tmp_path / "fel.zip").write_bytes(b"inte en zip")
    before = contents(tmp_path)
    assert labmethods("restore", "fel.zip", "boden").refused()
    assert contents(tmp_path) == before


def test_two_copies_are_merged_after_a_backup(labmethods, tmp_path):
    labmethods("new", "Boden")
    shutil.copytree(tmp_path / "boden", tmp_path / "kopia")
    with lm.open_lab(tmp_path / "kopia") as lab:
        lab.actors.add(name="Kyrkan")
    answer = json.loads(labmethods("merge", "boden", "kopia", "--json").out)
    assert answer == {"changes": 1, "conflicts": []}
    assert json.loads(labmethods("merge", "boden", "kopia", "--json").out)["changes"] == 0
    with lm.open_lab(tmp_path / "boden") as lab:
        assert [one.name for one in lab.actors.all()] == ["Kyrkan"]
    assert list((tmp_path / "boden" / "backups").glob("*.db"))


def test_every_command_has_help_in_swedish():
    answer = subprocess.run(
        [sys.executable, "-m", "labmethods.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Gör en arbetsbok för ett nytt labb" in answer.stdout


def test_importing_labmethods_loads_neither_widgets_nor_charts_nor_statistics():
    heavy = "'ipywidgets', 'plotly', 'scipy', 'pandas', 'sqlalchemy', 'networkx'"
    code = f"import labmethods, sys; print([m for m in ({heavy}) if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_a_report_is_checked_against_its_lab(labmethods):
    labmethods("new", "Boden")
    report = Path(labmethods("report", "boden").out.strip())
    assert report.name == "boden-rapport.html"
    agreed = labmethods("check", report, "boden", "--json")
    assert (agreed.code, json.loads(agreed.out)["ok"]) == (0, True)
    with lm.open_lab("boden") as lab:
        lab.actors.add(name="Rotary")
    changed = labmethods("check", report, "boden")
    assert changed.code == 1
    assert "1 ändring i aktörer" in changed.out
    assert "säger inte vilket labb" in labmethods("check", "boden/lab.toml", "boden").refused()


def test_a_report_waits_for_a_decision_on_what_points_out_a_person(labmethods, tmp_path):
    labmethods("new", "Provlabbet")
    with lm.open_lab(tmp_path / "provlabbet") as lab:
        lab["facts"].change(lab.facts.id, challenge="Ring 070-123 45 67.")
    asked = ("report", "provlabbet", "--for", "residents")
    assert "Telefonnummer i Labbet" in labmethods(*asked).refused()
    stopped = labmethods(*asked, "--json")
    assert stopped.code == 2
    (one,) = json.loads(stopped.out)["undecided"]
    assert (one["kind"], one["table"], one["field"]) == ("telephone", "facts", "challenge")
    assert "123 45 67" not in stopped.out + stopped.err
    masked = labmethods(*asked, "--mask", "--json")
    assert masked.code == 0
    assert json.loads(masked.out)["hidden"] == 1


def test_open_outside_a_lab_opens_the_one_to_practise_on(labmethods, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "labmethods.workbook.jupyter.open_workbook", lambda home, *_a, **_k: opened.append(home)
    )
    assert labmethods("open", "--no-browser").code == 0
    with lm.open_lab(opened[0]) as lab:
        assert lab.sample


def test_a_participant_is_erased_after_a_dry_run(labmethods, tmp_path):
    labmethods("new", "Prov")
    with lm.open_lab(tmp_path / "prov") as lab:
        evaluation = lab.evaluations.add(name="Gruppen")
        lab.participants.add(evaluation=evaluation.id, code="D01")
    told = labmethods("erase", "prov", "D01", "--dry-run")
    assert "Deltagarna: 1 poster" in told.out
    assert "Inget har raderats" in told.out
    with lm.open_lab(tmp_path / "prov") as lab:
        assert len(lab.participants) == 1
    assert "Det går inte att få tillbaka" in labmethods("erase", "prov", "D01").out
    with lm.open_lab(tmp_path / "prov") as lab:
        assert len(lab.participants) == 0
    assert labmethods("erase", "prov", "D01").refused()
    assert labmethods("erase", "prov").code == 0
