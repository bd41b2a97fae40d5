"""Photos and files of the log, kept in the lab's folder under the fingerprint of their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.photos import shrink
from labmethods.workbook import kept_files

if TYPE_CHECKING:
    from labmethods.experiments.records import Attachment, LogEntry
    from labmethods.workbook.lab import Lab

LARGEST = 20_000_000
"""A photo may be larger, since it is kept small."""
WIDEST = 2000
"""A photo is made this wide at most: enough to print on a page."""


def attach(lab: Lab, entry: LogEntry, data: bytes, description: str) -> Attachment:
    """Keep a photo or file with a log entry.

    A photo loses what the camera noted (place, time, device) before it is kept. A PDF and a text
    are kept as they are. The same content is kept once, however often it is attached.

    Raises
    ------
    Refused
        It is too large, of a kind that labmethods doesn't keep, or the lab has no folder.
    """
    kept, kind = _without_traces(data)
    _fits(kept)
    digest = kept_files.keep(lab, kept, kind)
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
    return kept_files.content(lab, attachment.digest, attachment.kind, attachment.description)


def _without_traces(data: bytes) -> tuple[bytes, str]:
    """What is kept of a file, and its kind, told from the content and not from its name."""
    if data.startswith(b"%PDF-"):
        return data, "application/pdf"
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        photo = shrink(data, WIDEST)
        return photo.data, photo.kind
    _fits(data)
    if not _is_text(data):
        raise Refused(
            N_("Only photos (JPEG or PNG), PDF and plain text can be kept. Nothing has been saved.")
        )
    return data, "text/plain"


def _fits(data: bytes) -> None:
    if len(data) > LARGEST:
        raise Refused(
            N_("The file has {size} megabytes; at most {largest} fit. Nothing has been saved."),
            size=round(len(data) / 1e6),
            largest=round(LARGEST / 1e6),
        )


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(sign.isprintable() or sign.isspace() for sign in text)
