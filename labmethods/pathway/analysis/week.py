"""What goes on when: the week that a resident gets on paper."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from labmethods.pathway.analysis.shape import (
    clock,
    in_week_order,
    named_groups,
    names_of,
    occasions,
    running,
    where,
)
from labmethods.pathway.analysis.shape import (
    minutes as _minutes,
)

CARRIED = ("alternate_name", "place", "joining", "cost", "languages", "actor_name")
"""What a week takes along from the activities."""


def week(
    activities: pd.DataFrame,
    schedules: pd.DataFrame,
    *,
    group: Any = None,
    on: datetime.date | None = None,
) -> pd.DataFrame:
    """A target group's week: what goes on when, from Monday to Sunday.

    Parameters
    ----------
    activities, schedules
        As for :func:`coverage`; ``place, joining, cost, languages, alternate_name, actor_name`` of
        an activity are carried along where they are there.
    group
        A target group's id; none: everything.
    on
        Only what is valid on this day.

    Returns
    -------
    DataFrame
        ``weekday, opens_at, closes_at, a_week, freq, interval, occurrence, activity, name``, what
        is carried along, and for what goes on at the same time ``side`` (0, 1 ...) of ``sides``
        beside each other; in the order of the week. Activities without known times are not in it.

    Examples
    --------
    >>> activities = pd.DataFrame({"id": ["cafe", "class"], "name": ["Café", "Class"]})
    >>> schedules = pd.DataFrame({
    ...     "activity": ["class", "cafe"], "byday": [["MO"], ["MO"]],
    ...     "opens_at": ["14:00", "13:00"], "closes_at": ["16:00", "15:00"],
    ... })
    >>> week(activities, schedules)[["opens_at", "name", "side", "sides"]].values.tolist()
    [['13:00', 'Café', 0, 2], ['14:00', 'Class', 1, 2]]
    """
    offers = running(activities)
    if group is not None:
        offers = where(offers, [not may or group in may for may in named_groups(offers)])
    times = occasions(schedules, on)
    times = times[times["opens"].notna() & times["activity"].isin(offers["id"])]
    carried = [name for name in CARRIED if name in offers.columns]
    about = offers.set_index("id")[carried].reindex(times["activity"])
    titles = names_of(offers)
    frame = pd.DataFrame(
        {
            "weekday": times["weekday"].to_numpy(),
            "opens_at": [clock(opens) for opens in times["opens"]],
            "closes_at": [None if closes is None else clock(closes) for closes in times["closes"]],
            **{name: times[name].to_numpy() for name in ("a_week", "freq", "interval")},
            "occurrence": times["occurrence"].to_numpy(),
            "activity": times["activity"].to_numpy(),
            "name": [titles[activity] for activity in times["activity"]],
            **{name: about[name].to_numpy() for name in carried},
        }
    )
    return _side_by_side(in_week_order(frame))


def _side_by_side(frame: pd.DataFrame) -> pd.DataFrame:
    """Give what goes on at the same time a side each; what meets nothing has the day's width."""
    sides: list[int] = []
    crowd: list[int] = []
    width = dict.fromkeys(range(len(frame)), 1)
    ends: list[str] = []
    day = None
    for row, (weekday, opens, closes) in enumerate(
        zip(frame["weekday"], frame["opens_at"], frame["closes_at"], strict=True)
    ):
        if weekday != day or all(end <= opens for end in ends):
            day, ends, crowd = weekday, [], []
        # Without a closing time nobody knows what it meets: an hour is shown.
        end = closes or clock(min(_minutes(opens) + 60, 24 * 60))
        side = next((n for n, before in enumerate(ends) if before <= opens), len(ends))
        ends[side : side + 1] = [end]
        crowd.append(row)
        sides.append(side)
        width.update(dict.fromkeys(crowd, len(ends)))
    return frame.assign(
        side=pd.Series(sides, dtype="int64"), sides=pd.Series(list(width.values()), dtype="int64")
    )


def without_times(
    activities: pd.DataFrame, schedules: pd.DataFrame, *, group: Any = None
) -> list[Any]:
    """The ids of running activities of which nobody has written down when they go on.

    Parameters are those of :func:`week`.
    """
    offers = running(activities)
    if group is not None:
        offers = where(offers, [not may or group in may for may in named_groups(offers)])
    times = occasions(schedules)
    timed = set(times.loc[times["opens"].notna(), "activity"])
    return [key for key in offers["id"].tolist() if key not in timed]
