"""Files that are there whole after a crash or a power cut, or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write(target: Path, data: bytes) -> None:
    """Write a file in one step: readers see the old one or the new one, never a part."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files that only their owner can read; a shared folder is read by others.
        part.chmod(0o644)
        put(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put(part: Path, target: Path) -> None:
    """Put a finished file in another's place, on the disk before this returns."""
    with open(part, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Write a folder's names to the disk, where the system lets a folder be synchronised."""
    # Windows opens no folders, and some network drives refuse to synchronise them.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
