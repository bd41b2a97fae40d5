"""What was learnt, and what it took in kronor and months."""

from __future__ import annotations

import pandas as pd

from labmethods.experiments.analysis.portfolio import latest_decisions, with_dates
from labmethods.focus_areas import FOCUS_AREAS

DAYS_A_MONTH = 365.25 / 12


def lessons(experiments: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Each experiment that was decided, with what was learnt and what it took.

    Returns
    -------
    pandas.DataFrame
        ``id, name, focus_areas, decision, decided_on, learned`` (text, missing where nobody wrote
        it), ``cost`` (SEK) and ``months`` (from actual start to actual end or decision); both are
        missing where they aren't known. Newest decision first.

    Examples
    --------
    >>> experiments = pd.DataFrame({"id": ["a"], "name": ["Café"], "state": ["decided"],
    ...     "started": ["2026-01-01"], "ended": ["2026-04-01"], "cost": [9000.0]})
    >>> decisions = pd.DataFrame({"experiment": ["a"], "day": ["2026-04-01"],
    ...     "decision": ["adopt"], "learned": ["They come when a friend asks."]})
    >>> lessons(experiments, decisions)[["name", "cost", "months"]].round(1)
       name    cost  months
    0  Café  9000.0     3.0
    """
    table = with_dates(experiments)
    latest = latest_decisions(decisions).reindex(columns=["decision", "day", "learned"])
    table = table[table["id"].isin(latest.index)].merge(
        latest, left_on="id", right_index=True, how="left"
    )
    table["decided_on"] = pd.to_datetime(table["day"])
    last = table["ended"].fillna(table["decided_on"])
    months = (last - table["started"]).dt.total_seconds() / 86_400 / DAYS_A_MONTH
    table["months"] = months.where(months >= 0).astype("float64")
    table["cost"] = pd.to_numeric(table["cost"]).astype("float64")
    columns = ["id", "name", "focus_areas", "decision", "decided_on", "learned", "cost", "months"]
    return table.sort_values("decided_on", ascending=False, kind="stable")[columns].reset_index(
        drop=True
    )


def learning_pace(lessons: pd.DataFrame) -> pd.DataFrame:
    """What a decision took in each focus area, and in all.

    A rough figure to plan by, not a measure of worth: an experiment that is abandoned after a month
    may have taught most. Only decisions whose cost (or time) is known count in its mean. An
    experiment with two focus areas counts in both, so the rows must not be added up.

    Parameters
    ----------
    lessons
        What ``lessons`` gives.

    Returns
    -------
    pandas.DataFrame
        ``focus_area`` (``""`` in the last row, which counts all once), ``decisions`` and
        ``written`` (how many say what was learnt), ``cost_known``, ``cost`` (mean SEK a decision),
        ``months_known``, ``months`` (mean months a decision). Focus areas without a decision are
        left out.
    """
    areas = lessons["focus_areas"].map(lambda one: list(one) if isinstance(one, list) else [])
    parts = lessons.assign(focus_area=areas).explode("focus_area")
    rows = [
        _pace(area, part) for area in FOCUS_AREAS if len(part := parts[parts["focus_area"] == area])
    ]
    if len(lessons):
        rows.append(_pace("", lessons))
    columns = ["focus_area", "decisions", "written", "cost_known", "cost", "months_known", "months"]
    return pd.DataFrame(rows, columns=columns)


def _pace(area: str, part: pd.DataFrame) -> tuple:
    return (
        area,
        len(part),
        int(part["learned"].notna().sum()),
        int(part["cost"].notna().sum()),
        part["cost"].mean(),
        int(part["months"].notna().sum()),
        part["months"].mean(),
    )
