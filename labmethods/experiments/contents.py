"""What a lab's experiments hold and what the analyses make of it, read once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments import analysis
from labmethods.experiments.records import Experiment
from labmethods.experiments.versions import rewritten_entries, versions
from labmethods.privacy import releases

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


FEWEST = 5
"""Counts of people below this are not told outside the lab."""


@dataclass(frozen=True)
class Contents:
    """The cards in the portfolio's order, and the frames that ``analysis`` gives."""

    today: datetime.date
    cards: list[Experiment]
    log: pd.DataFrame
    standing: pd.DataFrame
    decisions: pd.DataFrame
    portfolio: pd.DataFrame
    timeline: pd.DataFrame
    overdue: pd.DataFrame
    areas: pd.DataFrame
    lessons: pd.DataFrame
    pace: pd.DataFrame
    rounds: pd.DataFrame
    shares: pd.DataFrame
    presence: pd.DataFrame
    groups: pd.DataFrame
    locks: pd.DataFrame
    changes: pd.DataFrame
    rewritten: dict[str, int]
    earlier: dict[str, dict[str, list[pd.Series]]]
    """What earlier reports told of each experiment's people."""
    examples: dict[str, str]
    """The good examples that the lab has taken up: id to what they are called."""

    def lock(self, experiment: str) -> pd.Series:
        """The state of an experiment's criterion."""
        return self.locks[self.locks["id"] == experiment].iloc[0]

    def told_presence(self, experiment: str) -> pd.DataFrame:
        """The counts of an experiment that may be told outside the lab."""
        own = self.presence[self.presence["experiment"] == experiment]
        return own[(own["present"] >= FEWEST) | (own["present"] == 0)]


def read(lab: Lab, today: datetime.date) -> Contents:
    """Everything about a lab's experiments as of a day."""
    experiments, log = lab.experiments.frame(), lab.log_entries.frame()
    results, decisions = lab.results.frame(), lab.decisions.frame()
    portfolio = analysis.portfolio(experiments, log, results, decisions)
    by_id = {card.id: card for card in lab.experiments.all()}
    seen = versions(lab)
    learnt = analysis.lessons(experiments, decisions)
    return Contents(
        today=today,
        cards=[by_id[one] for one in portfolio["id"] if one in by_id],
        log=log,
        standing=analysis.standing_entries(log),
        decisions=decisions,
        portfolio=portfolio,
        timeline=analysis.timeline(experiments, decisions, today=today),
        overdue=analysis.overdue(experiments, decisions, today=today),
        areas=analysis.by_focus_area(experiments),
        lessons=learnt,
        pace=analysis.learning_pace(learnt),
        rounds=analysis.rounds_overview(lab.rounds.frame(), log),
        shares=_told(analysis.result_shares(results)),
        presence=analysis.presence(log),
        groups=analysis.presence_by_group(log),
        earlier={one: releases.earlier(lab, "experiments", one) for one in by_id},
        locks=analysis.criterion_locks(experiments, seen),
        changes=analysis.changes_after_start(seen),
        rewritten=rewritten_entries(lab),
        examples=_example_names(lab),
    )


def _example_names(lab: Lab) -> dict[str, str]:
    """Nothing where the lab has no method that knows examples."""
    if "examples" not in lab.store.records:
        return {}
    return {
        row["id"]: ", ".join(text for text in (row["name"], row["organisation"]) if text)
        for row in lab.store.rows("examples")
    }


def _told(shares: pd.DataFrame) -> pd.DataFrame:
    """The results without the shares of groups that are too small to be told of."""
    small = shares["participants"] < FEWEST
    numbers = shares[["share", "low", "high"]].mask(small.fillna(False).astype(bool))
    return shares.assign(**numbers)
