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
