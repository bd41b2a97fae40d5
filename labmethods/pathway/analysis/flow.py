"""The path as a graph: activities, and the handovers that carry between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.pathway.analysis.shape import (
    CARRIES,
    Order,
    column,
    need_columns,
    running,
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
    handovers
        All there are, also those that don't carry: sources, targets and whether they carry.
    starts, goals
        Activities at the start, and those at the goal's step together with ``GOAL``.
    """

    def __init__(
        self, steps: pd.DataFrame, activities: pd.DataFrame, handovers: pd.DataFrame
    ) -> None:
        import networkx as nx

        self.steps = Order.of(steps)
        self.offers = running(activities)
        ids = self.offers["id"].tolist()
        number = {step: place for place, step in enumerate(self.steps.ids)}
        at = {
            key: step
            for key, step in zip(ids, column(self.offers, "step"), strict=True)
            if step in number
        }
        self.order = {key: number[step] for key, step in at.items()}
        self.starts = [key for key, step in at.items() if step in self.steps.starts]
        self.goals = {GOAL, *(key for key, step in at.items() if step in self.steps.goals)}
        self.handovers = _arrows(handovers, self.steps.goals)
        nodes = {GOAL, *ids}
        self.graph: nx.DiGraph = nx.DiGraph()
        self.graph.add_nodes_from([*ids, GOAL])
        sources, targets, carries = self.handovers
        if all(carries) and nodes.issuperset(sources) and nodes.issuperset(targets):
            self.graph.add_edges_from(zip(sources, targets, strict=True))
        else:
            self.graph.add_edges_from(
                (source, target)
                for source, target, carried in zip(*self.handovers, strict=True)
                if carried and source in nodes and target in nodes
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


def _arrows(
    handovers: pd.DataFrame, goals: frozenset[Any]
) -> tuple[list[Any], list[Any], list[bool]]:
    """Sources, targets and whether somebody is received; a goal's step is the goal itself."""
    need_columns(handovers, "source", "target")
    targets = column(handovers, "target")
    if None in targets:
        targets = [
            GOAL if target is None and step in goals else target
            for target, step in zip(targets, column(handovers, "target_step"), strict=True)
        ]
    carries = [kind in CARRIES for kind in column(handovers, "kind")]
    return column(handovers, "source"), targets, carries
