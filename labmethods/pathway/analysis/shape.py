"""The shape in which the path's analyses take steps, activities, schedules and handovers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days of the week as iCalendar and HSDS write them."""
WORKDAYS = WEEKDAYS[:5]
EVERYBODY = ""
"""The target group of a path where no groups are named."""
CARRIES = frozenset({"referral", "joint", None})
"""Handovers by which somebody is received, also of a kind that isn't known; ``none`` means that
people find on by themselves."""


def column(frame: pd.DataFrame, name: str) -> list[Any]:
    """A column as a list with None for what is missing; all None where there is no such column."""
    if name not in frame.columns:
        return [None] * len(frame)
    # The array beneath the Series: a path has many short columns, and each Series costs.
    cells = frame[name].array
    missing = cells.isna()
    values = cells.tolist()
    if missing.any():
        values = [None if none else value for value, none in zip(values, missing, strict=True)]
    if cells.dtype == "str":
        return [value or None for value in values] if "" in values else values
    if cells.dtype == object:
        return [None if isinstance(value, str) and not value else value for value in values]
    return values


def items(value: object) -> list[Any]:
    """A cell that holds several values: a list, an array, text with commas or nothing."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if hasattr(value, "tolist"):
        value = value.tolist()
    return list(value) if isinstance(value, Iterable) else []


def numbers(frame: pd.DataFrame, name: str) -> list[float | None]:
    """A column of numbers as floats, None where the number isn't known."""
    return [None if value is None else float(value) for value in column(frame, name)]


def need_columns(frame: pd.DataFrame, *names: str) -> None:
    """Refuse a frame without the columns that an analysis can't do without."""
    absent = [name for name in names if name not in frame.columns]
    if absent:
        raise Invalid(
            N_("The table lacks the column {column}. It has: {columns}."),
            column=", ".join(absent),
            columns=", ".join(map(str, frame.columns)) or "–",
        )


def need_unique_ids(frame: pd.DataFrame) -> None:
    """Refuse a frame in which two rows have the same id."""
    if not frame["id"].is_unique:
        twice = frame["id"][frame["id"].duplicated()].iloc[0]
        raise Invalid(N_("Two rows have the same id: {id}."), id=twice)


