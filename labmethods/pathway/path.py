"""A lab's path as the analyses take it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.pathway.analysis import Pathway

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def path_of(lab: Lab, on: datetime.date | None = None) -> Pathway:
    """The lab's path; ``activities`` has ``actor_name`` too.

    ``on`` leaves out times that aren't valid on that day.
    """
    activities = lab["activities"].frame()
    names = actor_names(lab)
    named = activities["actor"].map(names) if len(activities) else pd.Series(dtype="str")
    return Pathway(
        steps=lab["steps"].frame(),
        activities=activities.assign(actor_name=named),
        schedules=lab["schedules"].frame(),
        handovers=lab["handovers"].frame(),
        groups=lab["target_groups"].frame(),
        needs=lab["needs"].frame(),
        on=on,
    )


def actor_names(lab: Lab) -> dict[str, str]:
    """Actor id to name; empty where the lab has no method that knows actors."""
    if "actors" not in lab.store.records:
        return {}
    return {actor.id: actor.label() for actor in lab["actors"].all()}
