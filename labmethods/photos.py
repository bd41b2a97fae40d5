"""Pictures that people put in: made small enough to send, and without what the camera noted."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1400
"""As many points as a report shows across a page."""
MILLIONS = 80
LARGEST_DRAWING = 400_000
"""A PNG of more bytes than this is a photo, and much smaller as a JPEG."""


@dataclass(frozen=True)
class Photo:
    """A picture with nothing in it but its points."""

    data: bytes
    kind: str
    width: int
    height: int


def shrink(data: bytes, widest: int = WIDEST) -> Photo:
    """The picture, at most ``widest`` points wide, with no place, time or camera in it.

    Raises
    ------
    Refused
        It is no picture, of another kind than PNG and JPEG, or too large to open.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=["PNG", "JPEG"])
        # Known before the points are unpacked: a small file may hold a picture of gigabytes.
        points = opened.width * opened.height / 1e6
        if points > MILLIONS:
            raise Refused(
                N_(
                    "The picture can't be shown: it has {millions} million points,"
                    " and at most {most} million fit. Make it smaller."
                ),
                millions=round(points),
                most=MILLIONS,
            )
        drawing = opened.format == "PNG"
        image = ImageOps.exif_transpose(opened).convert("RGBA" if drawing else "RGB")
    except Refused:
        raise
    except Image.DecompressionBombError:
        # Pillow stops before it says how many.
        raise Refused(
            N_("The picture can't be shown: it has far too many points. Make it smaller.")
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refused(
            N_("The picture can't be shown: it is broken, or of another kind than PNG and JPEG.")
        ) from None
    image.thumbnail((widest, widest * 2))
    # A new picture of the points alone: what else the file held stays behind.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    data, kind = _packed(bare, drawing)
    return Photo(data, kind, bare.width, bare.height)


def _packed(image: Image, drawing: bool) -> tuple[bytes, str]:
    """As PNG what was drawn; as JPEG what was photographed, also when it came as a PNG."""
    from PIL import Image as Pillow

    buffer = BytesIO()
    if drawing:
        image.save(buffer, "PNG", optimize=True)
        if buffer.tell() <= LARGEST_DRAWING:
            return buffer.getvalue(), "image/png"
        page = Pillow.new("RGB", image.size, "white")
        page.paste(image, mask=image.getchannel("A"))
        image, buffer = page, BytesIO()
    image.save(buffer, "JPEG", quality=80, optimize=True, progressive=True)
    return buffer.getvalue(), "image/jpeg"
