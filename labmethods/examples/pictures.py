"""Pictures of examples that a lab may show, without what the camera noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.errors import LabError
from labmethods.examples.catalogue import take_in
from labmethods.examples.records import ExamplePicture
from labmethods.photos import shrink
from labmethods.workbook import kept_files

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def add_picture(
    lab: Lab, example: str, data: bytes, description: str, credit: str | None = None
) -> ExamplePicture:
    """Keep a picture of an example.

    Raises
    ------
    Refused
        It is no picture that can be shown, it isn't described, or the lab has no folder.
    """
    photo = shrink(data)
    digest = kept_files.keep(lab, photo.data, photo.kind)
    with lab.store.writing() as batch:
        take_in(lab, batch, example)
        picture = {
            "example": example,
            "description": description,
            "credit": credit,
            "digest": digest,
            "kind": photo.kind,
            "size": len(photo.data),
        }
        return batch.add("example_pictures", [picture])[0]


def pictures_of(lab: Lab, example: str) -> list[tuple[str, bytes, str]]:
    """An example's pictures: kind of file, content, and what it shows with whose it is.

    One whose file isn't there is left out: the rest is worth showing.
    """
    found = []
    for one in lab["example_pictures"].find(example=example):
        try:
            data = kept_files.content(lab, one.digest, one.kind, one.description)
        except LabError:
            continue
        shows = f"{one.description} ({one.credit})" if one.credit else one.description
        found.append((one.kind, data, shows))
    return found
