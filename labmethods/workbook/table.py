"""One table of a lab: its records, and the same as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from labmethods.errors import Missing
from labmethods.language import N_
from labmethods.workbook.columns import made
from labmethods.workbook.records import Record
from labmethods.workbook.store import Store

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {
    "text": "str",
    "whole": "Int64",
    "decimal": "float64",
    "day": "datetime64[s]",
    "flag": "boolean",
    "list": "object",
}


class Table:
    """The records of one table, such as ``lab.actors``.

    Every call that changes something is saved and journaled when it returns.
    """

    def __init__(self, store: Store, name: str, panel=None) -> None:
        self.name = name
        self.record = store.records[name]
        self._store = store
        self._panel = panel

    def add(self, **values: object) -> Record:
        """Add a record.

        Raises
        ------
        FieldErrors
            With a plain message for each field that breaks a rule; nothing is saved.
        """
        return self.add_many([values])[0]

    def add_many(self, rows: Iterable[Mapping[str, object] | Record]) -> list[Record]:
        """Add records as one batch: all or none, and undone together."""
        with self._store.writing() as batch:
            return batch.add(self.name, rows)

    def change(
        self, record_id: str | Record, seen: Record | None = None, **values: object
    ) -> Record:
        """Change fields of a record; ``seen`` guards against another's change meanwhile."""
        with self._store.writing() as batch:
            return batch.change(self.name, _id(record_id), values, seen)

    def remove(self, record_id: str | Record) -> None:
        """Remove a record, the records it owns, and what refers to it, as one batch."""
        with self._store.writing() as batch:
            batch.remove(self.name, _id(record_id))

    def get(self, record_id: str | Record) -> Record:
        """One record by its id.

        Raises
        ------
        Missing
            It isn't there (any longer).
        """
        found = self.find(id=_id(record_id))
        if not found:
            raise Missing(N_("The record is no longer there. Somebody may have removed it."))
        return found[0]

    def find(self, **equal: object) -> list[Record]:
        """The records whose fields equal these values."""
        rows = self._store.tuples(self.name, equal)
        return made(self.record, ["id", *self.record.fields()], rows)

    def all(self) -> list[Record]:
        """All records, in the order they were made."""
        return self.find()

    def words(self, name: str) -> list[str]:
        """The different values of a field with text, in alphabetical order."""
        return self._store.words(self.name, name)

    def frame(self) -> pd.DataFrame:
        """One row a record: ``id``, then the record's fields.

        Whole numbers are ``Int64`` (nullable), decimals ``float64``, days ``datetime64[s]``, flags
        ``boolean``, lists Python lists, everything else text.
        """
        import pandas as pd

        fields = self.record.fields()
        rows = self._store.tuples(self.name)
        frame = pd.DataFrame.from_records(rows, columns=["id", *fields])
        dtypes = {name: _DTYPES[kind.column] for name, (_, kind) in fields.items()}
        return frame.astype({"id": "str", **dtypes})

    def __len__(self) -> int:
        return self._store.count(self.name)

    def __call__(self):
        """The panel of the method that is named as this table."""
        if self._panel is None:
            raise TypeError(f"{self.name} is a table, not a method")
        return self._panel()

    def __repr__(self) -> str:
        return f"<table {self.name}: {len(self)} records>"


def _id(record: str | Record) -> str:
    return record.id if isinstance(record, Record) else record
