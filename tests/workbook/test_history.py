"""Any change back, to any time, and undo of undo."""

from __future__ import annotations

import datetime
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import labmethods as lm
from labmethods.errors import Conflict, LabError, Missing
from labmethods.stakeholders.records import Actor
from labmethods.workbook import erasure
from labmethods.workbook.batch import new_id
from labmethods.workbook.check import check
from labmethods.workbook.history import describe
from labmethods.workbook.panel import StartPage


def state(lab):
    return {table: lab.store.rows(table) for table in ("actors", "relations", "notes")}


@pytest.fixture
def edited(any_lab):
    """A lab in which an actor was added, related, changed and removed."""
    one, other = any_lab.actors.add_many([{"name": "A"}, {"name": "B"}])
    any_lab.relations.add(source=one, target=other)
    then, seq = state(any_lab), any_lab.store.length()
    any_lab.actors.change(other, name="Bertil")
    any_lab.actors.remove(one)
    any_lab.actors.add(name="C")
    return any_lab, then, seq


def test_the_lab_goes_back_to_a_change_and_one_undo_brings_all_again(edited):
    lab, then, seq = edited
    now = state(lab)
    assert lab.back_to(seq) == 4
    assert state(lab) == then
    lab.undo()
    assert state(lab) == now
    lab.redo()
    assert state(lab) == then
    assert [one for one in check(lab) if one.subject in ("journal", "records")] == []


def test_one_record_goes_back_alone(edited):
    lab, _then, seq = edited
    other = lab.actors.find(name="Bertil")[0]
    assert lab.back_to(seq, table="actors", record_id=other.id) == 1
    assert [one.name for one in lab.actors.all()] == ["B", "C"]


def test_the_lab_goes_back_to_a_moment(lab):
    lab.notes.add(key="a")
    moment = lab.history()[-1].at
    time.sleep(0.002)
    lab.notes.add(key="b")
    assert lab.back_to(moment) == 1
    assert [note.key for note in lab.notes.all()] == ["a"]
    with pytest.raises(Missing):
        lab.back_to(moment - datetime.timedelta(days=1))


def test_what_was_erased_does_not_come_back(any_lab):
    evaluation = any_lab.evaluations.add(name="Gruppen")
    seq = any_lab.store.length()
    any_lab.participants.add(evaluation=evaluation.id, code="D01")
    after = any_lab.store.length()
    any_lab.actors.add(name="A")
    erasure.erase(any_lab, erasure.find(any_lab, "D01"))
    any_lab.back_to(after)
    assert len(any_lab.participants) == len(any_lab.actors) == 0
    any_lab.back_to(seq)
    assert len(any_lab.erasures) == 1


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove", "relate", "undo", "back"]), st.integers(0, 9)
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_every_state_that_ever_was_can_be_had_again(tmp_path_factory, steps):
    with lm.new_lab("Prov", to=tmp_path_factory.mktemp("lab")) as lab:
        states = {lab.store.length(): state(lab)}
        for what, which in steps:
            actors = lab.actors.all()
            with suppress(LabError):
                if what == "add" or not actors:
                    lab.actors.add(name=f"{which}")
                elif what == "change":
                    lab.actors.change(actors[which % len(actors)], power=which % 5 + 1)
                elif what == "remove":
                    lab.actors.remove(actors[which % len(actors)])
                elif what == "relate":
                    lab.relations.add(source=actors[0].id, target=actors[which % len(actors)].id)
                elif what == "undo":
                    lab.undo()
                else:
                    lab.back_to(sorted(states)[which % len(states)])
            states[lab.store.length()] = state(lab)
        for seq, then in states.items():
            lab.back_to(seq)
            assert state(lab) == then
        assert lab.store.broken_chain() == []


