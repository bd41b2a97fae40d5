"""Where each activity stands when the path is laid out in lanes: for the board and the picture."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Literal

import pandas as pd

from labmethods.pathway.analysis.shape import (
    EVERYBODY,
    column,
    groups_of,
    named_groups,
    names_of,
    need_columns,
    steps_in_order,
)


def lanes(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    groups: pd.DataFrame | None = None,
    *,
    by: Literal["actor", "group"] = "actor",
) -> pd.DataFrame:
    """The path laid out: steps from left to right, a lane for each actor or target group.

    Parameters
    ----------
    steps
        ``id``; ``name, position, role`` where known.
    activities
        ``id, step``; ``name, actor, actor_name, target_groups, status`` where known.
    groups
        ``id, name``; needed to lay out by group.
    by
        Whose lanes. By group, an activity that is open for all stands in a lane of its own, and
        one that is open for several stands in the lane of each.

    Returns
    -------
    DataFrame
        One row for each activity in each of its lanes: ``activity, name, status, step, column``
        (the step's number, -1 without a step), ``lane, lane_name`` (both empty without an actor,
        or for all groups), ``row`` (the lane's number from the top) and ``slot`` (its place among
        those in the same lane and step, from 0). Lanes with a name come first, in the order in
        which the path meets them.

    Raises
    ------
    Invalid
        When a column that is needed is missing or an id is there twice.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"]})
    >>> activities = pd.DataFrame(
    ...     {"id": ["a", "b"], "step": ["s2", "s1"], "actor": ["church", "school"]}
    ... )
    >>> lanes(steps, activities)[["activity", "column", "lane", "row"]].values.tolist()
    [['b', 0, 'school', 0], ['a', 1, 'church', 1]]
    """
    need_columns(activities, "id")
    order = steps_in_order(steps)
    number = dict(zip(order["id"].tolist(), order["order"].tolist(), strict=True))
    rows = []
    for key, name, status, step, mine in zip(
        activities["id"].tolist(),
        names_of(activities).values(),
        column(activities, "status"),
        column(activities, "step"),
        _by_group(activities, groups) if by == "group" else _by_actor(activities),
        strict=True,
    ):
        rows += [
            (key, name, status, step, number.get(step, -1), lane, title) for lane, title in mine
        ]
    rows.sort(key=lambda row: row[4])
    first = list(groups_of(groups)) if by == "group" else []
    return _numbered(rows, list(dict.fromkeys([*first, *(row[5] for row in rows)])))


def _by_actor(activities: pd.DataFrame) -> list[list[tuple[Any, str]]]:
    return [
        [(EVERYBODY, "") if actor is None else (actor, name or str(actor))]
        for actor, name in zip(
            column(activities, "actor"), column(activities, "actor_name"), strict=True
        )
    ]


def _by_group(activities: pd.DataFrame, groups: pd.DataFrame | None) -> list[list[tuple[Any, str]]]:
    named = groups_of(groups)
    return [
        [(group, named[group]) for group in mine if group in named] or [(EVERYBODY, "")]
        for mine in named_groups(activities)
    ]


def _numbered(rows: list[tuple], lanes_in_order: list[Any]) -> pd.DataFrame:
    used = {row[5] for row in rows}
    in_order = [lane for lane in lanes_in_order if lane in used and lane != EVERYBODY]
    number = {lane: row for row, lane in enumerate([*in_order, EVERYBODY])}
    taken: dict[tuple[int, int], int] = defaultdict(int)
    laid = []
    for row in rows:
        cell = (row[4], number[row[5]])
        laid.append((*row, cell[1], taken[cell]))
        taken[cell] += 1
    names = ["activity", "name", "status", "step", "column", "lane", "lane_name", "row", "slot"]
    return pd.DataFrame(laid, columns=names).astype(
        dict.fromkeys(("column", "row", "slot"), "int64")
    )
