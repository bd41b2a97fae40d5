"""Files in the lab's folder, each kept under the fingerprint of its content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import Missing, Refused
from labmethods.language import N_
from labmethods.workbook import durable, reads
from labmethods.workbook.folder import ATTACHMENTS, unwritable

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "text/plain": "txt"}


def keep(lab: Lab, data: bytes, kind: str) -> str:
    """Keep a file's content and answer its fingerprint; the same content is kept once.

    Raises
    ------
    Refused
        The lab has no folder.
    """
    digest = hashlib.sha256(data).hexdigest()
    _write(_place(lab, digest, kind), data)
    return digest


def content(lab: Lab, digest: str, kind: str, called: str) -> bytes:
    """The content of a file that was kept; ``called`` is what it is called in an error.

    Raises
    ------
    Missing
        It isn't in the lab's folder, or isn't what was kept.
    """
    path = _place(lab, digest, kind)
    reads.note(reads.FILE, str(path))
    try:
        data = path.read_bytes()
    except OSError:
        raise Missing(
            N_("The file of “{what}” is not in the folder {folder}. Copy it there from a backup."),
            what=called,
            folder=ATTACHMENTS,
        ) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise Missing(
            N_("The file of “{what}” has been changed since it was kept. Look in a backup."),
            what=called,
        )
    return data


def _place(lab: Lab, digest: str, kind: str) -> Path:
    if lab.home is None:
        raise Refused(
            N_("Photos and files lie in the lab's folder. Open the lab by its folder to use them.")
        )
    return lab.home / ATTACHMENTS / digest[:2] / f"{digest}.{_SUFFIXES.get(kind, 'bin')}"


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; one with the same fingerprint is there already."""
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write(path, data)
        # The folder of the first two signs may be new, too.
        durable.sync_folder(path.parent.parent)
    except OSError as error:
        raise unwritable(path, error) from error
