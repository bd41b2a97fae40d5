"""Copies that are taken by themselves, and their thinning."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

import labmethods as lm
from labmethods.errors import LabError, NotALab
from labmethods.workbook import backup
from labmethods.workbook.merge import merge
from labmethods.workbook.restore import restore


def copies(lab):
    return sorted((lab.home / backup.FOLDER).glob("lab-*.db"))


def test_opening_makes_the_days_copy_once(lab):
    for _ in range(2):
        lm.open_lab(lab.home).close()
    (made,) = copies(lab)
    with closing(sqlite3.connect(made)) as connection:
        (hash_,) = connection.execute("SELECT hash FROM journal ORDER BY seq DESC").fetchone()
    assert hash_ == lab.store.version()


def test_a_lab_in_which_nothing_was_changed_since_the_newest_copy_is_not_copied(lab):
    lm.open_lab(lab.home).close()
    (made,) = copies(lab)
    old = made.rename(made.with_name("lab-2020-01-01-000000-000000.db"))
    lm.open_lab(lab.home).close()
    assert copies(lab) == [old]
    lab.notes.add(key="a")
    lm.open_lab(lab.home).close()
    assert len(copies(lab)) == 2


def test_a_lab_whose_folder_takes_no_copy_opens_all_the_same(lab):
    (lab.home / backup.FOLDER).write_text("i vägen")
    with lm.open_lab(lab.home) as again:
        assert again.name == "Provlabbet"


def test_a_merge_copies_first(lab, tmp_path):
    shutil.copytree(lab.home, tmp_path / "kopia")
    with lm.open_lab(tmp_path / "kopia") as other:
        other.notes.add(key="b")
        merge(lab, other)
    assert len(copies(lab)) == 1
    assert len(lab.notes) == 1


@given(st.lists(st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)), max_size=80))
def test_thinning_keeps_the_newest_and_one_a_month(days):
    names = sorted(f"lab-{day}-120000-{n:06}.db" for n, day in enumerate(days))
    kept = backup._kept(names)
    assert set(names[-5:]) <= kept <= set(names)
    assert {name[4:11] for name in kept} >= {name[4:11] for name in names[-24:]}
    assert len(kept) <= 5 + 14 + 8 + 24
    assert backup._kept(sorted(kept)) == kept


def test_a_backup_while_others_write_is_consistent(lab, tmp_path):
    stop = threading.Event()

    def write():
        with lm.open_lab(lab.home) as other:
            while not stop.is_set():
                other.notes.add_many([{"key": "a"}, {"key": "b"}])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            target = backup.backup(lab, tmp_path / f"kopia{number}.zip")
            restore(target, tmp_path / f"tillbaka{number}")
            with lm.open_lab(tmp_path / f"tillbaka{number}") as again:
                assert again.store.broken_chain() == []
                assert len(again.notes) % 2 == 0
    finally:
        stop.set()
        writer.join()


def test_a_restored_lab_goes_on_where_it_is_open(lab, tmp_path):
    lab.notes.add(key="a", text="före")
    saved = backup.backup(lab, tmp_path / "kopia.zip")
    lab.notes.add(key="b", text="efter")
    kept = restore(saved, lab.home)
    assert [note.key for note in lab.notes.all()] == ["a"]
    lab.notes.add(key="c")
    assert lab.store.broken_chain() == []
    with lm.open_lab(kept) as before:
        assert [note.key for note in before.notes.all()] == ["a", "b"]


def test_a_damaged_lab_is_replaced_and_its_file_kept(lab, tmp_path):
    saved = backup.backup(lab, tmp_path / "kopia.zip")
    lab.close()
    (lab.home / "lab.db").write_bytes(b"trasig" * 1000)
    kept = restore(saved, lab.home)
    assert (kept / "lab.db").read_bytes() == b"trasig" * 1000
    with lm.open_lab(lab.home) as again:
        assert again.name == "Provlabbet"


def packed(source, target, **changed):
    """A zip with some members changed."""
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(target, "w") as other:
        for name in one.namelist():
            other.writestr(name, changed.get(name, one.read(name)))
    return target


def test_a_backup_that_is_not_whole_replaces_nothing(lab, tmp_path):
    saved = backup.backup(lab, tmp_path / "kopia.zip")
    with zipfile.ZipFile(saved) as archive:
        store = archive.read("lab.db")
    tampered = tmp_path / "ändrad.db"
    tampered.write_bytes(store)
    with closing(sqlite3.connect(tampered)) as connection, connection:
        connection.execute("UPDATE journal SET who = 'någon' WHERE seq = 1")
    elsewhere = b'database = "sqlite:////etc/lab.db"'
    bad = [
        packed(saved, tmp_path / "1.zip", **{"lab.db": store[: len(store) // 2]}),
        packed(saved, tmp_path / "2.zip", **{"lab.db": tampered.read_bytes()}),
        packed(saved, tmp_path / "3.zip", **{"lab.toml": elsewhere}),
        packed(saved, tmp_path / "4.zip", **{"lab.db": b""}),
    ]
    before = lab.store.version()
    for one in bad:
        with pytest.raises(NotALab):
            restore(one, lab.home)
        assert lab.store.version() == before
    assert sorted(path.name for path in tmp_path.glob("provlabbet*")) == ["provlabbet"]


def test_what_cannot_be_written_leaves_no_half_a_backup(lab, tmp_path):
    (tmp_path / "fil").write_text("")
    with pytest.raises(LabError):
        backup.backup(lab, tmp_path / "fil" / "kopia.zip")
    assert not list(tmp_path.glob(".backup*"))
