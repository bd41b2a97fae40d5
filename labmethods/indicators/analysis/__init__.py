"""What a lab's observations say: series, progress and signals. Pure functions on DataFrames."""

from labmethods.indicators.analysis.progress import progress
from labmethods.indicators.analysis.series import as_known_on, series, starts, wilson, with_values
from labmethods.indicators.analysis.signals import (
    FEWEST,
    RULES,
    judged,
    run_chart,
    xmr,
    xmr_many,
)

__all__ = [
    "FEWEST",
    "RULES",
    "as_known_on",
    "judged",
    "progress",
    "run_chart",
    "series",
    "starts",
    "wilson",
    "with_values",
    "xmr",
    "xmr_many",
]
