"""A lab's store: a SQLite file or a PostgreSQL database, where every change is journaled."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc
from uuid6 import uuid7

from labmethods.errors import (
    Conflict,
    LabExists,
    Missing,
    NotALab,
    Refused,
    StoreUnavailable,
    unknown,
)
from labmethods.language import N_
from labmethods.workbook import journal, schema
from labmethods.workbook.records import FieldErrors, Record, Reference, Several, Shown

# Any number will do, as long as every labmethods uses the same one.
_ADVISORY_LOCK = 0x1AB


class Store:
    """The tables of one lab.

    Parameters
    ----------
    url
        A database URL; ``sqlite:///path`` for a file.
    records
        Table name to record class, of all installed methods.
    who
        Whose changes these are, for the journal.
    """

    def __init__(
        self, url: str | sa.URL, records: Mapping[str, type[Record]], who: str | None = None
    ) -> None:
        self.url = _driver(sa.make_url(url))
        self.records = dict(records)
        self.who = who or os.environ.get("LABMETHODS_USER") or getpass.getuser()
        self.metadata = schema.tables(self.records)
        self.engine = _engine(self.url)
        self.journal = self.metadata.tables["journal"]

    @property
    def where(self) -> str:
        """The file's path or the database's address without a password."""
        if self.path:
            return str(self.path)
        return self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path | None:
        """The SQLite file; none for PostgreSQL."""
        return Path(self.url.database) if self.url.get_backend_name() == "sqlite" else None

    def close(self) -> None:
        """Let go of the file or the database."""
        self.engine.dispose()

    # Opening

    def create(self) -> None:
        """Make the tables in a new file or an empty database."""
        with self._connection(writing=True) as connection:
            if sa.inspect(connection).has_table("store_info"):
                raise LabExists(
                    N_(
                        "There is a lab in {where} already. It has not been touched. "
                        "Choose another place."
                    ),
                    where=self.where,
                )
            schema.create(connection, self.metadata)

    def open(self, before_update: Callable[[], object] = lambda: None) -> None:
        """Check the store, and add what newer methods need after calling ``before_update``.

        Raises
        ------
        NotALab, NewerStore, StoreUnavailable
        """
        if self.path and not self.path.exists():
            raise NotALab(
                N_("{where} holds no lab. Check the address, or make a lab with labmethods new."),
                where=self.where,
            )
        with self._connection() as connection:
            info = schema.inspect_info(connection, self.where)
        if not schema.is_current(info, self.metadata):
            before_update()
            with self._connection(writing=True) as connection:
                schema.update(
                    connection, schema.inspect_info(connection, self.where), self.metadata
                )

    # Reading

    def rows(self, table: str, where: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """All rows of a table, in the order they were made."""
        target = self._table(table)
        query = sa.select(target).order_by(target.c.id)
        for column, value in (where or {}).items():
            query = query.where(target.c[column] == value)
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def changes(self, **which: Any) -> list[journal.Change]:
        """Journal entries, oldest first; see ``journal.read``."""
        with self._connection() as connection:
            return journal.read(connection, self.journal, **which)

    def batches(self, newest: int = 5000) -> list[tuple[str, str | None]]:
        """One's own newest batches, oldest first, each with the batch that it undid.

        The first batch made the lab; it is not among them.
        """
        columns = self.journal.c
        last = sa.func.max(columns.seq)
        first = sa.select(columns.batch).where(columns.seq == 1).scalar_subquery()
        query = (
            sa.select(columns.batch, columns.undoes)
            .where(columns.who == self.who, columns.batch != first)
            .group_by(columns.batch, columns.undoes)
            .order_by(last.desc())
            .limit(newest)
        )
        with self._connection() as connection:
            return [(row.batch, row.undoes) for row in reversed(connection.execute(query).all())]

    def broken_chain(self) -> list[int]:
        """The journal rows where the chain doesn't hold."""
        with self._connection() as connection:
            return journal.broken(connection, self.journal)

    def version(self) -> str:
        """The newest journal row's hash: two stores with the same version hold the same."""
        with self._connection() as connection:
            return journal.last(connection, self.journal)[1]

    def changes_since(self, version: str) -> list[journal.Change] | None:
        """What was changed after the store had this version; None if it never had."""
        with self._connection() as connection:
            place = connection.execute(
                sa.select(self.journal.c.seq).where(self.journal.c.hash == version)
            ).scalar()
            if place is None:
                return None
            return journal.read(connection, self.journal, since=place)

    # Writing

    @contextmanager
    def writing(self, undoes: str | None = None) -> Iterator[Batch]:
        """A batch: what is done in it is saved together, or not at all, and undone together."""
        with self._connection(writing=True) as connection:
            batch = Batch(self, connection, undoes)
            yield batch
            batch.finish()

    @contextmanager
    def _connection(self, writing: bool = False) -> Iterator[sa.Connection]:
        try:
            with self.engine.execution_options(writing=writing).begin() as connection:
                yield connection
        except (sa.exc.OperationalError, sa.exc.InternalError, sa.exc.DatabaseError) as error:
            raise _plain(error, self.where) from error

    def _table(self, name: str) -> sa.Table:
        if name not in self.records:
            raise unknown(N_("table"), name, list(self.records))
        return self.metadata.tables[name]


