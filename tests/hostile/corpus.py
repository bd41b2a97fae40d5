"""The whole corpus, subject by subject."""

from __future__ import annotations

from tests.hostile import archives, places, polls, sheets, values
from tests.hostile.case import Case

SUBJECTS: dict[str, list[Case]] = {
    "Workbooks": sheets.WORKBOOKS,
    "Workbooks that mean harm": sheets.BOMBS,
    "Text files": sheets.TEXTS,
    "Names of files": sheets.NAMES,
    "Exports of Mentimeter and Slido": polls.EXPORTS,
    "Texts": values.TEXTS,
    "Numbers": values.NUMBERS,
    "Whole numbers": values.WHOLES,
    "Days": values.DAYS,
    "Settings": places.SETTINGS,
    "Addresses": places.ADDRESSES,
    "A lab's name": places.LAB_NAMES,
    "Commands": places.COMMANDS,
    "Backups": archives.BACKUPS,
    "Tables of other systems": archives.HSDS,
    "Notebooks": archives.NOTEBOOKS,
    "Photos and files": archives.ATTACHMENTS,
}


def table() -> str:
    """The corpus as Markdown."""
    lines = []
    for subject, cases in SUBJECTS.items():
        lines += [f"## {subject} ({len(cases)})", "", "| case | given | answer |", "|---|---|---|"]
        lines += [f"| {' | '.join(map(_cell, case.row()))} |" for case in cases]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
