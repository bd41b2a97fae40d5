"""All experiments side by side: state, time, log, decision, and what is overdue."""

from __future__ import annotations

import datetime

import pandas as pd

from labmethods.experiments.analysis.log import standing_entries
from labmethods.experiments.records import STATES
from labmethods.focus_areas import FOCUS_AREAS


def portfolio(
    experiments: pd.DataFrame,
    log_entries: pd.DataFrame,
    results: pd.DataFrame,
    decisions: pd.DataFrame,
) -> pd.DataFrame:
    """One row an experiment: those that run first, then the decided, the planned and the ideas.

    Parameters
    ----------
    experiments, log_entries, results, decisions
        The tables' frames.

    Returns
    -------
    pandas.DataFrame
        ``id, name, state, focus_areas``; ``start, end`` (days; what happened where it is known,
        else what was planned); ``entries`` (log entries that stand), ``last_entry`` (day),
        ``results``, ``decision`` and ``decided_on`` of the latest decision, ``cost`` (SEK).

    Examples
    --------
    >>> experiments = pd.DataFrame({"id": ["a"], "name": ["Open café"], "state": ["running"]})
    >>> log = pd.DataFrame({"experiment": ["a", "a"], "day": ["2026-09-01", "2026-09-08"]})
    >>> none = pd.DataFrame({"experiment": [], "day": []})
    >>> portfolio(experiments, log, none, none)[["name", "entries", "last_entry"]]
            name  entries last_entry
    0  Open café        2 2026-09-08
    """
    log = _with_days(standing_entries(log_entries))
    decided = latest_decisions(decisions)
    table = with_dates(experiments)
    entries = log.groupby("experiment")["day"].agg(["size", "max"])
    table["entries"] = _counts(_of(table, entries["size"]))
    table["last_entry"] = pd.to_datetime(_of(table, entries["max"]))
    table["results"] = _counts(_of(table, results.groupby("experiment").size()))
    table["decision"] = _of(table, decided["decision"])
    table["decided_on"] = pd.to_datetime(_of(table, decided["day"]))
    order = {state: place for place, state in enumerate(_READING_ORDER)}
    columns = ["id", "name", "state", "focus_areas", "start", "end"]
    columns += ["entries", "last_entry", "results", "decision", "decided_on", "cost"]
    return (
        table.assign(order=table["state"].map(order))
        .sort_values(["order", "start", "name"], kind="stable")[columns]
        .reset_index(drop=True)
    )


def latest_decisions(decisions: pd.DataFrame) -> pd.DataFrame:
    """The latest decision of each experiment: ``day, decision, learned``, by experiment id."""
    columns = ["experiment", "day", "decision", "learned"]
    known = _with_days(decisions).reindex(columns=columns).sort_values("day", kind="stable")
    return known.groupby("experiment").tail(1).set_index("experiment")


def by_focus_area(experiments: pd.DataFrame) -> pd.DataFrame:
    """How many experiments each focus area has in each state.

    An experiment with two focus areas counts in both, so the rows must not be added up.

    Returns
    -------
    pandas.DataFrame
        One row a focus area (all four, also those without an experiment), one column a state, and
        ``total``, which counts those of unknown state too. An experiment without a focus area is in
        the row ``""``, there only if needed.

    Examples
    --------
    >>> experiments = pd.DataFrame(
    ...     {"id": ["a"], "state": ["running"], "focus_areas": [["school", "safety"]]}
    ... )
    >>> by_focus_area(experiments)[["focus_area", "running", "total"]]
       focus_area  running  total
    0  employment        0      0
    1      school        1      1
    2    services        0      0
    3      safety        1      1
    """
    areas = experiments["focus_areas"].map(_listed)
    parts = experiments[["state"]].assign(focus_area=areas).explode("focus_area")
    parts["focus_area"] = parts["focus_area"].fillna("")
    rows = [*FOCUS_AREAS, *([""] if (parts["focus_area"] == "").any() else [])]
    by_area = parts.groupby("focus_area")["state"]
    counts = (
        by_area.value_counts()
        .unstack(fill_value=0)
        .reindex(index=rows, columns=list(STATES), fill_value=0)
        .astype("int64")
    )
    counts.index.name, counts.columns.name = "focus_area", None
    total = by_area.size().reindex(rows, fill_value=0)
    return counts.assign(total=total).reset_index()


