from io import BytesIO

import pytest
from PIL import Image

from labmethods import photos
from labmethods.errors import Refused
from labmethods.photos import WIDEST, shrink


def photo(kind: str = "JPEG", size=(40, 30), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


LARGE = photo("PNG", size=(2000, 1500))


def test_a_photo_loses_where_and_when_it_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "Anna Andersson vid Storgatan 1"
    exif.get_ifd(0x8825)[1] = "N"
    data = photo(exif=exif)
    assert b"Anna Andersson" in data
    small = shrink(data)
    assert b"Anna" not in small.data
    assert not Image.open(BytesIO(small.data)).getexif()


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (shrink(photo(exif=exif)).width, shrink(photo(exif=exif)).height) == (30, 40)


def test_a_large_picture_is_made_small():
    small = shrink(photo(size=(6000, 4000)))
    assert small.width == WIDEST
    assert len(small.data) < 200_000


def test_a_drawing_stays_a_png():
    assert shrink(photo("PNG")).kind == "image/png"


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", photo("GIF"), photo()[:200]])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Refused, match="PNG"):
        shrink(data)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(photos, "MILLIONS", 2)
    monkeypatch.setattr(Image.Image, "load", None)
    with pytest.raises(Refused, match="3 miljoner"):
        shrink(LARGE)