class Batch:
    """Changes that are saved together; made by ``Store.writing``."""

    def __init__(self, store: Store, connection: sa.Connection, undoes: str | None) -> None:
        self.id = str(uuid7())
        self._store = store
        self._connection = connection
        self._undoes = undoes
        self._entries: list[dict[str, Any]] = []
        self._written: dict[str, Record] = {}

    def add(self, table: str, values: Iterable[Mapping[str, Any]]) -> list[Record]:
        """Add records of these values. Every value is checked before the first is saved."""
        record = self._store.records[table]
        made = [record.valid(**{"id": str(uuid7()), **one}) for one in values]
        if made:
            self._connection.execute(
                sa.insert(self._store.metadata.tables[table]), [one.model_dump() for one in made]
            )
        for one in made:
            self._written[one.id] = one
            self._note(table, one.id, None, one.model_dump())
        return made

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
        self._note(table, record_id, before.model_dump(), after.model_dump())
        return after

    def remove(self, table: str, record_id: str) -> None:
        """Remove a record, the records it owns, and what refers to it."""
        record = self.get(table, record_id)
        for other, field, kind in self._references_to(table):
            for row in self._referring(other, field, kind, record_id):
                if isinstance(kind, Reference) and kind.owned:
                    self.remove(other, row.id)
                elif isinstance(kind, Reference):
                    self.change(other, row.id, {field: None})
                else:
                    rest = [one for one in getattr(row, field) if one != record_id]
                    self.change(other, row.id, {field: rest})
        target = self._store.metadata.tables[table]
        self._connection.execute(sa.delete(target).where(target.c.id == record_id))
        self._written.pop(record_id, None)
        self._note(table, record_id, record.model_dump(), None)

    def restore(self, table: str, record_id: str, values: Mapping[str, Any]) -> None:
        """Bring a removed record back under its id, without fields that are no longer known."""
        record = self._store.records[table]
        kept = {name: values[name] for name in record.fields() if name in values}
        self.add(table, [{**kept, "id": record_id}])

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

    def find(self, table: str, **equal: object) -> list[Record]:
        """The records whose fields equal these values, in the order they were made."""
        target = self._store._table(table)
        query = sa.select(target).order_by(target.c.id)
        for column, value in equal.items():
            query = query.where(target.c[column] == value)
        record = self._store.records[table]
        return [record.model_construct(**row) for row in self._connection.execute(query).mappings()]

    def has(self, table: str, record_id: str) -> bool:
        target = self._store._table(table)
        found = self._connection.execute(sa.select(target.c.id).where(target.c.id == record_id))
        return found.first() is not None

    def finish(self) -> None:
        """Write the journal rows of all that was done."""
        if not self._entries:
            return
        self._check_references()
        self._check_agreement()
        last = journal.last(self._connection, self._store.journal)
        self._connection.execute(
            sa.insert(self._store.journal), list(journal.chain(last, self._entries))
        )

    def _note(self, table: str, record_id: str, before: dict | None, after: dict | None) -> None:
        for values in (before, after):
            if values:
                values.pop("id", None)
        self._entries.append(
            {
                "batch": self.id,
                "undoes": self._undoes,
                "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                "who": self._store.who,
                "table_name": table,
                "record_id": record_id,
                "before": journal.encode(before),
                "after": journal.encode(after),
            }
        )

    def _check_references(self) -> None:
        """Refuse the batch if a record that it leaves refers to something that isn't there."""
        wanted: dict[tuple[str, str], tuple[type[Record], str]] = {}
        for record in self._written.values():
            for field, inner, value in _references(record):
                if inner.table in self._store.records:
                    wanted[inner.table, value] = (type(record), field)
        for (table, value), (record, field) in wanted.items():
            if not self.has(table, value):
                raise FieldErrors(
                    {field: Refused(N_("It refers to something that isn't there."))}, record
                )

    def _check_agreement(self) -> None:
        written: dict[type[Record], list[Record]] = {}
        for record in self._written.values():
            written.setdefault(type(record), []).append(record)
        for record, records in written.items():
            record.agree(records, self)

    def _references_to(self, table: str) -> Iterator[tuple[str, str, Reference | Several]]:
        for other, record in self._store.records.items():
            for field, (_, kind) in record.fields().items():
                inner = kind.of if isinstance(kind, Several) else kind
                if isinstance(inner, Reference) and inner.table == table:
                    yield other, field, kind

    def _referring(self, table: str, field: str, kind: object, record_id: str) -> list[Record]:
        target = self._store.metadata.tables[table]
        query = sa.select(target)
        query = query.where(
            sa.cast(target.c[field], sa.Text).contains(record_id, autoescape=True)
            if isinstance(kind, Several)
            else target.c[field] == record_id
        )
        record = self._store.records[table]
        return [
            record.model_construct(**row)
            for row in self._connection.execute(query).mappings().all()
        ]


