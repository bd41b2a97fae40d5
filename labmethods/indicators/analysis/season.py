"""The same month a year before: for series that swing with the seasons."""

from __future__ import annotations

import pandas as pd

_PARTS = {"month": r"^\d{4}-\d{2}$", "quarter": r"^\d{4}-Q[1-4]$"}


def seasonal(series: pd.DataFrame) -> pd.DataFrame:
    """Each month or quarter beside the same one a year before.

    Parameters
    ----------
    series
        One group's rows of what ``series`` gives: ``period, value``. Years and days are left out.

    Returns
    -------
    DataFrame
        One row a month or quarter, in the order given: ``period``, ``year`` (int), ``part``
        (``01``-``12`` or ``Q1``-``Q4``), ``value``, ``before`` (the value a year before; missing
        where there is none) and ``change`` (``value`` less ``before``).

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["2018-07", "2019-06", "2019-07"], "value": [4.0, 9.0, 6.0]})
    >>> seasonal(rows)["change"].tolist()
    [nan, nan, 2.0]
    """
    period = series["period"].astype("str")
    frame = series.loc[
        period.str.match(_PARTS["month"]) | period.str.match(_PARTS["quarter"]), ["period", "value"]
    ].reset_index(drop=True)
    year = frame["period"].astype("str").str[:4].astype("int64")
    part = frame["period"].astype("str").str[5:]
    known = dict(zip(zip(year, part, strict=True), frame["value"], strict=True))
    before = [known.get((one - 1, name)) for one, name in zip(year, part, strict=True)]
    frame = frame.assign(year=year, part=part, before=pd.Series(before, dtype="float64"))
    frame["change"] = frame["value"].astype("float64") - frame["before"]
    return frame[["period", "year", "part", "value", "before", "change"]]
