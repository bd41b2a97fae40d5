"""One series with a start in it: did level or slope change (interrupted time series)?"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import answers, direction, place_in_time, said
from labmethods.evaluation.analysis.result import Result, certain
from labmethods.language import N_

LEAST_EACH_SIDE = 6
_HANGING = np.linspace(0, 0.98, 25)
# Short series make hanging together look weaker than it is, so stronger counts for more beforehand.
_BEFOREHAND = -np.log(1 - _HANGING)


@dataclass(frozen=True)
class InterruptedSeries(Result):
    """A series before and after a start, against its own trend carried on.

    Attributes
    ----------
    start, times_before, times_after
        First time after, and how many times lie on either side.
    effect, low, high
        Mean distance after the start between the series and its earlier trend carried on, in the
        outcome's unit, with a 95 % interval.
    p_value
        Two-sided, for no such distance.
    level, level_low, level_high
        The jump at the start.
    slope, slope_low, slope_high
        The change of slope per time step.
    hanging
        How strongly a value hangs together with the one before it (autocorrelation, most probable).
    expected
        The earlier trend carried on, on the series' index.
    better
        Whether a ``"higher"`` or a ``"lower"`` outcome is what was hoped for.
    """

    start: Hashable
    times_before: int
    times_after: int
    effect: float
    low: float
    high: float
    p_value: float
    level: float
    level_low: float
    level_high: float
    slope: float
    slope_low: float
    slope_high: float
    hanging: float
    expected: pd.Series
    better: str = "higher"

    @property
    def certain(self) -> bool:
        return certain(self.low, self.high, self.p_value)

    @property
    def hoped_for(self) -> bool:
        return self.certain and (self.effect > 0) == (self.better == "higher")


def interrupted_time_series(
    values: pd.Series, start: Hashable, *, season: int | None = None, better: str = "higher"
) -> InterruptedSeries:
    """Whether a series left its own trend after a start.

    Parameters
    ----------
    values
        One value a time, evenly spaced, on the times.
    start
        The first time that counts as after.
    season
        Times in a year (12 for months) if the series goes up and down with the seasons; needs two
        whole years before the start.
    better
        ``"higher"`` or ``"lower"``: what was hoped for.

    Returns
    -------
    InterruptedSeries
        Segmented regression (Wagner et al. 2002, Journal of Clinical Pharmacy and Therapeutics
        27(4)) whose errors hang together from one time to the next. How strongly is not known
        from a short series, and taking it as known makes intervals too narrow (Turner et al. 2021,
        BMC Medical Research Methodology 21), so that the intervals go through all strengths
        from none to nearly complete, weighed by their restricted likelihood.

    Raises
    ------
    Invalid
        If values are missing, times are unevenly spaced, nothing varies, or fewer than six times
        lie on either side.

    Examples
    --------
    >>> months = pd.Series([10, 11, 10, 12, 11, 12, 11, 17, 18, 17, 19, 18, 19, 18.0])
    >>> answer = interrupted_time_series(months, start=7)
    >>> round(answer.effect, 1), answer.certain
    (5.7, True)
    """
    direction(better)
    series = _evenly(answers(values, N_("value")), start)
    after = place_in_time(series.index, start)
    _long_enough(after, len(series) - after, season)
    if np.ptp(series.to_numpy()) == 0:
        raise Invalid(
            N_("Every value is {value}: a series that never varies tells nothing."),
            value=f"{series.iloc[0]:g}",
        )
    design = _design(len(series), after, season)
    mean_after = np.zeros(design.shape[1])
    mean_after[2:4] = design[after:, 2:4].mean(axis=0)
    wanted = np.vstack([mean_after, np.eye(design.shape[1])[2:4]])
    fits = [_fit(series.to_numpy(), design, wanted, strength) for strength in _HANGING]
    logs = np.array([fit.likelihood for fit in fits]) + _BEFOREHAND
    weight = np.exp(logs - logs.max())
    weight /= weight.sum()
    effect, level, slope = (
        _mixture(fits, weight, i, len(series) - design.shape[1]) for i in range(3)
    )
    return InterruptedSeries(
        start=start,
        times_before=after,
        times_after=len(series) - after,
        effect=effect[0],
        low=effect[1],
        high=effect[2],
        p_value=effect[3],
        level=level[0],
        level_low=level[1],
        level_high=level[2],
        slope=slope[0],
        slope_low=slope[1],
        slope_high=slope[2],
        hanging=float(_HANGING[weight.argmax()]),
        expected=_expected(series, design, fits, weight),
        better=better,
    )


def _evenly(series: pd.Series, start: Hashable) -> pd.Series:
    series = series.sort_index()
    missing = series.index[series.isna()]
    if len(missing):
        raise Invalid(
            N_("There is no value for {times}. Fill it in, or take a time without gaps."),
            times=", ".join(said(time) for time in missing[:5]),
        )
    times = series.index
    if times.has_duplicates:
        raise Invalid(
            N_("The time {time} stands twice in the table."),
            time=said(times[times.duplicated()][0]),
        )
    steps = _steps(times)
    # Months and years differ by some days; a missing one doubles the step.
    even = len(steps) == 0 or steps.max() <= 1.2 * steps.min()
    if not even:
        raise Invalid(
            N_(
                "The times are not evenly spaced: some lie further apart than others. Fill in the "
                "gaps."
            )
        )
    return series


def _steps(times: pd.Index) -> np.ndarray:
    if isinstance(times, pd.DatetimeIndex):
        return np.diff(times.to_numpy().astype("datetime64[s]").astype("int64"))
    return (
        np.diff(times.to_numpy(dtype=float))
        if pd.api.types.is_numeric_dtype(times)
        else np.empty(0)
    )


def _long_enough(before: int, after: int, season: int | None) -> None:
    if before < LEAST_EACH_SIDE or after < LEAST_EACH_SIDE:
        raise Invalid(
            N_(
                "There are {before} times before the start and {after} after; at least {least} on "
                "either side are needed to see a trend."
            ),
            before=before,
            after=after,
            least=LEAST_EACH_SIDE,
        )
    if season is not None and before < 2 * season:
        raise Invalid(
            N_(
                "Seasons need two whole years before the start: {needed} times, and there are "
                "{before}."
            ),
            needed=2 * season,
            before=before,
        )


def _design(n: int, after: int, season: int | None) -> np.ndarray:
    """Level, slope, jump and change of slope; then the seasons."""
    time = np.arange(n, dtype=float)
    later = (time >= after).astype(float)
    columns = [np.ones(n), time - after, later, later * (time - after)]
    if season:
        columns += [(time % season == part).astype(float) for part in range(1, season)]
    return np.column_stack(columns)


@dataclass(frozen=True)
class _Fit:
    coefficients: np.ndarray
    estimates: np.ndarray
    errors: np.ndarray
    likelihood: float


def _fit(values: np.ndarray, design: np.ndarray, wanted: np.ndarray, strength: float) -> _Fit:
    """Least squares with errors of a given autocorrelation, and its restricted log likelihood."""
    from statsmodels.regression.linear_model import OLS

    fit = OLS(_whitened(values, strength), _whitened(design, strength)).fit()
    spread = np.linalg.slogdet(fit.normalized_cov_params)[1]
    left = max(fit.ssr, 1e-12 * np.var(values))
    return _Fit(
        fit.params,
        wanted @ fit.params,
        np.sqrt(
            np.einsum("ij,jk,ik->i", wanted, fit.normalized_cov_params, wanted)
            * left
            / fit.df_resid
        ),
        0.5 * np.log1p(-(strength**2)) + 0.5 * spread - 0.5 * fit.df_resid * np.log(left),
    )


def _whitened(values: np.ndarray, strength: float) -> np.ndarray:
    """Prais and Winsten's transformation, which keeps the first value."""
    new = values.astype(float).copy()
    new[1:] -= strength * values[:-1]
    new[0] *= np.sqrt(1 - strength**2)
    return new


def _mixture(
    fits: list[_Fit], weight: np.ndarray, i: int, freedom: int
) -> tuple[float, float, float, float]:
    """Estimate, interval and p-value over all strengths of hanging together."""
    from scipy.optimize import brentq
    from scipy.stats import t

    estimates = np.array([fit.estimates[i] for fit in fits])
    errors = np.array([fit.errors[i] for fit in fits])

    def below(value: float) -> float:
        return float(weight @ t.cdf((value - estimates) / errors, freedom))

    middle = float(weight @ estimates)
    widest = 1e3 * errors.max() + np.ptp(estimates)
    low, high = (
        brentq(lambda value, part=part: below(value) - part, middle - widest, middle + widest)
        for part in (0.025, 0.975)
    )
    side = below(0.0)
    return middle, min(low, middle), max(high, middle), float(min(1.0, 2 * min(side, 1 - side)))


def _expected(
    series: pd.Series, design: np.ndarray, fits: list[_Fit], weight: np.ndarray
) -> pd.Series:
    coefficients = weight @ np.array([fit.coefficients for fit in fits])
    carried_on = design.copy()
    carried_on[:, 2:4] = 0
    return pd.Series(carried_on @ coefficients, index=series.index, name="expected")
