"""Two examples that are one and the same become one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.examples import analysis
from labmethods.examples.catalogue import find, shipped_examples, take_in
from labmethods.examples.records import Example
from labmethods.language import N_
from labmethods.workbook.records import Record, Reference

if TYPE_CHECKING:
    from labmethods.workbook.batch import Batch
    from labmethods.workbook.lab import Lab


def merge(lab: Lab, kept: str, other: str) -> Example:
    """Let one example take over all that refers to another, as one step that can be undone.

    What the kept one says stands, what it leaves empty comes from the other, lists are joined. If
    one of them came along with labmethods, the record goes on under its id.

    Raises
    ------
    Refused
        Both are the same record, or both came along.
    """
    if kept == other:
        raise Refused(N_("That is one and the same record. Choose two examples."))
    first, second = find(lab, kept), find(lab, other)
    stays, goes = _ids(first.id, second.id)
    values = analysis.merged(first.values(), second.values())
    with lab.store.writing() as batch:
        take_in(lab, batch, stays)
        merged = batch.change("examples", stays, values)
        if batch.has("examples", goes):
            for table, record, names in _referring(lab, batch, goes):
                batch.change(table, record.id, dict.fromkeys(names, stays))
            batch.remove("examples", goes)
    return merged


def _ids(kept: str, other: str) -> tuple[str, str]:
    """The id under which the record goes on, and the one that goes."""
    along = shipped_examples()
    if kept in along and other in along:
        raise Refused(N_("Both came with labmethods and stay as they are."))
    return (other, kept) if other in along else (kept, other)


def _referring(lab: Lab, batch: Batch, example: str) -> Iterator[tuple[str, Record, list[str]]]:
    """Each record that refers to an example: its table, itself and its fields that do."""
    for table, record_id in list(batch.referring_to("examples", example)):
        record = batch.get(table, record_id)
        fields = type(record).fields()
        names = [
            name
            for name, (_info, kind) in fields.items()
            if isinstance(kind, Reference)
            and kind.table == "examples"
            and getattr(record, name) == example
        ]
        yield table, record, names
