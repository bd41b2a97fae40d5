"""Where several actors offer the same to the same people at the same time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd

from labmethods.pathway.analysis.shape import (
    WEEKDAYS,
    Occasion,
    Order,
    admitted,
    clock,
    column,
    groups_of,
    names_of,
    occasion_rows,
    running,
)


def overlaps(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    schedules: pd.DataFrame,
    groups: pd.DataFrame | None = None,
    *,
    on: datetime.date | None = None,
) -> pd.DataFrame:
    """Same step, target group and time by two actors.

    An overlap is no fault: two language cafés at the same hour may both be full. It is a question
    to the two actors. Activities whose actor or time isn't known can't be compared and are left
    out; so are times that are never valid on the same day.

    Parameters, columns and errors are those of :func:`coverage`, and ``actor`` in ``activities``.

    Returns
    -------
    DataFrame
        One row for each pair, group and common time: ``step, step_name, group, group_name,
        weekday, opens_at, closes_at`` (the common time), ``activity, activity_name, actor`` and
        ``other, other_name, other_actor``; the activity that stands first in the table comes first.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1"], "name": ["Language"]})
    >>> activities = pd.DataFrame(
    ...     {"id": ["cafe", "class"], "step": ["s1", "s1"], "actor": ["church", "school"]}
    ... )
    >>> schedules = pd.DataFrame({
    ...     "activity": ["cafe", "class"], "byday": [["MO"], ["MO", "TU"]],
    ...     "opens_at": ["13:00", "14:00"], "closes_at": ["15:00", "16:00"],
    ... })
    >>> overlaps(steps, activities, schedules)[["weekday", "opens_at", "closes_at"]].values.tolist()
    [['MO', '14:00', '15:00']]
    """
    order = Order.of(steps)
    named = groups_of(groups)
    offers = running(activities)
    titles, actors = list(names_of(offers).values()), column(offers, "actor")
    may = [dict.fromkeys(here) for here in admitted(offers, named)]
    ids = offers["id"].tolist()
    cells = _cells(ids, column(offers, "step"), occasion_rows(schedules, on))
    # Rows of the activities' table stand for the activities until all is sorted.
    rows = []
    for number, step in enumerate(order.ids):
        for rank, day in enumerate(WEEKDAYS):
            for one, two in _meetings(cells.get((step, day), []), actors):
                first, second = sorted((one.row, two.row))
                common = (max(one.opens, two.opens), min(one.closes, two.closes))
                groups_of_both = [group for group in may[first] if group in may[second]]
                rows += [(number, rank, *common, first, second, group) for group in groups_of_both]
    rows.sort(key=lambda row: row[:6])
    steps_, days, opens, closes, firsts, seconds, both = (
        zip(*rows, strict=True) if rows else [()] * 7
    )
    return pd.DataFrame(
        {
            "step": [order.ids[number] for number in steps_],
            "step_name": [order.names[number] for number in steps_],
            "group": list(both),
            "group_name": [named[group] for group in both],
            "weekday": [WEEKDAYS[rank] for rank in days],
            "opens_at": [clock(minute) for minute in opens],
            "closes_at": [clock(minute) for minute in closes],
            "activity": [ids[row] for row in firsts],
            "activity_name": [titles[row] for row in firsts],
            "actor": [actors[row] for row in firsts],
            "other": [ids[row] for row in seconds],
            "other_name": [titles[row] for row in seconds],
            "other_actor": [actors[row] for row in seconds],
        }
    )


class _Slot(NamedTuple):
    """When an activity goes on, and the activity by its row."""

    opens: int
    closes: int
    row: int
    first: datetime.date | None
    last: datetime.date | None


def _cells(
    ids: list[Any], steps: list[Any], times: list[Occasion]
) -> dict[tuple[Any, str], list[_Slot]]:
    """The known times of each step and weekday, in the order of the day."""
    row_of = {activity: row for row, activity in enumerate(ids)}
    cells: dict[tuple[Any, str], list[_Slot]] = defaultdict(list)
    for time in times:
        row = row_of.get(time.activity)
        if row is not None and time.opens is not None and time.closes is not None:
            slot = _Slot(time.opens, time.closes, row, time.valid_from, time.valid_to)
            cells[steps[row], time.weekday].append(slot)
    for slots in cells.values():
        slots.sort(key=lambda slot: slot[:3])
    return cells


def _meetings(slots: list[_Slot], actors: list[Any]) -> Iterator[tuple[_Slot, _Slot]]:
    """The pairs of times of two known actors that meet."""
    for number, one in enumerate(slots):
        actor = actors[one.row]
        if actor is None:
            continue
        for two in islice(slots, number + 1, None):
            if two.opens >= one.closes:
                break
            other = actors[two.row]
            if other is not None and other != actor and _same_season(one, two):
                yield one, two


def _same_season(one: _Slot, two: _Slot) -> bool:
    starts = [first for first in (one.first, two.first) if first]
    ends = [last for last in (one.last, two.last) if last]
    return not starts or not ends or max(starts) <= min(ends)
