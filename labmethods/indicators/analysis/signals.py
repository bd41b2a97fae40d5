"""Signals in a series: XmR charts by the rules of NHS England's "Making Data Count"."""

from __future__ import annotations

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_

FEWEST = 12
"""Points that limits need; with fewer there is a plain run chart."""

OUTSIDE = "outside limits"
TREND = "seven in a trend"
NEAR = "two of three near a limit"
SHIFT = "seven on one side"
RULES = {
    OUTSIDE: N_("outside the limits"),
    TREND: N_("seven in a row rising or falling"),
    NEAR: N_("two of three near the same limit"),
    SHIFT: N_("seven in a row on the same side of the mean"),
}
"""The rules in the order in which they name a point that breaks several."""

_LIMIT = 2.66
_SCREEN = 3.267
_RUN = 7


def xmr(values: pd.Series, baseline: int | None = None) -> pd.DataFrame:
    """Mean, natural process limits and signals of a series, as an XmR chart shows them.

    The mean plus and minus 2.66 times the mean moving range; moving ranges above 3.267 times their
    mean are left out of it first. Four rules: a point outside the limits; seven in a row rising
    or falling; two of three in the outer third towards the same limit; seven in a row on one side
    of the mean. Missing values are left out and the rest counts as following one another.

    Parameters
    ----------
    values
        Numbers in time order.
    baseline
        How many of the first values the mean and the limits are worked out from; all by default.

    Returns
    -------
    DataFrame
        On the same index: ``value``, ``center``, ``lower``, ``upper`` (float) and ``signal`` (the
        name of the rule, one of ``RULES``; empty where there is none). With fewer than 12 values
        there are no limits and no signals: ``lower`` and ``upper`` are missing.

    Raises
    ------
    Invalid
        Values that are no numbers, or a baseline of fewer than 12 values.

    References
    ----------
    NHS England, *Making Data Count*; Reading, Wellesley-Miller, Turner et al., *NHSRplotthedots*
    (R package), whose documentation has the example below.

    Examples
    --------
    >>> frame = xmr(pd.Series([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]))
    >>> frame.iloc[4][["center", "lower", "upper"]].astype(float).round(2).tolist()
    [1.94, -0.72, 4.6]
    >>> frame.signal[frame.signal != ""].to_dict()
    {4: 'outside limits'}
    """
    _check_baseline(baseline)
    numbers = _numbers(values)
    many = _xmr(numbers[np.newaxis, :], baseline)
    frame = pd.DataFrame({name: column[0] for name, column in many.items()}, index=values.index)
    names = np.array(["", *RULES], dtype=object)[many["signal"][0]]
    return frame.assign(signal=pd.Series(names, index=values.index, dtype="str"))


def xmr_many(values: pd.DataFrame, baseline: int | None = None) -> pd.DataFrame:
    """``xmr`` of many series at once: one column a series, rows in time order.

    Returns
    -------
    DataFrame
        Long: the index of ``values`` and the series' names as a two-level index
        (``series``, ``period``), columns as ``xmr`` gives them; ``signal`` is a category.

    Raises
    ------
    Invalid
        As ``xmr``.
    """
    _check_baseline(baseline)
    many = _xmr(_numbers(values).T, baseline)
    index = pd.MultiIndex.from_product([values.columns, values.index], names=["series", "period"])
    codes = many.pop("signal").ravel()
    frame = pd.DataFrame({name: column.ravel() for name, column in many.items()}, index=index)
    return frame.assign(signal=pd.Categorical.from_codes(codes, ["", *RULES]))


def run_chart(values: pd.Series) -> pd.DataFrame:
    """The values and their median: what can be said of a series too short for limits.

    Returns
    -------
    DataFrame
        On the same index: ``value`` and ``center`` (the median), both float.
    """
    numbers = _numbers(values)
    center = np.nanmedian(numbers) if np.isfinite(numbers).any() else np.nan
    return pd.DataFrame({"value": numbers, "center": center}, index=values.index)


def judged(signals: pd.DataFrame, direction: str) -> pd.DataFrame:
    """What the signals mean: improvement or concern.

    Parameters
    ----------
    signals
        What ``xmr`` gives.
    direction
        ``up`` or ``down`` is good, or ``neither``.

    Returns
    -------
    DataFrame
        ``signals`` with ``side`` (1 high or rising, -1 low or falling, 0 no signal) and
        ``meaning``: ``improvement``, ``concern``, ``change`` where neither way is good, empty
        without a signal.
    """
    side = np.sign((signals["value"] - signals["center"]).fillna(0)).to_numpy().astype(int)
    side = np.where(signals["signal"] == TREND, _trend_of(signals["value"]), side)
    side = np.where(signals["signal"] == "", 0, side)
    good = {"up": 1, "down": -1}.get(direction)
    if good is None:
        meaning = np.where(side != 0, "change", "")
    else:
        meaning = np.select([side == good, side == -good], ["improvement", "concern"], "")
    return signals.assign(side=side, meaning=meaning)


def _trend_of(values: pd.Series) -> np.ndarray:
    """Whether each value belongs to a rising (1) or a falling (-1) trend."""
    packed, order = _packed(_numbers(values)[np.newaxis, :])
    trend = np.zeros(packed.shape, dtype=np.int8)
    np.put_along_axis(trend, order, _trends(packed, np.zeros((1, 1))), axis=1)
    return trend[0]


