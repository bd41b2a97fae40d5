"""Still pictures of charts, drawn by plotly.js in a browser that is installed anyway."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from labmethods.blocks import Chart
from labmethods.reporting import browser, memory
from labmethods.reporting import charts as chart_pack

_SCRIPTS = ("stills.js", "slim.js")
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
    """Each chart's picture; none where there is no browser.

    What isn't remembered from an earlier report is drawn in one run of the browser.
    """
    found = browser.find() if charts else None
    if found is None:
        return [None] * len(charts)
    library = chart_pack.library(chart_pack.kinds(charts))
    drawn_by = _drawn_by(found, library, language, kind)
    keys = [_key(chart, drawn_by, language) for chart in charts]
    pictures = {key: data for key in keys if (data := memory.picture(key))}
    new = {key: chart for key, chart in zip(keys, charts, strict=True) if key not in pictures}
    for key, data in zip(new, _draw(found, library, new.values(), language, kind), strict=True):
        if data is not None:
            pictures[key] = data
            memory.keep_picture(key, data)
    return [
        Still(pictures[key], WIDTH, chart_pack.height(chart, HEIGHT), kind)
        if key in pictures
        else None
        for key, chart in zip(keys, charts, strict=True)
    ]


def _drawn_by(found: Path, library: chart_pack.Library, language: str, kind: str) -> str:
    """Everything that decides how a picture looks, beside its figure."""
    known = found.stat()
    scripts = b"".join((files("labmethods.reporting") / name).read_bytes() for name in _SCRIPTS)
    parts = [found, known.st_size, known.st_mtime_ns, language, kind, WIDTH, HEIGHT]
    made = hashlib.sha256(library.packed + scripts).hexdigest()
    return " ".join([*map(str, parts), made])


def _key(chart: Chart, drawn_by: str, language: str) -> str:
    figure = json.dumps(chart_pack.pack([chart], language), sort_keys=True)
    return hashlib.sha256(f"{drawn_by} {figure}".encode()).hexdigest()


def _draw(
    found: Path,
    library: chart_pack.Library,
    charts: Collection[Chart],
    language: str,
    kind: Literal["svg", "png"],
) -> list[bytes | None]:
    if not charts:
        return []
    with tempfile.TemporaryDirectory(prefix="labmethods-") as folder:
        page = _page(Path(folder), library, charts, language, kind)
        try:
            answer = browser.run(found, page, "--virtual-time-budget=30000", "--dump-dom")
        except browser.BrowserFailed:
            # The report is whole without pictures: it then shows the tables.
            return [None] * len(charts)
    return _read(answer, len(charts))


def _page(
    folder: Path,
    library: chart_pack.Library,
    charts: Collection[Chart],
    language: str,
    kind: str,
) -> Path:
    (folder / "plotly.js").write_bytes(library.source)
    (folder / "pack.json.js").write_text(
        "const pack = " + json.dumps(chart_pack.pack(list(charts), language)), encoding="utf-8"
    )
    for name in _SCRIPTS:
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


def _read(answer: str, count: int) -> list[bytes | None]:
    start = answer.find("[[[")
    end = answer.find("]]]", start)
    if start < 0 or end < 0:
        return [None] * count
    drawn = json.loads(base64.b64decode(answer[start + 3 : end]))
    return [base64.b64decode(one) if one else None for one in drawn]
