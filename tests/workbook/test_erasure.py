"""One person's data is erased for good, and comes back by no way."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

import labmethods as lm
from labmethods.errors import Conflict, Missing, Refused
from labmethods.workbook import backup, erasure
from labmethods.workbook.check import check
from labmethods.workbook.merge import merge
from labmethods.workbook.restore import restore

OLDER = Path(__file__).parent / "older" / "store_2026_11.sql"


def fill(lab):
    """Two participants with measurements, one of them removed again, and a note about one."""
    evaluation = lab.evaluations.add(name="Provgruppen")
    outcome = lab.outcomes.add(evaluation=evaluation.id, name="Framtidstro")
    people = lab.participants.add_many(
        [{"evaluation": evaluation.id, "code": code} for code in ("D01", "D02")]
    )
    for person in people:
        for occasion in ("before", "after"):
            lab.measurements.add(
                participant=person.id, outcome=outcome.id, occasion=occasion, value=3.5
            )
    lab.measurements.remove(lab.measurements.find(participant=people[0].id)[0])
    lab.participants.change(people[0], left_reason="flyttade till Kiruna")
    lab.notes.add(key="evaluation", text="D01 fick jobb. D011 gjorde det inte.")
    return people


def everything(lab) -> str:
    """All that stands in any table of the database, also in the journal."""
    with lab.store.engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return "\n".join(
            str(row)
            for name in names
            for row in connection.execute(sa.text(f"SELECT * FROM {name}"))
        )


def codes(lab):
    return [one.code for one in lab.participants.all()]


def problems(lab):
    return [one.text("sv") for one in check(lab) if one.subject in ("journal", "records")]


def test_a_participant_is_gone_from_records_and_journal_and_the_chain_holds(any_lab):
    person, other = fill(any_lab)
    found = erasure.find(any_lab, "d01")
    assert len(found.records) == 3
    erasure.erase(any_lab, found, reason="begärd", mentions=True)
    text = everything(any_lab)
    assert "Kiruna" not in text
    assert "D01 " not in text
    assert '"D01"' not in text
    assert codes(any_lab) == ["D02"]
    assert len(any_lab.measurements.find(participant=other.id)) == 2
    assert any_lab.note_text("evaluation") == "[…] fick jobb. D011 gjorde det inte."
    assert problems(any_lab) == []
    (note,) = any_lab.erasures.all()
    assert note.reason == "begärd"
    assert f"participants/{person.id}" in note.records
    with pytest.raises(Missing):
        erasure.find(any_lab, "D01")


def test_the_stores_file_keeps_nothing_of_it(lab):
    fill(lab)
    assert b"Kiruna" in lab.store.path.read_bytes()
    erasure.erase(lab, erasure.find(lab, "D01"), mentions=True)
    lab.close()
    assert b"Kiruna" not in lab.store.path.read_bytes()
    assert not list(lab.home.glob("lab.db-*"))


def test_what_was_erased_cannot_be_undone_and_what_was_done_before_can(any_lab):
    fill(any_lab)
    actor = any_lab.actors.add(name="Kyrkan")
    erasure.erase(any_lab, erasure.find(any_lab, "D01"), mentions=True)
    erasing = any_lab.history(table="erasures")[0]
    with pytest.raises(Conflict, match="raderats för gott"):
        any_lab.undo(erasing.seq)
    added = any_lab.history(table="participants")[0]
    assert added.action == "erased"
    any_lab.undo()
    with pytest.raises(Missing):
        any_lab.actors.get(actor)
    # The batch that added both participants is undone for the one who is left.
    with any_lab.store.writing() as batch:
        batch.remove("measurements", any_lab.measurements.all()[0].id)
    any_lab.undo(added.seq)
    assert codes(any_lab) == []
    any_lab.redo()
    assert codes(any_lab) == ["D02"]
    assert problems(any_lab) == []


def test_without_the_mentions_they_are_listed_and_stay(any_lab):
    fill(any_lab)
    found = erasure.find(any_lab, "D01")
    assert "Nämns i Anteckningar, evaluation: Text" in found.lines(any_lab, "sv")
    erasure.erase(any_lab, found)
    assert any_lab.note_text("evaluation").startswith("D01")
    assert problems(any_lab) == []


def test_a_bare_number_is_not_taken_out_of_texts(lab):
    evaluation = lab.evaluations.add(name="Provgruppen")
    lab.participants.add(evaluation=evaluation.id, code="12")
    lab.notes.add(key="a", text="12 av 12 svarade")
    found = erasure.find(lab, "12")
    with pytest.raises(Refused):
        erasure.erase(lab, found, mentions=True)
    erasure.erase(lab, found)
    assert lab.note_text("a") == "12 av 12 svarade"


def test_content_that_was_blanked_without_a_note_is_found(any_lab):
    fill(any_lab)
    with any_lab.store.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE seq = 4")
        )
    assert any("utan att en radering" in one for one in problems(any_lab))


def test_backups_that_hold_it_are_listed_and_removed(lab):
    fill(lab)
    backup.automatic(lab.store, lab.home)
    found = erasure.find(lab, "D01")
    assert len(found.copies) == 1
    erasure.erase(lab, found, copies=True)
    (copy,) = (lab.home / "backups").glob("lab-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        kept = connection.execute("SELECT count(*) FROM journal WHERE after LIKE '%Kiruna%'")
        assert kept.fetchone() == (0,)


def test_a_file_that_has_the_code_is_listed(lab):
    fill(lab)
    (lab.home / "egen.csv").write_text("D01;3", encoding="utf-8")
    (lab.home / "annan.csv").write_text("D011;3", encoding="utf-8")
    assert [path.name for path in erasure.find(lab, "D01").files] == ["egen.csv"]


@pytest.fixture
def copies(lab, tmp_path):
    fill(lab)
    shutil.copytree(lab.home, tmp_path / "kopia")
    with lm.open_lab(tmp_path / "kopia") as other:
        yield lab, other


@pytest.mark.parametrize("into_erased", [True, False])
def test_a_merge_does_not_bring_it_back(copies, into_erased):
    lab, other = copies
    erasure.erase(lab, erasure.find(lab, "D01"), mentions=True)
    person = next(one for one in other.participants.all() if one.code == "D01")
    outcome = other.outcomes.all()[0]
    other.measurements.add(
        participant=person.id, outcome=outcome.id, occasion="6 months", value=5.0
    )
    other.participants.change(person, left_reason="flyttade från Kiruna")
    other.actors.add(name="Biblioteket")
    target, source = (lab, other) if into_erased else (other, lab)
    merge(target, source)
    assert codes(target) == ["D02"]
    assert len(target.measurements) == 2
    assert [one.name for one in target.actors.all()] == ["Biblioteket"]
    assert "Kiruna" not in everything(target)
    assert problems(target) == []
    assert merge(target, source).changes == 0
    merge(source, target)
    assert codes(source) == ["D02"]
    assert "Kiruna" not in everything(source)
    assert problems(source) == []


def test_a_restored_backup_does_not_bring_it_back(lab, tmp_path):
    fill(lab)
    saved = backup.backup(lab, tmp_path / "kopia.zip")
    erasure.erase(lab, erasure.find(lab, "D01"))
    lab.actors.add(name="Kyrkan")
    restore(saved, lab.home)
    assert codes(lab) == ["D02"]
    assert len(lab.actors) == 0
    assert "Kiruna" not in everything(lab)
    assert problems(lab) == []


def test_an_attachment_of_what_is_erased_goes_with_it(lab):
    from labmethods.experiments import attachments

    experiment = lab.experiments.add(name="Prov")
    entry = lab.log_entries.add(experiment=experiment.id, day="2026-03-01", event="Ett samtal")
    kept = attachments.attach(lab, entry, b"om nagon annan", "samtal")
    gone = attachments.attach(lab, entry, b"om D01", "samtal")
    assert [path.stem for path in erasure.find(lab, "samtal").files] == []
    found = erasure.find(lab, "D01", also=[("attachments", gone.id)])
    assert [path.stem for path in found.files] == [gone.digest]
    erasure.erase(lab, found)
    assert [path.stem for path in (lab.home / "attachments").rglob("*.txt")] == [kept.digest]
    assert gone.digest not in "".join(map(str, lab.store.journal_rows(until=6)))


def test_an_older_store_opens_and_can_erase(tmp_path):
    with lm.new_lab("prov", to=tmp_path) as made:
        home, path = made.home, made.store.path
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLDER.read_text(encoding="utf-8"))
    with lm.open_lab(home) as lab:
        assert problems(lab) == []
        assert codes(lab) == ["D01", "D02"]
        erasure.erase(lab, erasure.find(lab, "D01"), mentions=True)
        assert codes(lab) == ["D02"]
        assert "D01" not in everything(lab)
        assert problems(lab) == []


def test_an_erased_file_that_came_back_is_told_and_goes_again_but_not_one_that_is_in_use(lab):
    from labmethods.experiments import attachments

    experiment = lab.experiments.add(name="Prov")
    entry = lab.log_entries.add(experiment=experiment.id, day="2026-03-01", event="Ett samtal")
    gone = attachments.attach(lab, entry, b"om D01", "samtal")
    found = erasure.find(lab, "D01", also=[("attachments", gone.id)])
    (path,) = found.files
    erasure.erase(lab, found)
    path.write_bytes(b"om D01")
    assert [where for where, _ in erasure.disagreements(lab)] == [path.name]
    erasure.erase_again(lab, erasure.erased(lab))
    assert not path.exists()
    assert [*erasure.disagreements(lab)] == []
    attachments.attach(lab, entry, b"om D01", "samma igen, med lov")
    erasure.erase_again(lab, erasure.erased(lab))
    assert path.exists()
    assert [*erasure.disagreements(lab)] == []
