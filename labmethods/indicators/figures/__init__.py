"""Charts of indicators. Nothing is worked out here: they show what ``analysis`` gives."""

from labmethods.indicators.figures.comparison import places_chart
from labmethods.indicators.figures.map import map_chart
from labmethods.indicators.figures.season import season_chart
from labmethods.indicators.figures.signals import MEANINGS, xmr_chart
from labmethods.indicators.figures.trend import trend_chart

__all__ = ["MEANINGS", "map_chart", "places_chart", "season_chart", "trend_chart", "xmr_chart"]
