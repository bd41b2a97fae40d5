"""One place against a few others: difference in differences with permutation inference."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from labmethods.evaluation.analysis.measured import Places, direction, places
from labmethods.evaluation.analysis.result import Result

_ALL_CHOICES = 10_000


@dataclass(frozen=True)
class DifferenceInDifferences(Result):
    """How much more a place changed than the places it is compared with.

    Attributes
    ----------
    treated
        The place, or the places, where something was done.
    others, left_out
        How many places it is compared with, and those that were left out since values are missing.
    start, times_before, times_after
        First time after, and how many times lie on either side.
    effect, low, high
        Change of the treated less the mean change of the others, in the outcome's unit, with a 95 %
        interval that takes places' changes as normally spread (Donald & Lang 2007).
    p_value, smallest_p_value
        How often a change at least so different would fall on this place by chance, if any of the
        places could have been the treated one; and the smallest that so few places allow.
    trend, trend_p_value
        The same measure inside the time before, its later half against its earlier: far from zero
        means that the places were drifting apart already. None with fewer than two times before.
    changes
        Mean after less mean before of each place, on its name.
    better
        Whether a ``"higher"`` or a ``"lower"`` outcome is what was hoped for.
    """

    treated: tuple[Hashable, ...]
    others: int
    left_out: tuple[Hashable, ...]
    start: Hashable
    times_before: int
    times_after: int
    effect: float
    low: float
    high: float
    p_value: float
    smallest_p_value: float
    trend: float | None
    trend_p_value: float | None
    changes: pd.Series
    better: str = "higher"

    @property
    def certain(self) -> bool:
        """Whether the effect is told apart from what places do anyhow, without drift before."""
        return self.p_value < 0.05 and not self.low <= 0 <= self.high and not self.drifting

    @property
    def drifting(self) -> bool:
        """Whether the places drifted apart before the start, so that the comparison is not fair."""
        return self.trend_p_value is not None and self.trend_p_value <= max(
            0.05, self.smallest_p_value
        )

    @property
    def hoped_for(self) -> bool:
        return self.certain and (self.effect > 0) == (self.better == "higher")


def difference_in_differences(
    panel: pd.DataFrame,
    treated: Hashable | list,
    start: Hashable,
    others: Iterable[Hashable] | None = None,
    *,
    better: str = "higher",
    rng: np.random.Generator | None = None,
) -> DifferenceInDifferences:
    """How much more the treated changed than the others did over the same time.

    Parameters
    ----------
    panel
        Time x place, one value each.
    treated
        The place, or a list of places, where something was done.
    start
        The first time that counts as after.
    others
        The places to compare with; all but the treated if not given.
    better
        ``"higher"`` or ``"lower"``: what was hoped for.
    rng
        Random numbers where there are too many choices of treated places to go through all; the
        same each time if not given.

    Returns
    -------
    DifferenceInDifferences
        Each place counts as one change, mean after less mean before, so that times hanging together
        do not feign certainty (Bertrand, Duflo & Mullainathan 2004, QJE 119(1)); interval: Donald &
        Lang (2007), Review of Economics and Statistics 89(2); permutation: Conley & Taber (2011),
        93(1).

    Raises
    ------
    Invalid
        As ``places``.

    Examples
    --------
    >>> panel = pd.DataFrame(
    ...     {"Here": [5, 6, 9, 9], "Far": [4, 5, 5, 6], "Near": [7, 7, 8, 9], "Off": [2, 4, 4, 5]},
    ...     index=[2016, 2017, 2018, 2019],
    ... )
    >>> answer = difference_in_differences(panel, "Here", 2018)
    >>> round(answer.effect, 2), answer.p_value, answer.smallest_p_value
    (2.17, 0.25, 0.25)
    """
    direction(better)
    given = places(panel, treated, start, others, least_before=1)
    changes = _changes(given.outcome, given.before)
    effect, low, high = _estimate(changes, given)
    trend, trend_p_value = _trend(given, rng)
    return DifferenceInDifferences(
        treated=tuple(given.treated),
        others=len(given.others),
        left_out=given.left_out,
        start=start,
        times_before=int(given.before.sum()),
        times_after=int(given.after.sum()),
        effect=effect,
        low=low,
        high=high,
        p_value=_permuted(changes, given, rng),
        smallest_p_value=1 / comb(len(changes), len(given.treated)),
        trend=trend,
        trend_p_value=trend_p_value,
        changes=changes,
        better=better,
    )


def _changes(outcome: pd.DataFrame, before: np.ndarray) -> pd.Series:
    return (outcome[~before].mean() - outcome[before].mean()).rename("change")


def _estimate(changes: pd.Series, given: Places) -> tuple[float, float, float]:
    from statsmodels.regression.linear_model import OLS

    is_treated = changes.index.isin(given.treated).astype(float)
    fit = OLS(changes.to_numpy(), np.column_stack([np.ones(len(changes)), is_treated])).fit()
    low, high = fit.conf_int()[1]
    return float(fit.params[1]), float(low), float(high)


def _permuted(changes: pd.Series, given: Places, rng: np.random.Generator | None) -> float:
    """How often places chosen by lot differ at least so much; scipy's test takes no lone place."""
    values, number = changes.to_numpy(), len(given.treated)
    if comb(len(values), number) <= _ALL_CHOICES:
        chosen = np.array(list(combinations(range(len(values)), number)))
    else:
        rng = rng if rng is not None else np.random.default_rng(1)
        drawn = rng.permuted(np.tile(np.arange(len(values)), (_ALL_CHOICES - 1, 1)), axis=1)
        seen = np.flatnonzero(changes.index.isin(given.treated))
        chosen = np.vstack([drawn[:, :number], seen])
    inside = values[chosen].mean(axis=1)
    outside = (values.sum() - number * inside) / (len(values) - number)
    apart = np.abs(inside - outside)
    seen = abs(changes[given.treated].mean() - changes[given.others].mean())
    return float(np.mean(apart >= seen - 1e-9 * (1 + seen)))


def _trend(given: Places, rng: np.random.Generator | None) -> tuple[float | None, float | None]:
    earlier = given.outcome[given.before]
    if len(earlier) < 2:
        return None, None
    changes = _changes(earlier, np.arange(len(earlier)) < len(earlier) // 2)
    apart = float(changes[given.treated].mean() - changes[given.others].mean())
    return apart, _permuted(changes, given, rng)
