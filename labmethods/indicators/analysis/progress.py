"""How far each indicator has come from its baseline towards its target."""

from __future__ import annotations

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


def progress(
    indicators: pd.DataFrame, observations: pd.DataFrame, group: str = "T"
) -> pd.DataFrame:
    """Where every indicator stands: its latest value against baseline and target.

    Parameters
    ----------
    indicators
        A lab's indicators: ``id, name, direction, baseline, baseline_period, target``.
    observations
        A lab's observations; the latest revision of each counts.
    group
        The group that is followed: ``T`` all, ``K`` women, ``M`` men.

    Returns
    -------
    DataFrame
        One row an indicator, in the order given: ``indicator, name, n`` (periods with a value),
        ``first_period, last_period, first, lowest, highest, latest`` (values),
        ``baseline_period, baseline, change`` (latest less baseline), ``target, remaining`` (target
        less latest), ``share_of_way`` (from baseline to target: 0-1 and beyond) and ``standing``:
        ``reached``, ``closer``, ``unchanged`` or ``further away`` where there is a target, else
        ``improved``, ``worsened``, ``unchanged`` or ``changed`` (neither way is good). What lacks a
        baseline has no standing unless its target is reached: a first value is no baseline.
    """
    frame = with_values(as_known_on(observations))
    frame = frame[(frame["group"] == group) & frame["value"].notna()].sort_values("start")
    by_indicator = {name: rows for name, rows in frame.groupby("indicator")}
    rows = [_one(row, by_indicator.get(row.id)) for row in indicators.itertuples()]
    result = pd.DataFrame(rows, columns=list(_COLUMNS))
    return result.astype(_COLUMNS)


_COLUMNS = {
    "indicator": "str",
    "name": "str",
    "n": "int64",
    "first_period": "str",
    "last_period": "str",
    "first": "float64",
    "lowest": "float64",
    "highest": "float64",
    "latest": "float64",
    "baseline_period": "str",
    "baseline": "float64",
    "change": "float64",
    "target": "float64",
    "remaining": "float64",
    "share_of_way": "float64",
    "standing": "str",
}


def _one(indicator, rows: pd.DataFrame | None) -> dict[str, object]:
    values = [] if rows is None else rows["value"].tolist()
    periods = [] if rows is None else rows["period"].tolist()
    baseline = np.nan if pd.isna(indicator.baseline) else float(indicator.baseline)
    target = np.nan if pd.isna(indicator.target) else float(indicator.target)
    latest = values[-1] if values else np.nan
    way = target - baseline
    return {
        "indicator": indicator.id,
        "name": indicator.name,
        "n": len(values),
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "first": values[0] if values else np.nan,
        "lowest": min(values, default=np.nan),
        "highest": max(values, default=np.nan),
        "latest": latest,
        "baseline_period": indicator.baseline_period,
        "baseline": baseline,
        "change": latest - baseline,
        "target": target,
        "remaining": target - latest,
        "share_of_way": (latest - baseline) / way if way else np.nan,
        "standing": _standing(indicator.direction, baseline, latest, target),
    }


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
