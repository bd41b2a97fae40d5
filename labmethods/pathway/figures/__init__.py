"""The path as lanes, its coverage, its handovers, its places and its week, as plotly figures."""

from labmethods.pathway.figures.coverage import coverage_chart
from labmethods.pathway.figures.handovers import handover_chart
from labmethods.pathway.figures.lanes import path_chart
from labmethods.pathway.figures.need import need_chart
from labmethods.pathway.figures.week import week_chart

__all__ = ["coverage_chart", "handover_chart", "need_chart", "path_chart", "week_chart"]
