"""Where one person's data is: in records, the journal, texts, attached files and copies."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import Missing
from labmethods.language import N_, translator
from labmethods.workbook import backup, journal
from labmethods.workbook.folder import ATTACHMENTS
from labmethods.workbook.records import Reference

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

Key = tuple[str, str]
"""A table and a record's id."""

_PACKED = {".zip", ".xlsx", ".ods", ".pdf", ".docx"}
_READ = {".ipynb", ".html", ".csv", ".txt", ".md", ".json"}


@dataclass(frozen=True)
class Found:
    """Where a person's data is.

    Attributes
    ----------
    records
        The records about the person, also removed ones that only the journal still knows.
    mentions
        Other records whose text has the code, each with its fields.
    changes
        Journal rows about other records that have the code: batch, table and id.
    attachments
        The files that go with the records.
    copies
        Backups in the lab's folder that still hold it.
    files
        Other files in the lab's folder that have the code, or can't be looked into.
    """

    code: str
    records: frozenset[Key] = frozenset()
    mentions: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    changes: frozenset[tuple[str, str, str]] = frozenset()
    attachments: tuple[Path, ...] = ()
    copies: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()

    def lines(self, lab: Lab, language: str) -> list[str]:
        """The list in plain words."""
        _ = translator(language)
        counted: dict[str, int] = {}
        for table, _id in self.records:
            counted[table] = counted.get(table, 0) + 1
        titles = {name: _(record.many) for name, record in lab.store.records.items()}
        told = [
            _("{table}: {n} records", table=titles[table], n=n)
            for table, n in sorted(counted.items())
        ]
        for (table, record_id), names in self.mentions.items():
            record = lab[table].get(record_id)
            fields = ", ".join(record.title_of(name, language) for name in names)
            told.append(
                _(
                    "Mentioned in {table}, {called}: {fields}",
                    table=titles[table],
                    called=record.label(),
                    fields=fields,
                )
            )
        told += [_("File: {where}", where=path) for path in self.attachments]
        told += [_("Backup that still holds it: {where}", where=path) for path in self.copies]
        told += [_("Look through this file yourself: {where}", where=path) for path in self.files]
        return told


def find(lab: Lab, code: str, only: Iterable[str] = (), also: Iterable[Key] = ()) -> Found:
    """Where the data of the person with this code is.

    Parameters
    ----------
    only
        Ids of records about people: only these, where several have the code.
    also
        Other records that are about the person, such as an attachment.

    Raises
    ------
    Missing
        Nobody has the code, and nothing mentions it.
    """
    code, only = code.strip(), set(only)
    people = {name: record.person for name, record in lab.store.records.items() if record.person}
    rows = [row for row in lab.store.journal_rows() if not journal.is_erased(row)]
    contents = [(row, contents_of(row)) for row in rows]
    records = {
        (row["table_name"], row["record_id"])
        for row, values in contents
        if (name := people.get(row["table_name"]))
        and any(str(one.get(name) or "").upper() == code.upper() for one in values)
        and (not only or row["record_id"] in only)
    }
    records = with_owned(lab, records | set(also), contents)
    word = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])", re.IGNORECASE)
    mentions = _mentions(lab, word, records)
    changes = frozenset(
        (row["batch"], row["table_name"], row["record_id"])
        for row, values in contents
        if (row["table_name"], row["record_id"]) not in records
        and any(word.search(text) for one in values for text in _texts(one))
        and (row["table_name"] not in people)
    )
    if not records and not mentions and not changes:
        raise Missing(N_("Nobody in the lab has the code {code}, and no text has it."), code=code)
    found = Found(code, frozenset(records), mentions, changes)
    return replace(
        found,
        attachments=tuple(_attached(lab, records, contents)),
        copies=tuple(_copies(lab, found)),
        files=tuple(_files(lab, word)),
    )


def contents_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a journal row tells of its record: before, after, or both."""
    return [json.loads(row[name]) for name in ("before", "after") if row[name]]


def _texts(values: Mapping[str, Any]) -> Iterator[str]:
    for value in values.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one


def _owners(lab: Lab) -> dict[str, list[tuple[str, str]]]:
    """Of each table that others own: the fields by which it belongs to an owner."""
    return {
        table: [
            (name, kind.table)
            for name, (_info, kind) in record.fields().items()
            if isinstance(kind, Reference) and kind.owned
        ]
        for table, record in lab.store.records.items()
    }


def with_owned(lab: Lab, records: set[Key], contents: list) -> set[Key]:
    """With the records that belonged to them, at any time."""
    owners, size = _owners(lab), -1
    while size < len(records):
        size = len(records)
        for row, values in contents:
            for name, table in owners.get(row["table_name"], ()):
                if any((table, one.get(name)) in records for one in values):
                    records.add((row["table_name"], row["record_id"]))
    return records


def _mentions(lab: Lab, word: re.Pattern, records: set[Key]) -> dict[Key, tuple[str, ...]]:
    found = {}
    for table, record in lab.store.records.items():
        for row in lab.store.rows(table):
            names = tuple(
                name
                for name in record.fields()
                if name != record.person and any(map(word.search, _texts({name: row[name]})))
            )
            if names and (table, row["id"]) not in records:
                found[table, row["id"]] = names
    return found


def _attached(lab: Lab, records: Iterable[Key], contents: list) -> Iterator[Path]:
    """The files of attachments among the records, where no other record has the same file."""
    digests: dict[str, set[Key]] = {}
    for row, values in contents:
        for one in values:
            if one.get("digest"):
                key = (row["table_name"], row["record_id"])
                digests.setdefault(one["digest"], set()).add(key)
    if lab.home is None:
        return
    for digest, keys in digests.items():
        if keys <= set(records):
            yield from (lab.home / ATTACHMENTS).rglob(f"{digest}.*")


def _copies(lab: Lab, found: Found) -> Iterator[Path]:
    """The backups in the lab's folder whose journal still has the content."""
    for path in sorted((lab.home / backup.FOLDER).glob("lab-*.db")) if lab.home else ():
        try:
            with closing(sqlite3.connect(path)) as connection:
                rows = connection.execute(
                    "SELECT batch, table_name, record_id FROM journal"
                    " WHERE before IS NOT NULL OR after IS NOT NULL"
                )
                if any(row in found.changes or row[1:] in found.records for row in rows):
                    yield path
        except sqlite3.Error:
            yield path


def _files(lab: Lab, word: re.Pattern) -> Iterator[Path]:
    if lab.home is None:
        return
    for path in sorted(lab.home.rglob("*")):
        inside = path.relative_to(lab.home).parts
        if not path.is_file() or inside[0].startswith("."):
            continue
        suffix = path.suffix.lower()
        if suffix in _PACKED or (
            suffix in _READ and word.search(path.read_text(encoding="utf-8", errors="replace"))
        ):
            yield path
