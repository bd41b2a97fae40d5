"""An experiment's way through its states: start, pause, go on, close."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_

if TYPE_CHECKING:
    from labmethods.experiments.records import Experiment, Round
    from labmethods.workbook.lab import Lab


def start(lab: Lab, experiment: str, day: datetime.date) -> Experiment:
    """Start an experiment, which locks its criterion.

    Raises
    ------
    Refused
        It says not yet what would show that we are right.
    """
    card = lab.experiments.get(experiment)
    if not card.criterion:
        raise Refused(
            N_(
                "Write first under “We are right if” what would show that you are right. "
                "Nothing has been started."
            )
        )
    return lab.experiments.change(experiment, state="running", started=card.started or day)


def pause(lab: Lab, experiment: str) -> Experiment:
    """Let an experiment rest."""
    return lab.experiments.change(experiment, state="paused")


def go_on(lab: Lab, experiment: str) -> Experiment:
    """Take up an experiment that rests."""
    return lab.experiments.change(experiment, state="running")


def current_round(lab: Lab, experiment: str) -> str | None:
    """The id of the round that is going on; None if there is none."""
    open_ones = [one for one in lab.rounds.find(experiment=experiment) if one.ended is None]
    return max(open_ones, key=lambda one: one.number).id if open_ones else None


def new_round(lab: Lab, experiment: str, day: datetime.date) -> Round:
    """Begin a new round: the one that is going on ends, and the experiment runs (again).

    All in one step, so that it is undone together.
    """
    card = lab.experiments.get(experiment)
    rounds = lab.rounds.find(experiment=experiment)
    number = max((one.number for one in rounds), default=0) + 1
    with lab.store.writing() as batch:
        for one in rounds:
            if one.ended is None:
                ended = max(day, one.started or day)
                batch.change("rounds", one.id, {"ended": ended})
        started = {"state": "running", "started": card.started or day, "ended": None}
        batch.change("experiments", experiment, started)
        values = {"experiment": experiment, "number": number, "started": day}
        return batch.add("rounds", [values])[0]


def move(lab: Lab, experiment: str, state: str | None, day: datetime.date) -> Experiment:
    """Take an experiment to a state, under the rules of the step that leads there.

    Raises
    ------
    Refused
        It can't start without a criterion, or be decided without a decision.
    """
    card = lab.experiments.get(experiment)
    if state == "running" and card.state in ("idea", "planned"):
        return start(lab, experiment, day)
    if state == "decided":
        return close(lab, experiment)
    return lab.experiments.change(experiment, state=state)


def close(lab: Lab, experiment: str) -> Experiment:
    """Set an experiment as decided, on the day of its latest decision.

    Raises
    ------
    Refused
        No decision has been written down.
    """
    decisions = lab.decisions.find(experiment=experiment)
    if not decisions:
        raise Refused(
            N_("Write down the decision first: adopt, adapt or abandon, with its reason.")
        )
    card = lab.experiments.get(experiment)
    day = max(decision.day for decision in decisions)
    ended = max(card.ended or day, card.started or day)
    return lab.experiments.change(experiment, state="decided", ended=ended)
