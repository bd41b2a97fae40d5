"""What one lab gives to the report across labs: its facts, how it stands, its methods' tables."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from labmethods.errors import LabError
from labmethods.method import load, methods
from labmethods.programme.release import released
from labmethods.programme.standing import Standing, standing

if TYPE_CHECKING:
    import pandas as pd

    from labmethods.workbook.facts import LabFacts
    from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class LabShare:
    """What leaves one lab; it holds nothing that the lab hasn't released.

    Attributes
    ----------
    name
        What the lab is called in the report; no two of a report are called the same.
    facts
        Place, housing company and focus areas.
    standing
        How far the lab has come, and how well it is looked after.
    origin
        The hash of the store's first change: copies of one lab have the same.
    tables
        Method name to what its ``share`` gave.
    """

    name: str
    facts: LabFacts
    standing: Standing
    origin: str
    tables: Mapping[str, Mapping[str, pd.DataFrame]] = field(default_factory=dict)


def share(lab: Lab, today: datetime.date) -> LabShare:
    """What a lab gives, as of a day."""
    may_leave = released(lab)
    tables = {
        name: load(method.share)(lab, may_leave)
        for name, method in methods().items()
        if method.share
    }
    facts = lab.facts
    first = lab.store.journal_rows(until=1)
    return LabShare(
        name=facts.name,
        # The challenge and what the board is asked are the lab's own.
        facts=facts.model_copy(update={"challenge": None, "ask": None}),
        standing=standing(lab, today),
        origin=first[0]["hash"] if first else facts.id,
        tables=tables,
    )


def read(piece: tuple[str, datetime.date]) -> LabShare | LabError:
    """Open a lab by its address and take its share, or say why it can't be opened."""
    from labmethods.workbook.opening import open_lab

    address, today = piece
    try:
        with open_lab(address) as lab:
            return share(lab, today)
    except LabError as error:
        return error


def distinct(shares: Sequence[LabShare]) -> tuple[list[LabShare], list[LabShare]]:
    """Each lab once, with a name of its own, and the copies of labs that are there already."""
    kept: dict[str, LabShare] = {}
    copies = []
    names: dict[str, int] = {}
    for one in shares:
        if one.origin in kept:
            copies.append(one)
            continue
        names[one.name] = names.get(one.name, 0) + 1
        n = names[one.name]
        kept[one.origin] = replace(one, name=f"{one.name} ({n})") if n > 1 else one
    return list(kept.values()), copies


def together(shares: Sequence[LabShare], method: str, table: str) -> pd.DataFrame:
    """One method's table of all labs under each other, with the column ``lab``; in their order."""
    import pandas as pd

    parts = [
        one.tables[method][table].assign(lab=one.name)
        for one in shares
        if table in one.tables.get(method, {})
    ]
    filled = [part for part in parts if len(part)]
    if filled:
        return pd.concat(filled, ignore_index=True)
    return parts[0] if parts else pd.DataFrame(columns=["lab"])
