"""A backup put back in a lab's place: checked first, and what is there is kept.

The folder stays where it is and the store's file stays the same file: its content is replaced in
one transaction. So a crash in the middle leaves a lab that opens, and somebody who has the lab open
goes on in the restored one.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path, PureWindowsPath

from labmethods.errors import LabError, NotALab
from labmethods.language import N_
from labmethods.packed import DAMAGED
from labmethods.workbook import durable
from labmethods.workbook.backup import copy_store, left_out, not_a_backup, stamp
from labmethods.workbook.folder import SETTINGS, STORE, store_url, unwritable


def restore(source: Path, home: Path) -> Path | None:
    """Put a backup in a lab's place, checked before anything is replaced.

    Returns
    -------
    Path or None
        Where a copy of the lab that was there before is kept.

    Raises
    ------
    NotALab, NewerStore
        The file is no whole backup that this labmethods can read; nothing was changed.
    """
    beside = home.parent if home.parent.is_dir() else None
    try:
        with tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as name:
            fresh = Path(name) / "lab"
            _unpack(source, fresh)
            _check(source, fresh)
            if not home.exists():
                home.parent.mkdir(parents=True, exist_ok=True)
                durable.sync_tree(fresh)
                shutil.move(fresh, home)
                durable.sync_folder(home.parent)
                return None
            _leave_out_erased(fresh, home)
            kept = _keep(home)
            _put_in_place(fresh, home)
    except OSError as error:
        raise unwritable(home, error) from error
    return kept


def _unpack(source: Path, fresh: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if any(map(_leads_outside, names)) or not {STORE, SETTINGS} <= set(names):
                raise not_a_backup(source)
            archive.extractall(fresh)
    except (FileNotFoundError, IsADirectoryError, *DAMAGED):
        raise not_a_backup(source) from None


def _leads_outside(name: str) -> bool:
    """Whether a member's name leads out of the folder, as any system reads it."""
    path = PureWindowsPath(name)
    return bool(path.anchor) or ".." in path.parts


def _check(source: Path, fresh: Path) -> None:
    """Every page readable, a store that this labmethods knows, an unbroken journal."""
    from labmethods.workbook.opening import open_lab

    with closing(sqlite3.connect(fresh / STORE)) as connection:
        try:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError:
            answer = "damaged"
    # The settings could lead to a store elsewhere, which would then be looked at in its place.
    if answer != "ok" or store_url(fresh).database != str(fresh / STORE):
        raise not_a_backup(source)
    try:
        with open_lab(fresh) as lab:
            broken = lab.store.broken_chain()
    except NotALab:
        raise not_a_backup(source) from None
    if broken:
        raise NotALab(
            N_(
                "{where} was changed outside labmethods: its journal doesn't hold from change "
                "{seq} on. Nothing has been changed. Choose another backup."
            ),
            where=source,
            seq=broken[0],
        )


def _leave_out_erased(fresh: Path, home: Path) -> None:
    """What was erased from the lab since the backup was made doesn't come back with it."""
    from labmethods.workbook.erasure import erase_again, erased
    from labmethods.workbook.opening import open_lab

    try:
        with open_lab(home) as lab:
            known = erased(lab)
    except LabError:
        # What can't be opened can't say what was erased; its folder is kept as it is.
        return
    with open_lab(fresh) as lab:
        erase_again(lab, known)


def _keep(home: Path) -> Path:
    """A copy of the whole lab beside it."""
    kept = home.with_name(f"{home.name}-{stamp()}")
    part = home.with_name(f".{kept.name}.part")
    for path in home.rglob("*"):
        place = part / path.relative_to(home)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        elif path.is_file() and not path.name.startswith(STORE):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)
    part.mkdir(exist_ok=True)
    store = home / STORE
    if store.exists():
        try:
            copy_store(store, part / STORE)
        except sqlite3.DatabaseError:
            # Damaged: its pages can't be read, so its files are kept as they are.
            for path in home.glob(f"{STORE}*"):
                shutil.copy2(path, part / path.name)
    durable.sync_tree(part)
    part.rename(kept)
    durable.sync_folder(home.parent)
    return kept


def _put_in_place(fresh: Path, home: Path) -> None:
    """The backup's files over the lab's, the store last; other files of the lab stay."""
    for path in sorted(fresh.rglob("*")):
        inside = path.relative_to(fresh)
        if path.is_file() and not left_out(inside):
            place = home / inside
            place.parent.mkdir(parents=True, exist_ok=True)
            durable.put(path, place)
            for folder in place.parents[1 : len(inside.parts)]:
                durable.sync_folder(folder)
    try:
        with (
            closing(sqlite3.connect(fresh / STORE)) as one,
            closing(sqlite3.connect(home / STORE, timeout=15)) as other,
        ):
            other.execute("PRAGMA synchronous = EXTRA")
            one.backup(other)
    except sqlite3.OperationalError as error:
        raise LabError(
            N_("{where} can't be replaced now ({reason}). Close the lab everywhere and try again."),
            where=home / STORE,
            reason=str(error),
        ) from error
    except sqlite3.DatabaseError:
        for path in home.glob(f"{STORE}-*"):
            path.unlink()
        durable.put(fresh / STORE, home / STORE)
