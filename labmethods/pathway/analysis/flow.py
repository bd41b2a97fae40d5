"""The path as a graph: activities, and the handovers that carry between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.pathway.analysis.shape import (
    CARRIES,
    column,
    need_columns,
    running,
    steps_in_order,
)

if TYPE_CHECKING:
    import networkx as nx

GOAL = ("goal",)
"""The node of the goal itself, such as work or studies; no activity has it as its id."""


class Flow:
    """The running activities as nodes, the handovers that carry between them as edges.

    Attributes
    ----------
    graph
        A ``networkx.DiGraph`` of activity ids and ``GOAL``; an edge for every handover that
        carries (referral or joint, or of a kind that isn't known) between running activities.
    order
        Activity id to its step's number, from 0; activities without a step aren't in it.
    starts, goals
        Activities at the start, and those at the goal's step together with ``GOAL``.
    """

    def __init__(
        self, steps: pd.DataFrame, activities: pd.DataFrame, handovers: pd.DataFrame
    ) -> None:
        import networkx as nx

        self.steps = steps_in_order(steps)
        self.offers = running(activities)
        ids = self.offers["id"].tolist()
        number, starting, ending = (
            dict(zip(self.steps["id"].tolist(), self.steps[name].tolist(), strict=True))
            for name in ("order", "start", "goal")
        )
        steps_of = column(self.offers, "step")
        placed = [(key, step) for key, step in zip(ids, steps_of, strict=True) if step in number]
        self.order = {key: number[step] for key, step in placed}
        self.starts = [key for key, step in placed if starting[step]]
        self.goals = {GOAL, *(key for key, step in placed if ending[step])}
        self.handovers = _arrows(handovers, ending)
        nodes = {GOAL, *ids}
        self.graph: nx.DiGraph = nx.DiGraph()
        self.graph.add_nodes_from([*ids, GOAL])
        self.graph.add_edges_from(
            (source, target)
            for source, target, carries in self.handovers
            if carries and source in nodes and target in nodes
        )

    def reaching(self, within: Iterable[Any] | None = None) -> set[Any]:
        """The activities from which the goal is reached, through ``within`` alone if given."""
        allowed = set(self.graph) if within is None else {GOAL, *within}
        found = {goal for goal in self.goals if goal in allowed}
        waiting = list(found)
        before = self.graph.pred
        while waiting:
            for node in before[waiting.pop()]:
                if node in allowed and node not in found:
                    found.add(node)
                    waiting.append(node)
        return found


def _arrows(handovers: pd.DataFrame, ending: dict[Any, bool]) -> list[tuple[Any, Any, bool]]:
    """Source, target and whether somebody is received; a goal's step is the goal itself."""
    need_columns(handovers, "source", "target")
    arrows = []
    for source, target, step, kind in zip(
        column(handovers, "source"),
        column(handovers, "target"),
        column(handovers, "target_step"),
        column(handovers, "kind"),
        strict=True,
    ):
        if target is None and step is not None:
            target = GOAL if ending.get(step) else None
        arrows.append((source, target, kind is None or kind in CARRIES))
    return arrows
