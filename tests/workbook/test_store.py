"""The store and its journal, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa

import labmethods as lm
from labmethods.errors import Conflict, Missing, NewerStore, Refused, StoreUnavailable


def test_every_change_has_a_journal_row(any_lab):
    note = any_lab.notes.add(key="a", text="ett")
    any_lab.notes.change(note, text="två")
    any_lab.notes.remove(note)
    added, changed, removed = any_lab.history(table="notes")
    assert [added.action, changed.action, removed.action] == ["add", "change", "remove"]
    assert changed.before["text"] == "ett"
    assert changed.after["text"] == "två"
    assert changed.fields == ["text"]
    assert changed.who == "prov"
    assert any_lab.store.broken_chain() == []


def test_a_change_that_changes_nothing_leaves_no_row(any_lab):
    note = any_lab.notes.add(key="a", text="ett")
    any_lab.notes.change(note, text=" ett ")
    assert len(any_lab.history(table="notes")) == 1


def test_undo_and_redo_walk_back_and_forth(any_lab):
    note = any_lab.notes.add(key="a", text="1")
    any_lab.notes.change(note, text="2")
    any_lab.notes.change(note, text="3")
    any_lab.undo()
    any_lab.undo()
    assert any_lab.notes.get(note).text == "1"
    any_lab.redo()
    assert any_lab.notes.get(note).text == "2"
    any_lab.notes.change(note, text="4")
    with pytest.raises(Missing):
        any_lab.redo()
    for _ in range(3):
        any_lab.undo()
    assert any_lab.notes.all() == []
    with pytest.raises(Missing):
        any_lab.undo()
    assert any_lab.store.broken_chain() == []


def test_undo_restores_an_imported_batch_in_one_step(any_lab):
    any_lab.notes.add_many([{"key": f"k{i}", "text": str(i)} for i in range(50)])
    any_lab.undo()
    assert len(any_lab.notes) == 0
    any_lab.redo()
    assert len(any_lab.notes) == 50


def test_undo_of_a_change_that_was_changed_later_is_refused(any_lab):
    note = any_lab.notes.add(key="a", text="1")
    any_lab.notes.change(note, text="2")
    any_lab.notes.change(note, text="3")
    second = any_lab.history(table="notes")[1]
    with pytest.raises(Conflict):
        any_lab.undo(second.seq)
    assert any_lab.notes.get(note).text == "3"


def test_what_made_the_lab_is_not_undone(any_lab):
    with pytest.raises(Conflict):
        any_lab.undo(1)
    assert any_lab.name == "Provlabbet"


def test_a_batch_with_one_bad_row_saves_none(any_lab):
    with pytest.raises(Refused):
        any_lab.notes.add_many([{"key": "a"}, {"key": ""}])
    assert len(any_lab.notes) == 0
    assert any_lab.history(table="notes") == []


def test_another_ones_change_meanwhile_is_not_overwritten(any_lab):
    seen = any_lab.notes.add(key="a", text="först")
    any_lab.notes.change(seen, text="den andres")
    with pytest.raises(Conflict, match="den andres"):
        any_lab.notes.change(seen, seen=seen, text="min")
    assert any_lab.notes.get(seen).text == "den andres"


def test_a_reopened_lab_holds_the_same(any_lab):
    any_lab.notes.add(key="å", text="ä ö 😀 <b>“'\"")
    with lm.open_lab(any_lab.home) as again:
        assert again.notes.all() == any_lab.notes.all()
        assert again.store.version() == any_lab.store.version()


def test_tampering_with_a_record_of_the_journal_shows(any_lab):
    any_lab.notes.add(key="a", text="ett")
    any_lab.notes.add(key="b", text="två")
    journal = any_lab.store.journal
    with any_lab.store.engine.begin() as connection:
        connection.execute(
            sa.update(journal).where(journal.c.seq == 2).values(after='{"key":"a","text":"annat"}')
        )
    assert any_lab.store.broken_chain() == [2]


def test_a_journal_row_that_was_taken_out_shows(any_lab):
    for key in "abc":
        any_lab.notes.add(key=key)
    journal = any_lab.store.journal
    with any_lab.store.engine.begin() as connection:
        connection.execute(sa.delete(journal).where(journal.c.seq == 3))
    assert any_lab.store.broken_chain() == [4]


def test_a_newer_store_is_refused_and_untouched(any_lab):
    info = any_lab.store.metadata.tables["store_info"]
    with any_lab.store.engine.begin() as connection:
        connection.execute(sa.update(info).where(info.c.key == "format").values(value="99"))
    version = any_lab.store.version()
    with pytest.raises(NewerStore):
        lm.open_lab(any_lab.home)
    assert any_lab.store.version() == version


def test_an_older_store_gets_the_columns_it_lacks_after_a_backup(any_lab):
    any_lab.notes.add(key="a", text="kvar")
    info = any_lab.store.metadata.tables["store_info"]
    with any_lab.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE facts DROP COLUMN ask")
        connection.execute(sa.update(info).where(info.c.key == "schema").values(value="[]"))
    with lm.open_lab(any_lab.home) as again:
        assert again.facts.ask is None
        assert again.notes.all()[0].text == "kvar"
        again["facts"].change(again.facts, ask="nu")
        assert again.facts.ask == "nu"
        if again.store.path:
            assert len(list((again.home / "backups").glob("*.db"))) == 1


def test_a_read_only_file_can_be_read_and_says_so_when_written(lab):
    lab.notes.add(key="a", text="kvar")

    @sa.event.listens_for(lab.store.engine, "connect")
    def _read_only(connection, _record):
        connection.execute("PRAGMA query_only = 1")

    lab.store.engine.dispose()
    assert lab.notes.all()[0].text == "kvar"
    with pytest.raises(StoreUnavailable, match="skrivskyddad"):
        lab.notes.add(key="b")
    assert len(lab.notes) == 1


def test_a_second_writer_waits_and_is_told(lab):
    lab.store.engine.dispose()
    other = sqlite3.connect(lab.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    @sa.event.listens_for(lab.store.engine, "connect")
    def _impatient(connection, _record):
        connection.execute("PRAGMA busy_timeout = 50")

    with pytest.raises(StoreUnavailable, match="Någon annan skriver"):
        lab.notes.add(key="b")
    other.execute("ROLLBACK")
    other.close()
    lab.notes.add(key="b")
    assert len(lab.notes) == 1
