"""The mean change of a group, with how sure it is; what several labs can be put together by."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.evaluation.analysis.measured import answers, one_each
from labmethods.language import N_

LEAST = 5
"""Fewer people are told of to nobody outside the lab."""


@dataclass(frozen=True)
class MeanChange:
    """The mean change of the people who answered both times.

    Attributes
    ----------
    n
        People who answered before and after.
    effect
        Their mean change, in the scale's steps; 0 with nobody.
    variance
        The square of the mean's standard error; infinite with fewer than two people.
    """

    n: int
    effect: float
    variance: float


def mean_change(before: pd.Series, after: pd.Series) -> MeanChange:
    """The mean change, from answers with the person as index.

    Several answers of a person on one occasion count as their mean.

    Raises
    ------
    Invalid
        If an answer isn't a number.

    Examples
    --------
    >>> before, after = pd.Series([1, 2, 3], index=list("abc")), pd.Series([2, 4], index=list("ab"))
    >>> mean_change(before, after)
    MeanChange(n=2, effect=1.5, variance=0.25)
    """
    first, _ = one_each(answers(before, N_("Before")))
    last, _ = one_each(answers(after, N_("After")))
    change = (last - first).dropna()
    n = len(change)
    variance = float(change.var(ddof=1)) / n if n > 1 else float("inf")
    return MeanChange(n, float(change.mean()) if n else 0.0, variance)
