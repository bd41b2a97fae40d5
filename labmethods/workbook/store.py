"""A lab's store: a SQLite file or a PostgreSQL database, where every change is journaled."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc

from labmethods.errors import LabExists, NotALab, unknown
from labmethods.language import N_
from labmethods.workbook import database, journal, reads, schema
from labmethods.workbook.batch import ADOPTED, Batch
from labmethods.workbook.records import Record
from labmethods.workbook.shared import Lock


class _TakenBack(Exception):
    """Ends a trial, so that its transaction is rolled back."""


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
        self.url = database.address(sa.make_url(url))
        self.records = dict(records)
        self.who = who or os.environ.get("LABMETHODS_USER") or getpass.getuser()
        self.metadata = schema.tables(self.records)
        self.engine = database.engine(self.url)
        reads.watch(self.engine, frozenset(self.records))
        self.journal = self.metadata.tables["journal"]
        self.written: set[str] = set()
        """The batches that were saved here, and not by others."""
        self.on_saved: list[Callable[[], object]] = []
        """Called after each batch that was saved here."""
        self.lock: Lock | None = None
        """The lock of a lab in a shared folder."""

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
        if self.lock:
            self.lock.release()

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
        names = self._table(table).columns.keys()
        return [dict(zip(names, row, strict=True)) for row in self.tuples(table, where)]

    def tuples(
        self, table: str, where: Mapping[str, object] | None = None
    ) -> list[tuple[Any, ...]]:
        """The same as tuples: the id, then the fields in the record's order."""
        target = self._table(table)
        query = sa.select(target).order_by(target.c.id)
        for column, value in (where or {}).items():
            query = query.where(target.c[column] == value)
        with self._connection() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def words(self, table: str, field: str) -> list[str]:
        """The different values of a column with text, in alphabetical order."""
        column = self._table(table).c[field]
        query = sa.select(column).where(column.is_not(None)).distinct()
        with self._connection() as connection:
            return sorted(connection.scalars(query))

    def ids(self, table: str) -> set[str]:
        """The ids of all rows of a table."""
        with self._connection() as connection:
            return set(connection.scalars(sa.select(self._table(table).c.id)))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self._connection() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(self._table(table)))

    def changes(self, **which: Any) -> list[journal.Change]:
        """Journal entries, oldest first; see ``journal.read``."""
        with (
            reads.as_one(reads.JOURNAL, which.get("table") or ""),
            self._connection() as connection,
        ):
            return journal.read(connection, self.journal, **which)

    def batches(self, newest: int = 5000) -> list[tuple[str, str | None]]:
        """One's own newest batches, oldest first, each with the batch that it undid.

        The first batch made the lab; it is not among them, nor are those from another copy.
        """
        found: dict[str, str | None] = {}
        adopted = self._adopted()
        for batch, undoes, who, seq in self._backwards():
            if len(found) == newest and batch not in found:
                break
            if who == self.who and batch not in adopted:
                found.setdefault(batch, undoes)
            if seq == 1:
                found.pop(batch, None)
        return list(reversed(found.items()))

    def activity(self, since: datetime.datetime) -> tuple[int, datetime.datetime | None]:
        """How many changes were made since a moment, and when the newest of all was made."""
        columns = self.journal.c
        count = sa.select(sa.func.count()).where(columns.at >= since.isoformat(), self._of_people)
        with self._connection() as connection:
            n = connection.execute(count).scalar_one()
            newest = connection.execute(
                sa.select(columns.at).order_by(columns.seq.desc()).limit(1)
            ).scalar()
        return n, newest and datetime.datetime.fromisoformat(newest)

    def newest_batches(self, n: int) -> list[tuple[journal.Change, int]]:
        """Everybody's newest batches, newest first: the last change of each and how many it has."""
        newest: dict[str, int] = {}
        for batch, _undoes, _who, seq in self._backwards():
            if len(newest) == n and batch not in newest:
                break
            newest.setdefault(batch, seq)
        with self._connection() as connection:
            last = journal.read_numbers(connection, self.journal, newest.values())
            return [(last[seq], self._size(connection, batch)) for batch, seq in newest.items()]

    def newest_of(self, batch: str) -> tuple[journal.Change, int]:
        """A batch's last change, and how many it has."""
        with self._connection() as connection:
            last = journal.read(connection, self.journal, batch=batch, newest=1)[0]
            return last, self._size(connection, batch)

    def _size(self, connection: sa.Connection, batch: str) -> int:
        count = sa.select(sa.func.count()).select_from(self.journal)
        return connection.scalar(count.where(self.journal.c.batch == batch))

    def _adopted(self) -> set[str]:
        """The batches that came from other copies by a merge."""
        key = self.metadata.tables["store_info"].c.key
        with self._connection() as connection:
            marks = connection.scalars(sa.select(key).where(key.startswith(ADOPTED)))
            return {mark.removeprefix(ADOPTED) for mark in marks}

    def _backwards(self) -> Iterator[tuple[str, str | None, str, int]]:
        """Batch, what it undoes, who and number of each change people made, newest first.

        Read page by page, and of a long batch a page alone: who wants the newest few doesn't wait
        for a million.
        """
        columns = self.journal.c
        query = sa.select(columns.batch, columns.undoes, columns.who, columns.seq)
        # Nothing that erased somebody's data, and nothing that was erased, can be taken back.
        erasing = sa.select(columns.batch).where(columns.table_name == "erasures")
        query = query.where(
            self._of_people, columns.salt.is_not(None), columns.batch.not_in(erasing)
        ).order_by(columns.seq.desc())
        page, before = 200, None
        while True:
            one = query if before is None else query.where(columns.seq < before)
            with self._connection() as connection:
                rows = connection.execute(one.limit(page)).all()
            yield from rows
            if len(rows) < page:
                return
            before, page = self._skipped(rows[0].batch, rows[-1]), min(4 * page, 50_000)

    def _skipped(self, newest: str, last: sa.Row) -> int:
        """Where to read on: before the batch that fills a page, if its rows stand together."""
        if newest != last.batch:
            return last.seq
        columns = self.journal.c
        query = sa.select(sa.func.min(columns.seq), sa.func.count())
        query = query.where(columns.batch == newest, columns.seq <= last.seq)
        with self._connection() as connection:
            first, n = connection.execute(query).one()
        return first if first == last.seq - n + 1 and first > 1 else last.seq

    def journal_rows(self, until: int | None = None, since: int = 0) -> list[dict[str, Any]]:
        """The journal's rows as they are written, oldest first; ``since`` leaves out older ones."""
        query = sa.select(self.journal).where(self.journal.c.seq > since)
        query = query.order_by(self.journal.c.seq)
        if until is not None:
            query = query.where(self.journal.c.seq <= until)
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def hash_of(self, seq: int) -> str | None:
        """A journal row's hash; none where there is no such row."""
        query = sa.select(self.journal.c.hash).where(self.journal.c.seq == seq)
        with self._connection() as connection:
            return connection.scalar(query)

    def broken_chain(self) -> list[int]:
        """The journal rows where the chain doesn't hold."""
        with self._connection() as connection:
            return journal.broken(connection, self.journal)

    def last_until(self, moment: datetime.datetime) -> int:
        """The number of the last change made at this moment or before; 0 when there was none."""
        text = moment.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
        query = sa.select(sa.func.max(self.journal.c.seq)).where(self.journal.c.at <= text)
        with self._connection() as connection:
            return connection.scalar(query) or 0

    def length(self) -> int:
        """How many rows the journal has: more, when somebody has saved something."""
        with self._connection() as connection:
            return journal.last(connection, self.journal)[0]

    def version(self) -> str:
        """The hash of the newest change: two stores with the same version hold the same.

        What labmethods notes about its own doing (``Record.bookkeeping``) is no change.
        """
        columns = self.journal.c
        query = sa.select(columns.hash).where(self._of_people).order_by(columns.seq.desc()).limit(1)
        with self._connection() as connection:
            return connection.scalar(query) or journal.GENESIS

    def changes_since(self, version: str) -> list[journal.Change] | None:
        """What was changed after the store had this version; None if it never had."""
        with self._connection() as connection:
            place = connection.execute(
                sa.select(self.journal.c.seq).where(self.journal.c.hash == version)
            ).scalar()
            if place is None:
                return None
            later = journal.read(connection, self.journal, since=place)
        return [change for change in later if change.table not in self._bookkeeping]

    # Writing

    @contextmanager
    def writing(self, undoes: str | None = None, *, keep: bool = True) -> Iterator[Batch]:
        """A batch: what is done in it is saved together, or not at all, and undone together.

        Without ``keep`` it is a trial: every rule is asked, and then everything is taken back.
        """
        if self.lock and keep:
            self.lock.take()
        with suppress(_TakenBack), self._connection(writing=True) as connection:
            batch = Batch(self, connection, undoes)
            yield batch
            batch.finish()
            if not keep:
                raise _TakenBack
        self.written.add(batch.id)
        if keep:
            for told in self.on_saved:
                told()

    def compact(self) -> None:
        """Write the store anew, so that its files keep nothing of what was taken out."""
        try:
            with self.engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            ) as connection:
                connection.exec_driver_sql("VACUUM")
        except (sa.exc.OperationalError, sa.exc.InternalError) as error:
            raise database.plain_error(error, self.where) from error

    @contextmanager
    def _connection(self, writing: bool = False) -> Iterator[sa.Connection]:
        try:
            with self.engine.execution_options(writing=writing).begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, self.engine.dialect.dbapi.Error) as error:
            raise database.plain_error(error, self.where) from error

    @property
    def _bookkeeping(self) -> list[str]:
        return [name for name, record in self.records.items() if record.bookkeeping]

    @property
    def _of_people(self) -> sa.ColumnElement[bool]:
        """Journal rows of what people did, not of what labmethods noted itself."""
        return self.journal.c.table_name.not_in(self._bookkeeping)

    def _table(self, name: str) -> sa.Table:
        if name not in self.records:
            raise unknown(N_("table"), name, list(self.records))
        return self.metadata.tables[name]
