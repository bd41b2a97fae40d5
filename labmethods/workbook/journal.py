"""The journal: every change with who, when, before and after, chained by hashes.

A row's hash covers the row before it, so a row that was altered, removed or put in breaks the
chain. It covers the content through a salted digest: a person's data can be erased from the
journal without breaking the chain, and the digest doesn't give them away.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

import sqlalchemy as sa

GENESIS = "0" * 64

_PAGE = 5000


@dataclass(frozen=True)
class Change:
    """One change of one record; ``before`` is None when added, ``after`` when removed."""

    seq: int
    batch: str
    undoes: str | None
    at: datetime.datetime
    who: str
    table: str
    record_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def action(self) -> str:
        """``add``, ``change``, ``remove``, or ``erased`` where the content was erased."""
        if self.before is None and self.after is None:
            return "erased"
        return "add" if self.before is None else "remove" if self.after is None else "change"

    @property
    def fields(self) -> list[str]:
        """The fields that differ between before and after."""
        before, after = self.before or {}, self.after or {}
        return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def encode(values: Mapping[str, Any] | None) -> str | None:
    """A record's values as canonical JSON; dates as ISO text."""
    if values is None:
        return None
    return _JSON.encode(values)


def _iso(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


# Made once: an encoder a row is a tenth of a large import.
_JSON = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso, allow_nan=False
)


def written(values: Mapping[str, Any]) -> dict[str, Any]:
    """A record's values as the journal tells them."""
    return json.loads(encode(values))


