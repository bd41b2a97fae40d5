"""Consistent copies of a lab's store, also while others write."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import LabExists, NotALab, Refused
from labmethods.language import N_
from labmethods.workbook.folder import SETTINGS, STORE, unwritable
from labmethods.workbook.store import Store

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

FOLDER = "backups"


def automatic(store: Store, home: Path | None) -> Path | None:
    """A dated copy of a SQLite store before it is changed as a whole.

    PostgreSQL has backups of its own.
    """
    if store.path is None or home is None:
        return None
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    return copy_store(store.path, folder / f"lab-{stamp()}.db")


def stamp() -> str:
    """Now, as a part of a file name."""
    return datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")


def copy_store(source: Path, target: Path) -> Path:
    """Copy a SQLite file page by page under its own locks, which a plain file copy doesn't heed."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    return target


def backup(lab: Lab, target: Path) -> Path:
    """A zip with a consistent copy of the lab's store, its settings and its notebooks.

    Raises
    ------
    LabExists
        The target is there already.
    Refused
        The lab is on PostgreSQL, which has its own backups (pg_dump).
    """
    if lab.home is None or lab.store.path is None:
        raise Refused(N_("This lab is on PostgreSQL. Its backup is made there, with pg_dump."))
    if target.exists():
        raise LabExists(
            N_("{where} is there already. It has not been touched. Choose another name."),
            where=target,
        )
    try:
        with tempfile.TemporaryDirectory() as folder_name:
            copy = copy_store(lab.store.path, Path(folder_name) / STORE)
            part = Path(folder_name) / "lab.zip"
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, STORE)
                for path in sorted(lab.home.rglob("*")):
                    if path.is_file() and not _left_out(path.relative_to(lab.home)):
                        archive.write(path, path.relative_to(lab.home))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(part, target)
    except OSError as error:
        raise unwritable(target, error) from error
    return target


def _left_out(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.parts[0] == FOLDER or path.name.startswith(STORE)


def restore(source: Path, home: Path) -> Path | None:
    """Put a backup in a lab's place, checked before anything is replaced.

    Returns
    -------
    Path or None
        Where the lab that was there before is kept.

    Raises
    ------
    NotALab
        The file is no whole backup; nothing was changed.
    """
    try:
        with tempfile.TemporaryDirectory(dir=home.parent if home.parent.is_dir() else None) as name:
            fresh = Path(name) / "lab"
            _unpack(source, fresh)
            _check_copy(source, fresh / STORE)
            kept = None
            if home.exists():
                kept = home.with_name(f"{home.name}-{stamp()}")
                home.replace(kept)
            home.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(fresh, home)
    except OSError as error:
        raise unwritable(home, error) from error
    return kept


def _unpack(source: Path, fresh: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            outside = any(Path(one).is_absolute() or ".." in Path(one).parts for one in names)
            if outside or not {STORE, SETTINGS} <= set(names):
                raise not_a_backup(source)
            archive.extractall(fresh)
    except (FileNotFoundError, IsADirectoryError, zipfile.BadZipFile):
        raise not_a_backup(source) from None


def _check_copy(source: Path, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        try:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
            connection.execute("SELECT count(*) FROM journal").fetchone()
        except sqlite3.DatabaseError:
            answer = "damaged"
    if answer != "ok":
        raise not_a_backup(source)


def not_a_backup(source: Path) -> NotALab:
    """The error for a file that is no whole backup."""
    return NotALab(
        N_("{where} is no whole backup of a lab. Nothing has been changed. Choose another file."),
        where=source,
    )
