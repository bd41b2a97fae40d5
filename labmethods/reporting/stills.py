"""Still pictures of charts, drawn by plotly.js in a browser that is installed anyway."""

from __future__ import annotations

import base64
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from labmethods.blocks import Chart
from labmethods.reporting import browser
from labmethods.reporting import charts as chart_pack

WIDTH = 800
HEIGHT = 460


_TAG = re.compile(r"<[^<>]+>")
# What an address may not hold as it stands.
_RESERVED = re.compile(r"[%#\t\n\r]")


@dataclass(frozen=True)
class Still:
    """A chart's picture, as it stands in a file of its own: SVG, or PNG for Word."""

    data: bytes
    width: int
    height: int
    kind: Literal["svg", "png"] = "svg"

    @property
    def address(self) -> str:
        """The picture as an address that holds it; SVG as text, which is shorter than base64."""
        if self.kind == "png":
            return f"data:image/png;base64,{base64.b64encode(self.data).decode('ascii')}"
        # Between apostrophes, since the page puts the whole address between quotation marks.
        text = _TAG.sub(
            lambda tag: tag[0].replace("'", "&apos;").replace('"', "'"), self.data.decode()
        )
        return "data:image/svg+xml," + _RESERVED.sub(lambda one: f"%{ord(one[0]):02X}", text)


def draw(
    charts: Sequence[Chart], language: str, kind: Literal["svg", "png"] = "svg"
) -> list[Still | None]:
    """Each chart's picture, all in one run of the browser; none where there is no browser."""
    found = browser.find() if charts else None
    if found is None:
        return [None] * len(charts)
    with tempfile.TemporaryDirectory(prefix="labmethods-") as folder:
        page = _page(Path(folder), charts, language, kind)
        try:
            answer = browser.run(found, page, "--virtual-time-budget=30000", "--dump-dom")
        except browser.BrowserFailed:
            # The report is whole without pictures: it then shows the tables.
            return [None] * len(charts)
    return _read(answer, len(charts), kind)


def _page(folder: Path, charts: Sequence[Chart], language: str, kind: str) -> Path:
    library = chart_pack.library(chart_pack.kinds(charts))
    (folder / "plotly.js").write_bytes(library.source)
    (folder / "pack.json.js").write_text(
        "const pack = " + json.dumps(chart_pack.pack(charts, language)), encoding="utf-8"
    )
    for name in ("stills.js", "slim.js"):
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


def _read(answer: str, count: int, kind: Literal["svg", "png"]) -> list[Still | None]:
    start = answer.find("[[[")
    end = answer.find("]]]", start)
    if start < 0 or end < 0:
        return [None] * count
    drawn = json.loads(base64.b64decode(answer[start + 3 : end]))
    return [
        Still(base64.b64decode(one["data"]), one["width"], one["height"], kind) if one else None
        for one in drawn
    ]
