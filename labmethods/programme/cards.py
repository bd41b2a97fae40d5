"""The files of method cards that the labs released; they stand beside the programme's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labmethods.programme.share import LabShare, together
from labmethods.reporting.gate import passed_name
from labmethods.workbook.folder import folder_name

FOLDER = "method-cards"


@dataclass(frozen=True)
class CardFile:
    """A method card beside the report.

    Attributes
    ----------
    lab, id
        The lab's name in the report, and the experiment's id.
    path
        Where the file stands, seen from the report; a page to read stands beside it.
    text
        What stands in it.
    """

    lab: str
    id: str
    path: str
    text: str


def card_files(shares: Sequence[LabShare]) -> list[CardFile]:
    """The files, each with a name of its own."""
    table = together(shares, "experiments", "cards")
    used: dict[str, int] = {}
    files = []
    for row in table.itertuples():
        stem = folder_name(passed_name(f"{row.lab} {row.name}"))
        used[stem] = used.get(stem, 0) + 1
        name = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
        files.append(CardFile(row.lab, row.id, f"{FOLDER}/{name}.md", row.file))
    return files
