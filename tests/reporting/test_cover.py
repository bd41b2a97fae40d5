"""The photo on a report's cover."""

from io import BytesIO

import pytest
from PIL import Image

from labmethods.errors import Refused
from labmethods.reporting.compose import compose
from labmethods.reporting.cover import LARGEST, WIDEST, choose_photo, cover_photo, remove_photo
from labmethods.reporting.docx import docx_bytes
from labmethods.reporting.html import render
from labmethods.reporting.write import write_report


def photo(width: int = 2400) -> bytes:
    image = Image.new("RGB", (width, width // 2), "seagreen")
    place = Image.Exif()
    place[0x010F] = "Kameramärket"
    place.get_ifd(0x8825).update({1: "N", 2: (65.0, 49.0, 30.0)})
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=place)
    return buffer.getvalue()


def test_the_photo_is_made_small_and_loses_what_the_camera_noted(lab):
    choose_photo(lab, photo(), "Gården")
    kept = cover_photo(lab)
    image = Image.open(BytesIO(kept.data))
    assert image.width == WIDEST
    assert not dict(image.getexif())
    assert "Kameramärket".encode() not in kept.data
    assert kept.alt == "Gården"


def test_it_stands_on_the_cover_of_the_full_report_alone(lab):
    choose_photo(lab, photo(), "Gården")
    html = render(compose(lab), stills=[])
    assert 'alt="Gården"' in html.partition("<main")[0]
    assert compose(lab, readers="board").photo is None
    assert compose(lab, readers="residents").photo is None
    assert b"word/media" in docx_bytes(compose(lab))


def test_another_photo_takes_its_place_and_undo_brings_the_first_back(lab):
    choose_photo(lab, photo(), "Gården")
    choose_photo(lab, photo(1200), "Kaféet")
    assert len(lab.covers) == 1
    lab.undo()
    assert cover_photo(lab).alt == "Gården"
    remove_photo(lab)
    assert cover_photo(lab) is None
    assert compose(lab).photo is None


def test_a_photo_without_words_a_huge_one_and_no_photo_are_refused(lab):
    for data, shows, why in [
        (photo(), "  ", "Skriv vad fotot visar"),
        (b"\xff\xd8\xff" + bytes(LARGEST), "Gården", "100 MB"),
        (b"%PDF-1.7", "Gården", "PNG och JPEG"),
    ]:
        with pytest.raises(Refused) as refused:
            choose_photo(lab, data, shows)
        assert why in refused.value.text("sv")
    assert len(lab.covers) == 0


def test_a_file_that_is_gone_or_was_changed_leaves_the_cover_without_it(lab):
    choose_photo(lab, photo(), "Gården")
    (path,) = (lab.home / "attachments").glob("*/*.jpg")
    path.write_bytes(path.read_bytes() + b"x")
    assert compose(lab).photo is None
    path.unlink()
    write_report(lab)


def test_a_name_that_leads_out_of_the_folder_leads_nowhere(lab):
    lab.covers.add(photo="../../lab.db", shows="x")
    assert cover_photo(lab) is None


def test_a_report_of_a_lab_with_a_photo_has_the_same_bytes_each_time(lab):
    choose_photo(lab, photo(), "Gården")
    assert render(compose(lab), stills=[]) == render(compose(lab), stills=[])
