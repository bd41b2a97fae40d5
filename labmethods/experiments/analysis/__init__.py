"""What an experiment's cards, log, results and decisions add up to."""

from labmethods.experiments.analysis.criterion import changes_after_start, criterion_locks
from labmethods.experiments.analysis.portfolio import (
    by_focus_area,
    overdue,
    portfolio,
    timeline,
)
from labmethods.experiments.analysis.results import presence, result_shares

__all__ = [
    "by_focus_area",
    "changes_after_start",
    "criterion_locks",
    "overdue",
    "portfolio",
    "presence",
    "result_shares",
    "timeline",
]
