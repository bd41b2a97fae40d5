"""Large stores, made fast: rows and journal are written as the store would, many at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from uuid6 import uuid7

import labmethods as lm
from labmethods.workbook import database, journal
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Record

_AT = "2026-01-15T12:00:00.000+00:00"
_CHUNK = 20_000


def large_lab(to: Path, *, records: int, journal_rows: int, steps: int = 50) -> Lab:
    """A lab with so many actors, activities and observations, and at least so many journal rows.

    What goes beyond one journal row a record are changes of actors' notes, ``steps`` of them saved
    in one step.
    """
    lab = lm.new_lab("Stora labbet", place="Provstad", to=to)
    indicators = [lab.indicators.add(name=f"Indikator {n}", unit="count") for n in range(200)]
    with lab.store.engine.execution_options(writing=True).begin() as connection:
        tables = {
            "actors": [_actor(n) for n in range(records)],
            "observations": [_observation(n, indicators) for n in range(records)],
        }
        actors = _valid(lab, "actors", tables["actors"])
        tables["activities"] = [_activity(n, actors) for n in range(records)]
        entries: list[Iterable[journal.Entry]] = []
        for name, rows in tables.items():
            made = actors if name == "actors" else _valid(lab, name, rows)
            _insert(connection, lab.store.metadata.tables[name], (one.model_dump() for one in made))
            entries.append(_added(name, made))
        missing = journal_rows - 201 - 3 * records
        if missing > 0:
            entries.append(_changed(actors, missing, steps))
        last = journal.last(connection, lab.store.journal)
        rows = journal.chain(last, list(itertools.chain(*entries)))
        database.insert(connection, lab.store.journal, journal.Row._fields, list(rows))
    return lab


def _valid(lab: Lab, table: str, rows: Iterable[Mapping[str, Any]]) -> list[Record]:
    record = lab.store.records[table]
    return [record.valid(id=str(uuid7()), **row) for row in rows]


def _actor(n: int) -> dict[str, Any]:
    return {"name": f"Aktör {n}", "kind": "civil society", "power": n % 5 + 1, "interest": 3}


def _observation(n: int, indicators: list[Record]) -> dict[str, Any]:
    at = n // len(indicators)
    period = f"{2000 + at // 12 % 25}-{at % 12 + 1:02d}"
    group = f"grupp {at // 300}"
    return {
        "indicator": indicators[n % len(indicators)].id,
        "period": period,
        "group": group,
        "value": float(n % 97),
        "source": "egen räkning",
    }


def _activity(n: int, actors: list[Record]) -> dict[str, Any]:
    return {"name": f"Insats {n}", "actor": actors[n % len(actors)].id, "place": "Kvartersgården"}


def _entry(
    batch: str, table: str, record_id: str, before: str | None, after: str | None
) -> journal.Entry:
    return journal.Entry(batch, None, _AT, "prov", table, record_id, before, after)


def _added(table: str, records: list[Record]) -> Iterator[journal.Entry]:
    batch = str(uuid7())
    for one in records:
        yield _entry(batch, table, one.id, None, journal.encode(_content(one)))


def _changed(actors: list[Record], n: int, steps: int) -> Iterator[journal.Entry]:
    """Changes of notes there and back, so that the records stay as they are."""
    plain = [journal.encode(_content(one)) for one in actors[:1000]]
    noted = [journal.encode({**_content(one), "note": "ringd"}) for one in actors[:1000]]
    for number in range(n):
        if number % steps == 0:
            batch = str(uuid7())
        at, back = number // 2 % len(plain), number % 2
        before, after = (noted[at], plain[at]) if back else (plain[at], noted[at])
        yield _entry(batch, "actors", actors[at].id, before, after)


def _content(record: Record) -> dict[str, Any]:
    content = record.model_dump()
    content.pop("id")
    return content


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[Mapping[str, Any]]) -> None:
    while chunk := list(itertools.islice(rows, _CHUNK)):
        connection.execute(sa.insert(table), chunk)
