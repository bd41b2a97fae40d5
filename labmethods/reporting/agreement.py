"""Does a report still say what its lab's store says?"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab

_PAGE = re.compile(rb'<meta name="labmethods-store" content="([0-9a-f]{64})">')
_PDF = re.compile(rb"^%labmethods-store ([0-9a-f]{64})$", re.MULTILINE)
_WORD = re.compile(rb"<dc:identifier>([0-9a-f]{64})</dc:identifier>")


@dataclass(frozen=True)
class Agreement:
    """What came of comparing a report with a store.

    Attributes
    ----------
    known
        The report was made from this lab's store.
    later
        So many changes the store has had since, without those that were undone or changed back.
    changed_back
        Something was changed since, and all of it is as it was again.
    tables
        What was changed, by table, most changes first.
    titles
        What people call those tables: catalogue messages.
    """

    known: bool
    later: int = 0
    changed_back: bool = False
    tables: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the report still says what the store says."""
        return self.known and not self.later

    def text(self, language: str) -> str:
        """The answer in one line."""
        _ = translator(language)
        if not self.known:
            return _("The report was not made from this lab, or from a copy that went its own way.")
        if self.changed_back:
            return _("The report agrees with the lab: what was changed since is as it was again.")
        if not self.later:
            return _("The report agrees with the lab: nothing was changed since it was made.")
        return _.plural(
            "The lab was changed after the report was made: {n} change in {tables}. Make it anew.",
            "The lab was changed after the report was made: {n} changes in {tables}. Make it anew.",
            self.later,
            tables=_.listing([_(title).lower() for title in self.titles]),
        )


def compare(report: Path, lab: Lab) -> Agreement:
    """Compare a report (HTML, PDF or Word) with the lab's store.

    Raises
    ------
    Refused
        The file isn't there, or carries no mark of a store.
    """
    changes = lab.store.changes_since(store_mark(report))
    if changes is None:
        return Agreement(known=False)
    changed = [change.table for change in _standing(changes)]
    tables = sorted(set(changed), key=lambda name: (-changed.count(name), name))
    known = lab.store.records
    titles = [known[name].many or name if name in known else name for name in tables]
    changed_back = bool(changes) and not changed
    return Agreement(True, len(changed), changed_back, tuple(tables), tuple(titles))


def _standing(changes: Sequence[Change]) -> list[Change]:
    """The changes of records that are other than they were."""
    first: dict[tuple[str, str], Change] = {}
    last: dict[tuple[str, str], Change] = {}
    erased = set()
    for change in changes:
        place = change.table, change.record_id
        first.setdefault(place, change)
        last[place] = change
        if change.action == "erased":
            erased.add(place)
    other = erased | {place for place in first if first[place].before != last[place].after}
    return [change for change in changes if (change.table, change.record_id) in other]


def store_mark(report: Path) -> str:
    """The hash of the store that a report was made from."""
    try:
        data = report.read_bytes()
        if zipfile.is_zipfile(report):
            with zipfile.ZipFile(report) as parts:
                data = parts.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        raise Refused(
            N_("{where} can't be read as a report. Give the file that labmethods wrote."),
            where=report,
        ) from None
    for pattern in (_PAGE, _PDF, _WORD):
        if found := pattern.search(data):
            if pattern is _PAGE and not data.rstrip().endswith(b"</html>"):
                raise Refused(
                    N_("{where} is cut off: its end is missing. Ask for the file again."),
                    where=report,
                )
            return found[1].decode()
    raise Refused(
        N_("{where} doesn't say which lab it was made from. It may not be a report of labmethods."),
        where=report,
    )


def mark_pdf(data: bytes, version: str) -> bytes:
    """The PDF with its store's hash as a comment; its end is repeated, where readers look first."""
    end = data.rfind(b"startxref")
    return data + f"%labmethods-store {version}\n".encode() + data[end:] if version else data
