"""An example becomes an experiment, and what came of it flows back."""

from __future__ import annotations

import datetime

import pytest

from labmethods.errors import Missing, Refused
from labmethods.examples.adopting import adopt, adoptions, opinion_sentence, opinions, think
from labmethods.examples.catalogue import catalogue, find, shipped_examples
from labmethods.examples.merging import merge
from labmethods.language import translator

PORTALEN = "example-portalen"
OWN = {"name": "Kvällskafé", "place": "Provstad", "source_url": "egen erfarenhet"}


def own_adoption(lab) -> dict:
    (one,) = [row for row in adoptions(lab, "sv") if row["own"]]
    return one


def test_a_draft_is_made_of_what_the_example_says_and_is_linked_to_it(any_lab):
    experiment = adopt(any_lab, PORTALEN, "Bara kvällar.")
    example = shipped_examples()[PORTALEN]
    assert experiment.example == PORTALEN
    assert (experiment.name, experiment.state) == ("Portalen", "idea")
    assert experiment.action == example.summary
    assert experiment.audience == example.target_group
    assert experiment.source_url == example.source_url
    assert (experiment.belief, experiment.criterion) == (None, None)
    assert any_lab.examples.get(PORTALEN).values() == example.values()
    assert own_adoption(any_lab)["changed"] == "Bara kvällar."
    assert own_adoption(any_lab)["outcome"] == "Inget beslut än"


def test_one_undo_takes_all_of_it_away(lab):
    adopt(lab, PORTALEN)
    lab.undo()
    assert len(lab.experiments) == len(lab.adoptions) == len(lab.examples) == 0


def test_result_and_decision_flow_back_with_their_number_and_interval(lab):
    experiment = adopt(lab, PORTALEN)
    lab.results.add(experiment=experiment.id, counted="Fick arbete", successes=9, participants=10)
    lab.decisions.add(
        experiment=experiment.id,
        day=datetime.date(2026, 11, 24),
        decision="adapt",
        reason="Fler kvällar",
        decided_by="Styrgruppen",
    )
    told = own_adoption(lab)
    assert told["decision"] == "adapt"
    assert told["outcome"] == "Beslut: anpassades"
    assert told["result"].startswith("Fick arbete: 9 av 10 (95")


def test_a_count_of_fewer_than_five_is_not_told(lab):
    experiment = adopt(lab, PORTALEN)
    lab.results.add(experiment=experiment.id, counted="Fick arbete", successes=1, participants=4)
    told = own_adoption(lab)["result"]
    assert "färre än 5" in told
    assert "1 av 4" not in told


def test_the_experiments_form_and_report_know_the_example(lab):
    from labmethods.experiments.panel.cards import CardsPart
    from labmethods.experiments.panel.current import Current

    experiment = adopt(lab, PORTALEN)
    part = CardsPart(lab, Current(lab))
    part.editor.choose(experiment.id)
    field = part.editor.form.fields["example"].input.widget
    assert field.value == PORTALEN
    assert ("Portalen", PORTALEN) in field.options
    said = " ".join(getattr(block, "text", "") for block in lab.blocks("experiments"))
    assert "Det kommer från det goda exemplet Portalen, Hyresbostäder i Norrköping." in said


def test_when_the_example_goes_the_experiment_stays_without_it(lab):
    experiment = adopt(lab, PORTALEN)
    lab.examples.remove(PORTALEN)
    assert lab.experiments.get(experiment.id).example is None
    assert len(lab.adoptions) == 0


def test_an_example_that_is_not_there_cannot_be_adopted(lab):
    with pytest.raises(Missing):
        adopt(lab, "finns inte")
    assert len(lab.experiments) == 0


def test_the_newest_opinion_stands(any_lab):
    think(any_lab, PORTALEN, "fits")
    think(any_lab, PORTALEN, "does not fit", "för stort")
    assert opinions(any_lab) == {PORTALEN: "does not fit"}
    said = opinion_sentence(any_lab, PORTALEN, translator("sv"))
    assert said == "Ni har sagt: Passar inte oss (för stort)."


def test_the_labs_own_and_what_comes_along_are_one_catalogue(any_lab):
    own = any_lab.examples.add(**OWN)
    think(any_lab, PORTALEN, "fits")
    any_lab.examples.change(PORTALEN, contact="Hyresbostäder, växeln")
    frame = catalogue(any_lab).set_index("id")
    assert len(frame) == len(shipped_examples()) + 1
    assert frame["origin"].value_counts().to_dict() == {"catalogue": 33, "lab": 2}
    assert frame.loc[PORTALEN, "contact"] == "Hyresbostäder, växeln"
    assert frame.loc[own.id, "name"] == "Kvällskafé"


def test_what_came_along_is_never_changed(lab):
    before = find(lab, PORTALEN)
    think(lab, PORTALEN, "fits")
    lab.examples.change(PORTALEN, name="Annat namn")
    assert shipped_examples()[PORTALEN] == before


def test_two_records_become_one_and_what_referred_to_the_other_follows(lab):
    one, other = lab.examples.add(**OWN), lab.examples.add(**{**OWN, "results": "Många kom."})
    experiment = adopt(lab, other.id)
    think(lab, other.id, "fits")
    merged = merge(lab, one.id, other.id)
    assert merged.results == "Många kom."
    assert [row.id for row in lab.examples.all()] == [one.id]
    assert lab.experiments.get(experiment.id).example == one.id
    assert opinions(lab) == {one.id: "fits"}
    lab.undo()
    assert lab.experiments.get(experiment.id).example == other.id


@pytest.mark.parametrize("kept_is_own", [True, False])
def test_a_copy_of_one_that_came_along_goes_on_under_its_id(lab, kept_is_own):
    own = lab.examples.add(name="Portalen!", cost="Okänd", source_url="egen erfarenhet")
    pair = (own.id, PORTALEN) if kept_is_own else (PORTALEN, own.id)
    merged = merge(lab, *pair)
    assert merged.id == PORTALEN
    assert merged.name == ("Portalen!" if kept_is_own else "Portalen")
    assert merged.cost == "Okänd"
    assert [row.id for row in lab.examples.all()] == [PORTALEN]


def test_what_is_one_record_or_came_along_twice_is_not_merged(lab):
    with pytest.raises(Refused):
        merge(lab, PORTALEN, PORTALEN)
    with pytest.raises(Refused):
        merge(lab, PORTALEN, "example-huskurage")
