"""An experiment's way through its states: start, pause, go on, close."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_

if TYPE_CHECKING:
    from labmethods.experiments.records import Experiment
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
