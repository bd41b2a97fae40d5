"""Is a lab whole: its journal's chain, its records' rules and references, persons, notebooks."""

from __future__ import annotations

from dataclasses import dataclass

from labmethods.errors import LabError, Message
from labmethods.language import N_, translator
from labmethods.privacy.identifiers import KINDS
from labmethods.workbook import copies, erasure
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Reference, Several


@dataclass(frozen=True)
class Finding:
    """Something that isn't as it should be.

    Attributes
    ----------
    subject
        ``journal``, ``records``, ``privacy``, ``notebooks``, or what else was looked at.
    where
        The table and record, the row or the file.
    problem
        What is wrong, and what to do.
    """

    subject: str
    where: str
    problem: LabError

    def text(self, language: str) -> str:
        return f"{self.where}: {self.problem.text(language)}"


def check(lab: Lab, *, notebooks: bool = True) -> list[Finding]:
    """Everything that is found; empty when the lab is whole.

    Parameters
    ----------
    notebooks
        Whether the folder's notebooks are looked at too, and what points out a person in them and
        in the records.
    """
    found = [*_journal(lab), *_records(lab)]
    return [*found, *_persons(lab), *_notebooks(lab), *_copies(lab)] if notebooks else found


def _journal(lab: Lab) -> list[Finding]:
    message = N_("The journal was changed outside labmethods here. Compare with a backup.")
    broken = [Finding("journal", f"#{seq}", LabError(message)) for seq in lab.store.broken_chain()]
    return broken + [Finding("journal", *one) for one in erasure.disagreements(lab)]


def _records(lab: Lab) -> list[Finding]:
    ids = {table: lab.store.ids(table) for table in lab.store.records}
    found = []
    for table, record in lab.store.records.items():
        for row in lab.store.rows(table):
            where = f"{table} {record.label_of(row['id'], row)}"
            try:
                record.valid(**row)
            except LabError as error:
                found.append(Finding("records", where, error))
            for name, (_, kind) in record.fields().items():
                inner = kind.inner
                if not isinstance(inner, Reference):
                    continue
                values = row[name] if isinstance(kind, Several) else [row[name]]
                if any(
                    one is not None and one not in ids.get(inner.table, ()) for one in values or []
                ):
                    message = N_("It refers to something that isn't there.")
                    found.append(Finding("records", where, LabError(message)))
    return found


def _persons(lab: Lab) -> list[Finding]:
    """What points out a person and waits for a decision."""
    from labmethods.privacy.decisions import undecided
    from labmethods.privacy.sightings import Places

    places = Places([lab])
    message = N_(
        "{kind}: “{excerpt}”. Take it away, or decide in the report's notebook what may leave the"
        " lab."
    )
    return [
        Finding(
            "privacy",
            places.text(one.where, lab.language),
            LabError(message, kind=Message(KINDS[one.kind]), excerpt=one.excerpt),
        )
        for one in undecided(lab)
    ]


def _copies(lab: Lab) -> list[Finding]:
    return [Finding("copies", path.name, problem) for path, problem in copies.problems(lab)]


def _notebooks(lab: Lab) -> list[Finding]:
    from labmethods.workbook.upgrade import upgrade

    if lab.home is None:
        return []
    newer = LabError(N_("There is a newer template. Fetch it with labmethods upgrade."))
    return [
        Finding("notebooks" if one.problem else "templates", one.notebook, one.problem or newer)
        for one in upgrade(lab, dry_run=True)
    ]


def summary(findings: list[Finding], language: str) -> str:
    """One line for all findings."""
    _ = translator(language)
    if not findings:
        return _("All is well: the journal's chain holds and every record keeps its rules.")
    return _.plural("{n} thing to look at.", "{n} things to look at.", len(findings))
