"""What a lab's observations say: series, progress and signals. Pure functions on DataFrames."""

from labmethods.indicators.analysis.comparison import (
    compared,
    edges,
    indexed,
    per_capita,
    rank,
    ranked,
    similar,
)
from labmethods.indicators.analysis.phases import Assurance, assurance, xmr_phases
from labmethods.indicators.analysis.quality import coverage, quality
from labmethods.indicators.analysis.season import seasonal
from labmethods.indicators.analysis.series import (
    as_known_on,
    hide_small,
    revisions,
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
    "Assurance",
    "Standing",
    "as_known_on",
    "assurance",
    "compared",
    "coverage",
    "edges",
    "hide_small",
    "indexed",
    "judged",
    "per_capita",
    "progress",
    "quality",
    "rank",
    "ranked",
    "revisions",
    "run_chart",
    "seasonal",
    "series",
    "similar",
    "stands",
    "starts",
    "wilson",
    "with_values",
    "xmr",
    "xmr_many",
    "xmr_phases",
]
