"""Photos and files of the log, kept in the lab's folder under the fingerprint of their content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import Missing, Refused
from labmethods.language import N_
from labmethods.photos import shrink
from labmethods.workbook import durable, reads
from labmethods.workbook.folder import ATTACHMENTS, unwritable

if TYPE_CHECKING:
    from labmethods.experiments.records import Attachment, LogEntry
    from labmethods.workbook.lab import Lab

LARGEST = 20_000_000
WIDEST = 2000
"""A photo is made this wide at most: enough to print on a page."""

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "text/plain": "txt"}


def attach(lab: Lab, entry: LogEntry, data: bytes, description: str) -> Attachment:
    """Keep a photo or file with a log entry.

    A photo loses what the camera noted (place, time, device) before it is kept. A PDF and a text
    are kept as they are. The same content is kept once, however often it is attached.

    Raises
    ------
    Refused
        It is too large, of a kind that labmethods doesn't keep, or the lab has no folder.
    """
    if len(data) > LARGEST:
        raise Refused(
            N_("The file has {size} megabytes; at most {largest} fit. Nothing has been saved."),
            size=round(len(data) / 1e6),
            largest=round(LARGEST / 1e6),
        )
    kept, kind = _without_traces(data)
    digest = hashlib.sha256(kept).hexdigest()
    _write(_place(lab, digest, kind), kept)
    return lab.attachments.add(
        experiment=entry.experiment,
        log_entry=entry.id,
        description=description,
        digest=digest,
        kind=kind,
        size=len(kept),
    )


def content(lab: Lab, attachment: Attachment) -> bytes:
    """The photo or file.

    Raises
    ------
    Missing
        It isn't in the lab's folder, or isn't what was kept.
    """
    path = _place(lab, attachment.digest, attachment.kind)
    reads.note(reads.FILE, str(path))
    try:
        data = path.read_bytes()
    except OSError:
        raise Missing(
            N_("The file of “{what}” is not in the folder {folder}. Copy it there from a backup."),
            what=attachment.description,
            folder=ATTACHMENTS,
        ) from None
    if hashlib.sha256(data).hexdigest() != attachment.digest:
        raise Missing(
            N_("The file of “{what}” has been changed since it was kept. Look in a backup."),
            what=attachment.description,
        )
    return data


def _without_traces(data: bytes) -> tuple[bytes, str]:
    """What is kept of a file, and its kind, told from the content and not from its name."""
    if data.startswith(b"%PDF-"):
        return data, "application/pdf"
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        photo = shrink(data, WIDEST)
        return photo.data, photo.kind
    if not _is_text(data):
        raise Refused(
            N_("Only photos (JPEG or PNG), PDF and plain text can be kept. Nothing has been saved.")
        )
    return data, "text/plain"


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(sign.isprintable() or sign.isspace() for sign in text)


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
