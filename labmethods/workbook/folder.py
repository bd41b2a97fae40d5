"""A workbook's folder: settings, store and the notebooks copied from the templates."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa

from labmethods.errors import LabExists, NotALab, Refused, StoreUnavailable
from labmethods.language import N_
from labmethods.method import methods
from labmethods.shipped import shipped

SETTINGS = "lab.toml"
STORE = "lab.db"
ATTACHMENTS = "attachments"

_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}


def folder_name(name: str) -> str:
    """A lab's name as a folder name that every drive takes: ``Lina Hage`` is ``lina-hage``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not slug:
        raise Refused(N_("The name needs at least one letter or digit."))
    return f"{slug}-labb" if slug in _RESERVED else slug


def make(folder: Path) -> None:
    """Make the folder of a new workbook."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LabExists(
            N_(
                "There is something in {where} already. It has not been touched. Choose"
                " another name or place."
            ),
            where=folder,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(where: Path, error: Exception) -> StoreUnavailable:
    """The error for a place where nothing can be written."""
    return StoreUnavailable(
        N_("{where} can't be written ({reason}). Nothing has been changed. Choose another place."),
        where=where,
        reason=getattr(error, "strerror", None) or str(error) or type(error).__name__,
    )


def write_settings(folder: Path, url: sa.URL) -> None:
    """Note where the store is. A password is never written: PostgreSQL takes it from PGPASSWORD."""
    open_address = sa.URL.create(
        url.drivername, url.username, None, url.host, url.port, url.database, url.query
    )
    address = open_address.render_as_string()
    if url.get_backend_name() == "sqlite":
        address = f"sqlite:///{STORE}"
    text = f"# labmethods: here is where the lab's records are.\ndatabase = {json.dumps(address)}\n"
    (folder / SETTINGS).write_text(text, encoding="utf-8")


def store_url(folder: Path) -> sa.URL:
    """The address of a workbook's store.

    Raises
    ------
    NotALab
        The folder has no settings, or they can't be read.
    """
    path = folder / SETTINGS
    try:
        if not folder.is_dir():
            raise no_lab(folder)
    except OSError:
        # A name longer than the system takes.
        raise no_lab(folder) from None
    try:
        url = sa.make_url(tomllib.loads(path.read_text(encoding="utf-8"))["database"])
    except FileNotFoundError:
        raise no_lab(folder) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, sa.exc.ArgumentError):
        raise NotALab(
            N_(
                "{where} can't be read. The lab's records are safe in {store}. Restore "
                "the file from a backup."
            ),
            where=path,
            store=STORE,
        ) from None
    if url.get_backend_name() == "sqlite":
        store = folder / (url.database or STORE)
        if not store.resolve().is_relative_to(folder.resolve()):
            # A lab from somebody else must not open, or migrate, a store that isn't its own.
            raise NotALab(
                N_(
                    "{where} leads to a store outside the lab's folder. It has not been opened. "
                    "Put lab.db into the folder."
                ),
                where=path,
            )
        url = url.set(database=str(store))
    return url


def no_lab(folder: str | Path) -> NotALab:
    """The error for a place where there is no lab."""
    return NotALab(
        N_("{where} holds no lab. Check the address, or make a lab with labmethods new."),
        where=folder,
    )


def nearest(start: Path) -> Path | None:
    """The workbook that a place lies in."""
    return next((one for one in (start, *start.parents) if (one / SETTINGS).is_file()), None)


def templates(language: str) -> dict[str, Path]:
    """The template notebooks of all installed methods: name to path, in the order of the year."""
    found = {path.stem: path for path in (shipped("notebooks") / language).glob("*.ipynb")}
    for method in methods().values():
        if method.templates:
            folder = files(method.package) / method.templates / language
            found |= {
                path.name[:-6]: path for path in folder.iterdir() if path.name.endswith(".ipynb")
            }
    return {name: found[name] for name in sorted(found, key=year)}


def year(name: str) -> tuple[str, float, str]:
    """Where a notebook comes in a facilitator's year: by its number, then by its method's step."""
    number, _, method = name.partition("-")
    known = methods().get(method)
    return number, known.step if known else float("inf"), name


def copy_templates(folder: Path, language: str) -> None:
    """Copy the templates into a workbook."""
    for name, path in templates(language).items():
        text = json.dumps(marked_template(name, path), ensure_ascii=False, indent=1)
        (folder / f"{name}.ipynb").write_text(text + "\n", encoding="utf-8")


def marked_template(name: str, path: Path) -> dict:
    """A template, each cell marked with what it was, so that a lab's changes show."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        mark = {"template": name, "id": cell["id"], "source": source_mark(cell)}
        mark["tags"] = list(cell["metadata"].get("tags", []))
        cell["metadata"].setdefault("labmethods", {}).update(mark)
    ids = [cell["id"] for cell in notebook["cells"]]
    notebook["metadata"]["labmethods"] = {"template": name, "cells": ids}
    return notebook


def source_mark(cell: dict) -> str:
    """A short mark of a cell's text; it differs when the text differs."""
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return hashlib.sha256(f"{cell['cell_type']}\n{text}".encode()).hexdigest()[:16]


def notebooks(folder: Path) -> Iterator[Path]:
    """The workbook's notebooks, in the order of the year."""
    yield from sorted(folder.glob("*.ipynb"), key=lambda path: year(path.stem))
