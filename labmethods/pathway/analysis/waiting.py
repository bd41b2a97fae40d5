"""How long people wait for a place, and how long the whole way takes."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from labmethods.pathway.analysis.flow import GOAL, Flow
from labmethods.pathway.analysis.shape import column, names_of, numbers, running

_UNKNOWN = 1e6  # weeks; more than every way that is known, so that known ways are preferred


def waiting(activities: pd.DataFrame) -> pd.DataFrame:
    """How long one who joins the queue now waits for a place.

    The queue divided by the places that become free in a week (Little 1961): an estimate that
    takes for granted that all places are taken, that one leaves when the time is up and that
    nobody leaves the queue.

    Parameters
    ----------
    activities
        ``id``; ``name, step, status, capacity`` (places), ``weeks`` (how long one stays) and
        ``queue`` (people waiting) where known.

    Returns
    -------
    DataFrame
        One row a running activity: ``activity, name, step, queue, capacity, weeks, wait`` (weeks;
        0 without a queue, endless with a queue and no places, missing where a number is missing).

    Raises
    ------
    Invalid
        Without ``id``, or with the same id twice.

    Examples
    --------
    >>> activities = pd.DataFrame({"id": ["sfi"], "capacity": [20], "weeks": [10], "queue": [6]})
    >>> waiting(activities)["wait"].tolist()
    [3.0]
    """
    offers = running(activities)
    columns = {name: numbers(offers, name) for name in ("queue", "capacity", "weeks")}
    return pd.DataFrame(
        {
            "activity": offers["id"].tolist(),
            "name": list(names_of(offers).values()),
            "step": column(offers, "step"),
            **{name: pd.Series(values, dtype=float) for name, values in columns.items()},
            "wait": pd.Series(
                [_wait(*row) for row in zip(*columns.values(), strict=True)], dtype=float
            ),
        }
    )


def _wait(queue: float | None, places: float | None, weeks: float | None) -> float:
    if queue is None:
        return math.nan
    if queue == 0:
        return 0.0
    if places == 0:
        return math.inf
    return math.nan if places is None or weeks is None else queue * weeks / places


def journeys(
    steps: pd.DataFrame, activities: pd.DataFrame, handovers: pd.DataFrame
) -> pd.DataFrame:
    """From each start the quickest way to the goal that is known: waiting and taking part.

    Parameters
    ----------
    steps, activities, handovers
        As for :func:`~labmethods.pathway.analysis.broken_handovers`, with ``capacity, weeks,
        queue`` of the activities where known.

    Returns
    -------
    DataFrame
        ``activity, name`` (the start), ``reaches_goal, wait, weeks`` (weeks of waiting and of
        taking part, of what is known), ``unknown`` (how many activities on the way lack one of the
        two: then the way takes at least so long) and ``way`` (a list of activity ids). Of two ways
        the one with fewer unknowns comes first, then the quicker one.

    Raises
    ------
    Invalid
        When a column that is needed is missing or an id is there twice.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"]})
    >>> activities = pd.DataFrame({
    ...     "id": ["a", "b"], "step": ["s1", "s2"], "capacity": [10, 10], "weeks": [4, 8],
    ...     "queue": [0, 5],
    ... })
    >>> handovers = pd.DataFrame({"source": ["a"], "target": ["b"]})
    >>> journeys(steps, activities, handovers)[["wait", "weeks", "unknown"]].values.tolist()
    [[4.0, 12.0, 0.0]]
    """
    import networkx as nx

    flow = Flow(steps, activities, handovers)
    names = names_of(flow.offers)
    waits = waiting(flow.offers)
    wait = dict(zip(names, waits["wait"].tolist(), strict=True))
    stay = dict(zip(names, waits["weeks"].tolist(), strict=True))

    def cost(key: Any) -> float:
        total = wait[key] + stay[key]
        return _UNKNOWN if math.isnan(total) or math.isinf(total) else total

    graph = flow.graph
    graph.add_edges_from((key, GOAL) for key in flow.goals if key in names)
    # From the goal backwards, one search finds the ways from all starts.
    length, ways = nx.single_source_dijkstra(
        graph.reverse(copy=False), GOAL, weight=lambda _, node, __: cost(node)
    )
    rows = []
    for key in flow.starts:
        way = [step for step in reversed(ways.get(key, [])) if step != GOAL]
        known_wait = [wait[step] for step in way if not math.isnan(wait[step])]
        known_stay = [stay[step] for step in way if not math.isnan(stay[step])]
        rows.append(
            {
                "activity": key,
                "name": names[key],
                "reaches_goal": key in length,
                "wait": float(sum(known_wait)),
                "weeks": float(sum(known_stay)),
                "unknown": sum(math.isnan(wait[step] + stay[step]) for step in way),
                "way": way,
            }
        )
    columns = ["activity", "name", "reaches_goal", "wait", "weeks", "unknown", "way"]
    frame = pd.DataFrame(rows, columns=columns)
    lost = ~frame["reaches_goal"].astype(bool)
    frame.loc[lost, ["wait", "weeks"]] = math.nan
    return frame
