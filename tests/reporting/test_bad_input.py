"""What goes wrong around a report: each gives one clear line, and the last good one stays."""

from __future__ import annotations

import base64
import os
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from PIL import Image

from labmethods.blocks import Picture
from labmethods.errors import Refused, StoreUnavailable
from labmethods.reporting.document import Document, Part
from labmethods.reporting.html import render
from labmethods.reporting.write import write_report


@pytest.fixture(autouse=True)
def _without_a_browser(monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")


def add_cell(lab, name: str, source: str) -> None:
    path = lab.home / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


def command(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "labmethods.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_50_mb_becomes_a_small_one(kind):
    side = 4200 if kind == "PNG" else 6000
    image = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    buffer = BytesIO()
    image.save(buffer, kind, **({"compress_level": 1} if kind == "PNG" else {"quality": 100}))
    assert buffer.tell() > 48e6
    parts = (Part("a", "A", (Picture(buffer.getvalue(), "Brus"),)),)
    html = render(Document("x", parts=parts), stills=[])
    assert 'alt="Brus"' in html
    assert len(html) < 2_500_000


def test_a_picture_that_unpacks_to_gigabytes_is_told_of_and_left_out():
    buffer = BytesIO()
    Image.new("1", (30_000, 30_000)).save(buffer, "PNG")
    parts = (Part("a", "A", (Picture(buffer.getvalue(), "Brus"),)),)
    html = render(Document("x", parts=parts), stills=[])
    assert "Gör den mindre" in html


def test_a_broken_notebook_marks_its_part_and_ends_with_1_and_the_reason(lab):
    lab.actors.add(name="Kyrkan")
    (lab.home / "01-stakeholders.ipynb").write_text("{inte json", encoding="utf-8")
    done = command("report", lab.home)
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "01-stakeholders.ipynb" in line
    page = Path(done.stdout.strip()).read_text(encoding="utf-8")
    assert 'class="error"' in page
    assert "01-stakeholders.ipynb" in page


def test_a_cell_that_fails_marks_its_part_and_the_others_stand(lab):
    lab.actors.add(name="Kyrkan")
    add_cell(lab, "00-start", "1 / 0")
    path, document = write_report(lab)
    broken = [part.name for part in document.parts if part.error]
    assert broken == ["start"]
    assert "Kyrkan" in path.read_text(encoding="utf-8")


def test_an_endless_cell_is_stopped_at_its_time_and_named(lab, monkeypatch):
    monkeypatch.setattr("labmethods.reporting.run.CELL_SECONDS", 4)
    add_cell(lab, "00-start", "while True: pass")
    _, document = write_report(lab)
    (error,) = [part.error for part in document.parts if part.error]
    assert "00-start.ipynb" in error
    assert "4 sekunder" in error


def test_a_disk_that_is_full_is_told_of_and_leaves_the_last_good_report(lab):
    lab.actors.add(name="Kyrkan")
    path, _ = write_report(lab)
    good = path.read_bytes()

    def a_small_disk() -> None:
        import signal

        # No file may grow past this, as when the disk has no more room.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = command("report", lab.home, preexec_fn=a_small_disk)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert path.name in line
    assert "Inget har ändrats" in line
    assert path.read_bytes() == good
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_report_that_is_open_in_another_program_is_told_of(lab, monkeypatch, format):
    path, _ = write_report(lab, format=format)
    good = path.read_bytes()

    def locked(_self, _target):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(Refused) as refused:
        write_report(lab, format=format)
    assert "öppen i ett annat program" in refused.value.text("sv")
    assert path.read_bytes() == good
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_folder_where_nothing_may_be_written_is_told_of(lab, monkeypatch, tmp_path):
    def locked(_self, _target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(StoreUnavailable):
        write_report(lab, out=tmp_path / "ny")


def test_a_picture_from_a_cell_of_the_labs_own_is_made_small(lab):
    image = Image.effect_noise((3000, 2000), 90)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    (lab.home / "bild.b64").write_text(data)
    add_cell(
        lab,
        "00-start",
        "import base64\nfrom pathlib import Path\nfrom IPython.display import Image\n"
        "Image(base64.b64decode(Path('bild.b64').read_text()))",
    )
    path, document = write_report(lab)
    assert any(isinstance(b, Picture) for part in document.parts for b in part.blocks)
    assert path.stat().st_size < len(data) / 4
