"""Results as pictures: intervals, people before and after, places, where people went."""

from labmethods.evaluation.figures.flows import KINDS, flow_chart
from labmethods.evaluation.figures.people import interval_chart, paired_chart
from labmethods.evaluation.figures.places import gap_chart, twin_chart, weights_chart

__all__ = [
    "KINDS",
    "flow_chart",
    "gap_chart",
    "interval_chart",
    "paired_chart",
    "twin_chart",
    "weights_chart",
]
