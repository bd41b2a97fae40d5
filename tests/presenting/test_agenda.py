"""What the start page says, from the records as they are."""

from __future__ import annotations

from datetime import date, timedelta

from labmethods.presenting.agenda import agenda
from tests.presenting.conftest import plan

TODAY = date.today()


def test_an_empty_lab_has_an_agenda_that_says_so(lab):
    said = agenda(lab, TODAY)
    assert said.workshop is None
    assert (said.items, said.last, said.decisions, said.minutes) == ([], None, [], 0)


def test_the_next_workshop_is_shown_with_its_rounds_in_order(lab):
    plan(lab)
    said = agenda(lab, TODAY)
    assert said.workshop.name == "Hur går vi vidare?"
    assert said.when == "Nästa workshop"
    assert [one.question for one in said.items] == ["Vad fungerade?", "Vad gör vi nu?"]
    assert said.minutes == 25


def test_last_time_is_the_workshop_before_with_what_was_agreed_and_decided(lab):
    plan(lab)
    last = agenda(lab, TODAY).last
    assert last.name == "Tryggare gård"
    assert "belysning" in last.concluded
    assert last.decided == [("Vad stör mest?", "Mörkret vid port 4.")]


def test_another_workshop_is_shown_when_it_is_chosen(lab):
    plan(lab)
    older = lab.workshops.find(name="Tryggare gård")[0]
    said = agenda(lab, TODAY, older.id)
    assert said.workshop.name == "Tryggare gård"
    assert said.last is None
    assert [label.split(": ")[1] for _, label in said.others] == ["Hur går vi vidare?"]


def test_a_choice_that_is_gone_shows_the_next_workshop(lab):
    plan(lab)
    assert agenda(lab, TODAY, "finns-inte").workshop.name == "Hur går vi vidare?"


def test_without_a_coming_workshop_the_newest_is_shown(lab):
    plan(lab)
    said = agenda(lab, TODAY + timedelta(weeks=9))
    assert said.workshop.name == "Hur går vi vidare?"
    assert said.when == "Senaste workshoppen"


def test_a_workshop_in_which_nothing_was_noted_is_no_last_time(lab):
    plan(lab)
    lab.workshops.add(name="Inget skrevs", day=TODAY - timedelta(days=2))
    assert agenda(lab, TODAY).last.name == "Tryggare gård"


def test_the_newest_decisions_come_first_and_are_three_at_most(lab):
    experiment = lab.experiments.add(name="Läxhjälp")
    for days in (40, 10, 30, 20):
        lab.decisions.add(
            experiment=experiment.id,
            day=TODAY - timedelta(days=days),
            decision="adapt",
            reason="Det behövs mer.",
            decided_by="Styrgruppen",
            next_step=f"Steg {days}",
        )
    decisions = agenda(lab, TODAY).decisions
    assert [one.next_step for one in decisions] == ["Steg 10", "Steg 20", "Steg 30"]
    assert {one.experiment for one in decisions} == {"Läxhjälp"}
    assert {one.decision for one in decisions} == {"Anpassa"}
