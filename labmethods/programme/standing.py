"""How a lab stands: how far it has come, whether it is used, what waits, how good its data are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labmethods.language import N_
from labmethods.method import load, methods
from labmethods.workbook.check import check

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

DAYS = 90
"""How far back activity is counted."""

_WHERE_FROM = ("source_url", "source")
_OWN_TABLES = {"facts", "notes", "privacy_decisions", "releases", "programme_releases"}


@dataclass(frozen=True)
class Standing:
    """How a lab stands on a day.

    Attributes
    ----------
    phase
        The title of the method that is furthest on in the year and has something recorded, a
        catalogue message; ``Finished`` once the lab's end has passed.
    changes, last_change
        Changes in the last 90 days, and the day of the newest.
    waiting
        How many things the start page reminds of: decisions and values that are overdue.
    records, sourced
        Records in all, and how many say where they are known from.
    findings
        How many things ``labmethods check`` finds in the records and the journal.
    """

    phase: str
    changes: int
    last_change: datetime.date | None
    waiting: int
    records: int
    sourced: int
    findings: int


def standing(lab: Lab, today: datetime.date) -> Standing:
    """How the lab stands."""
    rows = {table: lab.store.rows(table) for table in lab.store.records if table not in _OWN_TABLES}
    every = [row for part in rows.values() for row in part]
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    changes, newest = lab.store.activity(midnight - datetime.timedelta(days=DAYS))
    return Standing(
        phase=_phase(lab, {table for table, part in rows.items() if part}, today),
        changes=changes,
        last_change=newest.date() if newest else None,
        waiting=_waiting(lab, today),
        records=len(every),
        sourced=sum(any(row.get(name) for name in _WHERE_FROM) for row in every),
        findings=len(check(lab, notebooks=False)),
    )


def _phase(lab: Lab, filled: set[str], today: datetime.date) -> str:
    ended = lab.facts.ended
    if ended is not None and ended < today:
        return N_("Finished")
    reached = [method for method in methods().values() if filled & set(method.tables)]
    return reached[-1].title if reached else N_("Starting")


def _waiting(lab: Lab, today: datetime.date) -> int:
    return sum(
        len(load(method.reminders)(lab, lab.language, today))
        for method in methods().values()
        if method.reminders
    )
