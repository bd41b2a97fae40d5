"""Can the values be trusted: gaps, age, odd values, jumps, and breaks in how they are made."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from labmethods.indicators.analysis.series import as_known_on, with_values

GAP = "gap"
OLD = "old"
OUTLIER = "outlier"
JUMP = "jump"
UNIT = "unit"
SOURCES = "sources"
UNSOURCED = "no source"

_STEP = {"month": 1, "quarter": 3, "year": 12}
_AGE = {"month": 92, "quarter": 275, "year": 900, "day": 31}
"""Days after which a next value should be known: two periods more, as statistics come late."""
_FEWEST = 5
_FAR = 3.5
"""Iglewicz & Hoaglin (1993): modified z-scores beyond 3.5 are likely outliers."""


ALL = (GAP, OLD, OUTLIER, JUMP, UNIT, SOURCES, UNSOURCED)


def quality(
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    today: datetime.date,
    kinds: Collection[str] = ALL,
) -> pd.DataFrame:
    """What one should look at before believing the values.

    Parameters
    ----------
    indicators
        A lab's indicators: ``id, name, unit, frequency``.
    observations
        A lab's observations.
    today
        The day to judge their age by.
    kinds
        What to look for; everything without it.

    Returns
    -------
    DataFrame
        One row a finding: ``indicator`` (id), ``name``, ``group``, ``kind`` (``gap``, ``old``,
        ``outlier``, ``jump``, ``unit``, ``sources``, ``no source``), ``period`` (where it is),
        ``value``, ``detail`` (a number that goes with the kind: periods missing, days old, how far
        out, ratio to the value before, number of sources).
    """
    frame = with_values(as_known_on(observations)).sort_values("start", kind="stable")
    groups: dict[str, list[tuple[str, pd.DataFrame]]] = {}
    for (owner, group), rows in frame.groupby(["indicator", "group"], sort=False):
        groups.setdefault(owner, []).append((group, rows))
    found = [
        (indicator.id, indicator.name, group, *finding)
        for indicator in indicators.itertuples()
        for group, rows in groups.get(indicator.id, ())
        for finding in _findings(indicator, rows, today, kinds)
    ]
    words = dict.fromkeys(["indicator", "name", "group", "kind", "period"], "str")
    columns = [*words, "value", "detail"]
    return pd.DataFrame(found, columns=columns).astype(
        {**words, "value": "float64", "detail": "float64"}
    )


def coverage(indicators: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """How complete each indicator's values for all people are.

    Returns
    -------
    DataFrame
        ``indicator, name, expected`` (periods from the first to the last, at the pace they come),
        ``known`` (with a value), ``missing``, ``suppressed`` (said to be), ``share`` (known of
        expected, 0-1; missing where nothing is known).
    """
    frame = with_values(as_known_on(observations))
    frame = frame[frame["group"] == "T"]
    rows = []
    for indicator in indicators.itertuples():
        own = frame[frame["indicator"] == indicator.id].sort_values("start", kind="stable")
        known = int(own["value"].notna().sum())
        expected = max(len(own) + _absent(own), known)
        rows.append(
            {
                "indicator": indicator.id,
                "name": indicator.name,
                "expected": expected,
                "known": known,
                "missing": int((own["status"] == "missing").sum()),
                "suppressed": int((own["status"] == "suppressed").sum()),
                "share": known / expected if expected else np.nan,
            }
        )
    columns = ["indicator", "name", "expected", "known", "missing", "suppressed", "share"]
    return pd.DataFrame(rows, columns=columns)


def _findings(
    indicator, rows: pd.DataFrame, today: datetime.date, kinds: Collection[str]
) -> Iterator[tuple[str, str | None, float, float]]:
    """Kind, period, value and detail of what is found in one group's values."""
    known = rows[rows["value"].notna()]
    if GAP in kinds and (absent := _absent(rows)):
        yield GAP, None, np.nan, absent
    if OLD in kinds and len(known):
        last = known.iloc[-1]
        age = (pd.Timestamp(today) - last["start"]).days
        if age > _AGE.get(indicator.frequency or _pace(rows), np.inf):
            yield OLD, last["period"], last["value"], age
    for kind, period, value, detail in _odd_values(known) if {OUTLIER, JUMP} & {*kinds} else ():
        if kind in kinds:
            yield kind, period, value, detail
    if UNIT in kinds:
        yield from _unit(indicator, known)
    sources = rows["source"].dropna().nunique() if SOURCES in kinds else 0
    if sources > 1:
        yield SOURCES, None, np.nan, sources
    if UNSOURCED in kinds and rows["source"].isna().any():
        yield UNSOURCED, None, np.nan, int(rows["source"].isna().sum())


def _odd_values(known: pd.DataFrame):
    """Values far from the median, and steps far larger than the usual step."""
    values = known["value"].to_numpy(float)
    if len(values) < _FEWEST:
        return
    for place in np.flatnonzero(np.abs(_modified_z(values)) > _FAR):
        row = known.iloc[place]
        yield OUTLIER, row["period"], row["value"], float(_modified_z(values)[place])
    steps = np.diff(values)
    for place in np.flatnonzero(np.abs(_modified_z(steps)) > 2 * _FAR):
        row = known.iloc[place + 1]
        yield JUMP, row["period"], row["value"], float(steps[place])


def _modified_z(values: np.ndarray) -> np.ndarray:
    middle = np.median(values)
    spread = np.median(np.abs(values - middle))
    if spread == 0:
        return np.zeros(len(values))
    return 0.6745 * (values - middle) / spread


def _unit(indicator, known: pd.DataFrame):
    """Shares written as 0.82 among shares written as 82."""
    values = known["value"]
    if indicator.unit != "share" or len(values) < 2:
        return
    small = (values > 0) & (values <= 1)
    if small.any() and values.median() > 5:
        for row in known[small].itertuples():
            yield UNIT, row.period, row.value, row.value


def _pace(rows: pd.DataFrame) -> str:
    """How often values come, by how most periods are written."""
    text = rows["period"].astype("str")
    forms = {
        "year": text.str.fullmatch(r"\d{4}"),
        "quarter": text.str.fullmatch(r"\d{4}-Q\d"),
        "month": text.str.fullmatch(r"\d{4}-\d{2}"),
    }
    return max(forms, key=lambda name: int(forms[name].sum())) if len(rows) else "year"


def _absent(rows: pd.DataFrame) -> int:
    """Periods between the first and the last of which nothing at all is said."""
    pace = _pace(rows)
    lengths = {"year": 4, "quarter": 7, "month": 7}
    starts = rows.loc[rows["period"].astype("str").str.len() == lengths[pace], "start"]
    starts = starts.drop_duplicates()
    if len(starts) < 2:
        return 0
    first, last = starts.min(), starts.max()
    months = 12 * (last.year - first.year) + last.month - first.month
    return max(months // _STEP[pace] + 1 - len(starts), 0)
