"""What a lab's observations say: series, progress and signals. Pure functions on DataFrames."""

from labmethods.indicators.analysis.series import (
    as_known_on,
    hide_small,
    series,
    starts,
    wilson,
    with_values,
)
from labmethods.indicators.analysis.signals import (
    FEWEST,
    RULES,
    judged,
    run_chart,
    xmr,
    xmr_many,
)
from labmethods.indicators.analysis.standing import Standing, progress, stands

__all__ = [
    "FEWEST",
    "RULES",
    "Standing",
    "as_known_on",
    "hide_small",
    "judged",
    "progress",
    "run_chart",
    "series",
    "stands",
    "starts",
    "wilson",
    "with_values",
    "xmr",
    "xmr_many",
]
