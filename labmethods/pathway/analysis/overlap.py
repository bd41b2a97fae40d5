"""Where several actors offer the same to the same people at the same time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from labmethods.pathway.analysis.shape import (
    admitted,
    clock,
    column,
    groups_of,
    in_week_order,
    names_of,
    occasions,
    running,
    steps_in_order,
)

OVERLAP_COLUMNS = [
    "step",
    "step_name",
    "group",
    "group_name",
    "weekday",
    "opens_at",
    "closes_at",
    "activity",
    "activity_name",
    "actor",
    "other",
    "other_name",
    "other_actor",
]


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
    order = steps_in_order(steps)
    step_names = dict(zip(order["id"].tolist(), order["name"].tolist(), strict=True))
    named = groups_of(groups)
    offers = running(activities)
    titles = names_of(offers)
    place = {activity: row for row, activity in enumerate(titles)}
    about = {
        activity: (step, actor, may)
        for activity, step, actor, may in zip(
            titles,
            column(offers, "step"),
            column(offers, "actor"),
            admitted(offers, named),
            strict=True,
        )
        if step in step_names and actor is not None
    }
    rows = []
    for step, day, one, two in _meetings(occasions(schedules, on), about):
        first, second = sorted((one[0], two[0]), key=place.__getitem__)
        common = (clock(max(one[1], two[1])), clock(min(one[2], two[2])))
        (_, actor, may), (_, other_actor, others) = about[first], about[second]
        pair = (first, titles[first], actor, second, titles[second], other_actor)
        rows += [
            (step, step_names[step], group, named[group], day, *common, *pair)
            for group in may
            if group in others
        ]
    frame = pd.DataFrame(rows, columns=OVERLAP_COLUMNS)
    position = dict(zip(order["id"].tolist(), order["order"].tolist(), strict=True))
    frame = in_week_order(frame)
    return frame.sort_values(
        "step", key=lambda ids: ids.map(position), kind="stable", ignore_index=True
    )


def _meetings(times: pd.DataFrame, about: dict[Any, tuple]) -> Iterator[tuple[Any, str, Any, Any]]:
    """The pairs of times of different actors that meet, step by step and day by day."""
    cells: dict[tuple[Any, str], list[tuple]] = defaultdict(list)
    for activity, day, opens, closes, _, first, last, *_written in times.itertuples(index=False):
        if activity in about and opens is not None and closes is not None:
            cells[about[activity][0], day].append((activity, opens, closes, first, last))
    for (step, day), slots in cells.items():
        slots.sort(key=lambda slot: slot[1])
        for row, one in enumerate(slots):
            for two in slots[row + 1 :]:
                if two[1] >= one[2]:
                    break
                if about[one[0]][1] != about[two[0]][1] and _same_season(one, two):
                    yield step, day, one, two


def _same_season(one: tuple, two: tuple) -> bool:
    starts = [first for first in (one[3], two[3]) if first]
    ends = [last for last in (one[4], two[4]) if last]
    return not starts or not ends or max(starts) <= min(ends)
