"""The panel as a facilitator uses it."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.evaluation.panel import Panel
from labmethods.evaluation.planner import Planner
from labmethods.widgets.page import ChartView


def shown(panel: Panel) -> str:
    texts = []
    for child in panel.chosen.results.children:
        if isinstance(child, widgets.HTML):
            texts.append(child.value)
        else:
            texts.append(child._title.value)
    return "\n".join(texts)


def test_a_new_lab_gets_its_first_evaluation(lab):
    panel = Panel(lab)
    panel.evaluations.add.click()
    panel.evaluations.form.fields["name"].input.widget.value = "Framtidstro"
    made = lab.evaluations.all()[0]
    panel.chosen.show(made.id)
    assert "Inte mätt ännu" in shown(panel)
    assert set(panel.chosen.editors) == {"outcomes", "participants", "contributions"}


def test_answers_are_filled_in_person_by_person(lab):
    evaluation = lab.evaluations.add(name="Framtidstro", design="paired")
    panel = Panel(lab)
    panel.chosen.show(evaluation.id)
    outcome = lab.outcomes.add(evaluation=evaluation, name="Tro")
    people = [lab.participants.add(evaluation=evaluation, code=f"D{i}") for i in range(7)]
    panel.chosen.refresh()
    grid = panel.chosen.grid
    for occasion, rise in (("before", 0), ("after", 1)):
        grid.occasion.value = occasion
        for i, person in enumerate(people):
            grid.fields[person.id, outcome.id].value = str(1 + i % 3 + rise + (i == 2))
    assert len(lab.measurements) == 14
    assert "7 personer svarade både före och efter" in shown(panel)
    assert any(isinstance(child, ChartView) for child in panel.chosen.results.children)
    grid.fields[people[0].id, outcome.id].value = ""
    assert lab.measurements.find(participant=people[0].id, occasion="after")[0].value is None


def test_an_impossible_answer_is_explained_and_not_saved(lab):
    evaluation = lab.evaluations.add(name="Framtidstro", design="paired")
    outcome = lab.outcomes.add(evaluation=evaluation, name="Tro")
    person = lab.participants.add(evaluation=evaluation, code="D1")
    panel = Panel(lab)
    panel.chosen.show(evaluation.id)
    panel.chosen.grid.fields[person.id, outcome.id].value = "9"
    assert "utanför skalan" in panel.chosen.grid.status.value
    assert len(lab.measurements) == 0


def test_another_way_to_find_out_asks_for_other_things(exempellabbet):
    panel = Panel(exempellabbet)
    for evaluation in exempellabbet.evaluations.all():
        panel.evaluations.choose(evaluation.id)
        assert shown(panel)
        assert ("place_values" in panel.chosen.editors) == (evaluation.design == "synthetic")
    panel.evaluations.choose("")
    assert panel.chosen.children == ()


def test_a_person_is_followed_up_from_their_code(exempellabbet):
    panel = Panel(exempellabbet)
    panel.chosen.show(exempellabbet.evaluations.find(design="paired")[0].id)
    person = exempellabbet.participants.all()[0]
    panel.chosen.editors["participants"].choose(person.id)
    editor = panel.chosen.editors["followups"]
    assert editor.fixed == {"participant": person.id}


def test_the_planner_says_what_the_group_is_enough_for():
    planner = Planner("sv")
    assert "Med 20 deltagare kan ni bara" in planner.answer.value
    planner.n.value = "4"
    assert "för få att planera för" in planner.answer.value
    planner.kind.value = "share"
    planner.n.value, planner.usual.value = "20", "40"
    assert "Det krävs 13 av 20" in planner.answer.value
    planner.usual.value = "många"
    assert "inte ett tal" in planner.answer.value
    planner.kind.value = "difference"
    planner.spread.value = "1,2"
    assert "skalsteg" in planner.answer.value


def test_the_next_free_code_is_offered_for_a_new_participant(lab):
    evaluation = lab.evaluations.add(name="Framtidstro", design="paired")
    panel = Panel(lab)
    panel.chosen.show(evaluation.id)
    editor = panel.chosen.editors["participants"]
    given = []
    for _ in range(3):
        editor.add.click()
        (use,) = editor.form.fields["code"].choice.children
        given.append(use.description)
        use.click()
    assert given == ["Använd D01", "Använd D02", "Använd D03"]
    assert [one.code for one in lab.participants.all()] == ["D01", "D02", "D03"]
    lab.participants.add(evaluation=evaluation, code="J09", group="comparison")
    editor.add.click()
    assert editor.form.fields["code"].choice.children[0].description == "Använd J10"
    editor.form.fields["code"].input.widget.value = "D07"
    assert lab.participants.all()[-1].code == "D07"


def test_the_results_stand_before_the_planning_of_the_next_group(lab):
    panel = Panel(lab)
    places = list(panel.widget.children)
    assert places.index(panel.chosen) < next(
        place for place, one in enumerate(places) if panel.planner in getattr(one, "parts", ())
    )
