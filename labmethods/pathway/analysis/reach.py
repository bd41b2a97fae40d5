"""Whether the goal can be reached from where people start, in all and for each target group."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.pathway.analysis.flow import Flow
from labmethods.pathway.analysis.shape import EVERYBODY, admitted, column, groups_of, names_of


@dataclass(frozen=True)
class Reachability:
    """Whether the goal can be reached from where people start.

    Attributes
    ----------
    starts
        How many running activities the path starts with.
    reaching
        From how many of them the goal is reached.
    activities
        ``activity, name, step, start, reaches_goal``, one row a running activity.
    groups
        ``group, group_name, starts, reaching, share``: the same for each target group, through
        the activities that the group may come to alone.
    """

    starts: int
    reaching: int
    activities: pd.DataFrame
    groups: pd.DataFrame

    @property
    def share(self) -> float:
        """Share of starts from which the goal is reached, 0 to 1; nan without a start."""
        return self.reaching / self.starts if self.starts else float("nan")

    def summary(self) -> pd.DataFrame:
        """Starts, those that reach the goal and their share: in all, then group by group."""
        whole = pd.DataFrame(
            {
                "group": [EVERYBODY],
                "group_name": [EVERYBODY],
                "starts": [self.starts],
                "reaching": [self.reaching],
                "share": [self.share],
            }
        )
        named = self.groups[self.groups["group"] != EVERYBODY]
        return pd.concat([whole, named], ignore_index=True) if len(named) else whole

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False)


def reachability(
    steps: pd.DataFrame,
    activities: pd.DataFrame,
    handovers: pd.DataFrame,
    groups: pd.DataFrame | None = None,
) -> Reachability:
    """The share of start points from which the goal can be reached.

    Parameters, columns and errors are those of :func:`broken_handovers`; ``target_groups`` of an
    activity (a list of group ids; empty: open for all) says who can go through it.

    Returns
    -------
    Reachability
        Counted over all activities there are, not a sample: it has no sampling error.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"]})
    >>> activities = pd.DataFrame({"id": ["a", "b", "c"], "step": ["s1", "s1", "s2"]})
    >>> handovers = pd.DataFrame({"source": ["a"], "target": ["c"]})
    >>> reachability(steps, activities, handovers).share
    0.5
    """
    flow = Flow(steps, activities, handovers)
    ids = flow.offers["id"].tolist()
    reaching, starts = flow.reaching(), set(flow.starts)
    named = groups_of(groups)
    may = admitted(flow.offers, named)
    by_group = []
    for group, name in named.items():
        within = {key for key, groups_here in zip(ids, may, strict=True) if group in groups_here}
        found = flow.reaching(within) & starts
        by_group.append((group, name, len(starts & within), len(found)))
    frame = pd.DataFrame(by_group, columns=["group", "group_name", "starts", "reaching"])
    frame["share"] = frame["reaching"] / frame["starts"].where(frame["starts"] > 0)
    return Reachability(
        starts=len(starts),
        reaching=len(starts & reaching),
        activities=pd.DataFrame(
            {
                "activity": ids,
                "name": list(names_of(flow.offers).values()),
                "step": column(flow.offers, "step"),
                "start": [key in starts for key in ids],
                "reaches_goal": [key in reaching for key in ids],
            }
        ),
        groups=frame,
    )
