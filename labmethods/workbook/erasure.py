"""Erases one person's data from a lab for good, as the data protection law (GDPR) demands.

The records go, and the journal's rows about them lose their content. The chain still holds: it runs
over salted digests of the content, and the salt goes with it, so that nobody can find out what was
there by trying. A note of the erasure stays; it names the records by their random ids only. By
those notes a merge and a restore know what must not come back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook import backup, durable, journal
from labmethods.workbook.folder import ATTACHMENTS
from labmethods.workbook.whereabouts import Found, Key, contents_of, find, with_owned

if TYPE_CHECKING:
    from labmethods.workbook.batch import Batch
    from labmethods.workbook.lab import Lab

__all__ = [
    "Erased",
    "Found",
    "disagreements",
    "erase",
    "erase_again",
    "erased",
    "find",
]

TABLE = "erasures"
ERASED = "[…]"
"""What stands in a text where the code stood."""


def erase(
    lab: Lab,
    found: Found,
    *,
    reason: str | None = None,
    mentions: bool = False,
    copies: bool = False,
) -> None:
    """Erase what was found. It can't be undone.

    Parameters
    ----------
    mentions
        Also take the code out of other records' texts, and what the journal has of those texts.
    copies
        Also remove the backups in the lab's folder that still hold it, after making a new one.

    Raises
    ------
    Refused
        The code is a bare number, which texts have for other reasons.
    """
    if mentions and not re.search(r"[^\W\d]", found.code):
        raise Refused(
            N_(
                "{code} is a bare number, and texts may have it for other reasons. Nothing has "
                "been erased. Change those texts yourself, and erase without the mentions."
            ),
            code=found.code,
        )
    changes = found.changes if mentions else frozenset()
    with lab.store.writing() as batch:
        for key, names in (found.mentions if mentions else {}).items():
            batch.rewrite(*key, _without(found.code, batch.values(*key), names))
        _remove(batch, found.records)
        _note(batch, found, changes, reason)
        batch.blank(found.records, changes)
    for path in found.attachments:
        durable.remove(path)
    lab.store.compact()
    if copies and found.copies:
        backup.automatic(lab.store, lab.home)
        for path in found.copies:
            durable.remove(path)


def _without(code: str, values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    word = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])", re.IGNORECASE)

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return [clean(one) for one in value]
        return word.sub(ERASED, value) if isinstance(value, str) else value

    return {name: clean(values[name]) for name in names}


def _remove(batch: Batch, records: Iterable[Key]) -> None:
    for table, record_id in sorted(records):
        if batch.has(table, record_id):
            batch.remove(table, record_id)


def _note(batch: Batch, found: Found, changes: Iterable, reason: str | None) -> None:
    batch.add(
        TABLE,
        [
            {
                "day": datetime.date.today(),
                "reason": reason,
                "records": sorted("/".join(key) for key in found.records),
                "changes": sorted("/".join(change) for change in changes),
                "files": sorted(path.stem for path in found.attachments),
            }
        ],
    )


# What was erased, and must not come back


@dataclass(frozen=True)
class Erased:
    """All that a lab's notes say was erased."""

    records: frozenset[Key] = frozenset()
    changes: frozenset[tuple[str, str, str]] = frozenset()
    files: frozenset[str] = frozenset()

    def __or__(self, other: Erased) -> Erased:
        return Erased(
            self.records | other.records, self.changes | other.changes, self.files | other.files
        )

    def __bool__(self) -> bool:
        return bool(self.records or self.changes or self.files)

    def with_owned(self, lab: Lab, rows: Iterable[Mapping[str, Any]]) -> Erased:
        """With what belonged to the erased records, by these journal rows."""
        held = [(row, contents_of(row)) for row in rows]
        return replace(self, records=frozenset(with_owned(lab, set(self.records), held)))

    def covers(self, row: Mapping[str, Any]) -> bool:
        """Whether a journal row's content was erased."""
        key = (row["table_name"], row["record_id"])
        return key in self.records or (row["batch"], *key) in self.changes


def erased(lab: Lab) -> Erased:
    """What was erased from the lab."""
    notes = lab[TABLE].all() if TABLE in lab.store.records else []
    return Erased(
        frozenset(tuple(one.split("/")) for note in notes for one in note.records),
        frozenset(tuple(one.split("/")) for note in notes for one in note.changes),
        frozenset(one for note in notes for one in note.files),
    )


def erase_again(lab: Lab, known: Erased) -> None:
    """Erase from a lab what was erased from another copy of it, and what belongs to that here."""
    own = erased(lab)
    if not known | own:
        return
    rows = [row for row in lab.store.journal_rows() if not journal.is_erased(row)]
    known = (known | own).with_owned(lab, rows)
    records = known.records
    new = Found("", frozenset(records - own.records))
    changes = known.changes - own.changes
    left = _left(lab, known.files)
    if not (new.records or changes or left) and not any(map(known.covers, rows)):
        return
    with lab.store.writing() as batch:
        _remove(batch, records)
        if new.records or changes:
            _note(batch, new, changes, None)
        batch.blank(records, known.changes)
    for path in left:
        durable.remove(path)
    lab.store.compact()


def _left(lab: Lab, names: Iterable[str]) -> list[Path]:
    """Erased files, by their fingerprints, that are in the lab's folder; not those of records."""
    if lab.home is None:
        return []
    used = {
        row["digest"]
        for table, record in lab.store.records.items()
        if "digest" in record.fields()
        for row in lab.store.rows(table)
    }
    gone = [name for name in names if name not in used]
    return [path for name in gone for path in (lab.home / ATTACHMENTS).rglob(f"{name}.*")]


def disagreements(lab: Lab) -> Iterator[tuple[str, LabError]]:
    """Where journal and files don't agree with the notes of erasures: where, and what is wrong."""
    known = erased(lab)
    for path in _left(lab, known.files):
        yield path.name, LabError(N_("It was erased, and is here again. Erase it once more."))
    for row in lab.store.journal_rows():
        blank = journal.is_erased(row)
        if blank and not known.covers(row):
            yield (
                f"#{row['seq']}",
                LabError(N_("Its content was taken out without a note of an erasure.")),
            )
        elif known.covers(row) and not blank:
            yield (
                f"#{row['seq']}",
                LabError(N_("It was erased, and is here again. Erase it once more.")),
            )
