"""Tables out of a lab: for a spreadsheet program, for other labs, as a data package."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook import durable
from labmethods.workbook.folder import unwritable
from labmethods.workbook.formulas import harmless
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Reference

if TYPE_CHECKING:
    import pandas as pd


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
    lines = (json.dumps(row, ensure_ascii=False) for row in _plain_rows(frame))
    return "".join(f"{line}\n" for line in lines)


def _plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
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
