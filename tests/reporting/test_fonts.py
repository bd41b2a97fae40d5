"""Where a computer has no font for a sign, that is said, and the report is made all the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labmethods.reporting.fonts import MOST, unshown, unshown_line
from tests.reporting.conftest import need_browser

SMILE = "🙂"


def fonts_with(sign: str) -> set[str]:
    """The files of this computer's fonts that have a sign, as fontconfig knows them."""
    if shutil.which("fc-list") is None:
        pytest.skip("no fontconfig: the fonts can't be chosen here")
    asked = ["fc-list", f":charset={ord(sign):x}", "file"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    files = (line.partition(":")[0] for line in said.splitlines())
    # Browsers use no others.
    return {file for file in files if file.endswith((".ttf", ".otf"))}


@pytest.fixture
def only(tmp_path, monkeypatch):
    """Let programs see one font alone: one that has the first sign and lacks the other."""

    def choose(has: str, lacks: str) -> None:
        found = sorted(fonts_with(has) - fonts_with(lacks))
        if not found:
            pytest.skip(f"no font here has {has} and lacks {lacks}")
        folder = tmp_path / "fonts"
        folder.mkdir()
        shutil.copy(found[0], folder)
        settings = tmp_path / "fonts.conf"
        settings.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
            f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
        )
        monkeypatch.setenv("FONTCONFIG_FILE", str(settings))

    return choose


def test_letters_that_no_font_has_are_told_and_what_is_drawn_as_nothing_is_not(only):
    found = need_browser()
    only(SMILE, "å")
    text = f"Åsa går\u00a0på\u200d {SMILE}\n□\u0378"
    assert unshown(text, found) == "agprsÅå"


def test_a_pdf_is_made_and_one_line_says_which_sign_it_lacks(only, lab):
    need_browser()
    only("å", SMILE)
    lab.actors.add(name=f"Gården {SMILE}")
    wanted = ["report", str(lab.home), "--format", "pdf", "--notebook", "01-stakeholders"]
    done = subprocess.run(
        [sys.executable, "-m", "labmethods.cli", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert Path(done.stdout.strip()).read_bytes().startswith(b"%PDF-")
    (line,) = done.stderr.strip().splitlines()
    assert f"{SMILE} (U+1F642)" in line
    assert "Det ni skrev är som det var" in line
    assert "å (U+00E5)" not in line


def test_of_many_signs_the_first_are_named_and_the_others_counted():
    assert unshown_line("", "sv") == ""
    signs = "".join(map(chr, range(0x4E00, 0x4E00 + MOST + 3)))
    assert "3 till" in unshown_line(signs, "sv")
    assert "一 (U+4E00)" in unshown_line(signs, "en")
