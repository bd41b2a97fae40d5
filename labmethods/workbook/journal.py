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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


def chain(
    last: tuple[int, str], entries: Iterable[Mapping[str, Any]], *, salt: str | None = None
) -> Iterator[dict[str, Any]]:
    """The entries as journal rows that follow the row ``last`` (its number and hash).

    An entry whose content was erased has the digest of it under ``erased``.
    """
    seq, previous = last
    for entry in entries:
        seq += 1
        row = {**entry, "seq": seq, "salt": salt or secrets.token_hex(8)}
        if (digest := row.pop("erased", None)) is None:
            row["content"] = _content(row)
        else:
            row |= {"salt": None, "before": None, "after": None, "content": digest}
        row["hash"] = previous = _hash(previous, row)
        yield row


def _content(row: Mapping[str, Any]) -> str:
    text = "\x1f".join([row["salt"], row["before"] or "", row["after"] or ""])
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(previous: str, row: Mapping[str, Any]) -> str:
    names = ("seq", "batch", "undoes", "at", "who", "table_name", "record_id", "content")
    text = "\x1f".join([previous, *(str(row[name] or "") for name in names)])
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
    expected, previous = 1, GENESIS
    query = sa.select(journal).order_by(journal.c.seq)
    # A few thousand rows at a time: a journal may be larger than the memory.
    rows = connection.execution_options(yield_per=_PAGE).execute(query)
    for row in rows.mappings():
        whole = is_erased(row) or (row["salt"] and _content(row) == row["content"])
        if row["seq"] != expected or not whole or _hash(previous, row) != row["hash"]:
            bad.append(row["seq"])
        expected, previous = row["seq"] + 1, row["hash"]
    return bad


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


def _change(row: Mapping[str, Any]) -> Change:
    before, after = (json.loads(row[name]) if row[name] else None for name in ("before", "after"))
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
