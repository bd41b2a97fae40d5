"""Which records refer to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

import sqlalchemy as sa

from labmethods.workbook.columns import made
from labmethods.workbook.records import Record, Reference, Several

_ASKED = 500
"""As many ids in one question: both databases take them."""


def in_parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, as many at a time as a database is asked about."""
    left = iter(ids)
    while some := list(islice(left, _ASKED)):
        yield some


def references(record: Record) -> list[tuple[str, Reference, str]]:
    """The record's references: field, kind and the id it refers to."""
    found = []
    for field, kind, several in _reference_fields(type(record)):
        value = getattr(record, field)
        found += [(field, kind, one) for one in (value if several else [value]) if one is not None]
    return found


@cache
def _reference_fields(record: type[Record]) -> list[tuple[str, Reference, bool]]:
    return [
        (field, kind.inner, isinstance(kind, Several))
        for field, (_, kind) in record.fields().items()
        if isinstance(kind.inner, Reference)
    ]


def references_to(
    table: str, records: Mapping[str, type[Record]]
) -> Iterator[tuple[str, str, Reference | Several]]:
    """The fields that refer to a table: their table, name and kind."""
    for other, record in records.items():
        for field, (_, kind) in record.fields().items():
            inner = kind.inner
            if isinstance(inner, Reference) and inner.table == table:
                yield other, field, kind


def referring(
    connection: sa.Connection,
    target: sa.Table,
    record: type[Record],
    field: str,
    kind: Reference | Several,
    ids: set[str],
) -> list[Record]:
    """The records of a table that refer to one of these by a field."""
    query = sa.select(target)
    if isinstance(kind, Several):
        text = sa.cast(target.c[field], sa.Text)
        only = next(iter(ids)) if len(ids) == 1 else ""
        rows = connection.execute(query.where(text.contains(only, autoescape=True)))
        found = made(record, list(rows.keys()), rows)
        return [one for one in found if ids & set(getattr(one, field) or ())]
    found = []
    for some in in_parts(ids):
        rows = connection.execute(query.where(target.c[field].in_(some)))
        found += made(record, list(rows.keys()), rows)
    return found


def there(connection: sa.Connection, target: sa.Table, ids: Iterable[str]) -> set[str]:
    """Those of the ids that the table has."""
    column, found = target.c.id, set()
    for some in in_parts(ids):
        found |= set(connection.scalars(sa.select(column).where(column.in_(some))))
    return found
