"""The photo on a report's cover: small, and without what the camera noted."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from labmethods.blocks import Picture
from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.photos import shrink
from labmethods.workbook import durable
from labmethods.workbook.folder import ATTACHMENTS, unwritable
from labmethods.workbook.records import Line, Record, Words, field

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_log = logging.getLogger(__name__)

LARGEST = 100_000_000
"""What a telephone takes is far smaller; a larger picture may take the memory of the computer."""
WIDEST = 900
"""As wide as a cover shows it, on a screen and on paper."""

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png"}


class Cover(Record):
    """The cover's photo; at most one a lab."""

    one: ClassVar[str] = N_("cover photo")
    many: ClassVar[str] = N_("Cover photo")

    photo: Annotated[str, Line(80)] = field(N_("Photo"), hint=N_("The file's name."))
    shows: Words = field(
        N_("What the photo shows"),
        hint=N_("For those who don't see it. Ask everybody who can be recognised, first."),
    )

    def label(self) -> str:
        return self.shows or ""


def choose_photo(lab: Lab, data: bytes, shows: str) -> None:
    """Put a photo on the lab's cover, in place of the one before.

    Raises
    ------
    Refused
        It is no picture, too large, the lab has no folder, or nobody said what it shows.
    """
    if lab.home is None:
        raise Refused(
            N_("Photos and files lie in the lab's folder. Open the lab by its folder to use them.")
        )
    if len(data) > LARGEST:
        raise Refused(
            N_("The photo has {size} MB; at most {most} MB fit. Make it smaller."),
            size=round(len(data) / 1e6),
            most=LARGEST // 1_000_000,
        )
    shows = _told(shows)
    small = shrink(data, WIDEST)
    digest = hashlib.sha256(small.data).hexdigest()
    name = f"{digest}.{_SUFFIXES[small.kind]}"
    path = _path(lab.home, name)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            durable.write(path, small.data)
        except OSError as error:
            raise unwritable(path, error) from error
    before = lab["covers"].all()
    if before:
        lab["covers"].change(before[0], photo=name, shows=shows)
    else:
        lab["covers"].add(photo=name, shows=shows)


def describe_photo(lab: Lab, shows: str) -> None:
    """Say anew what the photo on the cover shows.

    Raises
    ------
    Refused
        There is no photo, or it isn't said.
    """
    covers = lab["covers"].all()
    if not covers:
        raise Refused(N_("Choose a photo first."))
    lab["covers"].change(covers[0], shows=_told(shows))


def _told(shows: str) -> str:
    if not shows.strip():
        raise Refused(N_("Say what the photo shows, for those who don't see it."))
    return shows


def remove_photo(lab: Lab) -> None:
    """Take the photo off the cover; undo brings it back."""
    for cover in lab["covers"].all():
        lab["covers"].remove(cover)


def cover_photo(lab: Lab) -> Picture | None:
    """The cover's photo; none where there is none, or where its file is gone or was changed."""
    covers = lab["covers"].all() if "covers" in lab.store.records else []
    if not covers or lab.home is None:
        return None
    path = _path(lab.home, covers[0].photo)
    try:
        data = path.read_bytes()
    except OSError:
        _log.warning("the cover's photo is not in %s", path)
        return None
    if hashlib.sha256(data).hexdigest() != path.stem:
        _log.warning("the cover's photo was changed: %s", path)
        return None
    return Picture(data, covers[0].shows or "")


def _path(home: Path, name: str) -> Path:
    # What somebody wrote past us must not lead out of the folder.
    name = Path(name).name
    return home / ATTACHMENTS / name[:2] / name
