"""Spreadsheets into a table: all rows or none, each bad row named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import LabError, Refused
from labmethods.language import LANGUAGES, N_, translator
from labmethods.workbook.batch import new_id
from labmethods.workbook.formulas import as_typed
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors, Kind, Record, Reference, Several
from labmethods.workbook.sheet import heading, read_sheet

if TYPE_CHECKING:
    import pandas as pd


class BadRows(LabError):
    """Rows of a file break rules; nothing was imported. ``rows`` has a line for each."""

    def __init__(self, rows: list[LabError]) -> None:
        super().__init__("")
        self.rows = rows

    def text(self, language: str) -> str:
        _ = translator(language)
        lines = [row.text(language) for row in self.rows[:20]]
        if len(self.rows) > 20:
            lines.append(_("… and {n} more.", n=len(self.rows) - 20))
        end = _("Nothing has been imported. Correct the cells and import again.")
        return " ".join([*lines, end])


def import_file(lab: Lab, path: Path, table: str, *, dry_run: bool = False) -> int:
    """Import a sheet's rows into a table and say how many there are.

    A column belongs to the field whose name or title (in Swedish or English) is its heading. A cell
    in a column that refers to another table may hold what the record there is called.

    Raises
    ------
    BadRows
        With sheet row, column and reason of each; nothing is imported.
    """
    target = lab[table]
    frame = read_sheet(path, _titles(target.record))
    columns = _columns(frame, target.record, path)
    called, fields = _called(lab, target.record), target.record.fields()
    rows, bad = [], _beyond(frame)
    for number, *row in frame.itertuples(name=None):
        values = {name: row[position] for position, name in columns.items()}
        if all(value is None or value == "" for value in values.values()):
            continue
        try:
            values = {
                name: _resolved(as_typed(value), fields[name][1], called.get(name))
                for name, value in values.items()
            }
            rows.append(target.record.valid(id=new_id(), **values))
        except FieldErrors as error:
            bad += [_bad(number, name, one, target.record) for name, one in error.fields.items()]
        except LabError as error:
            bad.append(_bad(number, "", error, target.record))
    if bad:
        raise BadRows(bad)
    with lab.store.writing(keep=not dry_run) as batch:
        batch.add(target.name, rows)
    return len(rows)


def _titles(record: type[Record]) -> dict[str, str]:
    """What a column may be headed to the field that it then is."""
    titles = {name.casefold(): name for name in record.fields()}
    titles |= {alias.casefold(): name for alias, name in record.aliases.items()}
    for language in LANGUAGES:
        titles |= {record.title_of(name, language).casefold(): name for name in record.fields()}
    return titles


def _columns(frame: pd.DataFrame, record: type[Record], path: Path) -> dict[int, str]:
    titles = _titles(record)
    found: dict[int, str] = {}
    for position, title in enumerate(map(heading, frame.columns)):
        if title not in titles:
            continue
        if titles[title] in found.values():
            raise Refused(
                N_(
                    "{where} has two columns for “{column}”. Nothing has been imported. Take one "
                    "of them away."
                ),
                where=path,
                column=_Title(record, titles[title]),
            )
        found[position] = titles[title]
    if not found:
        raise Refused(
            N_("{where} has no column that belongs here. Known headings: {known}."),
            where=path,
            known=", ".join(record.fields()),
        )
    return found


def _beyond(frame: pd.DataFrame) -> list[LabError]:
    """Rows with more cells than there are headings: a text with the parting sign in it, mostly."""
    last = max((at for at, name in enumerate(frame.columns) if name), default=-1)
    beyond = frame.iloc[:, last + 1 :]
    numbers = beyond.index[(beyond.map(lambda cell: str(cell).strip()) != "").any(axis=1)]
    message = N_(
        "Something stands in a column without a heading. Give it one, or put quotes around a "
        "text with commas in it."
    )
    return [
        LabError(N_("Row {row}: {reason}"), row=number, reason=LabError(message))
        for number in numbers
    ]


def _called(lab: Lab, record: type[Record]) -> dict[str, Mapping[str, str]]:
    """For each field that refers to another table: what a record is called to its id."""
    found = {}
    for name, (_, kind) in record.fields().items():
        inner = kind.inner
        if isinstance(inner, Reference) and inner.table in lab.store.records:
            there = lab[inner.table].all()
            found[name] = {one.label().casefold(): one.id for one in there} | {
                one.id: one.id for one in there
            }
    return found


def _resolved(value: Any, kind: Kind, called: Mapping[str, str] | None) -> Any:
    """What a cell refers to, by id; a cell for several has commas or semicolons between."""
    if called is None or value is None or value == "":
        return value
    text = str(value).strip()
    if text.casefold() in called:
        return called[text.casefold()]
    if isinstance(kind, Several) and re.search(r"[;,\n]", text):
        names = [name for name in re.split(r"[;,\n]", text) if name.strip()]
        return [_resolved(name, kind.of, called) for name in names]
    raise Refused(N_("“{value}” isn't in the lab."), value=value)


def _bad(number: int, name: str, error: LabError, record: type[Record]) -> LabError:
    if not name:
        return LabError(N_("Row {row}: {reason}"), row=number, reason=error)
    return LabError(
        N_("Row {row}, column {column}: {reason}"),
        row=number,
        column=_Title(record, name),
        reason=error,
    )


class _Title:
    """A column's title, in the reader's language."""

    def __init__(self, record: type[Record], name: str) -> None:
        self._record, self._name = record, name

    def text(self, language: str) -> str:
        return self._record.title_of(self._name, language)
