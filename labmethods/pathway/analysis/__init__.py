"""The path's analyses: where it has gaps, where it breaks, how wide it is. Pure functions."""

from labmethods.pathway.analysis.capacity import a_month, capacity_and_need, step_shortage
from labmethods.pathway.analysis.coverage import REASONS, bare_steps, coverage, gaps
from labmethods.pathway.analysis.lanes import lanes
from labmethods.pathway.analysis.links import BREAKS, broken_handovers, circles
from labmethods.pathway.analysis.overlap import overlaps
from labmethods.pathway.analysis.passage import Passage, narrowest_passage
from labmethods.pathway.analysis.reach import Reachability, reachability
from labmethods.pathway.analysis.shape import WEEKDAYS, WORKDAYS, steps_in_order
from labmethods.pathway.analysis.waiting import journeys, waiting
from labmethods.pathway.analysis.week import week, without_times
from labmethods.pathway.analysis.what_if import KeyFigures, Pathway, key_figures, what_if

__all__ = [
    "BREAKS",
    "REASONS",
    "WEEKDAYS",
    "WORKDAYS",
    "KeyFigures",
    "Passage",
    "Pathway",
    "Reachability",
    "a_month",
    "bare_steps",
    "broken_handovers",
    "capacity_and_need",
    "circles",
    "coverage",
    "gaps",
    "journeys",
    "key_figures",
    "lanes",
    "narrowest_passage",
    "overlaps",
    "reachability",
    "step_shortage",
    "steps_in_order",
    "waiting",
    "week",
    "what_if",
    "without_times",
]
