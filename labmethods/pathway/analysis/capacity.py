"""Places against need, step by step and group by group."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_
from labmethods.pathway.analysis.shape import (
    admitted,
    column,
    groups_of,
    need_columns,
    numbers,
    running,
    steps_in_order,
)

WEEKS_A_MONTH = 365.25 / 7 / 12


def a_month(activities: pd.DataFrame) -> list[float | None]:
    """How many people an activity can take through in a month: places / weeks that one stays.

    Little's law in a steady state with all places taken (Little 1961, *Operations Research* 9(3)).
    None where places or length aren't known; 0 where there are no places.

    Examples
    --------
    >>> activities = pd.DataFrame({"capacity": [12, 12, 0], "weeks": [4, None, None]})
    >>> [None if people is None else round(people, 2) for people in a_month(activities)]
    [13.04, None, 0.0]
    """
    return [
        0.0
        if places == 0
        else None
        if places is None or not weeks
        else places / weeks * WEEKS_A_MONTH
        for places, weeks in zip(
            numbers(activities, "capacity"), numbers(activities, "weeks"), strict=True
        )
    ]


def capacity_and_need(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    needs: pd.DataFrame,
    groups: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Places against need, for each step and target group whose need is known.

    An activity that is open for several groups is counted whole for each of them: ``places`` is
    what a group could get if it got all. What the groups get together stands in
    :func:`step_shortage`.

    Parameters
    ----------
    steps, activities, groups
        As for :func:`~labmethods.pathway.analysis.coverage`.
    needs
        ``step, group, people``: how many of the group need the step at the same time.

    Returns
    -------
    DataFrame
        ``step, step_name, group, group_name, people, places`` (those that are known), ``unknown``
        (activities whose places aren't known) and ``short``: how many at least are left without a
        place; missing where an activity's places aren't known, for then nobody can tell.

    Raises
    ------
    Invalid
        When a column that is needed is missing, an id is there twice or a need is below 0.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1"]})
    >>> activities = pd.DataFrame({"id": ["a", "b"], "step": ["s1", "s1"], "capacity": [20, 10]})
    >>> needs = pd.DataFrame({"step": ["s1"], "group": ["new"], "people": [45]})
    >>> groups = pd.DataFrame({"id": ["new"], "name": ["Newcomers"]})
    >>> capacity_and_need(steps, activities, needs, groups)[["people", "places", "short"]].values
    array([[45., 30., 15.]])
    """
    order = steps_in_order(steps)
    step_names = dict(zip(order["id"].tolist(), order["name"].tolist(), strict=True))
    named = groups_of(groups)
    offers = _places(activities, named)
    rows = []
    for (step, group), people in _needs(needs, step_names).items():
        here = [places for where, places, may in offers if where == step and group in may]
        known = sum(places for places in here if places is not None)
        unknown = here.count(None)
        short = math.nan if unknown and known < people else max(0.0, people - known)
        rows.append(
            {
                "step": step,
                "step_name": step_names[step],
                "group": group,
                "group_name": named.get(group, str(group)),
                "people": people,
                "places": known,
                "unknown": unknown,
                "short": short,
            }
        )
    names = ["step", "step_name", "group", "group_name", "people", "places", "unknown", "short"]
    return pd.DataFrame(rows, columns=names).astype(
        {"people": float, "places": float, "unknown": "int64", "short": float}
    )


def step_shortage(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    needs: pd.DataFrame,
    groups: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How many of all groups together get a place at each step, if places are shared out well.

    Places go to the groups that may use them so that as many people as possible get one (a
    maximum flow from groups to activities).

    Parameters, columns and errors are those of :func:`capacity_and_need`.

    Returns
    -------
    DataFrame
        ``step, step_name, people, places`` (open for a group whose need is known), ``served``,
        ``unknown, short``; ``short`` is missing where an activity's places aren't known and could
        be enough.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1"]})
    >>> groups = pd.DataFrame({"id": ["women", "men"]})
    >>> activities = pd.DataFrame({
    ...     "id": ["a", "b"], "step": "s1", "capacity": [20, 10], "target_groups": [["women"], []],
    ... })
    >>> needs = pd.DataFrame({"step": "s1", "group": ["women", "men"], "people": [15, 15]})
    >>> step_shortage(steps, activities, needs, groups)[["people", "places", "served"]].values
    array([[30., 30., 25.]])
    """
    order = steps_in_order(steps)
    step_names = dict(zip(order["id"].tolist(), order["name"].tolist(), strict=True))
    offers = _places(activities, groups_of(groups))
    wanted = _needs(needs, step_names)
    rows = []
    for step, name in step_names.items():
        need = {group: people for (where, group), people in wanted.items() if where == step}
        here = [(p, may) for where, p, may in offers if where == step and may & set(need)]
        if not need:
            continue
        people, unknown = sum(need.values()), sum(places is None for places, _ in here)
        known = [(places, may) for places, may in here if places is not None]
        served = _shared_out(need, known)
        short = people - served
        rows.append(
            {
                "step": step,
                "step_name": name,
                "people": people,
                "places": sum(places for places, _ in known),
                "served": served,
                "unknown": unknown,
                "short": math.nan if unknown and short else short,
            }
        )
    names = ["step", "step_name", "people", "places", "served", "unknown", "short"]
    numeric = {name: float for name in ("people", "places", "served", "short")}
    return pd.DataFrame(rows, columns=names).astype({**numeric, "unknown": "int64"})


def _shared_out(need: dict[Any, float], offers: list[tuple[float, set[Any]]]) -> float:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(["need", "served"])
    for group, people in need.items():
        graph.add_edge("need", ("group", group), capacity=people)
    for row, (places, may) in enumerate(offers):
        graph.add_edge(("offer", row), "served", capacity=places)
        graph.add_edges_from((("group", group), ("offer", row)) for group in may & set(need))
    return float(nx.maximum_flow_value(graph, "need", "served"))


def _places(
    activities: pd.DataFrame, groups: dict[Any, str]
) -> list[tuple[Any, float | None, set[Any]]]:
    """Step, places and the groups that may come, of every running activity."""
    offers = running(activities)
    return [
        (step, places, set(may))
        for step, places, may in zip(
            column(offers, "step"),
            numbers(offers, "capacity"),
            admitted(offers, groups),
            strict=True,
        )
    ]


def _needs(needs: pd.DataFrame, step_names: dict[Any, str]) -> dict[tuple[Any, Any], float]:
    """Step and group to people, in the order of the path; several rows add up."""
    need_columns(needs, "step", "group", "people")
    total: dict[tuple[Any, Any], float] = {}
    for step, group, people in zip(
        column(needs, "step"), column(needs, "group"), numbers(needs, "people"), strict=True
    ):
        if people is not None and people < 0:
            raise Invalid(N_("A need can't be below 0 people."))
        if people is not None and step in step_names:
            total[step, group] = total.get((step, group), 0.0) + people
    rank = {step: number for number, step in enumerate(step_names)}
    return dict(sorted(total.items(), key=lambda item: rank[item[0][0]]))