def encode_columns(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """What ``encode`` makes of each row of these columns; a value that comes again is made once."""
    parts = [_parts(name, columns[name]) for name in sorted(columns)]
    return [f"{{{row}}}" for row in map(",".join, zip(*parts, strict=True))]


def _parts(name: str, column: Sequence[Any]) -> Iterable[str]:
    """A column's part of each row's JSON."""
    title = f"{_JSON.encode(name)}:"
    held = set(map(type, column))
    if held == {str}:
        return [title + encode_basestring(value) for value in column]
    if held == {type(None)}:
        return [f"{title}null"] * len(column)

    def part(value: Any) -> str:
        return title + _JSON.encode(value)

    # Lists can't be remembered.
    return map(part if list in held else lru_cache(maxsize=None, typed=True)(part), column)


class Entry(NamedTuple):
    """One change, before it stands in the chain; ``erased`` is the digest of an erased content."""

    batch: str
    undoes: str | None
    at: str
    who: str
    table_name: str
    record_id: str
    before: str | None
    after: str | None
    erased: str | None = None


class Row(NamedTuple):
    """One row of the journal."""

    seq: int
    batch: str
    undoes: str | None
    at: str
    who: str
    table_name: str
    record_id: str
    before: str | None
    after: str | None
    salt: str | None
    content: str
    hash: str


def chain(last: tuple[int, str], entries: Sequence[Entry]) -> Iterator[tuple]:
    """The entries as journal rows that follow the row ``last`` (its number and hash).

    Each is a tuple of ``Row``'s fields.
    """
    seq, previous = last
    # One question to the system's source of chance, and not one a row.
    salts = secrets.token_hex(_SALT * len(entries))
    for place, entry in enumerate(entries):
        seq += 1
        batch, undoes, at, who, table, record_id, before, after, content = entry
        salt = None
        if content is None:
            salt = salts[2 * _SALT * place : 2 * _SALT * (place + 1)]
            content = _content(salt, before, after)
        previous = _hash(previous, seq, batch, undoes, at, who, table, record_id, content)
        yield (seq, *entry[:8], salt, content, previous)


_SALT = 8
"""As many bytes of chance as each row's content is digested with."""


def _content(salt: str, before: str | None, after: str | None) -> str:
    return hashlib.sha256(f"{salt}\x1f{before or ''}\x1f{after or ''}".encode()).hexdigest()


def _hash(
    previous: str,
    seq: int,
    batch: str,
    undoes: str | None,
    at: str,
    who: str,
    table: str,
    record_id: str,
    content: str,
) -> str:
    text = (
        f"{previous}\x1f{seq}\x1f{batch}\x1f{undoes or ''}\x1f{at}\x1f{who}\x1f{table}"
        f"\x1f{record_id}\x1f{content}"
    )
    return hashlib.sha256(text.encode()).hexdigest()


def last(connection: sa.Connection, journal: sa.Table) -> tuple[int, str]:
    """The number and the hash of the newest row."""
    row = connection.execute(
        sa.select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
    ).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def broken(connection: sa.Connection, journal: sa.Table) -> list[int]:
    """The numbers of the rows where the chain doesn't hold; empty when it does."""
    bad = []
    expected, before = 1, GENESIS
    query = sa.select(*(journal.c[name] for name in Row._fields)).order_by(journal.c.seq)
    # A few thousand rows at a time: a journal may be larger than the memory.
    for one in connection.execution_options(yield_per=_PAGE).execute(query):
        row = Row._make(one)
        if row.seq != expected or not _holds(row, before):
            bad.append(row.seq)
        expected, before = row.seq + 1, row.hash
    return bad


def _holds(row: Row, previous: str) -> bool:
    """Whether a row's content and place are those that its hashes were made of."""
    erased = row.salt is None and row.before is None and row.after is None
    if not erased and (not row.salt or _content(row.salt, row.before, row.after) != row.content):
        return False
    return _hash(previous, *row[:7], row.content) == row.hash


def blank(
    connection: sa.Connection,
    journal: sa.Table,
    records: Iterable[tuple[str, str]],
    changes: Iterable[tuple[str, str, str]],
) -> None:
    """Take the content out of all rows about these records, and of these rows (batch first)."""
    columns = journal.c
    about = [columns.table_name == sa.bindparam("a"), columns.record_id == sa.bindparam("b")]
    empty = sa.update(journal).values(before=None, after=None, salt=None)
    some = [{"a": table, "b": record_id} for table, record_id in records]
    if some:
        connection.execute(empty.where(*about), some)
    some = [{"c": batch, "a": table, "b": record_id} for batch, table, record_id in changes]
    if some:
        connection.execute(empty.where(*about, columns.batch == sa.bindparam("c")), some)


def is_erased(row: Mapping[str, Any]) -> bool:
    """Whether the row's content was erased; its digest stays, and the chain holds over it."""
    return row["salt"] is None and row["before"] is None and row["after"] is None


def read(
    connection: sa.Connection,
    journal: sa.Table,
    *,
    table: str | None = None,
    record_id: str | None = None,
    batch: str | None = None,
    since: int = 0,
    until: int | None = None,
    newest: int | None = None,
) -> list[Change]:
    """Changes, oldest first; ``newest`` takes only so many of the last."""
    query = sa.select(journal).where(journal.c.seq > since).order_by(journal.c.seq.desc())
    if until is not None:
        query = query.where(journal.c.seq <= until)
    for column, value in (("table_name", table), ("record_id", record_id), ("batch", batch)):
        if value is not None:
            query = query.where(journal.c[column] == value)
    rows = connection.execute(query.limit(newest)).mappings().all()
    return [_change(row) for row in reversed(rows)]


def read_numbers(
    connection: sa.Connection, journal: sa.Table, numbers: Iterable[int]
) -> dict[int, Change]:
    """The changes with these numbers."""
    query = sa.select(journal).where(journal.c.seq.in_(list(numbers)))
    return {row["seq"]: _change(row) for row in connection.execute(query).mappings()}


class Unreadable(dict):
    """Stands for a content that a damaged row has no longer: it is told, but never put back."""


def _told(content: str | None) -> Mapping[str, Any] | None:
    if not content:
        return None
    try:
        values = json.loads(content)
    except ValueError:
        return Unreadable()
    return values if isinstance(values, dict) else Unreadable()


def _change(row: Mapping[str, Any]) -> Change:
    before, after = (_told(row[name]) for name in ("before", "after"))
    at = datetime.datetime.fromisoformat(row["at"])
    return Change(
        row["seq"],
        row["batch"],
        row["undoes"],
        at,
        row["who"],
        row["table_name"],
        row["record_id"],
        before,
        after,
    )
