"""Spreadsheets into a table: all rows or none, each bad row named."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from labmethods.errors import LabError, Refused
from labmethods.language import LANGUAGES, N_, translator
from labmethods.workbook import granted
from labmethods.workbook.columns import new_records
from labmethods.workbook.formulas import as_typed
from labmethods.workbook.granted import Granted
from labmethods.workbook.ids import new_id
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors, Kind, Record, Reference, Several
from labmethods.workbook.sheet import Sheet, heading, read_sheet

Called = Mapping[str, Mapping[str, str]]
"""For each field that refers to another table: what a record there is called to its id."""


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


@dataclass(frozen=True)
class Imported:
    """How many rows came in, and what was taken for granted."""

    rows: int
    granted: Granted


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Don't look for garbage where many objects are made and none is: a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_collecting()
def import_file(
    lab: Lab, path: Path, table: str, *, dry_run: bool = False, new_words: bool = False
) -> Imported:
    """Import a sheet's rows into a table; what came, and what was taken for granted.

    A column belongs to the field whose name or title (in Swedish or English) is its heading. A cell
    in a column that refers to another table may hold what the record there is called.

    Parameters
    ----------
    new_words
        Take own words also where they look like one that the lab has, misspelt or half typed.

    Raises
    ------
    BadRows
        With sheet row, column and reason of each; nothing is imported.
    """
    target = lab[table]
    sheet = read_sheet(path, _titles(target.record))
    columns = _columns(sheet.headings, target.record, path)
    records = _records(sheet, columns, target.record, _called(lab, target.record))
    rows = [
        (number, dict(zip(columns.values(), (row[at] for at in columns), strict=True)))
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
    ]
    taken = granted.granted(target, columns.values(), rows)
    if not new_words:
        unsure = granted.begun_words(target, taken, rows)
        bad = [_bad(number, name, why, target.record) for number, name, why in unsure]
        if bad:
            raise BadRows(bad)
    with lab.store.writing(keep=not dry_run) as batch:
        batch.add(target.name, records)
    return Imported(len(records), taken)


def _records(
    sheet: Sheet, columns: Mapping[int, str], record: type[Record], called: Called
) -> list[Record]:
    """The records that the rows are; a row with nothing in the record's columns is none."""
    rows = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        cells = [row[at] for at in columns]
        if any(cell is not None and cell != "" for cell in cells):
            rows[number] = cells
    names, bad = list(columns.values()), _beyond(sheet)
    if not bad:
        # What breaks a rule is rare, and telling which row it stands in takes most of the time.
        with suppress(LabError, ValidationError, TypeError):
            return _all_at_once(rows.values(), names, record, called)
    return _one_by_one(rows, names, record, called, bad)


def _all_at_once(
    rows: Iterable[list[Any]], names: list[str], record: type[Record], called: Called
) -> list[Record]:
    columns = dict(zip(names, zip(*rows, strict=True), strict=False))
    typed = {
        name: partial(_cell, record=record, name=name, called=called)
        if name in called
        else as_typed
        for name in names
    }
    return new_records(record, columns, typed)


def _one_by_one(
    rows: Mapping[int, list[Any]],
    names: list[str],
    record: type[Record],
    called: Called,
    bad: list[LabError],
) -> list[Record]:
    """The same, or what is bad in each row."""
    records = []
    for number, row in rows.items():
        try:
            values = {
                name: _cell(cell, record=record, name=name, called=called)
                for name, cell in zip(names, row, strict=True)
            }
            records.append(record.valid(id=new_id(), **values))
        except FieldErrors as error:
            bad += [_bad(number, name, one, record) for name, one in error.fields.items()]
        except LabError as error:
            bad.append(_bad(number, "", error, record))
    if bad:
        raise BadRows(bad)
    return records


def _cell(cell: Any, *, record: type[Record], name: str, called: Called) -> Any:
    """A cell as it was typed; what it refers to, by id."""
    typed = as_typed(cell)
    if name not in called:
        return typed
    try:
        return _resolved(typed, record.fields()[name][1], called[name])
    except Refused as error:
        raise FieldErrors({name: error}, record) from None


def _titles(record: type[Record]) -> dict[str, str]:
    """What a column may be headed to the field that it then is."""
    titles = {name.casefold(): name for name in record.fields()}
    titles |= {alias.casefold(): name for alias, name in record.aliases.items()}
    for language in LANGUAGES:
        titles |= {record.title_of(name, language).casefold(): name for name in record.fields()}
    return titles


def _columns(headings: list[str], record: type[Record], path: Path) -> dict[int, str]:
    titles = _titles(record)
    found: dict[int, str] = {}
    for position, title in enumerate(map(heading, headings)):
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


def _beyond(sheet: Sheet) -> list[LabError]:
    """Rows with more cells than there are headings: a text with the parting sign in it, mostly."""
    width = max((at for at, name in enumerate(sheet.headings, start=1) if name), default=0)
    if width == len(sheet.headings):
        return []
    message = N_(
        "Something stands in a column without a heading. Give it one, or put quotes around a "
        "text with commas in it."
    )
    return [
        LabError(N_("Row {row}: {reason}"), row=number, reason=LabError(message))
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        if any(str(cell).strip() for cell in row[width:])
    ]


def _called(lab: Lab, record: type[Record]) -> Called:
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


def _resolved(value: Any, kind: Kind, called: Mapping[str, str]) -> Any:
    """What a cell refers to, by id; a cell for several has commas or semicolons between."""
    if value is None or value == "":
        return value
    text = str(value).strip()
    if text.casefold() in called:
        return called[text.casefold()]
    if isinstance(kind, Several) and re.search(r"[;,\n]", text):
        names = [name for name in re.split(r"[;,\n]", text) if name.strip()]
        return tuple(_resolved(name, kind.of, called) for name in names)
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
