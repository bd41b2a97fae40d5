"""Draws charts with plotly.js in a browser that works beside what hands it the charts."""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from labmethods.reporting import browser

SCRIPTS = ("stills.js", "slim.js")
WIDTH = 800
HEIGHT = 460

Kind = Literal["svg", "png"]


class Drawing:
    """A browser that draws what it is handed, in that order.

    It begins with each chart as soon as it has it, so that it costs little time where charts are
    handed one by one while the rest of a report is worked out.
    """

    def __init__(self, folder: Path, running: browser.Running) -> None:
        self._folder = folder
        self._running = running
        self._handed: dict[str, int] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._handed

    def hand(self, key: str, figure: dict[str, Any]) -> None:
        """Let a figure be drawn, which is called so afterwards."""
        if key not in self._handed:
            self._put(len(self._handed), figure)
            self._handed[key] = len(self._handed)

    def finish(self) -> dict[str, bytes | None]:
        """The pictures; none where plotly.js drew nothing, nothing where nobody answered."""
        self._put(len(self._handed), None)
        try:
            drawn = _read(self._running.answer())
        except browser.BrowserFailed:
            return {}
        return {key: drawn[place] for key, place in self._handed.items() if place < len(drawn)}

    def _put(self, place: int, figure: dict[str, Any] | None) -> None:
        # Put in place as a whole: the page looks for it all the time.
        part = self._folder / "part"
        part.write_text("globalThis.handed = " + json.dumps(figure), encoding="utf-8")
        os.replace(part, self._folder / f"{place}.js")


@contextmanager
def drawing(found: Path, plotly: bytes, kind: Kind) -> Iterator[Drawing]:
    """A browser that draws; what it hasn't drawn at the end is left.

    Raises
    ------
    BrowserFailed
        It can't be started.
    """
    folder = tempfile.mkdtemp(prefix="labmethods-")
    try:
        page = _page(Path(folder), plotly, kind)
        with browser.running(found, page, "--dump-dom") as started:
            yield Drawing(Path(folder), started)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _page(folder: Path, plotly: bytes, kind: Kind) -> Path:
    (folder / "plotly.js").write_bytes(plotly)
    for name in SCRIPTS:
        script = (files("labmethods.reporting") / name).read_bytes()
        (folder / name).write_bytes(script)
    page = folder / "stills.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; script-src file:; style-src 'unsafe-inline';"
        ' img-src data: blob:">'
        f'<body data-width="{WIDTH}" data-height="{HEIGHT}" data-kind="{kind}">'
        '<script id="answer" type="text/plain"></script><script src="stills.js"></script></body>',
        encoding="utf-8",
    )
    return page


def _read(answer: str) -> list[bytes | None]:
    start = answer.find("[[[")
    end = answer.find("]]]", start)
    if start < 0 or end < 0:
        return []
    drawn = json.loads(base64.b64decode(answer[start + 3 : end]))
    return [base64.b64decode(one) if one else None for one in drawn]
