"""The whole path with its key figures, and what would happen if it were changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_
from labmethods.pathway.analysis.capacity import step_shortage
from labmethods.pathway.analysis.coverage import coverage
from labmethods.pathway.analysis.links import broken_handovers, circles
from labmethods.pathway.analysis.overlap import overlaps
from labmethods.pathway.analysis.passage import narrowest_passage
from labmethods.pathway.analysis.reach import reachability
from labmethods.pathway.analysis.shape import WORKDAYS
from labmethods.pathway.analysis.waiting import journeys

SUPPOSED = "supposed"
"""The id of an activity that is only thought of; further ones are ``supposed 2`` and so on."""


@dataclass(frozen=True)
class Pathway:
    """A path as it is or as it could be: its tables.

    Attributes
    ----------
    steps, activities, schedules, handovers, groups, needs
        The tables as the analyses take them.
    weekdays
        The weekdays that the path should cover.
    on
        The day that it is looked at; only times that are valid then count. None: all times.
    """

    steps: pd.DataFrame
    activities: pd.DataFrame
    schedules: pd.DataFrame
    handovers: pd.DataFrame
    groups: pd.DataFrame
    needs: pd.DataFrame
    weekdays: Sequence[str] = WORKDAYS
    on: datetime.date | None = None

    def grid(self) -> pd.DataFrame:
        """What every step offers every group on every weekday; see :func:`coverage`.

        Whatever counts or draws gaps does it from here, so that all say the same.
        """
        timed = (self.steps, self.activities, self.schedules, self.groups)
        return coverage(*timed, weekdays=self.weekdays, on=self.on)

    def adding(
        self,
        *,
        comes_from: Iterable[Any] = (),
        leads_to: Iterable[Any] = (),
        byday: Sequence[str] = (),
        opens_at: str | None = None,
        closes_at: str | None = None,
        **values: Any,
    ) -> Pathway:
        """The path with one activity more.

        Parameters
        ----------
        comes_from, leads_to
            Ids of activities that would hand over to it and of those that it would hand over to.
        byday, opens_at, closes_at
            When it would go on.
        values
            Its fields, such as ``name, step, actor, target_groups, capacity``.
        """
        taken = set(self.activities["id"])
        number = 1 + sum(str(key).startswith(SUPPOSED) for key in taken)
        key = SUPPOSED if number == 1 else f"{SUPPOSED} {number}"
        times = {"activity": key, "byday": list(byday), "opens_at": opens_at}
        arrows = [
            *({"source": one, "target": key, "kind": "referral"} for one in comes_from),
            *({"source": key, "target": one, "kind": "referral"} for one in leads_to),
        ]
        return replace(
            self,
            activities=_with(self.activities, [{"id": key, "status": "active", **values}]),
            schedules=_with(self.schedules, [{**times, "closes_at": closes_at}] if byday else []),
            handovers=_with(self.handovers, arrows),
        )

    def moving(self, activity: Any, step: Any) -> Pathway:
        """The path with an activity at another step."""
        if step not in set(self.steps["id"]):
            raise Invalid(N_("There is no such step."))
        return self._changing(activity, "step", step)

    def closing(self, activity: Any) -> Pathway:
        """The path without an activity."""
        return self._changing(activity, "status", "inactive")

    def linking(self, source: Any, target: Any) -> Pathway:
        """The path with one handover more."""
        for activity in (source, target):
            self._row(activity)
        arrow = {"source": source, "target": target, "kind": "referral"}
        return replace(self, handovers=_with(self.handovers, [arrow]))

    def _changing(self, activity: Any, name: str, value: Any) -> Pathway:
        row = self._row(activity)
        changed = self.activities.copy()
        cells = changed[name].tolist() if name in changed.columns else [None] * len(changed)
        cells[row] = value
        changed[name] = pd.Series(cells, index=changed.index, dtype=object)
        return replace(self, activities=changed)

    def _row(self, activity: Any) -> int:
        ids = self.activities["id"].tolist()
        if activity not in ids:
            raise Invalid(N_("There is no such activity."))
        return ids.index(activity)


def _with(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    if not rows:
        return frame
    names = list(dict.fromkeys([*frame.columns, *(name for row in rows for name in row)]))
    # Columns become objects: a new row may lack what the others have.
    cells = {
        name: [
            *(frame[name].tolist() if name in frame.columns else [None] * len(frame)),
            *(row.get(name) for row in rows),
        ]
        for name in names
    }
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in cells.items()})


@dataclass(frozen=True)
class KeyFigures:
    """A path in figures; None where there is nothing to count or too little is known.

    Attributes
    ----------
    activities
        How many activities run.
    gaps, cells
        Gaps, and the steps x groups x weekdays that they are counted in.
    overlaps
        Pairs of activities of two actors that meet at the same step, time and for the same group.
    broken
        Activities from which no later step is reached.
    starts, reaching
        Activities that the path starts with, and those of them that reach the goal.
    ways
        How many ways there are from the start to the goal that share no activity.
    people_a_month
        How many at most can come through in a month, as far as limits are known.
    short
        People who need a step and get no place there.
    weeks
        Waiting and taking part together on the quickest way from a start whose weeks are known.
    circles
        Circular handovers.
    """

    activities: int
    gaps: int
    cells: int
    overlaps: int
    broken: int
    starts: int
    reaching: int
    ways: float
    people_a_month: float | None
    short: float | None
    weeks: float | None
    circles: int

    def summary(self) -> pd.DataFrame:
        """``figure`` and ``value``, one row a figure."""
        return pd.DataFrame({"figure": list(FIGURES), "value": [_number(self, f) for f in FIGURES]})

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False)


FIGURES = (
    "activities",
    "gaps",
    "overlaps",
    "broken",
    "reaching",
    "ways",
    "people_a_month",
    "short",
    "weeks",
    "circles",
)
"""The figures that are compared, in the order in which they are read."""


def _number(figures: KeyFigures, name: str) -> float:
    value = getattr(figures, name)
    return float("nan") if value is None else float(value)


def key_figures(path: Pathway) -> KeyFigures:
    """A path in figures.

    Raises
    ------
    Invalid
        As the analyses that it counts.
    """
    tables = (path.steps, path.activities, path.handovers)
    timed = (path.steps, path.activities, path.schedules, path.groups)
    grid = path.grid()
    pairs = overlaps(*timed, on=path.on)
    reached = reachability(*tables)
    people = narrowest_passage(*tables, by="people")
    shortage = step_shortage(path.steps, path.activities, path.needs, path.groups)
    ways = journeys(*tables)
    known = ways[ways["reaches_goal"].astype(bool) & (ways["unknown"] == 0)]
    return KeyFigures(
        activities=len(reached.activities),
        gaps=int((grid["reason"] != "").sum()),
        cells=len(grid),
        overlaps=len(pairs[["activity", "other"]].drop_duplicates()),
        broken=len(broken_handovers(*tables)),
        starts=reached.starts,
        reaching=reached.reaching,
        ways=narrowest_passage(*tables).width,
        people_a_month=people.width,
        short=_known(shortage["short"].sum(skipna=False)) if len(shortage) else None,
        weeks=float((known["wait"] + known["weeks"]).min()) if len(known) else None,
        circles=len(circles(*tables)),
    )


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def what_if(path: Pathway, changed: Pathway) -> pd.DataFrame:
    """How the figures of a path would change.

    Parameters
    ----------
    path
        The path as it is.
    changed
        The path as it could be: ``path.moving(...)``, ``path.adding(...)`` and so on, one after
        the other.

    Returns
    -------
    DataFrame
        ``figure, before, after, change``; missing where a figure isn't known.

    Examples
    --------
    >>> steps = pd.DataFrame({"id": ["s1", "s2"]})
    >>> activities = pd.DataFrame({"id": ["a", "b"], "step": ["s1", "s2"]})
    >>> empty = pd.DataFrame({"id": []})
    >>> path = Pathway(
    ...     steps, activities, pd.DataFrame({"activity": [], "byday": []}),
    ...     pd.DataFrame({"source": [], "target": []}), empty,
    ...     pd.DataFrame({"step": [], "group": [], "people": []}),
    ... )
    >>> figures = what_if(path, path.linking("a", "b")).set_index("figure")
    >>> figures.loc["reaching"].tolist()
    [0.0, 1.0, 1.0]
    """
    before, after = key_figures(path).summary(), key_figures(changed).summary()
    frame = before.rename(columns={"value": "before"}).assign(after=after["value"])
    return frame.assign(change=frame["after"] - frame["before"])
