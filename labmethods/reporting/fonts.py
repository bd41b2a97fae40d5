"""Finds the signs that no font of this computer has, by asking the browser that makes the file.

A browser takes a sign from any font that is installed, so the one that prints knows best. Where
none has it, it draws the same box as for a sign that doesn't exist: the two are compared.
Windows and macOS come with fonts for what people write; a server or a container may have hardly
any.
"""

from __future__ import annotations

import json
import logging
import tempfile
import unicodedata
from importlib.resources import files
from pathlib import Path

from labmethods.language import translator
from labmethods.reporting import browser

_log = logging.getLogger(__name__)

MOST = 8
"""So many signs are named in the line; of the others is told how many they are."""
# Marks that join others, spaces and control characters are drawn as nothing by themselves.
_SEEN = ("L", "N", "P", "S")
# Where no font has them they look the same.
_BOXES = frozenset("□▯☐")


def unshown(text: str, found: Path) -> str:
    """The signs of a text that the browser has no font for; none where it doesn't answer."""
    seen = {
        sign
        for sign in set(unicodedata.normalize("NFC", text)) - _BOXES
        if unicodedata.category(sign).startswith(_SEEN)
    }
    # Letters first: they are missed most.
    signs = "".join(sorted(seen, key=lambda sign: (not sign.isalpha(), sign)))
    if not signs:
        return ""
    with tempfile.TemporaryDirectory(prefix="labmethods-", ignore_cleanup_errors=True) as folder:
        page = _page(Path(folder), signs)
        try:
            answer = browser.run(found, page, "--virtual-time-budget=10000", "--dump-dom")
        except browser.BrowserFailed:
            _log.warning("the browser did not say which fonts it has", exc_info=True)
            return ""
    start, end = answer.find("[[["), answer.find("]]]")
    codes = answer[start + 3 : end].split() if 0 <= start < end else []
    return "".join(chr(int(code)) for code in codes)


def unshown_line(signs: str, language: str) -> str:
    """What is missing in a file, what is safe and what can be done; nothing where all is shown."""
    if not signs:
        return ""
    _ = translator(language)
    named = [f"{sign} (U+{ord(sign):04X})" for sign in signs[:MOST]]
    if len(signs) > MOST:
        named.append(_.plural("{n} more", "{n} more", len(signs) - MOST))
    return _(
        "No font on this computer has {signs}: in the file each is an empty box. What you wrote "
        "is as it was. Install a font that has it, such as Noto, and make the report again; as a "
        "web page it is shown wherever there is such a font.",
        signs=_.listing(named),
    )


def _page(folder: Path, signs: str) -> Path:
    script = (files("labmethods.reporting") / "fonts.js").read_text(encoding="utf-8")
    (folder / "fonts.js").write_text(f"const signs = {json.dumps(signs)};\n{script}", "utf-8")
    page = folder / "fonts.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; script-src file:; style-src 'unsafe-inline'\">"
        '<body style="font-family: sans-serif"><script id="answer" type="text/plain"></script>'
        '<script src="fonts.js"></script></body>',
        encoding="utf-8",
    )
    return page
