"""A lab's catalogue: the examples that come along, and those that the lab has of its own."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.errors import Missing
from labmethods.examples import analysis
from labmethods.examples.records import Adoption, Example
from labmethods.language import N_
from labmethods.reporting.memory import recall_made
from labmethods.shipped import shipped
from labmethods.workbook import reads

if TYPE_CHECKING:
    from labmethods.workbook.batch import Batch
    from labmethods.workbook.lab import Lab

CATALOGUE, OWN = "catalogue", "lab"
"""Where an example comes from."""

SYNONYMS = "synonymer.txt"
"""A lab's own synonyms, in its folder."""


@lru_cache
def shipped_examples() -> dict[str, Example]:
    """The examples that come with labmethods, by their id."""
    return {one.id: one for one in _read("examples.jsonl", Example)}


@lru_cache
def shipped_adoptions() -> tuple[Adoption, ...]:
    """Who learnt from whom, as public sources tell it."""
    return tuple(_read("adoptions.jsonl", Adoption))


def _read(name: str, record: type) -> list[Any]:
    text = (shipped("data") / "examples" / name).read_text(encoding="utf-8")
    rows = (json.loads(line) for line in text.splitlines())
    return [
        record.valid(**{record.aliases.get(name, name): value for name, value in row.items()})
        for row in rows
    ]


def catalogue(lab: Lab) -> pd.DataFrame:
    """All examples that a lab can search: a row each, with ``origin``.

    What the lab has taken in stands as the lab has it now, in the place of what came along.
    """
    along = [row_of(one, CATALOGUE) for one in shipped_examples().values()]
    own = [row_of(one, OWN) for one in lab["examples"].all()]
    frames = [pd.DataFrame(rows, dtype=object) for rows in (along, own) if rows]
    return analysis.join(*frames)


def index_of(frame: pd.DataFrame) -> analysis.Index:
    """A catalogue made ready to be searched; remembered, since its stems take a second to find."""
    return recall_made(("index", frame.to_dict("records")), lambda: analysis.Index(frame))


def row_of(example: Example, origin: str) -> dict[str, Any]:
    """An example as a row of the catalogue."""
    return {"id": example.id, **example.values(), "origin": origin}


def find(lab: Lab, example: str) -> Example:
    """An example by its id, as the lab has it or as it came along.

    Raises
    ------
    Missing
        There is no such example.
    """
    own = lab["examples"].find(id=example)
    if own:
        return own[0]
    if example in shipped_examples():
        return shipped_examples()[example]
    raise Missing(N_("The example is not in the catalogue."))


def take_in(lab: Lab, batch: Batch, example: str) -> Example:
    """The lab's own copy of an example, under the same id; made in this batch if there is none.

    What refers to an example (an opinion, an experiment) needs it in the lab's store.
    """
    if batch.has("examples", example):
        return batch.get("examples", example)
    along = find(lab, example)
    return batch.add("examples", [{"id": along.id, **along.values()}])[0]


def synonyms(lab: Lab) -> analysis.Synonyms:
    """The synonyms that come along, and those in the lab's folder."""
    own = lab.home / SYNONYMS if lab.home else None
    if own is not None:
        reads.note(reads.FILE, str(own))
    if own is None or not own.is_file():
        return _known()
    # A file that was saved in another alphabet is still read, letter by letter.
    return _known(own.read_text(encoding="utf-8-sig", errors="replace"))


@lru_cache(maxsize=8)
def _known(*own: str) -> analysis.Synonyms:
    """Their stems take half a second to find."""
    return recall_made(("synonyms", own), lambda: analysis.field_synonyms(*own))