def steps_in_order(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps from first to last.

    Parameters
    ----------
    steps
        ``id``; ``name``, ``position`` (number, else the order of the rows) and ``role``
        (``start``, ``goal`` or nothing) where they are known.

    Returns
    -------
    DataFrame
        ``id, name, order`` (0, 1, 2 ...), ``start, goal`` (flags; the first step is the start and
        the last one the goal where no step is marked) and ``state``: marked as a goal, so a state
        such as self-support and no offer.

    Raises
    ------
    Invalid
        Without ``id``, or with the same id twice.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": [7, 8], "name": ["Language", "Arrival"], "position": [2, 1]})
    >>> steps_in_order(steps)[["name", "order", "start", "goal"]].values.tolist()
    [['Arrival', 0, True, False], ['Language', 1, False, True]]
    """
    order = Order.of(steps)
    return pd.DataFrame(
        {
            "id": order.ids,
            "name": order.names,
            "order": pd.Series(range(len(order.ids)), dtype="int64"),
            "start": pd.Series([key in order.starts for key in order.ids], dtype=bool),
            "goal": pd.Series([key in order.goals for key in order.ids], dtype=bool),
            "state": pd.Series([key in order.states for key in order.ids], dtype=bool),
        }
    )


@dataclass(frozen=True)
class Order:
    """The steps from first to last: ids and names, and which are starts, goals and states."""

    ids: list[Any]
    names: list[str]
    starts: frozenset[Any]
    goals: frozenset[Any]
    states: frozenset[Any]

    @classmethod
    def of(cls, steps: pd.DataFrame) -> Order:
        """Raises ``Invalid`` without ``id``, or with the same id twice."""
        need_columns(steps, "id")
        need_unique_ids(steps)
        ids = steps["id"].tolist()
        role = dict(zip(ids, column(steps, "role"), strict=True))
        called = dict(zip(ids, column(steps, "name"), strict=True))
        place = dict(zip(ids, numbers(steps, "position"), strict=True))
        ids.sort(key=lambda key: float("inf") if place[key] is None else place[key])
        states = frozenset(key for key in ids if role[key] == "goal")
        return cls(
            ids=ids,
            names=[called[key] or str(key) for key in ids],
            starts=frozenset(key for key in ids if role[key] == "start") or frozenset(ids[:1]),
            goals=states or frozenset(ids[-1:]),
            states=states,
        )


def running(activities: pd.DataFrame) -> pd.DataFrame:
    """The activities that go on now: ``status`` is ``active`` or isn't known.

    Raises
    ------
    Invalid
        Without ``id``, or with the same id twice.
    """
    need_columns(activities, "id")
    need_unique_ids(activities)
    return where(
        activities, [status in (None, "active") for status in column(activities, "status")]
    )


def where(frame: pd.DataFrame, keep: list[bool]) -> pd.DataFrame:
    """The rows to keep; works without rows too."""
    # pandas takes an empty list for an empty list of columns.
    return frame[pd.Series(keep, index=frame.index, dtype=bool)]


def names_of(activities: pd.DataFrame) -> dict[Any, str]:
    """Activity id to name; the id itself where there is no name."""
    return {
        key: name or str(key)
        for key, name in zip(activities["id"].tolist(), column(activities, "name"), strict=True)
    }


def groups_of(groups: pd.DataFrame | None) -> dict[Any, str]:
    """Target group id to name, in their order; one group of everybody where none is named."""
    if groups is None or not len(groups):
        return {EVERYBODY: EVERYBODY}
    need_columns(groups, "id")
    need_unique_ids(groups)
    return {
        key: name or str(key)
        for key, name in zip(groups["id"].tolist(), column(groups, "name"), strict=True)
    }


def named_groups(activities: pd.DataFrame) -> list[list[Any]]:
    """The target groups that each activity names; an empty list is open for all."""
    return [items(cell) for cell in column(activities, "target_groups")]


def admitted(activities: pd.DataFrame, groups: dict[Any, str]) -> list[list[Any]]:
    """For each activity the groups that may come; an activity that names none is open for all.

    Where the path is looked at for everybody as one, every activity counts.
    """
    everybody = list(groups)
    if everybody == [EVERYBODY]:
        return [everybody] * len(activities)
    return [
        [group for group in everybody if group in named] if named else everybody
        for named in named_groups(activities)
    ]


def minutes(clock: object) -> int | None:
    """Minutes after midnight of a time such as ``09:30``.

    Examples
    --------
    >>> minutes("09:30")
    570
    """
    if clock is None:
        return None
    if isinstance(clock, datetime.time):
        return clock.hour * 60 + clock.minute
    try:
        hour, minute = str(clock).split(":")[:2]
        return int(hour) * 60 + int(minute)
    except ValueError:
        raise Invalid(N_("“{value}” is no time of day. Write it as 09:30."), value=clock) from None


def clock(minutes: int) -> str:
    """The time of day of so many minutes after midnight.

    Examples
    --------
    >>> clock(570)
    '09:30'
    """
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def occasions(schedules: pd.DataFrame, on: datetime.date | None = None) -> pd.DataFrame:
    """One row for each weekday of each schedule.

    Parameters
    ----------
    schedules
        ``activity, byday`` (a list of weekdays), ``opens_at, closes_at`` (``09:30``); where known
        ``freq`` (``WEEKLY`` or ``MONTHLY``), ``interval``, ``valid_from``, ``valid_to``.
    on
        Keep only what is valid on this day.

    Returns
    -------
    DataFrame
        ``activity, weekday, opens, closes`` (minutes after midnight, None where not known),
        ``a_week`` (how often a week, 1 is weekly), ``valid_from, valid_to``, and as they are
        written ``freq, interval, occurrence``.

    Raises
    ------
    Invalid
        Without ``activity`` or ``byday``, at a day that isn't one, or at times that end before
        they begin.
    """
    frame = pd.DataFrame(occasion_rows(schedules, on), columns=Occasion._fields, dtype=object)
    return frame.astype({"a_week": float})


class Occasion(NamedTuple):
    """A weekday of a schedule; the columns of :func:`occasions`."""

    activity: Any
    weekday: str
    opens: int | None
    closes: int | None
    a_week: float
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    freq: str | None
    interval: float | None
    occurrence: str | None


def occasion_rows(schedules: pd.DataFrame, on: datetime.date | None = None) -> list[Occasion]:
    """The rows of :func:`occasions`."""
    need_columns(schedules, "activity", "byday")
    rows = []
    for activity, days, opens, closes, freq, interval, occurrence, first, last in zip(
        column(schedules, "activity"),
        column(schedules, "byday"),
        map(minutes, column(schedules, "opens_at")),
        map(minutes, column(schedules, "closes_at")),
        column(schedules, "freq"),
        numbers(schedules, "interval"),
        column(schedules, "occurrence"),
        map(_day, column(schedules, "valid_from")),
        map(_day, column(schedules, "valid_to")),
        strict=True,
    ):
        if opens is not None and closes is not None and closes <= opens:
            raise Invalid(N_("A time ends before it begins."))
        if on and ((first and on < first) or (last and on > last)):
            continue
        a_week = (12 / 52 if freq == "MONTHLY" else 1.0) / (interval or 1)
        written = (freq, interval, occurrence)
        rows += [
            Occasion(activity, _weekday(day), opens, closes, a_week, first, last, *written)
            for day in items(days)
        ]
    return rows


def _day(value: object) -> datetime.date | None:
    return None if value is None else pd.Timestamp(value).date()


@lru_cache
def _weekday(day: object) -> str:
    # HSDS writes the second Monday of a month as 2MO.
    code = str(day).strip().upper()[-2:]
    if code not in WEEKDAYS:
        raise Invalid(
            N_("“{value}” is no weekday. Known: {known}."), value=day, known=", ".join(WEEKDAYS)
        )
    return code


def in_week_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with ``weekday`` and ``opens_at``, from Monday morning to Sunday evening."""
    rank = {day: number for number, day in enumerate(WEEKDAYS)}
    return frame.sort_values(
        ["weekday", "opens_at"],
        key=lambda values: values.map(rank) if values.name == "weekday" else values,
        kind="stable",
        ignore_index=True,
    )
