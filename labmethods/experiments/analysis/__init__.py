"""What an experiment's cards, log, results and decisions add up to."""

from labmethods.experiments.analysis.chain import chain_evidence, chain_gaps, chain_layout
from labmethods.experiments.analysis.criterion import changes_after_start, criterion_locks
from labmethods.experiments.analysis.learning import learning_pace, lessons
from labmethods.experiments.analysis.log import (
    presence,
    presence_by_group,
    rounds_overview,
    standing_entries,
)
from labmethods.experiments.analysis.portfolio import (
    by_focus_area,
    latest_decisions,
    overdue,
    portfolio,
    timeline,
)
from labmethods.experiments.analysis.results import result_shares

__all__ = [
    "by_focus_area",
    "chain_evidence",
    "chain_gaps",
    "chain_layout",
    "changes_after_start",
    "criterion_locks",
    "latest_decisions",
    "learning_pace",
    "lessons",
    "overdue",
    "portfolio",
    "presence",
    "presence_by_group",
    "result_shares",
    "rounds_overview",
    "standing_entries",
    "timeline",
]
