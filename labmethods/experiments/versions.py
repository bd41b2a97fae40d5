"""Every version of every test card, from the lab's journal.

The criterion's lock rests on the journal and not on a table of its own: the journal sees every way
of changing a card (form, import, merge, code), in the order it happened, and shows tampering.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments.analysis.criterion import LOCKED_FIELDS

if TYPE_CHECKING:
    from labmethods.workbook.journal import Change
    from labmethods.workbook.lab import Lab

_LOGGED = ("log_entries", "results", "decisions")


def versions(lab: Lab) -> pd.DataFrame:
    """The versions as ``analysis.criterion_locks`` takes them.

    A version is added when the card changes and when something is logged of the experiment.
    """
    changes = [change for table in ("experiments", *_LOGGED) for change in lab.history(table=table)]
    cards: dict[str, dict] = {}
    logged: Counter[str] = Counter()
    rows = []
    for change in sorted(changes, key=lambda one: one.seq):
        experiment = _experiment(change)
        if change.table == "experiments":
            if change.after is None:
                continue
            cards[experiment] = dict(change.after)
        elif (step := _step(change)) and experiment in cards:
            logged[experiment] += step
        else:
            continue
        rows.append(_row(experiment, change, cards[experiment], logged[experiment]))
    columns = ["experiment", "moment", "state", "logged", *LOCKED_FIELDS]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(moment=pd.to_datetime(table["moment"], utc=True))


def _experiment(change: Change) -> str | None:
    if change.table == "experiments":
        return change.record_id
    return (change.after or change.before or {}).get("experiment")


def _step(change: Change) -> int:
    """What was logged counts until its own undo; removing it afterwards does not unlock."""
    if change.action == "add":
        return 1
    return -1 if change.action == "remove" and change.undoes else 0


def _row(experiment: str, change: Change, card: dict, logged: int) -> tuple:
    fields = (card.get(name) for name in LOCKED_FIELDS)
    return (experiment, change.at, card.get("state"), logged, *fields)


_SAID = ("day", "event", "present", "groups", "observation", "quote")


def rewritten_entries(lab: Lab) -> dict[str, int]:
    """How many of each experiment's log entries say something else than when they were written.

    The panel only adds entries and corrections; code, an import or a merge can still change one.
    """
    first: dict[str, dict] = {}
    last: dict[str, dict] = {}
    for change in lab.history(table="log_entries"):
        if change.after is None:
            last.pop(change.record_id, None)
        else:
            first.setdefault(change.record_id, dict(change.after))
            last[change.record_id] = dict(change.after)
    changed = Counter(
        now["experiment"]
        for one, now in last.items()
        if any(now.get(name) != first[one].get(name) for name in _SAID)
    )
    return dict(changed)
