"""The store's tables: made from the record classes, brought up to date when a store is older."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache

import sqlalchemy as sa

from labmethods.errors import NewerStore, NotALab
from labmethods.language import N_
from labmethods.workbook.records import Record

FORMAT = 1
"""The store's own format (journal and bookkeeping); raised when older programs couldn't read it."""

_COLUMNS = {
    "text": sa.Text,
    "whole": sa.BigInteger,
    "decimal": lambda: sa.Float(53),
    "day": sa.Date,
    "flag": sa.Boolean,
    "list": lambda: sa.JSON(none_as_null=True),
}


def tables(records: Mapping[str, type[Record]]) -> sa.MetaData:
    """The store's tables: one a record class, and the journal and bookkeeping beside them.

    Described once for all stores of the same records, since that is most of what opening takes.
    """
    return _described(tuple(records.items()))


@lru_cache(maxsize=8)
def _described(records: tuple[tuple[str, type[Record]], ...]) -> sa.MetaData:
    metadata = sa.MetaData()
    for name, record in records:
        columns = [
            sa.Column(field, _COLUMNS[kind.column]())
            for field, (_, kind) in record.fields().items()
        ]
        sa.Table(name, metadata, sa.Column("id", sa.Text, primary_key=True), *columns)
    sa.Table(
        "journal",
        metadata,
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("batch", sa.Text, nullable=False, index=True),
        sa.Column("undoes", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("salt", sa.Text),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Index("journal_record", "table_name", "record_id"),
    )
    sa.Table(
        "store_info",
        metadata,
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    return metadata


def create(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Make all tables in an empty database."""
    metadata.create_all(connection)
    info = {"format": str(FORMAT), "schema": fingerprint(metadata)}
    connection.execute(
        sa.insert(metadata.tables["store_info"]),
        [{"key": key, "value": value} for key, value in info.items()],
    )


def inspect_info(connection: sa.Connection, where: str) -> dict[str, str]:
    """The store's bookkeeping.

    Raises
    ------
    NotALab
        There is no store in the database.
    NewerStore
        A newer labmethods wrote it.
    """
    if not sa.inspect(connection).has_table("store_info"):
        raise NotALab(
            N_("{where} holds no lab. Check the address, or make a lab with labmethods new."),
            where=where,
        )
    info = {
        row.key: row.value
        # Notes of single batches have a colon in their names, and may be many.
        for row in connection.execute(
            sa.text("SELECT key, value FROM store_info WHERE key NOT LIKE '%:%'")
        )
    }
    if not _is_whole(info):
        raise NotALab(
            N_(
                "{where} is not a lab's store, or it is damaged. It has not been touched. Restore "
                "a backup with labmethods restore."
            ),
            where=where,
        )
    if int(info.get("format", 0)) > FORMAT:
        raise NewerStore(
            N_(
                "{where} was written by a newer labmethods. Nothing has been changed. "
                "Update labmethods on this computer, then open the lab again."
            ),
            where=where,
        )
    return info


def _is_whole(info: Mapping[str, str]) -> bool:
    """Whether the bookkeeping says what it should, in the way it should."""
    try:
        int(info.get("format", 0))
        marks = json.loads(info.get("schema", "[]"))
    except ValueError:
        return False
    return isinstance(marks, list) and all(isinstance(mark, str) for mark in marks)


def is_current(info: Mapping[str, str], metadata: sa.MetaData) -> bool:
    """Whether the store's tables are those of the installed methods."""
    known = set(json.loads(info.get("schema", "[]")))
    return known >= set(json.loads(fingerprint(metadata)))


def update(connection: sa.Connection, info: Mapping[str, str], metadata: sa.MetaData) -> None:
    """Add the tables and columns that the installed methods need; nothing is ever dropped."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    inspector = sa.inspect(connection)
    existing = set(inspector.get_table_names())
    for table in metadata.tables.values():
        if table.name in existing:
            present = {column["name"] for column in inspector.get_columns(table.name)}
            for column in table.columns:
                if column.name not in present:
                    operations.add_column(table.name, sa.Column(column.name, column.type))
    metadata.create_all(connection)
    schema = set(json.loads(info.get("schema", "[]"))) | set(json.loads(fingerprint(metadata)))
    store_info = metadata.tables["store_info"]
    connection.execute(
        sa.update(store_info)
        .where(store_info.c.key == "schema")
        .values(value=json.dumps(sorted(schema)))
    )


@lru_cache(maxsize=8)
def fingerprint(metadata: sa.MetaData) -> str:
    """One short mark a table, so that opening a current store needs no look at its columns."""
    marks = []
    for table in metadata.tables.values():
        columns = ",".join(f"{column.name}:{column.type}" for column in table.columns)
        marks.append(f"{table.name}-{hashlib.sha256(columns.encode()).hexdigest()[:12]}")
    return json.dumps(sorted(marks))
