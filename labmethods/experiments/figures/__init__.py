"""Experiments as pictures: timeline, results, presence and effect chain."""

from labmethods.experiments.figures.chain import chain_chart
from labmethods.experiments.figures.overview import presence_chart, results_chart, timeline_chart

__all__ = ["chain_chart", "presence_chart", "results_chart", "timeline_chart"]
