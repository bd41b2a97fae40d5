"""Notes what of a lab is read while something is worked out, and tells when that has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.sql.visitors import iterate

from labmethods.scoped import scoped

if TYPE_CHECKING:
    from labmethods.workbook.store import Store

TABLE, JOURNAL, FILE = "table", "journal", "file"

Read = tuple[str, str]
"""What was read: its kind, and which table or file; a journal without a table is all of it."""

_noted: ContextVar[set[Read] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[set[Read]]:
    """Everything that is read of a lab inside."""
    outside = _noted.get()
    read: set[Read] = set()
    try:
        with scoped(_noted, read):
            yield read
    finally:
        if outside is not None:
            outside |= read


def note(kind: str, name: str = "") -> None:
    """Say that this is read now."""
    read = _noted.get()
    if read is not None:
        read.add((kind, name))


@contextmanager
def aside() -> Iterator[None]:
    """What is read inside is not noted."""
    with scoped(_noted, None):
        yield


@contextmanager
def as_one(kind: str, name: str) -> Iterator[None]:
    """What is read inside is noted as this."""
    note(kind, name)
    with aside():
        yield


def watch(engine: sa.Engine, tables: frozenset[str]) -> None:
    """Note which of these tables each query reads, whoever asks."""

    @sa.event.listens_for(engine, "before_execute")
    def _before(_connection: Any, query: Any, *_more: Any) -> None:
        if _noted.get() is None:
            return
        parts = iterate(query) if isinstance(query, sa.ClauseElement) else ()
        names = {part.name for part in parts if isinstance(part, sa.Table)}
        for name in names:
            note(TABLE, name) if name in tables else note(JOURNAL)
        if not names:
            # Nobody can tell what a query in plain SQL reads.
            note(JOURNAL)


def state(store: Store, read: Read) -> str:
    """The same as long as what was read is the same.

    Told from the content and not from the journal, so that a row that was changed past the journal
    is noticed, too.
    """
    kind, name = read
    if kind == FILE:
        return _file_state(Path(name))
    if kind == JOURNAL:
        content: object = store.changes(table=name) if name else store.journal_rows()
    else:
        content = store.rows(name)
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _file_state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
