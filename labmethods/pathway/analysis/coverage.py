"""Which step, target group and weekday has an offer, and where it is missing."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from labmethods.pathway.analysis.shape import (
    WORKDAYS,
    Order,
    admitted,
    column,
    groups_of,
    numbers,
    occasion_rows,
    running,
)

NOTHING = "no activity"
"""No activity at all at this step for this group."""
OTHER_DAYS = "not this day"
"""There is an activity, but on other days."""
UNKNOWN_TIMES = "times not known"
"""There is an activity, but nobody has written down when."""
NO_PLACES = "no capacity"
"""What goes on this day has no places."""
FULL = "full"
"""What goes on this day has people waiting for a place."""
REASONS = (NOTHING, OTHER_DAYS, UNKNOWN_TIMES, NO_PLACES, FULL)


def coverage(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    schedules: pd.DataFrame,
    groups: pd.DataFrame | None = None,
    *,
    weekdays: Sequence[str] = WORKDAYS,
    on: datetime.date | None = None,
) -> pd.DataFrame:
    """What every step offers every target group on every weekday.

    A step that is marked as a goal is a state, such as self-support, and isn't asked for offers.
    What goes on every second week or once a month counts as an offer on its weekday.

    Parameters
    ----------
    steps
        ``id``; ``name, position, role`` where known.
    activities
        ``id, step``; where known ``target_groups`` (a list of group ids, empty: open for all),
        ``status`` (only ``active`` or unknown counts), ``capacity`` (places) and ``queue`` (people
        waiting for a place).
    schedules
        ``activity, byday, opens_at, closes_at``; where known ``freq, interval, valid_from,
        valid_to``. Terms as in Open Referral's HSDS.
    groups
        ``id, name``; without groups the path is looked at for everybody as one.
    weekdays
        The weekdays that the path should cover, ``MO`` to ``SU``.
    on
        Count only times that are valid on this day; else all times.

    Returns
    -------
    DataFrame
        A row for each step, group and weekday: ``step, step_name, group, group_name, weekday``,
        ``activities`` (how many go on), ``places`` (their sum; missing if one isn't known),
        ``hours`` (a week, on average; missing if one isn't known) and ``reason``, empty where
        there is an offer with room, else one of ``REASONS``.

    Raises
    ------
    Invalid
        When a column that is needed is missing, an id is there twice or a time can't be.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"], "name": ["Arrival", "Language"]})
    >>> activities = pd.DataFrame({"id": ["cafe"], "step": ["s2"], "capacity": [20]})
    >>> schedules = pd.DataFrame(
    ...     {"activity": ["cafe"], "byday": [["MO"]], "opens_at": ["13:00"], "closes_at": ["15:00"]}
    ... )
    >>> coverage(steps, activities, schedules, weekdays=["MO", "TU"])[
    ...     ["step_name", "weekday", "activities", "hours", "reason"]
    ... ].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['Arrival', 'MO', 0, 0.0, 'no activity'], ['Arrival', 'TU', 0, 0.0, 'no activity'],
     ['Language', 'MO', 1, 2.0, ''], ['Language', 'TU', 0, 0.0, 'not this day']]
    """
    offers = _Offers(activities, schedules, groups, on)
    order = Order.of(steps)
    rows = [
        (step, name, group, group_name, day, *offers.at(step, group, day))
        for step, name in zip(order.ids, order.names, strict=True)
        if step not in order.states
        for group, group_name in offers.groups.items()
        for day in weekdays
    ]
    names = ["step", "step_name", "group", "group_name", "weekday"]
    frame = pd.DataFrame(rows, columns=[*names, "activities", "places", "hours", "reason"])
    return frame.astype({"activities": "int64", "places": float, "hours": float, "reason": str})


class _Offers:
    """The running activities, laid out by step and group and by their weekdays."""

    def __init__(
        self,
        activities: pd.DataFrame,
        schedules: pd.DataFrame,
        groups: pd.DataFrame | None,
        on: datetime.date | None,
    ) -> None:
        offers = running(activities)
        ids = offers["id"].tolist()
        self.groups = groups_of(groups)
        self.capacity = dict(zip(ids, numbers(offers, "capacity"), strict=True))
        self.queue = dict(zip(ids, numbers(offers, "queue"), strict=True))
        self.timed = set(column(schedules, "activity"))
        self.hours: dict[tuple[Any, str], float] = defaultdict(float)
        for time in occasion_rows(schedules, on):
            known = time.opens is not None and time.closes is not None
            hours = (time.closes - time.opens) / 60 * time.a_week if known else float("nan")
            self.hours[time.activity, time.weekday] += hours
        self.placed: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
        for activity, step, may in zip(
            ids, column(offers, "step"), admitted(offers, self.groups), strict=True
        ):
            for group in may:
                self.placed[step, group].append(activity)

    def at(self, step: Any, group: Any, day: str) -> tuple[int, float, float, str]:
        """Activities, places, hours and what is missing."""
        placed = self.placed.get((step, group), [])
        here = [activity for activity in placed if (activity, day) in self.hours]
        places = [self.capacity[activity] for activity in here]
        return (
            len(here),
            float("nan") if None in places else float(sum(places)),
            sum(self.hours[activity, day] for activity in here),
            self._missing(placed, here),
        )

    def _missing(self, placed: list[Any], here: list[Any]) -> str:
        if not placed:
            return NOTHING
        if not here:
            return OTHER_DAYS if self.timed.intersection(placed) else UNKNOWN_TIMES
        states = {self._state(activity) for activity in here}
        return "" if "" in states else FULL if FULL in states else NO_PLACES

    def _state(self, activity: Any) -> str:
        if self.capacity[activity] == 0:
            return NO_PLACES
        return FULL if (self.queue[activity] or 0) > 0 else ""


def bare_steps(grid: pd.DataFrame) -> pd.DataFrame:
    """The steps that have no activity at all for a target group, whatever the weekday.

    Parameters
    ----------
    grid
        As :func:`coverage` gives it.

    Returns
    -------
    DataFrame
        ``step, step_name, group, group_name``, one row a step and group.
    """
    bare = grid.loc[grid["reason"] == NOTHING, ["step", "step_name", "group", "group_name"]]
    return bare.drop_duplicates().reset_index(drop=True)


def gaps(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    schedules: pd.DataFrame,
    groups: pd.DataFrame | None = None,
    *,
    weekdays: Sequence[str] = WORKDAYS,
    on: datetime.date | None = None,
) -> pd.DataFrame:
    """Step, target group and weekday with no activity or none with room.

    Parameters, columns and errors are those of :func:`coverage`.

    Returns
    -------
    DataFrame
        ``step, step_name, group, group_name, weekday, reason``, one row a gap; ``reason`` is one
        of ``REASONS``. Every gap counts, also at a step that was never meant to be open daily:
        which gaps matter is for the lab to say.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1"], "name": ["Language"]})
    >>> activities = pd.DataFrame({"id": ["cafe"], "step": ["s1"]})
    >>> schedules = pd.DataFrame(
    ...     {"activity": ["cafe"], "byday": [["MO"]], "opens_at": ["13:00"], "closes_at": ["15:00"]}
    ... )
    >>> gaps(steps, activities, schedules, weekdays=["MO", "TU"])[["weekday", "reason"]].values
    array([['TU', 'not this day']], dtype=object)
    """
    grid = coverage(steps, activities, schedules, groups, weekdays=weekdays, on=on)
    names = ["step", "step_name", "group", "group_name", "weekday", "reason"]
    return grid.loc[grid["reason"] != "", names].reset_index(drop=True)
