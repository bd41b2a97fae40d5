"""A table of records that sorts, filters and lets one be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from labmethods.language import translator
from labmethods.workbook.records import Decimal, Record, Reference, Several

_HERE = Path(__file__).parent


class ListFace(anywidget.AnyWidget):
    """What a list is on the page: rows that are sorted, searched and pressed.

    Attributes
    ----------
    columns
        The columns' titles.
    rows
        One dict a row: ``id``, ``cells`` (what is read) and ``sort`` (what is sorted by).
    chosen
        The id of the row that was pressed, or that is marked.
    """

    _esm = _HERE / "record_list.js"
    _css = _HERE / "record_list.css"
    columns = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)

    def __init__(self, title: str, empty: str, language: str, **traits: Any) -> None:
        _ = translator(language)
        words = {
            "language": language,
            "title": title,
            "filter": _("Search in the list"),
            "count": _("{shown} of {all} shown", shown="{shown}", all="{all}"),
            "nothing": _("Nothing matches the search."),
            "empty": empty,
            "more": _("Show all {all}", all="{all}"),
        }
        super().__init__(words=words, **traits)


class RecordList(ListFace):
    """A table's records; ``chosen`` is the id of the record that was pressed."""

    def __init__(
        self, record: type[Record], columns: Sequence[str], language: str, empty: str = ""
    ) -> None:
        self._record = record
        self._names = list(columns)
        self._language = language
        _ = translator(language)
        super().__init__(
            _(record.many) if record.many else record.__name__,
            empty or _("Nothing here yet. Press Add to begin."),
            language,
            columns=[record.title_of(name, language) for name in self._names],
        )

    def show(self, records: list[Record], called: Callable[[str, str], str]) -> None:
        """Show these records; ``called(table, id)`` names the ones that they refer to."""
        self.rows = [self._row(record, called) for record in records]

    def replace(self, record: Record, called: Callable[[str, str], str]) -> None:
        """Show what this record says now."""
        new = self._row(record, called)
        self.rows = [new if row["id"] == record.id else row for row in self.rows]

    def _row(self, record: Record, called: Callable[[str, str], str]) -> dict:
        fields = type(record).fields()
        cells, sort = [], []
        for name in self._names:
            kind, value = fields[name][1], getattr(record, name)
            inner = kind.inner
            if isinstance(inner, Reference):
                ids = value if isinstance(kind, Several) else [value]
                text = ", ".join(called(inner.table, one) for one in ids or [] if one)
            else:
                text = kind.show(value, self._language)
            cells.append(text if len(text) <= 160 else text[:159] + "…")
            sort.append(value if isinstance(kind, Decimal) else text or None)
        return {"id": record.id, "cells": cells, "sort": sort}
