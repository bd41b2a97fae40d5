"""Where handovers break, and where they go in circles."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.pathway.analysis.flow import GOAL, Flow
from labmethods.pathway.analysis.shape import names_of

if TYPE_CHECKING:
    import networkx as nx

NO_HANDOVER = "no handover"
"""Nothing leads on from here."""
BY_THEMSELVES = "people find on by themselves"
"""A way on is known, but nobody hands over."""
CLOSED = "to an activity that does not run"
"""The activities that should receive are planned, paused or ended."""
NO_RECEIVER = "nobody receives"
"""Handed over to a step, but to no activity there."""
NOT_ONWARD = "only to the same or an earlier step"
"""Somebody receives, but from there no later step is reached."""
BREAKS = (NO_HANDOVER, BY_THEMSELVES, CLOSED, NO_RECEIVER, NOT_ONWARD)


def broken_handovers(
    steps: pd.DataFrame, activities: pd.DataFrame, handovers: pd.DataFrame
) -> pd.DataFrame:
    """The running activities from which no later step is reached.

    Parameters
    ----------
    steps
        ``id``; ``name, position, role`` where known.
    activities
        ``id, step``; ``name, status`` where known. What doesn't run receives nobody.
    handovers
        ``source, target`` (activity ids); where known ``kind`` (``referral`` and ``joint`` carry,
        ``none`` doesn't) and ``target_step``, a step that people go on to where no activity of
        the path receives them, such as work.

    Returns
    -------
    DataFrame
        ``activity, name, step, step_name, reason``, in the order of the path; ``reason`` is one of
        ``BREAKS``. Activities at the goal's step, and those without a step, are not asked.

    Raises
    ------
    Invalid
        When a column that is needed is missing or an id is there twice.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"], "name": ["Arrival", "Work"]})
    >>> activities = pd.DataFrame({"id": ["a", "b", "c"], "step": ["s1", "s1", "s2"]})
    >>> handovers = pd.DataFrame({"source": ["a"], "target": ["c"]})
    >>> broken_handovers(steps, activities, handovers)[["activity", "reason"]].values.tolist()
    [['b', 'no handover']]
    """
    flow = Flow(steps, activities, handovers)
    furthest = _furthest(flow)
    names = names_of(flow.offers)
    number = dict(enumerate(zip(flow.steps.ids, flow.steps.names, strict=True)))
    broken = [
        key for key, order in flow.order.items() if key not in flow.goals and furthest[key] <= order
    ]
    reasons = _reasons(flow, broken)
    broken.sort(key=flow.order.__getitem__)
    return pd.DataFrame(
        [(key, names[key], *number[flow.order[key]], reasons[key]) for key in broken],
        columns=["activity", "name", "step", "step_name", "reason"],
    )


def _furthest(flow: Flow) -> dict[Any, float]:
    """For each activity the number of the furthest step that is reached from it."""
    at: dict[float, list[Any]] = defaultdict(list, {float("inf"): [GOAL]})
    for key, order in flow.order.items():
        at[order].append(key)
    # Backwards from the furthest step on: who is met first reaches no further one.
    reach: dict[Any, float] = {}
    before = flow.graph.pred
    for order in sorted(at, reverse=True):
        waiting = [key for key in at[order] if key not in reach]
        reach.update(dict.fromkeys(waiting, order))
        while waiting:
            for key in before[waiting.pop()]:
                if key not in reach:
                    reach[key] = order
                    waiting.append(key)
    return reach


def _reasons(flow: Flow, broken: list[Any]) -> dict[Any, str]:
    onward = set(broken)
    seen: dict[Any, set[str]] = {key: set() for key in broken}
    for source, target, carries in zip(*flow.handovers, strict=True):
        if source in onward:
            seen[source].add(
                BY_THEMSELVES
                if not carries
                else NO_RECEIVER
                if target is None
                else NOT_ONWARD
                if target in flow.graph
                else CLOSED
            )
    # What comes closest to a handover is the one to mend.
    closest = (NOT_ONWARD, CLOSED, NO_RECEIVER, BY_THEMSELVES)
    return {
        key: next((reason for reason in closest if reason in found), NO_HANDOVER)
        for key, found in seen.items()
    }


def circles(
    steps: pd.DataFrame, activities: pd.DataFrame, handovers: pd.DataFrame
) -> list[list[Any]]:
    """Circular handovers: the activities that people can be sent round between.

    A circle is no fault in itself: one may come back to the advice desk on the way to work. It is
    one where nothing leads out; then ``broken_handovers`` names its activities too.

    Parameters, columns and errors are those of :func:`broken_handovers`.

    Returns
    -------
    list of list
        The activity ids of one way round for each circle, each from its earliest activity.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1"]})
    >>> activities = pd.DataFrame({"id": ["a", "b", "c"], "step": "s1"})
    >>> handovers = pd.DataFrame({"source": ["a", "b", "b"], "target": ["b", "a", "c"]})
    >>> circles(steps, activities, handovers)
    [['a', 'b']]
    """
    import networkx as nx

    flow = Flow(steps, activities, handovers)
    row = {key: number for number, key in enumerate(flow.offers["id"].tolist())}
    place = {key: (flow.order.get(key, -1), row[key]) for key in row}
    found = [
        _round(flow.graph, members, place)
        for members in nx.strongly_connected_components(flow.graph)
        if len(members) > 1
    ]
    return sorted(found, key=lambda way: place[way[0]])


def _round(graph: nx.DiGraph, members: set[Any], place: dict[Any, tuple]) -> list[Any]:
    """A shortest way round from the earliest of the members, the same one every time."""
    first = min(members, key=place.__getitem__)
    came_from: dict[Any, Any] = {}
    waiting = deque([first])
    while first not in came_from:
        key = waiting.popleft()
        for after in sorted(members.intersection(graph.succ[key]), key=place.__getitem__):
            if after not in came_from and after != key:
                came_from[after] = key
                waiting.append(after)
    way, key = [first], came_from[first]
    while key != first:
        way.append(key)
        key = came_from[key]
    return [first, *reversed(way[1:])]
