"""What a lab's experiments hold and what the analyses make of it, read once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments import analysis
from labmethods.experiments.records import Experiment
from labmethods.experiments.versions import versions

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Contents:
    """The cards in the portfolio's order, and the frames that ``analysis`` gives."""

    today: datetime.date
    cards: list[Experiment]
    log: pd.DataFrame
    decisions: pd.DataFrame
    portfolio: pd.DataFrame
    timeline: pd.DataFrame
    overdue: pd.DataFrame
    areas: pd.DataFrame
    shares: pd.DataFrame
    presence: pd.DataFrame
    locks: pd.DataFrame
    changes: pd.DataFrame


def read(lab: Lab, today: datetime.date) -> Contents:
    """Everything about a lab's experiments as of a day."""
    experiments, log = lab.experiments.frame(), lab.log_entries.frame()
    results, decisions = lab.results.frame(), lab.decisions.frame()
    portfolio = analysis.portfolio(experiments, log, results, decisions)
    by_id = {card.id: card for card in lab.experiments.all()}
    seen = versions(lab)
    return Contents(
        today=today,
        cards=[by_id[one] for one in portfolio["id"] if one in by_id],
        log=log,
        decisions=decisions,
        portfolio=portfolio,
        timeline=analysis.timeline(experiments, decisions, today=today),
        overdue=analysis.overdue(experiments, decisions, today=today),
        areas=analysis.by_focus_area(experiments),
        shares=analysis.result_shares(results),
        presence=analysis.presence(log),
        locks=analysis.criterion_locks(experiments, seen),
        changes=analysis.changes_after_start(seen),
    )
