"""What a valid test card, log entry, result, decision and effect chain are."""

from labmethods.experiments.records.card import Experiment, Round
from labmethods.experiments.records.chain import LEVELS, ChainBox, ChainLink
from labmethods.experiments.records.log import Attachment, GroupCount, LogEntry, split_group
from labmethods.experiments.records.outcome import Decision, Result
from labmethods.experiments.records.shared import DECISIONS, STARTED, STATES

__all__ = [
    "DECISIONS",
    "LEVELS",
    "STARTED",
    "STATES",
    "Attachment",
    "ChainBox",
    "ChainLink",
    "Decision",
    "Experiment",
    "GroupCount",
    "LogEntry",
    "Result",
    "Round",
    "split_group",
]