def timeline(
    experiments: pd.DataFrame, decisions: pd.DataFrame, *, today: datetime.date
) -> pd.DataFrame:
    """When each experiment goes on, for those of which a start is known.

    A running or paused experiment goes on at least until ``today``, whatever was planned; one that
    has been decided ends on the day of its decision if no other end is known.

    Returns
    -------
    pandas.DataFrame
        ``id, name, state, start, end`` (days), ``start_known`` and ``end_known`` (``"actual"``,
        ``"planned"`` or, for an end, ``"today"``), earliest start first.

    Examples
    --------
    >>> experiments = pd.DataFrame(
    ...     {"id": ["a"], "name": ["Café"], "state": ["running"], "started": ["2026-09-01"]}
    ... )
    >>> none = pd.DataFrame({"experiment": [], "day": []})
    >>> timeline(experiments, none, today=datetime.date(2026, 10, 1))[["start", "end", "end_known"]]
           start        end end_known
    0 2026-09-01 2026-10-01     today
    """
    table = with_dates(experiments)
    decided_on = pd.to_datetime(_of(table, latest_decisions(decisions)["day"]))
    decided = (table["state"] == "decided") & table["ended"].isna() & decided_on.notna()
    table.loc[decided, "end"] = decided_on[decided]
    table["start_known"] = table["started"].notna().map({True: "actual", False: "planned"})
    table["end_known"] = (table["ended"].notna() | decided).map({True: "actual", False: "planned"})
    now = table["start"].clip(lower=pd.Timestamp(today))
    going_on = table["state"].isin(["running", "paused"]) & table["ended"].isna()
    going_on &= table["end"].isna() | (table["end"] < now)
    table.loc[going_on, "end"] = now[going_on]
    table.loc[going_on, "end_known"] = "today"
    columns = ["id", "name", "state", "start", "end", "start_known", "end_known"]
    known = table[table["start"].notna()]
    return known.sort_values(["start", "name"], kind="stable")[columns].reset_index(drop=True)


def overdue(
    experiments: pd.DataFrame, decisions: pd.DataFrame, *, today: datetime.date
) -> pd.DataFrame:
    """Experiments whose decision should have been taken and recorded.

    Returns
    -------
    pandas.DataFrame
        ``id, name, state, due`` (day, or nothing), ``days`` (whole days since then) and ``reason``:
        ``"decide"`` (its planned end has passed and no decision was taken on that day or later),
        ``"start"`` (its planned end has passed and it never started) or ``"record"`` (it stands as
        decided, but the decision with its reason was not written down). Longest overdue first.

    Examples
    --------
    >>> experiments = pd.DataFrame(
    ...     {"id": ["a"], "name": ["Café"], "state": ["running"], "planned_end": ["2026-09-01"]}
    ... )
    >>> none = pd.DataFrame({"experiment": [], "day": []})
    >>> overdue(experiments, none, today=datetime.date(2026, 9, 11))[["name", "days", "reason"]]
       name  days  reason
    0  Café    10  decide
    """
    table = with_dates(experiments).rename(columns={"planned_end": "due"})
    latest = pd.to_datetime(_of(table, latest_decisions(decisions)["day"]))
    passed = table["due"].notna() & (table["due"] < pd.Timestamp(today))
    undecided = latest.isna() | (latest < table["due"])
    table["reason"] = None
    table.loc[passed & undecided & table["state"].isin(["running", "paused"]), "reason"] = "decide"
    table.loc[passed & undecided & (table["state"] == "planned"), "reason"] = "start"
    table.loc[(table["state"] == "decided") & latest.isna(), "reason"] = "record"
    table["days"] = (pd.Timestamp(today) - table["due"]).dt.days.astype("Int64")
    table.loc[~passed, "days"] = pd.NA
    late = table[table["reason"].notna()].sort_values(
        ["days", "name"], ascending=[False, True], kind="stable"
    )
    return late[["id", "name", "state", "due", "days", "reason"]].reset_index(drop=True)


_READING_ORDER = ("running", "paused", "decided", "planned", "idea")
_DAYS = ["planned_start", "planned_end", "started", "ended"]


def with_dates(experiments: pd.DataFrame) -> pd.DataFrame:
    """The cards' days as days, with ``start`` and ``end``: what happened, else what was planned."""
    columns = ["id", "name", "state", "focus_areas", "cost", *_DAYS]
    table = experiments.reindex(columns=columns).reset_index(drop=True)
    for name in _DAYS:
        table[name] = pd.to_datetime(table[name])
    table["start"] = table["started"].fillna(table["planned_start"])
    table["end"] = table["ended"].fillna(table["planned_end"])
    return table


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(day=pd.to_datetime(frame["day"]))


def _of(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """The values by experiment id, in the order of the table."""
    return values.reindex(table["id"]).set_axis(table.index)


def _counts(numbers: pd.Series) -> pd.Series:
    return pd.to_numeric(numbers).fillna(0).astype("int64")


def _listed(areas: object) -> list[str]:
    return list(areas) if isinstance(areas, (list, tuple)) and len(areas) else [""]
