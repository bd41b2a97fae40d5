"""A lab's observations as time series: in order, in force, with their intervals."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

_KEY = ["indicator", "period", "group"]


def as_known_on(observations: pd.DataFrame, day: datetime.date | None = None) -> pd.DataFrame:
    """The observations in force on a day: for each period and group the latest that was known.

    Parameters
    ----------
    observations
        A lab's observations: ``indicator, period, group, fetched_on, revision`` and more.
    day
        Only what was known by then; without it everything. An observation without a day counts
        as known from the start.

    Returns
    -------
    DataFrame
        The same columns, at most one row an indicator, period and group.
    """
    known = pd.to_datetime(observations["fetched_on"]).fillna(pd.Timestamp.min.ceil("D"))
    frame = observations.assign(_known=known)
    if day is not None:
        frame = frame[frame["_known"] <= pd.Timestamp(day)]
    frame = frame.sort_values([*_KEY, "_known", "revision"], kind="stable")
    return frame.drop_duplicates(_KEY, keep="last").drop(columns="_known").sort_index()


def series(
    observations: pd.DataFrame, indicator: str, day: datetime.date | None = None
) -> pd.DataFrame:
    """One indicator's observations in time order; in a period all people first, then each group.

    Parameters
    ----------
    observations
        A lab's observations.
    indicator
        The indicator's id.
    day
        As it was known on this day; see ``as_known_on``.

    Returns
    -------
    DataFrame
        One row a period and group: ``period`` (text), ``start`` (the period's first day),
        ``group``, ``value`` (share in per cent; worked out from numerator and denominator where it
        wasn't written), ``low`` and ``high`` (Wilson 95 % interval of a share whose numerator is
        known), ``numerator, denominator, answers`` (of how many people a mean is), ``status,
        source, fetched_on, revision``.
    """
    frame = as_known_on(observations[observations["indicator"] == indicator], day)
    frame = with_values(frame)
    columns = [
        *["period", "start", "group", "value", "low", "high", "numerator", "denominator"],
        *["answers", "status", "source", "fetched_on", "revision"],
    ]
    order = frame["group"].map({"T": "", "K": " ", "M": "  "}).fillna(frame["group"])
    frame = frame.assign(_order=order).sort_values(["start", "_order"], kind="stable")
    return frame.reindex(columns=columns).reset_index(drop=True)


def hide_small(observations: pd.DataFrame, least: int = 5) -> pd.DataFrame:
    """The observations with shares and means of fewer than ``least`` people suppressed.

    Where a group of a period is hidden, and it could be worked out from the others and the total,
    the smallest of the others is hidden too.

    Parameters
    ----------
    observations
        A lab's observations.
    least
        The smallest number of people of whom a share or a mean may be told.
    """
    denominator = observations["denominator"].astype("float64")
    if "answers" in observations:
        denominator = denominator.fillna(observations["answers"].astype("float64"))
    hidden = (denominator < least).fillna(False)
    part = observations["group"] != "T"
    for _key, rows in observations[part].groupby(["indicator", "period"], sort=False):
        shown = rows.index[~hidden[rows.index]]
        if hidden[rows.index].sum() == 1 and len(shown):
            hidden[denominator[shown].fillna(np.inf).idxmin()] = True
    frame = observations.copy()
    numbers = [one for one in ("numerator", "denominator", "answers") if one in frame]
    frame[numbers] = frame[numbers].astype("float64")
    frame.loc[hidden, ["value", *numbers]] = np.nan
    frame.loc[hidden, "status"] = "suppressed"
    return frame


def with_values(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations with ``start``, the value filled in from its parts, and its interval."""
    numerator = observations["numerator"].astype("float64")
    denominator = observations["denominator"].astype("float64").replace(0, np.nan)
    value = observations["value"].astype("float64").fillna(100 * numerator / denominator)
    low, high = wilson(numerator, denominator)
    return observations.assign(
        start=starts(observations["period"]), value=value, low=100 * low, high=100 * high
    )


def wilson(numerator: pd.Series, denominator: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The 95 % interval of a share, by Wilson's method; missing where a part is missing.

    >>> low, high = wilson(pd.Series([9.0]), pd.Series([10.0]))
    >>> [round(float(one[0]), 2) for one in (low, high)]
    [0.6, 0.98]
    """
    known = numerator.notna() & (denominator > 0)
    low = pd.Series(np.nan, index=numerator.index, dtype="float64")
    high = low.copy()
    if known.any():
        from statsmodels.stats.proportion import proportion_confint

        found = proportion_confint(
            numerator[known].to_numpy(float), denominator[known].to_numpy(float), method="wilson"
        )
        low[known], high[known] = found
    return low, high


def starts(periods: pd.Series) -> pd.Series:
    """The first day of each period: ``2019``, ``2019-Q2``, ``2019-03`` or ``2019-03-14``."""
    text = periods.astype("str")
    quarter = text.str.extract(r"^(\d{4})-Q([1-4])$")
    month = (pd.to_numeric(quarter[1]) * 3 - 2).astype("Int64").astype("str").str.zfill(2)
    text = text.where(quarter[1].isna(), quarter[0] + "-" + month)
    return pd.to_datetime(text, format="ISO8601").astype("datetime64[s]")


def revisions(observations: pd.DataFrame) -> pd.DataFrame:
    """Which figures were revised, and from what to what.

    Returns
    -------
    DataFrame
        One row a revision: ``indicator, period, group, was, became`` (values), ``change``,
        ``revision`` (the new one's number) and ``fetched_on`` (since when it is known).
    """
    frame = with_values(observations).sort_values([*_KEY, "revision"], kind="stable")
    was = frame.groupby(_KEY)["value"].shift()
    place = frame.groupby(_KEY).cumcount()
    frame = frame.assign(was=was, became=frame["value"], change=frame["value"] - was)
    columns = [*_KEY, "was", "became", "change", "revision", "fetched_on"]
    return frame.loc[place > 0, columns].reset_index(drop=True)
