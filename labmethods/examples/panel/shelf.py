"""The catalogue that the panel's parts share, with its index."""

from __future__ import annotations

from typing import Any

import pandas as pd

from labmethods.examples import analysis
from labmethods.examples.catalogue import catalogue, synonyms
from labmethods.workbook.lab import Lab


class Shelf:
    """All examples that the lab can search; the index is built once and then kept up."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.frame = catalogue(lab)
        self.index = analysis.Index(self.frame)
        self._version = lab.store.version()
        self.synonyms = synonyms(lab)

    def refresh(self) -> None:
        """Take in what was changed since, example by example."""
        self.synonyms = synonyms(self.lab)
        version = self.lab.store.version()
        if version == self._version:
            return
        self._version = version
        before = {row["id"]: row for row in self.frame.to_dict("records")}
        self.frame = catalogue(self.lab)
        now = {row["id"]: row for row in self.frame.to_dict("records")}
        for record_id in before.keys() - now.keys():
            self.index.remove(record_id)
        for record_id, row in now.items():
            if record_id not in before or row != before[record_id]:
                self.index.update(row)

    def row(self, example: str) -> dict[str, Any]:
        """An example by its id."""
        return self.index.row(self.index.place(example))

    def search(self, text: str, where: dict[str, object]) -> pd.DataFrame:
        """All examples that a text asks for, also one that is only begun."""
        return analysis.search(
            self.index,
            text,
            where=where,
            synonyms=self.synonyms,
            limit=None if not text.strip() else 40,
            language=self.lab.language,
            typing=True,
        )