def _numbers(values: pd.Series | pd.DataFrame) -> np.ndarray:
    try:
        return values.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise Invalid(N_("The series has a value that is no number.")) from None


def _check_baseline(baseline: int | None) -> None:
    if baseline is not None and baseline < FEWEST:
        raise Invalid(
            N_("A baseline of {n} values is too short; limits need at least {fewest}."),
            n=baseline,
            fewest=FEWEST,
        )


def _xmr(rows: np.ndarray, baseline: int | None) -> dict[str, np.ndarray]:
    """One row a series; the signal as the rule's place in ``RULES``, from 1."""
    packed, order = _packed(rows)
    fitted = packed if baseline is None else packed[:, :baseline]
    counts = np.isfinite(fitted).sum(axis=1)
    center = _mean(fitted, counts)
    limit = np.where(counts >= FEWEST, _LIMIT * _mean_range(fitted), np.nan)
    code = _codes(packed, center[:, np.newaxis], limit[:, np.newaxis])
    signal = np.zeros(rows.shape, dtype=np.int8)
    np.put_along_axis(signal, order, code, axis=1)
    shape = np.ones(rows.shape[1])
    return {
        "value": rows,
        "center": np.outer(center, shape),
        "lower": np.outer(center - limit, shape),
        "upper": np.outer(center + limit, shape),
        "signal": signal,
    }


def _packed(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row's values moved together to the left, missing ones last; and where each came from."""
    missing = ~np.isfinite(rows)
    if missing.any():
        order = np.argsort(missing, axis=1, kind="stable")
        packed = np.take_along_axis(rows, order, axis=1)
        return np.where(np.isfinite(packed), packed, np.nan), order
    return rows, np.broadcast_to(np.arange(rows.shape[1]), rows.shape)


def _mean(rows: np.ndarray, counts: np.ndarray) -> np.ndarray:
    sums = np.where(np.isfinite(rows), rows, 0).sum(axis=1)
    return np.divide(sums, counts, out=np.full(len(rows), np.nan), where=counts > 0)


def _mean_range(rows: np.ndarray) -> np.ndarray:
    """The mean moving range, without those that are much larger than the rest."""
    ranges = np.abs(np.diff(rows, axis=1))
    first = _mean(ranges, np.isfinite(ranges).sum(axis=1))
    kept = np.where(ranges <= _SCREEN * first[:, np.newaxis], ranges, np.nan)
    return _mean(kept, np.isfinite(kept).sum(axis=1))


def _codes(packed: np.ndarray, center: np.ndarray, limit: np.ndarray) -> np.ndarray:
    # A mean of equal values differs from them in the last bits; that is no side of the mean.
    tolerance = 1e-9 * np.maximum(np.abs(center), limit)
    away = packed - center
    side = np.where(np.abs(away) <= tolerance, 0, np.sign(away))
    side = np.nan_to_num(side).astype(np.int8)
    outside = np.abs(away) > limit + tolerance
    near = (np.abs(away) > 2 / 3 * limit + tolerance) & ~outside
    trend = _trends(packed, tolerance) != 0
    shift = _runs(side, _RUN, points=_RUN) != 0
    rules = [outside, trend, _two_of_three(near, side), shift]
    limited = np.isfinite(limit) & np.isfinite(packed)
    return np.where(limited, np.select(rules, range(1, len(rules) + 1), 0), 0).astype(np.int8)


def _trends(packed: np.ndarray, tolerance: np.ndarray) -> np.ndarray:
    steps = np.diff(packed, axis=1)
    steps = np.nan_to_num(np.where(np.abs(steps) <= tolerance, 0, np.sign(steps))).astype(np.int8)
    return _runs(steps, _RUN - 1, points=_RUN)


def _runs(signs: np.ndarray, width: int, points: int) -> np.ndarray:
    """The sign of the run of ``width`` equal signs that a point belongs to, 0 where it's in none.

    ``points`` is how many points such a run spans: one more than its signs when they are steps.
    """
    found = np.zeros((len(signs), max(signs.shape[1] + points - width, 0)), dtype=np.int8)
    if signs.shape[1] < width:
        return found
    sums = np.cumsum(np.pad(signs, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    sums = sums[:, width:] - sums[:, :-width]
    runs = np.where(np.abs(sums) == width, np.sign(sums), 0).astype(np.int8)
    for offset in range(points):
        part = found[:, offset : offset + runs.shape[1]]
        np.copyto(part, runs, where=runs != 0)
    return found


def _two_of_three(near: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Points near a limit, in three on the same side of the mean of which two are near it."""
    found = np.zeros(near.shape, dtype=bool)
    if near.shape[1] < 3:
        return found
    count = near[:, :-2].astype(np.int8) + near[:, 1:-1] + near[:, 2:]
    together = np.abs(side[:, :-2] + side[:, 1:-1] + side[:, 2:]) == 3
    whole = (count >= 2) & together
    for offset in range(3):
        found[:, offset : offset + whole.shape[1]] |= whole
    return found & near
