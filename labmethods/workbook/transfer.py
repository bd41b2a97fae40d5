"""Spreadsheets into a table and out of a lab: all rows or none, each bad row named."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import LabError, Refused
from labmethods.language import LANGUAGES, N_, translator
from labmethods.workbook import durable
from labmethods.workbook.batch import new_id
from labmethods.workbook.folder import unwritable
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import FieldErrors, Kind, Record, Reference, Several

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


def read_sheet(path: Path, known: Collection[str] = ()) -> pd.DataFrame:
    """The first sheet of an xlsx, xls or ods file, a csv file with , ; or tab, or JSON lines.

    Titles and empty rows above the headings are passed over: the headings are the first row with
    a ``known`` one. The frame's index has each row's number in the sheet. Cells beyond the last
    heading stand in columns without one.

    Raises
    ------
    Refused
        The file isn't there, or isn't one of these.
    """
    import pandas as pd

    from labmethods.sources import spreadsheets

    if path.suffix.lower() == ".jsonl":
        return _read_lines(path)
    found = spreadsheets.sheets(path, only_first=True)
    rows = {
        number: [_plain(cell) for cell in row]
        for number, row in enumerate(found[0][1] if found else [], start=1)
        if any(cell is not None and str(cell).strip() for cell in row)
    }
    top = next(
        (n for n in list(rows)[:30] if any(_heading(cell) in known for cell in rows[n])),
        next(iter(rows), None),
    )
    if top is None:
        raise Refused(N_("{where} is empty. Nothing has been imported."), where=path)
    body = {number: row for number, row in rows.items() if number > top}
    width = max(map(len, [rows[top], *body.values()]))
    headings = [str(cell).strip() for cell in rows[top]]
    return pd.DataFrame(
        [[*row, *[""] * (width - len(row))] for row in body.values()],
        index=list(body),
        columns=[*headings, *[""] * (width - len(headings))],
        dtype=object,
    )


def _read_lines(path: Path) -> pd.DataFrame:
    """One JSON object a line; what it doesn't say is empty. The index has the lines' numbers."""
    import pandas as pd

    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        raise Refused(N_("{where} isn't there. Nothing has been imported."), where=path) from None
    rows = {
        number: _object(line, number, path)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    }
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    cells = [
        ["" if row.get(name) is None else row[name] for name in columns] for row in rows.values()
    ]
    return pd.DataFrame(cells, index=list(rows), columns=columns, dtype=object)


def _object(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise Refused(
            N_("{where}, line {number} is no JSON object. Nothing has been imported."),
            where=path,
            number=number,
        )
    return row


def _plain(cell: Any) -> Any:
    """A cell as it was typed: a spreadsheet holds 3 as 3.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _heading(cell: Any) -> str:
    return str(cell).strip().casefold()


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
    for position, heading in enumerate(map(_heading, frame.columns)):
        if heading not in titles:
            continue
        if titles[heading] in found.values():
            raise Refused(
                N_(
                    "{where} has two columns for “{column}”. Nothing has been imported. Take one "
                    "of them away."
                ),
                where=path,
                column=_Title(record, titles[heading]),
            )
        found[position] = titles[heading]
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


def export_file(lab: Lab, path: Path, table: str | None = None, *, undecided: str = "stop") -> Path:
    """Write all tables to an xlsx file, or to a zip that is a Frictionless data package.

    One table alone goes to an xlsx, csv or jsonl file, which others can import. What was decided to
    be hidden is hidden; participants stand with their codes, so the file is no report.

    Parameters
    ----------
    undecided
        What becomes of things that point out a person while nobody has decided about them:
        ``stop`` writes nothing, ``mask`` hides them.

    Raises
    ------
    Refused
        The file's name ends in something else.
    Undecided
        Something waits for a decision; nothing is written.
    """
    kind = path.suffix.lower()
    if table is None and kind not in (".xlsx", ".zip"):
        raise Refused(N_("{where}: the name must end in .xlsx or .zip."), where=path)
    if table is not None and kind not in (".xlsx", ".csv", ".jsonl"):
        raise Refused(N_("{where}: the name must end in .xlsx, .csv or .jsonl."), where=path)
    frames = _cleared(lab, [table] if table else list(lab.store.records), undecided)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as beside:
            part = Path(beside) / path.name
            if kind == ".xlsx":
                _write_xlsx(frames, part)
            elif kind == ".zip":
                _write_package(lab, frames, part)
            else:
                part.write_text(_as_text(frames[table], kind), encoding="utf-8")
            durable.put(part, path)
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def _cleared(lab: Lab, tables: Sequence[str], undecided: str) -> dict[str, pd.DataFrame]:
    """The tables as they may leave the lab."""
    import pandas as pd

    from labmethods.privacy.passage import Passage
    from labmethods.privacy.sightings import texts

    passage = Passage([lab], codes=False)

    def cell(value: Any) -> Any:
        if isinstance(value, list):
            items = [cell(one) for one in value]
            return value if items == value else items
        for text in texts(value):
            new = passage.change("", text, lab.language)
            return value if new == text else new
        return value

    frames = {}
    for name in tables:
        frame = lab[name].frame()
        for field, (_info, kind) in lab[name].record.fields().items():
            if isinstance(kind.inner, Reference) or kind.column in ("day", "flag"):
                continue
            old = frame[field].tolist()
            new = [cell(value) for value in old]
            if any(a is not b for a, b in zip(new, old, strict=True)):
                frame[field] = pd.Series(new, index=frame.index, dtype="object")
        frames[name] = frame
    passage.end(undecided)
    return frames


