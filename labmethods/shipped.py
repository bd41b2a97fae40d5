"""Templates and data that come with labmethods, and the labs that are built from them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from uuid6 import uuid7

from labmethods.folders import shipped
from labmethods.workbook.records import Reference
from labmethods.workbook.store import Store

REAL_LABS = ("boden", "norrkoping", "rannebergen", "lina-hage")
SAMPLE_LAB = "exempellabbet"


def lab_tables(lab: str) -> dict[str, list[dict[str, Any]]]:
    """The records of ``data/labs/<lab>/*.toml``: table name to rows as they stand there."""
    return _read(shipped("data") / "labs" / lab)


def fill(store: Store, lab: str, language: str) -> None:
    """Put the records of ``data/labs/<lab>/*.toml`` into an empty store, as one batch.

    In the files a record may have a ``key``; other records refer to it by that key. Tables of
    methods that aren't installed are left out. What people wrote stays in Swedish; ``language`` is
    the one that the lab works in.
    """
    tables = lab_tables(lab)
    tables["facts"][0]["language"] = language
    put(store, {table: tables.get(table, []) for table in store.records})


def put(store: Store, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Put records into a store as one batch; a ``key`` becomes the id that others refer to.

    What is referred to comes before what refers to it, so that the batch can be undone backwards.
    """
    ids = {row["key"]: str(uuid7()) for rows in tables.values() for row in rows if "key" in row}
    with store.writing() as batch:
        for table, rows in tables.items():
            fields = store.records[table].fields()
            batch.add(table, [_resolved(row, fields, ids) for row in rows])


def _read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.toml")):
        for table, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            tables.setdefault(table, []).extend(rows if isinstance(rows, list) else [rows])
    return tables


def _resolved(row: dict[str, Any], fields: dict, ids: dict[str, str]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name != "key"}
    for name in _references(fields):
        value = values.get(name)
        if isinstance(value, list):
            values[name] = [ids[one] for one in value]
        elif value is not None:
            values[name] = ids[value]
    if "key" in row:
        values["id"] = ids[row["key"]]
    return values


def _references(fields: dict) -> Iterator[str]:
    for name, (_, kind) in fields.items():
        inner = kind.inner
        if isinstance(inner, Reference):
            yield name
