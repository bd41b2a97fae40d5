"""The narrowest passage on the way to the goal: the fewest activities, or the fewest places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from labmethods.pathway.analysis.capacity import a_month
from labmethods.pathway.analysis.flow import GOAL, Flow
from labmethods.pathway.analysis.shape import admitted, groups_of, names_of

_START = ("start",)


@dataclass(frozen=True)
class Passage:
    """The narrowest passage from the start to the goal.

    Attributes
    ----------
    by
        ``activities`` (how many would have to close to cut the path off) or ``people`` (how many
        can come through in a month).
    width
        Its width in that unit. 0: no way leads to the goal. None: there is a way on which no
        limit is known.
    activities
        ``activity, name, step, width``: the activities that make the passage.
    single
        The same columns: activities that everybody has to go through, each of which alone would
        cut the path off by closing.
    unknown
        How many activities on the way have no known limit; with ``by="people"`` the width is an
        upper bound where this isn't 0.
    """

    by: Literal["activities", "people"]
    width: float | None
    activities: pd.DataFrame
    single: pd.DataFrame
    unknown: int

    def summary(self) -> pd.DataFrame:
        """The activities of the passage, with the width of each."""
        return self.activities

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False)


def narrowest_passage(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    handovers: pd.DataFrame,
    *,
    by: Literal["activities", "people"] = "activities",
    groups: pd.DataFrame | None = None,
    group: Any = None,
) -> Passage:
    """The narrowest passage between the start's activities and the goal, as a minimum cut.

    Every activity is split into a way in and a way out, with its width between them; the smallest
    total width that parts the start from the goal is the most that can come through (Ford &
    Fulkerson 1956, *Canadian Journal of Mathematics* 8; for ``by="activities"`` this is Menger's
    theorem: as many ways as one likes that share no activity).

    Parameters
    ----------
    steps, activities, handovers
        As for :func:`~labmethods.pathway.analysis.broken_handovers`; with ``by="people"`` also
        ``capacity`` (places) and ``weeks`` (how long one stays) of the activities.
    by
        What width is counted in: ``activities`` or ``people`` a month.
    groups, group
        All target groups and the id of the one that is asked about; without them: anybody.

    Returns
    -------
    Passage
        Where several cuts are equally narrow, the one nearest the goal.

    Raises
    ------
    Invalid
        When a column that is needed is missing or an id is there twice.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2", "s3"]})
    >>> activities = pd.DataFrame(
    ...     {"id": ["a", "b", "advice", "job"], "step": ["s1", "s1", "s2", "s3"]}
    ... )
    >>> handovers = pd.DataFrame(
    ...     {"source": ["a", "b", "advice"], "target": ["advice", "advice", "job"]}
    ... )
    >>> passage = narrowest_passage(steps, activities, handovers)
    >>> passage.width, passage.single["activity"].tolist()
    (1.0, ['advice', 'job'])
    """
    flow = Flow(steps, activities, handovers)
    if group is not None:
        named = groups_of(groups) if groups is not None else {group: str(group)}
        may = admitted(flow.offers, named)
        outside = [
            key
            for key, here in zip(flow.offers["id"].tolist(), may, strict=True)
            if group not in here
        ]
        flow.graph.remove_nodes_from(outside)
    limits = _limits(flow, by)
    on_the_way = _on_the_way(flow)
    width, cut = _minimum_cut(flow, limits, on_the_way)
    return Passage(
        by=by,
        width=width,
        activities=_rows(flow, cut, limits),
        single=_rows(flow, _single(flow, on_the_way), limits),
        unknown=sum(limits[key] is None for key in on_the_way if key in limits),
    )


def _limits(flow: Flow, by: str) -> dict[Any, float | None]:
    ids = flow.offers["id"].tolist()
    if by == "activities":
        return dict.fromkeys(ids, 1.0)
    return dict(zip(ids, a_month(flow.offers), strict=True))


def _on_the_way(flow: Flow) -> set[Any]:
    """What can be reached from a start and reaches the goal."""
    from_start = {key for key in flow.starts if key in flow.graph}
    waiting = list(from_start)
    while waiting:
        for node in flow.graph.succ[waiting.pop()]:
            if node not in from_start:
                from_start.add(node)
                waiting.append(node)
    return from_start & flow.reaching(flow.graph)


def _minimum_cut(
    flow: Flow, limits: dict[Any, float | None], on_the_way: set[Any]
) -> tuple[float | None, list[Any]]:
    import networkx as nx

    if not on_the_way:
        return 0.0, []
    split = nx.DiGraph()
    for key in on_the_way - {GOAL}:
        # networkx takes an edge without a capacity as endlessly wide.
        width = {} if limits[key] is None else {"capacity": limits[key]}
        split.add_edge((key, "in"), (key, "out"), **width)
    split.add_edges_from(
        ((source, "out"), (target, "in")) for source, target in _arrows(flow, on_the_way)
    )
    try:
        width, (near, _) = nx.minimum_cut(split, (_START, "out"), (GOAL, "in"))
    except nx.NetworkXUnbounded:
        return None, []
    cut = [key for key in limits if (key, "in") in near and (key, "out") not in near]
    return float(width), cut


def _arrows(flow: Flow, on_the_way: set[Any]) -> Iterator[tuple[Any, Any]]:
    """The arrows on the way, from one start before all starts to the goal itself."""
    for source, target in flow.graph.edges:
        if source in on_the_way and target in on_the_way and source != target:
            yield source, target
    yield from ((key, GOAL) for key in on_the_way & flow.goals if key != GOAL)
    yield from ((_START, key) for key in flow.starts if key in on_the_way)


def _single(flow: Flow, on_the_way: set[Any]) -> list[Any]:
    """The activities on every way from the start to the goal: those that dominate it."""
    import networkx as nx

    if not on_the_way:
        return []
    before = nx.immediate_dominators(nx.DiGraph(_arrows(flow, on_the_way)), _START)
    single, key = [], before[GOAL]
    while key != _START:
        single.append(key)
        key = before[key]
    return single


def _rows(flow: Flow, keys: list[Any], limits: dict[Any, float | None]) -> pd.DataFrame:
    names = names_of(flow.offers)
    number = dict(enumerate(flow.steps.ids))
    keys = sorted(keys, key=lambda key: flow.order.get(key, -1))
    return pd.DataFrame(
        [(key, names[key], number.get(flow.order.get(key)), limits[key]) for key in keys],
        columns=["activity", "name", "step", "width"],
    )
