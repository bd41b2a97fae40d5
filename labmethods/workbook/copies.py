"""Copies of a lab's files that a synchronised folder made: found, and offered for merging."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.workbook import folder, shared

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Copy:
    """A copy of the lab's store, and how many changes only it has."""

    path: Path
    new: int


def stores(lab: Lab) -> list[Copy]:
    """The copies of the lab's store in its folder, whatever they are called."""
    if lab.home is None or lab.store.path is None:
        return []
    ours = _batches(lab.store.path)
    found = []
    for path in sorted(lab.home.glob("*.db")):
        if path == lab.store.path:
            continue
        theirs = _batches(path)
        # The first change made the lab: it tells whether the two were once the same.
        if theirs and ours and next(iter(theirs)) == next(iter(ours)):
            found.append(Copy(path, sum(n for one, n in theirs.items() if one not in ours)))
    return found


def _batches(path: Path) -> dict[str, int]:
    """Each batch of a store and how many changes it has, oldest first; none of another file."""
    try:
        # Read without a lock or a journal beside it: the copy stays as it is.
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            query = "SELECT batch, count(*) FROM journal GROUP BY batch ORDER BY min(seq)"
            return dict(connection.execute(query).fetchall())
    except sqlite3.Error:
        return {}


def problems(lab: Lab) -> Iterator[tuple[Path, LabError]]:
    """The copies in the lab's folder, with what to do about each."""
    for copy in stores(lab):
        yield copy.path, _about(lab, copy)
    for name in folder.templates(lab.language) if lab.home else ():
        for path in shared.copies_of(lab.home / f"{name}.ipynb"):
            message = N_(
                "It looks like a copy that a synchronised folder made of {original}. Look at both, "
                "keep what you need and remove this one."
            )
            yield path, LabError(message, original=f"{name}.ipynb")


def _about(lab: Lab, copy: Copy) -> LabError:
    if not copy.new:
        return LabError(N_("A copy of the lab's store without anything new. It can be removed."))
    return LabError(
        N_(
            "A copy of the lab's store with {n} changes that are not here: two computers wrote at "
            "the same time. Nothing is lost. Bring them here with: {command}"
        ),
        n=copy.new,
        command=f'labmethods merge "{lab.home}" "{copy.path}"',
    )
