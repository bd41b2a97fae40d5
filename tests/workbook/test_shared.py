"""Labs in folders that several computers share."""

from __future__ import annotations

import datetime
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import labmethods as lm
from labmethods.errors import StoreUnavailable
from labmethods.workbook import copies, shared
from labmethods.workbook.check import check
from labmethods.workbook.merge import merge
from labmethods.workbook.panel import StartPage
from labmethods.workbook.shared import LOCK, shared_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/gemensam /mnt/gemensam\\040mapp cifs rw 0 0
/dev/sdb1 /mnt/gemensam\\040mapp/lokal ext4 rw 0 0
server:/hem /hem nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "called"),
    [
        ("C/Users/a/OneDrive - Bostadsbolaget/lab", "OneDrive"),
        ("home/a/Dropbox/lab", "Dropbox"),
        ("Users/a/Library/CloudStorage/X/lab", "CloudStorage"),
        ("home/a/Google Drive/lab", "Google Drive"),
        ("home/a/lab", None),
    ],
)
def test_synchronised_folders_are_known_by_their_names(folder, called):
    assert shared_place(Path("/") / folder, {}) == called


def test_onedrives_own_variable_tells_where_it_is():
    assert shared_place(Path("/moln/lab"), {"OneDriveCommercial": "/moln"}) == "OneDrive"
    assert shared_place(Path("/moln2/lab"), {"OneDriveCommercial": "/moln"}) is None


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/mnt/gemensam mapp/lab", "cifs"),
        ("/mnt/gemensam mapp/lokal/lab", "ext4"),
        ("/hem/a", "nfs4"),
        ("/hemma/a", "ext4"),
    ],
)
def test_the_innermost_mount_counts(folder, kind):
    assert shared._kind_of_mount(Path(folder), MOUNTS) == kind


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "OneDrive - Bolaget"
    folder.mkdir()
    return folder


@pytest.fixture
def shared_lab(place):
    with lm.new_lab("Provlabbet", to=place) as made:
        home = made.home
    with lm.open_lab(home) as lab:
        yield lab


def other_computer(lab, ago: datetime.timedelta) -> None:
    """Somebody else on another computer, who saved so long ago."""
    last = (datetime.datetime.now(datetime.UTC) - ago).isoformat()
    text = {"who": "Anna", "computer": "KONTOR-3", "mark": "x", "since": last, "last": last}
    (lab.home / LOCK).write_text(json.dumps(text), encoding="utf-8")


def test_a_store_in_a_shared_folder_has_no_write_ahead_log(shared_lab):
    """Also when another program had given it one."""
    shared_lab.close()
    with closing(sqlite3.connect(shared_lab.store.path)) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    shared_lab.notes.add(key="a")
    with closing(sqlite3.connect(shared_lab.store.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert not list(shared_lab.home.glob("lab.db-*"))


def test_the_lock_says_who_writes_and_goes_when_the_lab_is_closed(shared_lab):
    assert not (shared_lab.home / LOCK).exists()
    shared_lab.notes.add(key="a")
    assert json.loads((shared_lab.home / LOCK).read_text(encoding="utf-8"))["who"] == "prov"
    shared_lab.close()
    assert not (shared_lab.home / LOCK).exists()


def test_another_computer_is_kept_out_and_told_who_writes(shared_lab):
    other_computer(shared_lab, datetime.timedelta(minutes=3))
    with pytest.raises(StoreUnavailable, match="Anna har labbet öppet på datorn KONTOR-3"):
        shared_lab.notes.add(key="a")
    assert len(shared_lab.notes) == 0
    shared_lab.close()
    assert shared_lab.store.lock.owner().who == "Anna"


@pytest.mark.parametrize("text", ["{", '{"who": "Anna"}', ""])
def test_a_lock_that_cannot_be_read_holds_nobody(shared_lab, text):
    (shared_lab.home / LOCK).write_text(text)
    shared_lab.notes.add(key="a")
    assert shared_lab.store.lock.owner().who == "prov"


def test_an_old_lock_is_taken_over(shared_lab):
    other_computer(shared_lab, datetime.timedelta(minutes=16))
    shared_lab.notes.add(key="a")
    assert shared_lab.store.lock.owner().who == "prov"


def test_two_programs_on_one_computer_both_write(shared_lab):
    shared_lab.notes.add(key="a")
    with lm.open_lab(shared_lab.home) as other:
        other.notes.add(key="b")
    shared_lab.notes.add(key="c")
    assert len(shared_lab.notes) == 3


def test_the_later_of_two_at_the_same_moment_is_told(shared_lab, monkeypatch):
    """Both saw no lock; the one whose file did not stand steps back."""
    lock = shared_lab.store.lock

    def overwritten(path, data):
        Path(path).write_bytes(data)
        other_computer(shared_lab, datetime.timedelta())

    monkeypatch.setattr(shared.durable, "write", overwritten)
    with pytest.raises(StoreUnavailable):
        shared_lab.notes.add(key="a")
    assert lock.owner().who == "Anna"


def test_a_lab_on_a_disk_of_ones_own_has_no_lock(lab):
    assert lab.store.lock is None


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("lab (1)", True),
        ("lab-konflikt-2026-03-01", True),
        ("lab (Annas conflicted copy 2026-03-01)", True),
        ("lab-DESKTOP-ABC", True),
        ("lab - Kopia", True),
        ("lab", False),
        ("lab-anteckningar", False),
        ("labbet", False),
    ],
)
def test_names_of_copies_are_known(name, is_copy):
    assert shared.looks_like_a_copy(name, "lab") is is_copy


@pytest.fixture
def with_copy(lab):
    """A lab beside whose store lies a copy that another computer wrote in."""
    copy = lab.home / "lab-KONTOR3.db"
    shutil.copyfile(lab.store.path, copy)
    with lm.open_lab(copy) as other:
        other.actors.add_many([{"name": "Biblioteket"}, {"name": "Kyrkan"}])
    lab.actors.add(name="Skolan")
    return lab, copy


def test_a_conflict_copy_is_found_shown_and_merged(with_copy):
    lab, copy = with_copy
    (found,) = [one for one in check(lab) if one.subject == "copies"]
    assert "2 ändringar som inte finns här" in found.text("sv")
    assert f'labmethods merge "{lab.home}" "{copy}"' in found.text("sv")
    assert "2 ändringar som inte finns här" in StartPage(lab).shown.value
    with lm.open_lab(copy) as other:
        merge(lab, other)
    assert {one.name for one in lab.actors.all()} == {"Biblioteket", "Kyrkan", "Skolan"}
    (found,) = [one for one in check(lab) if one.subject == "copies"]
    assert "utan något nytt" in found.text("sv")


def test_the_command_that_is_told_works(with_copy):
    lab, copy = with_copy
    lab.close()
    command = [sys.executable, "-m", "labmethods.cli", "merge", str(lab.home), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(lab.actors) == 3


def test_another_labs_store_and_other_files_are_no_copies(lab, tmp_path):
    with lm.new_lab("Annat", to=tmp_path / "annat") as other:
        shutil.copyfile(other.store.path, lab.home / "lab (1).db")
    (lab.home / "lab (2).db").write_text("inget lager")
    assert copies.stores(lab) == []


def test_a_copy_of_a_notebook_is_told(lab):
    shutil.copyfile(lab.home / "01-stakeholders.ipynb", lab.home / "01-stakeholders (1).ipynb")
    (path, problem), *_ = copies.problems(lab)
    assert path.name == "01-stakeholders (1).ipynb"
    assert "synkroniserad mapp" in problem.text("sv")