def _as_text(frame: pd.DataFrame, kind: str) -> str:
    if kind == ".csv":
        # Excel reads a csv file as UTF-8 only with this mark before it.
        return "\ufeff" + frame.map(harmless).to_csv(index=False, date_format="%Y-%m-%d")
    lines = (json.dumps(row, ensure_ascii=False) for row in plain_rows(frame))
    return "".join(f"{line}\n" for line in lines)


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON takes them: days as text, nothing as None."""
    return [
        {name: _plain_cell(value) for name, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


def _plain_cell(value: Any) -> Any:
    if isinstance(value, list):
        return value
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    return value.date().isoformat() if hasattr(value, "date") else value


# What Excel and LibreOffice take for the start of a formula, also after blanks and when it is wide.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]| *[\t\r\n]")
_HARMLESS = re.compile(rf"'+({_FORMULA.pattern})")


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet program won't run as a formula; ``as_typed`` reads it again."""
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    if isinstance(value, str) and (_FORMULA.match(value) or _HARMLESS.match(value)):
        return f"'{value}"
    return value


def as_typed(value: Any) -> Any:
    """A cell without the mark that ``harmless`` put before it."""
    return value[1:] if isinstance(value, str) and _HARMLESS.match(value) else value


def _write_xlsx(frames: Mapping[str, pd.DataFrame], path: Path) -> None:
    import pandas as pd

    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name, frame in frames.items():
            frame.map(harmless).to_excel(writer, sheet_name=name[:31], index=False)
            sheet = writer.sheets[name[:31]]
            sheet.freeze_panes = "A2"
            for column in sheet.columns:
                width = max(len(str(cell.value or "")) for cell in column)
                sheet.column_dimensions[column[0].column_letter].width = min(60, width + 2)


_TYPES = {
    "whole": "integer",
    "decimal": "number",
    "day": "date",
    "flag": "boolean",
    "list": "array",
}


def _write_package(lab: Lab, frames: Mapping[str, pd.DataFrame], path: Path) -> None:
    resources = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in frames.items():
            lists = [
                c for c, (_, kind) in lab[name].record.fields().items() if kind.column == "list"
            ]
            frame[lists] = frame[lists].map(
                lambda value: json.dumps(value or [], ensure_ascii=False)
            )
            text = frame.map(harmless).to_csv(index=False, date_format="%Y-%m-%d")
            archive.writestr(f"data/{name}.csv", text)
            resources.append(_resource(lab, name))
        package = {
            "profile": "tabular-data-package",
            "name": "lab",
            "title": frames["facts"]["name"].iloc[0],
            "resources": resources,
        }
        archive.writestr("datapackage.json", json.dumps(package, ensure_ascii=False, indent=2))


def _resource(lab: Lab, name: str) -> dict[str, Any]:
    record = lab[name].record
    fields = [{"name": "id", "type": "string", "constraints": {"required": True}}]
    foreign = []
    for field, (_, kind) in record.fields().items():
        title = record.title_of(field, lab.language)
        fields.append({"name": field, "title": title, "type": _TYPES.get(kind.column, "string")})
        if isinstance(kind, Reference):
            foreign.append({"fields": field, "reference": {"resource": kind.table, "fields": "id"}})
    schema = {"fields": fields, "primaryKey": "id", "foreignKeys": foreign}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"data/{name}.csv",
        "encoding": "utf-8",
        "schema": schema,
    }