def test_an_import_of_5000_rows_is_undone_in_one_step(any_lab):
    any_lab.notes.add(key="kvar")
    any_lab.notes.add_many([{"key": f"k{n}", "text": "x"} for n in range(5000)])
    any_lab.undo()
    assert [note.key for note in any_lab.notes.all()] == ["kvar"]
    any_lab.redo()
    assert len(any_lab.notes) == 5001


def test_a_batch_is_undone_whatever_the_order_in_which_its_records_refer_to_each_other(any_lab):
    lab, one, other = any_lab, new_id(), new_id()
    school = lab.actors.add(name="Skolan")
    activity = lab.activities.add(name="Språkkafé")

    def held():
        tables = ("actors", "relations", "activities")
        return {table: sorted(lab.store.rows(table), key=lambda row: row["id"]) for table in tables}

    before = held()
    with lab.store.writing() as batch:
        targets = (other, school.id)
        batch.add("relations", [{"source": one, "target": target} for target in targets])
        batch.change("activities", activity.id, {"actor": other})
        batch.add("actors", [Actor.valid(id=one, name="ABF"), Actor.valid(id=other, name="Kyrkan")])
        batch.change("actors", one, {"power": 3})
        batch.remove("actors", school.id)
    after = held()
    for _turn in range(2):
        lab.undo()
        assert held() == before
        lab.redo()
        assert held() == after
    assert lab.store.broken_chain() == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_table_tells_of_its_records(exempellabbet, language):
    """The journal holds days and choices as text, and an old row may lack what is asked today."""
    lab = exempellabbet
    records = lab.store.records
    made = lab.workshops.add(day="2026-12-05", name="Gårdsträffen")
    lab.mappings.add(day="2026-12-05")
    lab.workshops.remove(made)
    for change in lab.history():
        assert describe(change, records, language)
    last = {(one.table, one.record_id): one.after for one in lab.history() if one.table in records}
    for (table, record_id), after in last.items():
        if after is not None:
            assert records[table].label_of(record_id, after) == lab[table].get(record_id).label()
    for record in records.values():
        assert record.label_of("abc", {})
        assert record.label_of("abc", {name: "gammalt" for name in record.fields()})


def test_a_choice_is_told_by_its_title(exempellabbet):
    lab = exempellabbet
    told = [
        describe(change, lab.store.records, "sv")
        for change in lab.history()
        if change.table == "decisions" and change.action == "add"
    ]
    assert told
    assert not any("adopt" in one or "adapt" in one or "abandon" in one for one in told)


_DAMAGED = ("trasigt", "", 10**400, 3.5, True, [], ["a", None, {}], {"a": [1]}, [[1]], "2026-13-45")
"""What no field ever held, or no longer holds."""


@pytest.mark.parametrize("value", _DAMAGED, ids=lambda one: str(one)[:12])
def test_a_damaged_value_in_the_history_is_told_as_it_stands(lab, value):
    lab.actors.add(name="A")
    change = lab.history()[-1]
    for table, record in lab.store.records.items():
        for name in record.fields():
            sides = ({name: value}, {name: None})
            for before, after in (sides, sides[::-1], (None, sides[0]), (sides[0], None)):
                damaged = replace(change, table=table, before=before, after=after)
                assert describe(damaged, lab.store.records, "sv")


@pytest.mark.parametrize("content", ["{trasigt", "[1, 2]", "17"])
def test_a_damaged_row_is_shown_on_the_start_page_and_never_put_back(lab, content):
    actor = lab.actors.add(name="A")
    lab.actors.change(actor, name="B")
    journal = lab.store.journal
    with lab.store.engine.begin() as connection:
        last = journal.c.seq == lab.store.length()
        connection.execute(journal.update().where(last).values(before=content))
    assert "Senaste ändringarna" in StartPage(lab).shown.value
    for back in (lab.undo, lambda: lab.back_to(1)):
        with pytest.raises(Conflict, match="säger inte längre"):
            back()
    assert [one.name for one in lab.actors.all()] == ["B"]
    assert lab.store.broken_chain() == [lab.store.length()]
