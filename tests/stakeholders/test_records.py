"""What a valid actor and relation are, on both databases."""

from __future__ import annotations

import pytest

from labmethods.workbook.records import FieldErrors


def test_an_actor_needs_only_a_name(any_lab):
    made = any_lab.actors.add(name="Röda Korset")
    assert any_lab.actors.get(made.id).power is None
    assert any_lab.actors.frame()["power"].dtype == "Int64"


def test_a_kind_is_read_in_swedish_and_may_be_a_word_of_the_labs_own(lab):
    assert lab.actors.add(name="A", kind="Civilsamhälle").kind == "civil society"
    assert lab.actors.add(name="B", kind="Trygghetsvärdar").kind == "Trygghetsvärdar"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("power", 6, "outside the scale 1 to 5"),
        ("interest", "mycket", "is not a number"),
        ("attitude", -3, "outside the scale -2 to 2"),
        ("name", "  ", "must be filled in"),
        ("urgency", "2,5", "not a whole number"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused_and_nothing_is_saved(lab, field, value, said):
    with pytest.raises(FieldErrors) as error:
        lab.actors.add(**{"name": "Kyrkan", field: value})
    assert said in error.value.fields[field].text("en")
    assert len(lab.actors) == 0


def test_a_relation_to_itself_or_to_nobody_is_refused(any_lab):
    church = any_lab.actors.add(name="Kyrkan")
    with pytest.raises(FieldErrors, match="relation till sig själv"):
        any_lab.relations.add(source=church, target=church)
    with pytest.raises(FieldErrors) as error:
        any_lab.relations.add(source=church.id, target="nobody")
    assert list(error.value.fields) == ["target"]
    with pytest.raises(FieldErrors):
        any_lab.relations.add(source=church.id)
    assert len(any_lab.relations) == 0


def test_a_relation_goes_with_its_actor_and_comes_back_with_it(any_lab):
    one, other = any_lab.actors.add(name="A"), any_lab.actors.add(name="B")
    any_lab.relations.add(source=one, target=other, kind="hänvisar till")
    any_lab.actors.remove(one)
    assert len(any_lab.relations) == 0
    any_lab.undo()
    assert any_lab.relations.all()[0].kind == "referral"


def test_an_actor_is_rated_once_by_each_voice_in_a_mapping(any_lab):
    church = any_lab.actors.add(name="Kyrkan")
    mapping = any_lab.mappings.add(day="2026-03-01")
    for voice in (None, "p1", "p2"):
        any_lab.assessments.add(mapping=mapping, actor=church, voice=voice, power=3)
    for voice in (None, "p1"):
        with pytest.raises(FieldErrors, match="bedömd"):
            any_lab.assessments.add(mapping=mapping, actor=church, voice=voice, power=5)
    assert [one.power for one in any_lab.assessments.all()] == [3, 3, 3]
