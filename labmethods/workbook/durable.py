"""Files that are there whole after a crash or a power cut, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in one step: readers see the old one or the new one, never a part.

    A ``private`` file is read by its owner alone.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if not private:
            # mkstemp makes files that only their owner can read; a shared folder is read by others.
            part.chmod(0o644)
        put(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def copy(source: Path, target: Path) -> None:
    """Copy a file, with its times, in one step."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copy2(source, part)
        put(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file, so that it doesn't come back with the power."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def put(part: Path, target: Path) -> None:
    """Put a finished file in another's place, on the disk before this returns."""
    sync_file(part)
    os.replace(part, target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Write a file's content to the disk."""
    # Windows synchronises only what is open for writing, and a copy may be read-only as its source.
    with open(path, "rb+" if os.access(path, os.W_OK) else "rb") as file:
        os.fsync(file.fileno())


def sync_tree(folder: Path) -> None:
    """Write all that a folder holds to the disk: contents and names."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
        elif path.is_file():
            sync_file(path)


def sync_folder(folder: Path) -> None:
    """Write a folder's names to the disk, where the system lets a folder be synchronised."""
    # Windows opens no folders, and some network drives refuse to synchronise them.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
