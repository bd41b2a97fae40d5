"""Every archive, notebook and file of the corpus is taken whole, left alone or refused."""

from __future__ import annotations

import json

import pytest

import labmethods as lm
from labmethods.errors import LabError, Refused
from labmethods.experiments.attachments import attach
from labmethods.pathway import hsds
from labmethods.workbook.backup import backup
from labmethods.workbook.upgrade import upgrade
from tests.hostile import archives
from tests.hostile.case import names
from tests.hostile.conftest import everything


@pytest.fixture(scope="module")
def whole(kept, tmp_path_factory) -> bytes:
    """A backup that is whole."""
    return backup(kept, tmp_path_factory.mktemp("backup") / "kopia.zip").read_bytes()


@pytest.mark.parametrize("case", archives.BACKUPS, ids=names(archives.BACKUPS))
def test_a_backup_that_is_not_whole_replaces_nothing(case, whole, kept, run, tmp_path):
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "kopia.zip"
    path.write_bytes(case.given(whole))
    version, files = kept.store.version(), everything(kept.home)
    answer = run("restore", path, kept.home)
    assert answer.refused, answer
    assert case.answer in answer.complained
    assert kept.store.version() == version
    assert everything(kept.home) == files
    assert everything(tmp_path) == {"a/kopia.zip": path.stat().st_size}
    answer = run("restore", path, tmp_path / "ny")
    assert answer.refused, answer
    assert everything(tmp_path) == {"a/kopia.zip": path.stat().st_size}


def test_the_whole_backup_is_restored(whole, kept, run, tmp_path):
    (tmp_path / "kopia.zip").write_bytes(whole)
    assert run("restore", tmp_path / "kopia.zip", tmp_path / "ny").code == 0
    with lm.open_lab(tmp_path / "ny") as lab:
        assert lab.store.version() == kept.store.version()


@pytest.mark.parametrize("case", archives.HSDS, ids=names(archives.HSDS))
def test_tables_of_another_system_come_in_whole_or_not_at_all(case, kept):
    version = kept.store.version()
    with pytest.raises(LabError) as error:
        hsds.import_hsds(kept, case.bytes())
    assert case.answer in error.value.text("sv")
    assert kept.store.version() == version


@pytest.mark.parametrize("case", archives.NOTEBOOKS, ids=names(archives.NOTEBOOKS))
def test_a_notebook_that_is_odd_is_left_as_it_is_and_the_others_are_upgraded(case, kept, run):
    path = kept.home / "05-udda.ipynb"
    path.write_bytes(case.bytes())
    (kept.home / "03-indicators.ipynb").unlink()
    try:
        answer = run("upgrade", kept.home)
        assert path.read_bytes() == case.bytes()
        assert (kept.home / "03-indicators.ipynb").exists()
    finally:
        path.unlink()
        upgrade(kept)
    assert "Traceback" not in answer.complained
    if case.answer == archives.KEPT:
        assert answer.code == 0, answer
        assert path.name not in answer.said
    else:
        assert answer.code == 1
        assert f"{path.name}: " in answer.said
        assert case.answer in answer.said


@pytest.mark.parametrize("case", archives.NOTEBOOKS, ids=names(archives.NOTEBOOKS))
def test_a_report_is_made_without_the_notebook_that_is_odd(case, kept):
    from labmethods.reporting.run import _read

    path = kept.home / "05-udda.ipynb"
    path.write_bytes(case.bytes())
    try:
        found = _read(path)
    finally:
        path.unlink()
    if isinstance(found, LabError):
        assert path.name in found.text("sv")
    else:
        json.dumps(found)


@pytest.mark.parametrize("case", archives.ATTACHMENTS, ids=names(archives.ATTACHMENTS))
def test_a_file_is_kept_under_its_own_kind_or_refused(case, lab):
    card = lab.experiments.add(name="Kafé")
    entry = lab.log_entries.add(experiment=card.id, day="2026-09-01", event="Premiär")
    version, files = lab.store.version(), everything(lab.home)
    if "/" in case.answer:
        kept = attach(lab, entry, case.bytes(), "../../<b>bilaga</b>")
        assert kept.kind == case.answer
        (name,) = set(everything(lab.home)) - set(files)
        ending = {"text/plain": ".txt", "application/pdf": ".pdf"}[kept.kind]
        assert name.startswith("attachments/")
        assert name.endswith(f"{kept.digest}{ending}")
    else:
        with pytest.raises(Refused) as error:
            attach(lab, entry, case.bytes(), "Bilaga")
        assert case.answer in error.value.text("sv")
        assert lab.store.version() == version
        assert everything(lab.home) == files
