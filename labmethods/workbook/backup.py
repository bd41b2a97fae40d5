"""Consistent copies of a lab, also while others write; taken by themselves and by command."""

from __future__ import annotations

import datetime
import sqlite3
import tempfile
import threading
import zipfile
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import LabExists, NotALab, Refused
from labmethods.language import N_
from labmethods.workbook import durable
from labmethods.workbook.folder import STORE, unwritable
from labmethods.workbook.shared import LOCK
from labmethods.workbook.store import Store

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

FOLDER = "backups"

_LARGE = 50_000_000
"""From this many bytes on, a store's daily copy is made beside the work and not before it."""

_NEWEST, _DAYS, _WEEKS, _MONTHS = 5, 14, 8, 24
"""How many copies are kept: the newest, and the last of so many days, weeks and months."""


def automatic(store: Store, home: Path | None) -> Path | None:
    """A dated copy of a SQLite store before it is changed as a whole.

    PostgreSQL has backups of its own.
    """
    if store.path is None or home is None:
        return None
    folder = home / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        made = copy_store(store.path, folder / f"lab-{stamp()}.db")
    except (OSError, sqlite3.Error) as error:
        raise unwritable(folder, error) from error
    thin(folder)
    return made


def daily(store: Store, home: Path | None) -> None:
    """The day's copy, if anything was changed since the newest one.

    A lab that can't be copied can still be opened: what needs a copy first makes its own.
    """
    if store.path is None or home is None:
        return
    newest = max((home / FOLDER).glob("lab-*.db"), default=None)
    today = f"lab-{datetime.date.today().isoformat()}"
    if newest is not None and (newest.name.startswith(today) or _holds(newest, store.version())):
        return
    if store.path.stat().st_size < _LARGE:
        _try_automatic(store, home)
    else:
        # The program waits for it at its end, so the copy is whole also after a short command.
        threading.Thread(target=_try_automatic, args=(store, home)).start()


def _try_automatic(store: Store, home: Path) -> None:
    with suppress(Exception):
        automatic(store, home)


def _holds(copy: Path, version: str) -> bool:
    """Whether a copy's newest journal row is the one with this hash."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            row = connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")
            return row.fetchone() == (version,)
    except sqlite3.Error:
        return False


def thin(folder: Path) -> None:
    """Remove copies that stand close together; the older, the fewer are kept."""
    copies = sorted(folder.glob("lab-*.db"))
    kept = _kept([path.name for path in copies])
    for path in copies:
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _kept(names: Iterable[str]) -> set[str]:
    """Of these copies, sorted by their dates, those that stay.

    It counts the days that have copies and never looks at the clock: a computer whose date is
    wrong for a day must not lose its copies.
    """
    dated = {name: _day(name) for name in names}
    kept = {name for name, day in dated.items() if day is None}
    whole = [name for name in dated if name not in kept]
    kept.update(whole[-_NEWEST:])
    for count, span in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        last = {dated[name].strftime(span): name for name in whole}
        kept.update(list(last.values())[-count:])
    return kept


def _day(name: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(name[4:14], "%Y-%m-%d").date()
    except ValueError:
        return None


def stamp() -> str:
    """Now, as a part of a file name."""
    return datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")


def copy_store(source: Path, target: Path) -> Path:
    """Copy a SQLite file page by page under its own locks, which a plain file copy doesn't heed."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(part)) as other:
            one.backup(other)
        durable.put(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
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
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, so that the finished zip can be put there in one step.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as name:
            copy = copy_store(lab.store.path, Path(name) / STORE)
            part = Path(name) / "lab.zip"
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, STORE)
                for path in sorted(lab.home.rglob("*")):
                    if path.is_file() and not left_out(path.relative_to(lab.home)):
                        archive.write(path, path.relative_to(lab.home))
            durable.put(part, target)
    except (OSError, sqlite3.Error) as error:
        raise unwritable(target, error) from error
    return target


def left_out(path: Path) -> bool:
    """Whether a file of a lab's folder is no part of a copy: hidden, a backup, or the store's."""
    hidden = any(part.startswith(".") for part in path.parts)
    own = path.name.startswith(STORE) or path.name == LOCK
    return hidden or path.parts[0] == FOLDER or own


def not_a_backup(source: Path) -> NotALab:
    """The error for a file that is no whole backup."""
    return NotALab(
        N_("{where} is no whole backup of a lab. Nothing has been changed. Choose another file."),
        where=source,
    )
