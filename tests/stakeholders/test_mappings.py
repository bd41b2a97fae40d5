"""Mappings over time: keeping one, and what became of whom until the next."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.stakeholders import analysis
from labmethods.stakeholders.contents import read
from labmethods.stakeholders.occasions import keep
from labmethods.workbook.records import FieldErrors


def rated(**ratings: tuple[int | None, int | None]) -> pd.DataFrame:
    rows = [(name, name, None, *both) for name, both in ratings.items()]
    frame = pd.DataFrame(rows, columns=["id", "name", "kind", "power", "interest"])
    return frame.astype({"power": "Int64", "interest": "Int64"})


def test_every_way_that_an_actor_can_change_is_told_apart():
    before = rated(gone=(5, 5), up=(2, 4), more=(3, 4), same=(1, 1), first=(None, 3), lost=(4, 4))
    after = rated(up=(3, 4), more=(5, 4), same=(1, 1), first=(2, 3), lost=(None, 4), new=(1, 5))
    changes = analysis.compare(before, after).set_index("id")["change"].to_dict()
    assert changes == {
        "up": "moved",
        "more": "shifted",
        "same": "same",
        "first": "assessed",
        "lost": "not assessed",
        "new": "came",
        "gone": "left",
    }
    assert set(changes.values()) == set(analysis.CHANGES)


@st.composite
def mapping(draw) -> pd.DataFrame:
    rating = st.one_of(st.none(), st.integers(1, 5))
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    return rated(**{name: (draw(rating), draw(rating)) for name in names})


@settings(max_examples=40)
@given(mapping(), mapping())
def test_turned_round_who_came_has_left_and_who_moved_has_moved(one, other):
    forth = analysis.compare(one, other).set_index("id")
    back = analysis.compare(other, one).set_index("id")
    assert set(forth.index) == set(one["id"]) | set(other["id"]) == set(back.index)
    turned = {"came": "left", "left": "came", "assessed": "not assessed"}
    for actor, change in forth["change"].items():
        if change == "not assessed":
            assert back["change"][actor] in ("assessed", "not assessed")
        else:
            assert back["change"][actor] == turned.get(change, change)


@settings(max_examples=40)
@given(mapping())
def test_nothing_changes_between_a_mapping_and_itself(one):
    found = analysis.compare(one, one)
    assert set(found["change"]) <= {"same", "not assessed"}


def test_a_kept_mapping_is_what_the_room_saw_then(any_lab):
    lab = any_lab
    church, club = lab.actors.add(name="Kyrkan", power=2, interest=4), lab.actors.add(name="Klubb")
    first = lab.mappings.add(day="2026-03-01", name="Start")
    keep(lab, first.id)
    lab.actors.change(church, power=4)
    lab.actors.change(club, left="2026-05-01")
    lab.actors.add(name="Polisen", power=5, interest=2)
    second = lab.mappings.add(day="2026-06-01")
    keep(lab, second.id)
    frames = lab.assessments.frame(), lab.actors.frame()
    found = analysis.compare(*(analysis.at(*frames, one.id) for one in (first, second)))
    assert found.set_index("name")["change"].to_dict() == {
        "Kyrkan": "moved",
        "Klubb": "left",
        "Polisen": "came",
    }


def test_keeping_again_puts_the_new_ratings_in_the_place_of_the_old(lab):
    church = lab.actors.add(name="Kyrkan", power=2)
    club = lab.actors.add(name="Klubben")
    mapping = lab.mappings.add(day="2026-03-01")
    keep(lab, mapping.id)
    lab.actors.change(church, power=5)
    lab.actors.change(club, left="2026-02-01")
    keep(lab, mapping.id)
    (kept,) = lab.assessments.all()
    assert (kept.actor, kept.power) == (church.id, 5)
    lab.undo()
    assert [one.power for one in lab.assessments.all()] == [2, None]


def test_a_voice_is_not_what_the_room_agreed_on(lab):
    church = lab.actors.add(name="Kyrkan", power=2, interest=2)
    mapping = lab.mappings.add(day="2026-03-01")
    lab.assessments.add(mapping=mapping, actor=church, voice="p1", power=5)
    keep(lab, mapping.id)
    agreed = analysis.at(lab.assessments.frame(), lab.actors.frame(), mapping.id)
    assert agreed["power"].tolist() == [2]


def test_the_map_begins_where_it_stood_in_the_latest_mapping(lab):
    ids = [lab.actors.add(name=name).id for name in "abcdefghi"]
    for source, target in zip(ids[:8], [*ids[1:8], ids[0]], strict=True):
        lab.relations.add(source=source, target=target)
    assert read(lab).places() is None
    places = analysis.layout(lab.actors.frame(), lab.relations.frame())
    mapping = lab.mappings.add(day="2026-03-01")
    keep(lab, mapping.id, places)
    lab.relations.add(source=ids[0], target=ids[8])
    again = analysis.layout(lab.actors.frame(), lab.relations.frame(), read(lab).places())
    pd.testing.assert_frame_equal(again.iloc[:8], places.iloc[:8])
    assert again["x"].notna().all()


def test_mappings_stand_by_day_however_they_were_noted(lab):
    lab.mappings.add_many([{"day": "2026-06-01", "name": "B"}, {"day": "2026-03-01", "name": "A"}])
    assert analysis.in_order(lab.mappings.frame())["name"].tolist() == ["A", "B"]


def test_a_mapping_needs_a_day(lab):
    with pytest.raises(FieldErrors) as error:
        lab.mappings.add(name="Start")
    assert list(error.value.fields) == ["day"]
