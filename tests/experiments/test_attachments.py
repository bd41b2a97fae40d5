"""Photos and files of the log."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

import labmethods as lm
from labmethods.errors import Missing, Refused
from labmethods.experiments.attachments import LARGEST, attach, content
from labmethods.workbook.folder import ATTACHMENTS


@pytest.fixture
def entry(lab):
    card = lab.experiments.add(name="Kafé")
    return lab.log_entries.add(experiment=card.id, day="2026-09-01", event="Premiär")


def phone_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Telefonmakaren"
    exif[0x0110] = "Telefon 12"
    exif.get_ifd(0x8825).update({1: "N", 2: (65.0, 49.0, 30.0), 3: "E", 4: (21.0, 41.0, 20.0)})
    buffer = BytesIO()
    Image.new("RGB", (3000, 2000), "teal").save(buffer, "JPEG", exif=exif, comment=b"hemma hos X")
    return buffer.getvalue()


def files(lab) -> list:
    return [path for path in (lab.home / ATTACHMENTS).rglob("*") if path.is_file()]


def test_a_photo_is_kept_without_place_device_and_comment(lab, entry):
    data = phone_photo()
    assert b"Telefonmakaren" in data
    kept = attach(lab, entry, data, "Den målade väggen")
    found = content(lab, kept)
    for trace in (b"Telefon", b"Exif", b"hemma hos X"):
        assert trace not in found
    image = Image.open(BytesIO(found))
    assert not image.getexif()
    assert image.width == 2000


def test_a_drawing_loses_its_text_chunks(lab, entry):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Anna Andersson")
    buffer = BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "PNG", pnginfo=info)
    kept = attach(lab, entry, buffer.getvalue(), "Skiss")
    assert b"Anna" not in content(lab, kept)


def test_the_file_lies_under_the_fingerprint_of_its_content_once(lab, entry):
    one = attach(lab, entry, b"%PDF-1.7 affisch", "Affisch")
    two = attach(lab, entry, b"%PDF-1.7 affisch", "Samma affisch")
    assert one.digest == two.digest == hashlib.sha256(b"%PDF-1.7 affisch").hexdigest()
    (path,) = files(lab)
    assert path.name == f"{one.digest}.pdf"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 a zip",
        b"<svg onload='x()'/>\0",
        b"\x00\x00\x00\x18ftypheic",
        b"\xff\xd8\xff broken",
        b"%PDF-" + bytes(LARGEST),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(lab, entry, data):
    with pytest.raises(Refused) as refused:
        attach(lab, entry, data, "Fil")
    assert "{" not in refused.value.text("sv")
    assert not files(lab)
    assert not lab.attachments.all()


def test_a_lost_or_altered_file_is_noticed(lab, entry):
    kept = attach(lab, entry, "Möte om regler".encode(), "Anteckning")
    (path,) = files(lab)
    path.write_bytes(b"something else")
    with pytest.raises(Missing):
        content(lab, kept)
    path.unlink()
    with pytest.raises(Missing) as missing:
        content(lab, kept)
    assert "Anteckning" in str(missing.value)


def test_a_lab_without_a_folder_says_what_to_do(tmp_path, lab, entry):
    url = f"sqlite:///{lab.store.path}"
    with lm.open_lab(url) as other:
        other.home = None
        with pytest.raises(Refused):
            attach(other, entry, b"%PDF-1.7", "Affisch")


def test_attachments_go_into_a_backup(tmp_path, lab, entry):
    import zipfile

    from labmethods.workbook.backup import backup

    kept = attach(lab, entry, b"%PDF-1.7 affisch", "Affisch")
    with zipfile.ZipFile(backup(lab, tmp_path / "kopia.zip")) as archive:
        assert any(kept.digest in name for name in archive.namelist())
