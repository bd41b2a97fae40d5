"""The error for cells that can't be used: each with its row, its column and the reason."""

from __future__ import annotations

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator


class BadCells(LabError):
    """Cells of a table can't be used; nothing was imported. ``cells`` has an error for each."""

    def __init__(self, bad: list[LabError]) -> None:
        super().__init__("")
        self.cells = bad

    def text(self, language: str) -> str:
        _ = translator(language)
        lines = [one.text(language) for one in self.cells[:10]]
        if len(self.cells) > 10:
            lines.append(_("… and {n} more.", n=len(self.cells) - 10))
        return " ".join([*lines, _("Nothing has been imported.")])


def at(number: int, column: str, error: LabError) -> Refused:
    """An error of one cell, with its row and column."""
    return Refused(
        N_("Row {row}, column {column}: {reason}"), row=number, column=column, reason=error
    )
