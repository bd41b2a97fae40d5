"""Counts of people that left the lab, so that a later report is held against them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from labmethods.blocks import Told

if TYPE_CHECKING:
    import pandas as pd

    from labmethods.workbook.lab import Lab

TOTAL = "all"
"""The entry of a total among told counts."""


def earlier(lab: Lab, table: str, record: str) -> dict[str, list[pd.Series]]:
    """What was told of a record before: by what it was about, oldest first.

    Each is a series of ``Int64`` with its total under ``TOTAL``; what was hidden is missing.
    """
    import pandas as pd

    found: dict[str, list[pd.Series]] = {}
    start = _topic(table, record, "")
    if "releases" not in lab.store.records:
        return found
    for row in lab.store.rows("releases"):
        if row["topic"].startswith(start):
            told = pd.Series(json.loads(row["figures"]), dtype="Int64")
            found.setdefault(row["topic"].removeprefix(start), []).append(told)
    return found


def note(labs: Iterable[Lab], told: Iterable[Told]) -> bool:
    """Note what a report tells, each in the lab whose record it is about; once if it is the same.

    Says whether anything was told that had not been told before.

    Raises
    ------
    StoreUnavailable
        It can't be noted, so it must not leave.
    """
    told = list(told)
    noted = False
    for lab in labs if told else ():
        known = {(row["topic"], row["figures"]) for row in lab.store.rows("releases")}
        new = {
            (_topic(one.table, one.record, one.about), _written(one))
            for one in told
            if one.table in lab.store.records
            and lab.store.rows(one.table, {"id": one.record})
            and any(count is not None for name, count in one.counts if name != TOTAL)
        }
        if fresh := sorted(new - known):
            rows = [{"topic": topic, "figures": figures} for topic, figures in fresh]
            lab["releases"].add_many(rows)
            noted = True
    return noted


def as_told(table: str, record: str, about: str, counts: pd.Series) -> Told:
    """Counts as ``suppress`` gives them, ready to be noted."""
    import pandas as pd

    pairs = tuple(
        (str(name), None if pd.isna(count) else int(count)) for name, count in counts.items()
    )
    return Told(table, record, about, pairs)


def _topic(table: str, record: str, about: str) -> str:
    return f"{table} {record} {about}"


def _written(one: Told) -> str:
    return json.dumps(dict(one.counts), ensure_ascii=False, sort_keys=True)
