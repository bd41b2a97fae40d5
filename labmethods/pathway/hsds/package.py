"""A zip with HSDS tables and their data package, written and read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.packed import DAMAGED
from labmethods.pathway.hsds.names import FILES, FOREIGN, REQUIRED, VERSION
from labmethods.workbook.folder import unwritable
from labmethods.workbook.formulas import harmless

_LARGEST = 50_000_000  # bytes, unpacked; a city's directory is a tenth of that


def write_package(tables: Mapping[str, pd.DataFrame], path: Path, title: str) -> Path:
    """Write the tables as a zip that is a Frictionless tabular data package.

    Raises
    ------
    StoreUnavailable
        The place can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package_bytes(tables, title))
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def package_bytes(tables: Mapping[str, pd.DataFrame], title: str) -> bytes:
    """The zip as bytes, for a download."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in tables.items():
            archive.writestr(FILES[name], _harmless(frame).to_csv(index=False))
        package = {
            "profile": "tabular-data-package",
            "name": "human_services_data",
            "title": title,
            "version": VERSION,
            "resources": [_resource(name, frame) for name, frame in tables.items()],
        }
        archive.writestr("datapackage.json", json.dumps(package, ensure_ascii=False, indent=2))
    return buffer.getvalue()


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    # The last Friday of a month is -1FR in HSDS: no formula, and it must stay as it is.
    text = [name for name in frame.columns if name != "byday"]
    return frame.assign(**{name: frame[name].map(harmless) for name in text})


def _resource(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    required = REQUIRED.get(name, ["id"])
    fields = [
        {"name": column, "type": "string", "constraints": {"required": column in required}}
        for column in frame.columns
    ]
    foreign = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}}
        for column, other in FOREIGN.get(name, {}).items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": FILES[name],
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id", "foreignKeys": foreign},
    }


def read_package(source: Path | bytes) -> dict[str, pd.DataFrame]:
    """The HSDS tables of a zip, a folder with csv files, or a zip's bytes; all cells as text.

    Files may be called by their table's name in singular or plural, as both are in use.

    Raises
    ------
    Refused
        It holds no services, or isn't a zip or folder that can be read.
    """
    try:
        files = _folder(source) if isinstance(source, Path) and source.is_dir() else _zip(source)
    except FileNotFoundError:
        raise Refused(N_("{where} isn't there. Nothing has been imported."), where=source) from None
    except LabError:
        raise
    except (OSError, *DAMAGED) as error:
        raise Refused(
            N_("The file is no zip with HSDS tables. Nothing has been imported.")
        ) from error
    called = {alias: name for name in FILES for alias in _aliases(name)}
    tables = {}
    for file, data in files.items():
        name = called.get(file.casefold())
        if name:
            tables[name] = _table(file, data)
    if "service" not in tables:
        raise Refused(
            N_("There is no table of services (services.csv). Nothing has been imported.")
        )
    return tables


def _aliases(name: str) -> set[str]:
    return {FILES[name], f"{name}.csv", f"{name}s.csv", f"{name.replace('y', 'ie')}s.csv"} | (
        {"services_at_location.csv", "service_at_locations.csv"}
        if name == "service_at_location"
        else set()
    )


def _folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def _zip(source: Path | bytes) -> dict[str, bytes]:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    with zipfile.ZipFile(stream) as archive:
        members = [one for one in archive.infolist() if one.filename.endswith(".csv")]
        if sum(one.file_size for one in members) > _LARGEST:
            raise Refused(
                N_("The file is larger than {most} MB unpacked. Nothing has been imported."),
                most=_LARGEST // 1_000_000,
            )
        return {Path(one.filename).name: archive.read(one) for one in members}


def _table(file: str, data: bytes) -> pd.DataFrame:
    try:
        frame = pd.read_csv(io.BytesIO(data), dtype=str, na_filter=False, encoding="utf-8-sig")
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise Refused(
            N_("{where} can't be read as a table. Nothing has been imported."), where=file
        ) from error
    # The sign that keeps a spreadsheet program from running a cell is no part of the text.
    return frame.map(lambda cell: cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell)
