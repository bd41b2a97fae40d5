"""How far each indicator has come from its baseline towards its target."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from labmethods.indicators.analysis.series import as_known_on, with_values

REACHED = "reached"
CLOSER = "closer"
UNCHANGED = "unchanged"
FURTHER = "further away"
IMPROVED = "improved"
WORSENED = "worsened"
CHANGED = "changed"


@dataclass(frozen=True)
class Standing:
    """Where an indicator stands. Numbers are missing (nan) where they can't be said."""

    indicator: str
    name: str
    group: str
    """The group followed: ``T`` all where they were observed, else the first group."""
    n: int
    """Periods with a value."""
    first_period: str | None
    last_period: str | None
    first: float
    lowest: float
    highest: float
    latest: float
    baseline_period: str | None
    baseline: float
    change: float
    """The latest value less the baseline."""
    target: float
    remaining: float
    """The target less the latest value."""
    share_of_way: float
    """How much of the way from baseline to target: 0-1, and beyond."""
    standing: str
    """``reached``, ``closer``, ``unchanged`` or ``further away`` where there is a target; else
    ``improved``, ``worsened``, ``unchanged``, or ``changed`` where neither way is good. What lacks
    a baseline has none unless its target is reached: a first value is no baseline."""

    def summary(self) -> pd.DataFrame:
        """The fields as one row."""
        return pd.DataFrame([asdict(self)]).astype(_COLUMNS)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>"
            for name, value in asdict(self).items()
        )
        return f"<table>{rows}</table>"


_DTYPES = {"int": "int64", "float": "float64", "str": "str", "str | None": "str"}
_COLUMNS = {field.name: _DTYPES[str(field.type)] for field in fields(Standing)}


def progress(indicators: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Where every indicator stands: its latest value against baseline and target.

    Parameters
    ----------
    indicators
        A lab's indicators: ``id, name, direction, baseline, baseline_period, target``.
    observations
        A lab's observations; the latest revision of each counts.

    Returns
    -------
    DataFrame
        One row an indicator, in the order given; the columns are the fields of ``Standing``.
    """
    frame = with_values(as_known_on(observations)).sort_values("start", kind="stable")
    by_indicator = dict(iter(frame.groupby("indicator")))
    rows = [
        asdict(stands(one, by_indicator.get(one.id, frame.iloc[:0])))
        for one in indicators.itertuples()
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def stands(indicator: Any, series: pd.DataFrame) -> Standing:
    """Where one indicator stands.

    Parameters
    ----------
    indicator
        An ``Indicator``, or a row of the lab's indicators.
    series
        What ``series`` gives for it.
    """
    groups = list(series["group"])
    group = "T" if "T" in groups or not groups else groups[0]
    known = series[(series["group"] == group) & series["value"].notna()]
    values, periods = known["value"].tolist(), known["period"].tolist()
    baseline, target = _number(indicator.baseline), _number(indicator.target)
    latest = values[-1] if values else np.nan
    way = target - baseline
    period = indicator.baseline_period
    return Standing(
        indicator=indicator.id,
        name=indicator.name,
        group=group,
        n=len(values),
        first_period=periods[0] if periods else None,
        last_period=periods[-1] if periods else None,
        first=values[0] if values else np.nan,
        lowest=min(values, default=np.nan),
        highest=max(values, default=np.nan),
        latest=latest,
        baseline_period=None if pd.isna(period) else period,
        baseline=baseline,
        change=latest - baseline,
        target=target,
        remaining=target - latest,
        share_of_way=(latest - baseline) / way if way else np.nan,
        standing=_standing(indicator.direction, baseline, latest, target),
    )


def _number(value: object) -> float:
    return np.nan if pd.isna(value) else float(value)


def _standing(direction: str, baseline: float, latest: float, target: float) -> str:
    if np.isnan(latest):
        return ""
    sign = {"up": 1, "down": -1}.get(direction, 0)
    if not np.isnan(target) and sign * (latest - target) >= 0 and sign:
        return REACHED
    if np.isnan(baseline):
        return ""
    change = latest - baseline
    if abs(change) <= 1e-9 * max(abs(baseline), 1):
        return UNCHANGED
    if not sign:
        return CHANGED
    better = sign * change > 0
    if np.isnan(target):
        return IMPROVED if better else WORSENED
    return CLOSER if better else FURTHER
