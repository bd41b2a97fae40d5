"""Changes that are saved together and undone together, with their journal rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from labmethods.errors import ChangedMeanwhile, Missing, Refused
from labmethods.language import N_
from labmethods.workbook import database, journal
from labmethods.workbook.columns import made
from labmethods.workbook.ids import new_id
from labmethods.workbook.records import FieldErrors, Record, Reference, Several, Shown
from labmethods.workbook.referring import in_parts, references, references_to, referring, there

if TYPE_CHECKING:
    from labmethods.workbook.store import Store


ADOPTED = "adopted:"
"""Begins the store's notes of batches that were taken over from another copy."""


class Batch:
    """Changes that are saved together; made by ``Store.writing``."""

    def __init__(self, store: Store, connection: sa.Connection, undoes: str | None) -> None:
        self.id = new_id()
        self._store = store
        self._connection = connection
        self._undoes = undoes
        self._entries: list[journal.Entry] = []
        self._written: dict[str, Record] = {}
        self._blank: list[tuple[list, list]] = []

    def add(self, table: str, values: Iterable[Mapping[str, Any] | Record]) -> list[Record]:
        """Add records of these values. Every value is checked before the first is saved.

        A record that is given whole was checked when it was made, and keeps its id.
        """
        record = self._store.records[table]
        records = [
            one if isinstance(one, record) else record.valid(**{"id": new_id(), **one})
            for one in values
        ]
        if records:
            self._insert(table, records)
        return records

    def _insert(self, table: str, records: list[Record]) -> None:
        """Save new records and note them, column by column: of an import there are many."""
        names = ["id", *type(records[0]).fields()]
        rows = [*map(itemgetter(*names), map(vars, records))]
        database.insert(self._connection, self._store.metadata.tables[table], names, rows)
        self._written.update((one.id, one) for one in records)
        ids, *columns = zip(*rows, strict=True)
        contents = journal.encode_columns(dict(zip(names[1:], columns, strict=True)))
        self._note(table, ids, repeat(None), contents)

    def change(
        self, table: str, record_id: str, values: Mapping[str, Any], seen: Record | None = None
    ) -> Record:
        """Change fields of a record. ``seen`` is how the one who changes it saw it.

        Raises
        ------
        Conflict
            Somebody else changed one of the fields since ``seen``.
        """
        before = self.get(table, record_id)
        after = type(before).valid(**{**before.model_dump(), **values})
        changed = [name for name in values if getattr(before, name) != getattr(after, name)]
        if seen is not None:
            _compare(seen, before, after, changed)
        if not changed:
            return before
        target = self._store.metadata.tables[table]
        new = {name: getattr(after, name) for name in changed}
        self._connection.execute(sa.update(target).where(target.c.id == record_id).values(new))
        self._written[record_id] = after
        self._note_one(table, record_id, before.values(), after.values())
        return after

    def remove(self, table: str, record_id: str) -> None:
        """Remove a record, the records it owns, and what refers to it."""
        self.get(table, record_id)
        self.remove_all(table, [record_id])

    def remove_all(self, table: str, ids: Iterable[str]) -> None:
        """Remove records, the records they own, and what refers to them; those that are gone, too.

        All together: a question a record and table makes the undoing of an import take minutes.
        """
        gone = set(ids)
        for other, field, kind, rows in self._referring(table, gone):
            if isinstance(kind, Reference) and kind.owned:
                if rows:
                    self.remove_all(other, [row.id for row in rows])
                continue
            for row in rows:
                value = getattr(row, field)
                rest = None if isinstance(kind, Reference) else [o for o in value if o not in gone]
                self.change(other, row.id, {field: rest})
        target = self._store.metadata.tables[table]
        records = self.get_all(table, gone)
        for some in in_parts(records):
            self._connection.execute(sa.delete(target).where(target.c.id.in_(some)))
        for record_id, record in records.items():
            self._written.pop(record_id, None)
            self._note_one(table, record_id, record.values(), None)

    def restore(self, table: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Bring a removed record back under its id, without fields that are no longer known."""
        self.restore_all(table, {record_id: values})

    def restore_all(self, table: str, records: Mapping[str, Mapping[str, Any]]) -> None:
        """The same of many, by their ids."""
        fields = self._store.records[table].fields()
        self.add(
            table,
            [
                {"id": record_id} | {name: values[name] for name in fields if name in values}
                for record_id, values in records.items()
            ],
        )

    def remove_alone(self, table: str, record_id: str) -> None:
        """Remove a record and leave alone what refers to it."""
        record = self.get(table, record_id)
        target = self._store.metadata.tables[table]
        self._connection.execute(sa.delete(target).where(target.c.id == record_id))
        self._written.pop(record_id, None)
        self._note_one(table, record_id, record.values(), None)

    def adopt(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Take over another copy's journal rows as they are: who, when, and in which batch.

        The store keeps which batches those are: they are undone with the batch that took them over.
        """
        entries = list(entries)
        info = self._store.metadata.tables["store_info"]
        marks = dict.fromkeys(f"{ADOPTED}{entry['batch']}" for entry in entries)
        if marks:
            self._connection.execute(
                sa.insert(info), [{"key": mark, "value": self.id} for mark in marks]
            )
        for one in entries:
            told = [one[name] for name in journal.Entry._fields[:-1]]
            erased = one["content"] if journal.is_erased(one) else None
            self._entries.append(journal.Entry(*told, erased))

    def rewrite(self, table: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Change fields without keeping in the journal what stood there."""
        before = self.get(table, record_id)
        after = type(before).valid(**{**before.model_dump(), **values})
        target = self._store.metadata.tables[table]
        new = {name: getattr(after, name) for name in values}
        self._connection.execute(sa.update(target).where(target.c.id == record_id).values(new))
        self._note_one(
            table, record_id, {**after.values(), **dict.fromkeys(values)}, after.values()
        )

    def blank(
        self, records: Iterable[tuple[str, str]], changes: Iterable[tuple[str, str, str]]
    ) -> None:
        """Take the content out of the journal's rows about these records, and of these changes.

        This batch's own rows about the records lose it, too.
        """
        self._blank.append((list(records), list(changes)))

    def record(self, table: str) -> type[Record]:
        """What a valid record of a table is."""
        return self._store.records[table]

    def get(self, table: str, record_id: str) -> Record:
        """A record by its id."""
        target = self._store._table(table)
        row = (
            self._connection.execute(sa.select(target).where(target.c.id == record_id))
            .mappings()
            .first()
        )
        if row is None:
            raise Missing(N_("The record is no longer there. Somebody may have removed it."))
        return self._store.records[table].model_construct(**row)

    def get_all(self, table: str, ids: Iterable[str]) -> dict[str, Record]:
        """Those of the records that are there, by their ids."""
        target, record = self._store._table(table), self._store.records[table]
        found = {}
        for some in in_parts(ids):
            query = sa.select(target).where(target.c.id.in_(some)).order_by(target.c.id)
            rows = self._connection.execute(query)
            found |= {one.id: one for one in made(record, list(rows.keys()), rows)}
        return found

    def find(self, table: str, **equal: object) -> list[Record]:
        """The records whose fields equal these values, in the order they were made."""
        target = self._store._table(table)
        query = sa.select(target).order_by(target.c.id)
        for column, value in equal.items():
            query = query.where(target.c[column] == value)
        record = self._store.records[table]
        return [record.model_construct(**row) for row in self._connection.execute(query).mappings()]

    def values(self, table: str, record_id: str) -> dict[str, Any] | None:
        """A record as the journal writes it; none if it isn't there."""
        record = self.get_all(table, [record_id]).get(record_id)
        return record and journal.written(record.values())

    def has(self, table: str, record_id: str) -> bool:
        target = self._store._table(table)
        found = self._connection.execute(sa.select(target.c.id).where(target.c.id == record_id))
        return found.first() is not None

    def finish(self) -> None:
        """Write the journal rows of all that was done."""
        if self._entries:
            self._check_references()
            self._check_agreement()
            last = journal.last(self._connection, self._store.journal)
            rows = list(journal.chain(last, self._entries))
            database.insert(self._connection, self._store.journal, journal.Row._fields, rows)
        for records, changes in self._blank:
            journal.blank(self._connection, self._store.journal, records, changes)

    def _note_one(
        self, table: str, record_id: str, before: Mapping | None, after: Mapping | None
    ) -> None:
        self._note(table, [record_id], [journal.encode(before)], [journal.encode(after)])

    def _note(
        self,
        table: str,
        ids: Iterable[str],
        befores: Iterable[str | None],
        afters: Iterable[str | None],
    ) -> None:
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        who = self._store.who
        self._entries += [
            journal.Entry(self.id, self._undoes, at, who, table, record_id, before, after)
            for record_id, before, after in zip(ids, befores, afters, strict=False)
        ]

    def _check_references(self) -> None:
        """Refuse the batch if a record that it leaves refers to something that isn't there."""
        wanted: dict[str, dict[str, tuple[type[Record], str]]] = {}
        for record in self._written.values():
            for field, inner, value in references(record):
                if inner.table in self._store.records:
                    wanted.setdefault(inner.table, {})[value] = (type(record), field)
        for table, values in wanted.items():
            found = there(self._connection, self._store.metadata.tables[table], values)
            missing = [value for value in values if value not in found]
            if missing:
                record, field = values[missing[0]]
                raise FieldErrors(
                    {field: Refused(N_("It refers to something that isn't there."))}, record
                )

    def _check_agreement(self) -> None:
        written: dict[type[Record], list[Record]] = {}
        for record in self._written.values():
            written.setdefault(type(record), []).append(record)
        for record, records in written.items():
            record.agree(records, self)

    def referring_to(self, table: str, record_id: str) -> Iterator[tuple[str, str]]:
        """The table and id of each record that refers to this one."""
        for other, _field, _kind, rows in self._referring(table, {record_id}):
            for row in rows:
                yield other, row.id

    def _referring(
        self, table: str, ids: set[str]
    ) -> Iterator[tuple[str, str, Reference | Several, list[Record]]]:
        """Each field that refers to a table, with the records that name one of these in it."""
        for other, field, kind in references_to(table, self._store.records):
            target, record = self._store.metadata.tables[other], self._store.records[other]
            yield other, field, kind, referring(self._connection, target, record, field, kind, ids)


def _compare(seen: Record, before: Record, after: Record, changed: list[str]) -> None:
    for name in changed:
        if getattr(seen, name) != getattr(before, name):
            kind = type(before).fields()[name][1]
            raise ChangedMeanwhile(
                N_(
                    "Somebody else changed this meanwhile: it says “{theirs}” now, you "
                    "wrote “{yours}”. Nothing has been overwritten. Choose what should stand."
                ),
                now=before,
                theirs=Shown(kind, getattr(before, name)),
                yours=Shown(kind, getattr(after, name)),
            )