def _references(record: Record) -> Iterator[tuple[str, Reference, str]]:
    """The record's references: field, kind and the id it refers to."""
    for field, (_, kind) in record.fields().items():
        inner = kind.of if isinstance(kind, Several) else kind
        if isinstance(inner, Reference):
            value = getattr(record, field)
            for one in value if isinstance(kind, Several) else [value]:
                if one is not None:
                    yield field, inner, one


def _compare(seen: Record, before: Record, after: Record, changed: list[str]) -> None:
    for name in changed:
        if getattr(seen, name) != getattr(before, name):
            kind = type(before).fields()[name][1]
            raise Conflict(
                N_(
                    "Somebody else changed this meanwhile: it says “{theirs}” now, you "
                    "wrote “{yours}”. "
                    "Nothing has been overwritten. Look at it again and write what should stand."
                ),
                theirs=Shown(kind, getattr(before, name)),
                yours=Shown(kind, getattr(after, name)),
            )


def _driver(url: sa.URL) -> sa.URL:
    """``postgresql://`` means psycopg 3, the one that labmethods brings."""
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise NotALab(
            N_(
                "{where} is no address that labmethods knows. Use a folder, or postgresql+psycopg://…"
            ),
            where=url.render_as_string(hide_password=True),
        )
    return url


def _engine(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": 15})
        sa.event.listen(engine, "connect", _configure_sqlite)
    else:
        engine = sa.create_engine(
            url,
            connect_args={"connect_timeout": 5},
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
        )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late to keep a second writer out; _begin does it instead.
    connection.isolation_level = None
    # No write-ahead log: it breaks on network and synchronised folders, where labs keep files.
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")


def _plain(error: sa.exc.SQLAlchemyError, where: str) -> StoreUnavailable | NotALab:
    text = str(getattr(error, "orig", error)).lower()
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        reason = N_(
            "{where} can't be written: the drive or the file is read-only. Nothing has "
            "been changed. Ask for the right to write, or copy the lab to another "
            "place."
        )
    elif "locked" in text or "lock timeout" in text:
        reason = N_(
            "Somebody else is writing in {where} right now. Nothing has been changed. "
            "Wait a moment and try again."
        )
    elif "full" in text or "no space" in text:
        reason = N_(
            "There is no room left on the drive of {where}. The last change was not "
            "saved; everything before it is safe. Make room and try again."
        )
    elif "not a database" in text or "malformed" in text:
        return NotALab(
            N_(
                "{where} is not a lab's store, or it is damaged. It has not been "
                "touched. Restore a backup with labmethods restore."
            ),
            where=where,
        )
    else:
        reason = N_(
            "{where} does not answer. Nothing has been changed. Check the network and "
            "the address, and try again."
        )
    return StoreUnavailable(reason, where=where)
