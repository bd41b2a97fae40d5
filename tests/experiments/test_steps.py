"""The steps from idea to decided."""

import datetime

import pytest

from labmethods.errors import Refused
from labmethods.experiments import steps

DAY = datetime.date(2026, 9, 1)


def test_starting_needs_a_criterion(lab):
    card = lab.experiments.add(name="Kafé")
    with pytest.raises(Refused):
        steps.start(lab, card.id, DAY)
    assert lab.experiments.get(card.id).state == "idea"


def test_starting_sets_the_day_but_keeps_one_that_stands(lab):
    card = lab.experiments.add(name="Kafé", criterion="20 kommer")
    assert steps.start(lab, card.id, DAY).started == DAY
    earlier = lab.experiments.add(name="Mentor", criterion="10", started="2026-08-15")
    assert steps.start(lab, earlier.id, DAY).started == datetime.date(2026, 8, 15)


def test_an_experiment_can_rest_and_go_on(lab):
    card = lab.experiments.add(name="Kafé", state="running")
    assert steps.pause(lab, card.id).state == "paused"
    assert steps.go_on(lab, card.id).state == "running"


def test_closing_needs_a_decision_and_takes_its_day(lab):
    card = lab.experiments.add(name="Kafé", state="running", started=DAY)
    with pytest.raises(Refused):
        steps.close(lab, card.id)
    lab.decisions.add(
        experiment=card.id,
        day="2026-10-01",
        decision="adopt",
        reason="20 kom",
        decided_by="styrgruppen",
    )
    closed = steps.close(lab, card.id)
    assert (closed.state, closed.ended) == ("decided", datetime.date(2026, 10, 1))


def test_a_new_round_ends_the_one_before_and_is_undone_as_one(lab):
    card = lab.experiments.add(name="Kafé", state="decided", started=DAY, ended="2026-10-01")
    first = lab.rounds.add(experiment=card.id, number=1, started=DAY)
    second = steps.new_round(lab, card.id, datetime.date(2026, 10, 5))
    assert second.number == 2
    assert lab.rounds.get(first.id).ended == datetime.date(2026, 10, 5)
    again = lab.experiments.get(card.id)
    assert (again.state, again.started, again.ended) == ("running", DAY, None)
    assert steps.current_round(lab, card.id) == second.id
    lab.undo()
    assert len(lab.rounds) == 1
    assert lab.experiments.get(card.id).state == "decided"
    assert lab.rounds.get(first.id).ended is None


def test_there_is_no_current_round_before_the_first_and_after_the_last(lab):
    card = lab.experiments.add(name="Kafé", state="running")
    assert steps.current_round(lab, card.id) is None
    lab.rounds.add(experiment=card.id, number=1, started=DAY, ended=DAY)
    assert steps.current_round(lab, card.id) is None


def test_a_round_that_begins_later_than_today_can_still_be_followed(lab):
    card = lab.experiments.add(name="Kafé", state="running")
    lab.rounds.add(experiment=card.id, number=1, started="2030-01-01")
    assert steps.new_round(lab, card.id, DAY).number == 2


def test_moving_follows_the_rules_of_the_step(lab):
    card = lab.experiments.add(name="Kafé", state="planned")
    for state in ("running", "decided"):
        with pytest.raises(Refused):
            steps.move(lab, card.id, state, DAY)
    lab.experiments.change(card.id, criterion="20 kommer")
    assert steps.move(lab, card.id, "running", DAY).started == DAY
    assert steps.move(lab, card.id, "paused", DAY).state == "paused"
    assert steps.move(lab, card.id, None, DAY).state is None
