"""Every address, setting and argument of the corpus ends in one clear line; nothing is touched."""

from __future__ import annotations

import pytest

import labmethods as lm
from labmethods.workbook import folder
from tests.hostile import places
from tests.hostile.case import names
from tests.hostile.conftest import everything


@pytest.mark.parametrize("case", places.SETTINGS, ids=names(places.SETTINGS))
def test_broken_settings_are_told_and_the_store_is_left_alone(case, kept, run):
    settings = kept.home / folder.SETTINGS
    right, version = settings.read_bytes(), kept.store.version()
    settings.write_bytes(case.bytes())
    try:
        files = everything(kept.home)
        answer = run("check", kept.home)
        assert everything(kept.home) == files
    finally:
        settings.write_bytes(right)
    assert answer.refused, answer
    assert case.answer in answer.complained
    assert kept.store.version() == version


@pytest.mark.parametrize("case", places.ADDRESSES, ids=names(places.ADDRESSES))
def test_an_address_without_a_lab_is_told_without_its_password(case, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fil.txt").write_text("x", encoding="utf-8")
    answer = run("history", case.given.replace("{file}", "fil.txt"))
    assert answer.refused, answer
    assert case.answer in answer.complained
    assert places.SECRET not in answer.complained + answer.said
    assert everything(tmp_path) == {"fil.txt": 1}


@pytest.mark.parametrize("case", places.LAB_NAMES, ids=names(places.LAB_NAMES))
def test_a_labs_name_is_a_harmless_folder_or_refused(case, run, tmp_path):
    answer = run("new", "--to", tmp_path / "labs", "--", case.given)
    made = [path.name for path in (tmp_path / "labs").glob("*")]
    if answer.code == 0:
        assert made == [case.answer]
        assert [path.name for path in tmp_path.iterdir()] == ["labs"]
    else:
        assert answer.refused, answer
        assert case.answer in answer.complained
        assert made == []


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """What the commands of the corpus refer to."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / "fil.csv").write_text("name\nA\n", encoding="utf-8")
    with lm.new_lab("Annat labb", to=folder) as other:
        return folder, other.home


@pytest.mark.parametrize("case", places.COMMANDS, ids=names(places.COMMANDS))
def test_a_command_that_cannot_be_done_ends_in_one_line(case, kept, run, beside):
    folder, other = beside
    known = {"lab": kept.home, "folder": folder, "file": folder / "fil.csv", "other": other}
    arguments = [one.format(**known) if "{" in one else one for one in case.given]
    version, before = kept.store.version(), everything(folder)
    files = everything(kept.home)
    answer = run(*arguments)
    assert answer.refused, answer
    assert case.answer in answer.complained
    assert places.SECRET not in answer.complained + answer.said
    assert kept.store.version() == version
    assert everything(folder) == before
    assert everything(kept.home) == files
