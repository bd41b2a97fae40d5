"""Two actors that are one and the same become one record; the journal keeps both histories."""

from __future__ import annotations

from collections.abc import Iterator

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.stakeholders.records import Actor, Assessment, Relation
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Record, Reference


def merge(lab: Lab, kept: str, other: str) -> Actor:
    """Let one actor take over all that refers to another, and remove the other, as one step.

    What the kept actor says stands; fields that it leaves empty are filled from the other.
    Relations between the two go, and an assessment that both have in a mapping stays the kept
    one's. ``undo`` brings everything back.

    Raises
    ------
    Refused
        If both are the same record.
    Missing
        If one of them isn't there (any longer).
    """
    if kept == other:
        raise Refused(N_("That is one and the same record. Choose two actors."))
    first, second = lab.actors.get(kept), lab.actors.get(other)
    with lab.store.writing() as batch:
        for table, row, values in list(_referring(lab, kept, other)):
            if values is None:
                batch.remove(table, row.id)
            else:
                batch.change(table, row.id, values)
        merged = batch.change("actors", kept, _filled(first, second, lab.language))
        batch.remove("actors", other)
    return merged


def _filled(first: Actor, second: Actor, language: str) -> dict[str, object]:
    values = {
        name: value
        for name, value in second.values().items()
        if getattr(first, name) is None and value is not None
    }
    told = translator(language)(N_("Merged with {name}."), name=second.name)
    notes = [first.note, *([second.note] if second.note != first.note else []), told]
    return values | {"note": "\n\n".join(note for note in notes if note)}


def _referring(
    lab: Lab, kept: str, other: str
) -> Iterator[tuple[str, Record, dict[str, object] | None]]:
    """What refers to the other: table, row and its new values; none where the row has to go."""
    for table, record in lab.store.records.items():
        fields = dict(_actor_fields(record))
        if not fields:
            continue
        rows = lab[table].all()
        taken = {_identity(row) for row in rows if not _holds(row, fields, other)}
        for row in rows:
            if not _holds(row, fields, other):
                continue
            values = {name: _turned(getattr(row, name), kept, other) for name in fields}
            turned = row.model_copy(update=values)
            goes = _leads_nowhere(turned) or _identity(turned) in taken
            yield table, row, None if goes else values


def _actor_fields(record: type[Record]) -> Iterator[tuple[str, Reference]]:
    for name, (_, kind) in record.fields().items():
        inner = kind.inner
        if isinstance(inner, Reference) and inner.table == "actors":
            yield name, inner


def _holds(row: Record, fields: dict[str, Reference], actor: str) -> bool:
    values = [getattr(row, name) for name in fields]
    return any(actor in value if isinstance(value, list) else actor == value for value in values)


def _turned(value: object, kept: str, other: str) -> object:
    if isinstance(value, list):
        return list(dict.fromkeys(kept if one == other else one for one in value))
    return kept if value == other else value


def _leads_nowhere(row: Record) -> bool:
    return isinstance(row, Relation) and row.source == row.target


def _identity(row: Record) -> object:
    """What may stand only once: an actor's assessment by a voice in a mapping."""
    if isinstance(row, Assessment):
        return (row.mapping, row.actor, row.voice)
    return row.id
