"""Consistent copies of a lab's store, also while others write."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

from labmethods.workbook.store import Store

FOLDER = "backups"


def automatic(store: Store, home: Path | None) -> Path | None:
    """A dated copy of a SQLite store before it is changed as a whole; PostgreSQL has its own backups."""
    if store.path is None or home is None:
        return None
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    stamp = datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
    return copy_store(store.path, folder / f"lab-{stamp}.db")


def copy_store(source: Path, target: Path) -> Path:
    """Copy a SQLite file page by page under its own locks, which a plain file copy doesn't heed."""
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)
    one.close()
    other.close()
    return target
