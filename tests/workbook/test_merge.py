"""Two copies of one lab, edited apart, become one; nothing is dropped."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import labmethods as lm
from labmethods.errors import LabError, Missing, Refused
from labmethods.workbook.check import check
from labmethods.workbook.merge import merge


def copy_of(lab, place):
    shutil.copytree(lab.home, place)
    return lm.open_lab(place)


def state(lab):
    return {
        table: sorted(lab.store.rows(table), key=lambda row: row["id"])
        for table in lab.store.records
    }


@pytest.fixture
def copies(lab, tmp_path):
    one = lab.actors.add(name="Kyrkan", power=2)
    lab.actors.add(name="Skolan")
    other = copy_of(lab, tmp_path / "kopia")
    yield lab, other, one
    other.close()


def test_what_only_one_copy_changed_is_taken(copies):
    lab, other, church = copies
    lab.actors.add(name="Polisen")
    other.actors.change(church, power=5)
    other.actors.add(name="Biblioteket")
    merged = merge(lab, other)
    assert merged.conflicts == ()
    assert {one.name for one in lab.actors.all()} == {"Kyrkan", "Skolan", "Polisen", "Biblioteket"}
    assert lab.actors.get(church).power == 5
    assert check(lab) == []


def test_a_field_that_both_changed_is_shown_and_both_values_are_kept(copies):
    lab, other, church = copies
    lab.actors.change(church, power=3, interest=1)
    other.actors.change(church, power=4, note="viktig")
    merged = merge(lab, other)
    actor = lab.actors.get(church)
    assert (actor.power, actor.interest, actor.note) == (4, 1, "viktig")
    (conflict,) = merged.conflicts
    assert (conflict.name, conflict.kept, conflict.other) == ("power", 4, 3)
    assert "”4” gäller" in conflict.text("sv")
    held = [change.after["power"] for change in lab.history(record_id=church.id) if change.after]
    assert {3, 4} <= set(held)


def test_a_record_that_one_removed_and_the_other_changed_is_kept(copies):
    lab, other, church = copies
    lab.actors.remove(church)
    other.actors.change(church, note="kvar")
    merge(lab, other)
    assert lab.actors.get(church).note == "kvar"


def test_a_record_that_one_removed_and_the_other_refers_to_is_kept(copies):
    lab, other, church = copies
    school = next(one for one in other.actors.all() if one.name == "Skolan")
    other.relations.add(source=church.id, target=school.id)
    lab.actors.remove(church)
    merge(lab, other)
    assert lab.actors.get(church).name == "Kyrkan"
    assert len(lab.relations) == 1
    assert check(lab) == []


def test_a_record_that_one_removed_and_nobody_needs_goes(copies):
    lab, other, church = copies
    other.actors.remove(church)
    merge(lab, other)
    assert [one.name for one in lab.actors.all()] == ["Skolan"]


def test_a_merge_is_undone_in_one_step(copies):
    lab, other, _ = copies
    before = state(lab)
    other.actors.add_many([{"name": "A"}, {"name": "B"}])
    merge(lab, other)
    lab.undo()
    assert state(lab) == before


def test_only_what_came_after_the_copies_parted_is_read(copies, monkeypatch):
    lab, other, one = copies
    parted = lab.store.length()
    lab.actors.add(name="Hyresgästföreningen")
    other.actors.change(one, power=4)
    read = []
    rows = type(other.store).journal_rows
    monkeypatch.setattr(
        type(other.store),
        "journal_rows",
        lambda store, until=None, since=0: read.append((until, since)) or rows(store, until, since),
    )
    assert merge(lab, other).changes == 1
    # The first row alone tells whether they are copies of one lab.
    assert {since for until, since in read if until != 1} == {parted}
    assert lab.actors.get(one).power == 4


def test_another_lab_is_no_copy(lab, tmp_path):
    with lm.new_lab("Annat", to=tmp_path / "annat") as other, pytest.raises(Refused):
        merge(lab, other)


operations = st.lists(
    st.tuples(
        st.sampled_from(["add", "power", "note", "remove", "relate", "undo"]),
        st.integers(0, 5),
        st.integers(1, 5),
    ),
    max_size=6,
)


def edit(lab, steps):
    for what, which, value in steps:
        actors = lab.actors.all()
        with suppress(LabError):
            if what == "add":
                lab.actors.add(name=f"{lab.store.who}{which}{value}")
            elif what == "undo":
                lab.undo()
            elif not actors:
                continue
            elif what == "remove":
                lab.actors.remove(actors[which % len(actors)])
            elif what == "relate":
                source, target = actors[which % len(actors)], actors[value % len(actors)]
                lab.relations.add(source=source, target=target)
            else:
                lab.actors.change(actors[which % len(actors)], **{what: value})


@pytest.fixture(scope="module")
def origin():
    with tempfile.TemporaryDirectory() as folder, lm.new_lab("Prov", to=folder) as lab:
        lab.actors.add_many([{"name": "A"}, {"name": "B"}, {"name": "C"}])
        yield lab


@settings(max_examples=25, deadline=None)
@given(operations, operations)
def test_merging_is_commutative_and_merging_twice_changes_nothing(origin, ours, theirs):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, other = copy_of(origin, folder / "a"), copy_of(origin, folder / "b")
        one.store.who, other.store.who = "anna", "bo"
        edit(one, ours)
        edit(other, theirs)
        written = {row["batch"] for lab in (one, other) for row in lab.store.journal_rows()}
        for lab in (one, other):
            lab.close()
        shutil.copytree(folder / "a", folder / "a2")
        shutil.copytree(folder / "b", folder / "b2")
        labs = [lm.open_lab(folder / place) for place in ("a", "b", "a2", "b2")]
        merge(labs[0], labs[1])
        merge(labs[3], labs[2])
        assert state(labs[0]) == state(labs[3])
        assert written <= {row["batch"] for row in labs[0].store.journal_rows()}
        assert check(labs[0]) == []
        once = state(labs[0])
        version = labs[0].store.version()
        assert merge(labs[0], labs[1]).changes == 0
        assert labs[0].store.version() == version
        merge(labs[1], labs[0])
        assert state(labs[1]) == once
        for lab in labs:
            lab.close()


def test_what_the_other_attached_comes_along(copies):
    lab, other, _ = copies
    photo = other.home / "attachments" / "ab" / "abcd.png"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"bild")
    other.actors.add(name="Biblioteket")
    merge(lab, other)
    assert (lab.home / "attachments" / "ab" / "abcd.png").read_bytes() == b"bild"


@settings(max_examples=20, deadline=None)
@given(operations, operations)
def test_a_merge_and_all_before_it_is_undone_step_by_step_and_brought_back(origin, ours, theirs):
    """One person edited both copies: what the other copy holds of them is undone with the merge."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, other = copy_of(origin, folder / "a"), copy_of(origin, folder / "b")
        edit(one, ours)
        edit(other, theirs)
        before = state(one)
        merge(one, other)
        merged, steps = state(one), [state(one)]
        if merged != before:
            one.undo()
            assert state(one) == before
            one.redo()
            assert state(one) == merged
        with suppress(Missing):
            while True:
                one.undo()
                steps.append(state(one))
        for expected in reversed(steps[:-1]):
            one.redo()
            assert state(one) == expected
        assert check(one) == []
        for lab in (one, other):
            lab.close()
