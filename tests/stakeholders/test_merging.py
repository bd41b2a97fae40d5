"""The same actor noted twice becomes one, and can be taken apart again."""

from __future__ import annotations

import pytest

from labmethods.errors import Missing, Refused
from labmethods.stakeholders import analysis
from labmethods.stakeholders.merging import merge


@pytest.fixture
def twice(any_lab):
    """A lab that noted the municipality twice, with relations and assessments on both."""
    lab = any_lab
    kept = lab.actors.add(name="Bodens kommun", power=4, note="Socialt ansvar.")
    other = lab.actors.add(name="Boden kommun", kind="municipality", power=2, interest=3)
    church = lab.actors.add(name="Kyrkan")
    lab.relations.add(source=other, target=church, kind="funding")
    lab.relations.add(source=kept, target=other, kind="information")
    mapping = lab.mappings.add(day="2026-03-01")
    lab.assessments.add(mapping=mapping, actor=kept, power=4)
    lab.assessments.add(mapping=mapping, actor=other, power=2)
    lab.assessments.add(mapping=mapping, actor=other, voice="p1", power=1)
    lab.engagements.add(actor=other, what="Bjud in")
    return lab, kept, other, church


def test_the_kept_actor_takes_over_what_referred_to_the_other(twice):
    lab, kept, other, church = twice
    merged = merge(lab, kept.id, other.id)
    assert (merged.power, merged.interest, merged.kind) == (4, 3, "municipality")
    assert "Socialt ansvar." in merged.note
    assert "Slogs ihop med Boden kommun." in merged.note
    (relation,) = lab.relations.all()
    assert (relation.source, relation.target) == (kept.id, church.id)
    agreed, voice = lab.assessments.all()
    assert (agreed.power, agreed.voice) == (4, None)
    assert (voice.actor, voice.power, voice.voice) == (kept.id, 1, "p1")
    assert lab.engagements.all()[0].actor == kept.id


def test_undo_takes_the_two_apart_with_all_that_was_theirs(twice):
    lab, kept, other, _church = twice
    tables = ["actors", "relations", "assessments", "engagements"]
    before = {table: lab[table].all() for table in tables}
    merge(lab, kept.id, other.id)
    lab.undo()
    assert {table: lab[table].all() for table in tables} == before


def test_both_histories_stay_in_the_journal(twice):
    lab, kept, other, _church = twice
    merge(lab, kept.id, other.id)
    assert [change.action for change in lab.history(record_id=other.id)] == ["add", "remove"]
    assert [change.action for change in lab.history(record_id=kept.id)] == ["add", "change"]


def test_an_actor_is_not_merged_with_itself_or_with_nobody(lab):
    church = lab.actors.add(name="Kyrkan")
    with pytest.raises(Refused, match="en och samma"):
        merge(lab, church.id, church.id)
    with pytest.raises(Missing):
        merge(lab, church.id, "nobody")
    assert lab.actors.all() == [church]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Bodens kommun", "Boden kommun", True),
        ("Röda Korset", "röda korset", True),
        ("Svenska kyrkan", "Svenska kyrkan Överluleå", True),
        ("Hyresgästföreningen", "Hyregästföreningen", True),
        ("Hyresbostäder i Norrköping AB", "Hyresbostäder Norrköping", True),
        ("Rotary", "Rotary", True),
        ("Förskolan 12", "Förskolan 13", False),
        ("Björkskolan", "Granskolan", False),
        ("Polisen", "Posten", False),
        ("Norra skolan", "Södra skolan", False),
        ("Kyrkan", "Svenska kyrkan", False),
    ],
)
def test_names_that_differ_a_little_are_offered_and_others_are_not(lab, one, other, alike):
    lab.actors.add_many([{"name": one}, {"name": other}])
    assert (len(analysis.same_actors(lab.actors.frame())) == 1) == alike
