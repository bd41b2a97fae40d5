"""Still pictures of charts, drawn by plotly.js in a browser that is installed anyway."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from labmethods.blocks import Chart
from labmethods.reporting import browser, memory
from labmethods.reporting import charts as chart_pack
from labmethods.reporting.drawing import HEIGHT, SCRIPTS, WIDTH, Drawing, Kind, drawing
from labmethods.scoped import scoped

_TAG = re.compile(r"<[^<>]+>")
# What an address may not hold as it stands.
_RESERVED = re.compile(r"[%#\t\n\r]")


@dataclass(frozen=True)
class Still:
    """A chart's picture, as it stands in a file of its own: SVG, or PNG for Word."""

    data: bytes
    width: int
    height: int
    kind: Kind = "svg"

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


def draw(charts: Sequence[Chart], language: str, kind: Kind = "svg") -> list[Still | None]:
    """Each chart's picture; none where there is no browser.

    What isn't remembered from an earlier report is drawn in one run of the browser.
    """
    found = browser.find() if charts else None
    if found is None:
        return [None] * len(charts)
    pen = _Pen(found, chart_pack.drawing_library(chart_pack.kinds(charts)), kind)
    keys = [pen.key(chart, language) for chart in charts]
    pictures = {key: data for key in keys if (data := memory.picture(key))}
    new = {
        key: chart_pack.alone(chart, language)
        for key, chart in zip(keys, charts, strict=True)
        if key not in pictures
    }
    for key, data in _drawn(pen, new).items():
        if data is not None:
            pictures[key] = data
            memory.keep_picture(key, data)
    return [
        Still(pictures[key], WIDTH, chart_pack.height(chart, HEIGHT), kind)
        if key in pictures
        else None
        for key, chart in zip(keys, charts, strict=True)
    ]


@contextmanager
def beside(kind: Kind) -> Iterator[None]:
    """Draw what methods say anew while the rest of a report is worked out.

    A browser is started where an answer is worked out that held charts before, or that nobody
    remembers; ``draw`` then finds its pictures done.
    """
    with ExitStack() as opened:
        helper = _Beside(kind, opened)
        with scoped(_beside, helper), memory.telling(helper.begin, helper.take):
            yield


@dataclass(frozen=True)
class _Pen:
    """What pictures are drawn with."""

    browser: Path
    library: chart_pack.Library
    kind: Kind

    def key(self, chart: Chart, language: str) -> str:
        """The same for charts that look the same."""
        figure = json.dumps(chart_pack.alone(chart, language), sort_keys=True)
        return hashlib.sha256(f"{self._decides} {figure}".encode()).hexdigest()

    @cached_property
    def _decides(self) -> str:
        """Everything that decides how a picture looks, beside its figure."""
        known = self.browser.stat()
        scripts = b"".join((files("labmethods.reporting") / name).read_bytes() for name in SCRIPTS)
        made = hashlib.sha256(self.library.packed + scripts).hexdigest()
        parts = [self.browser, known.st_size, known.st_mtime_ns, self.kind, WIDTH, HEIGHT, made]
        return " ".join(map(str, parts))


class _Beside:
    def __init__(self, kind: Kind, opened: ExitStack) -> None:
        self._kind = kind
        self._opened = opened
        self._pen: _Pen | None = None
        self._drawing: Drawing | None = None

    def begin(self, before: Any) -> None:
        """Something is worked out: be ready, where it held charts before or never was made."""
        if self._pen is not None or not (before is None or _charts(before)):
            return
        found = browser.find()
        if found is not None:
            self._pen = _Pen(found, chart_pack.drawing_library(set()), self._kind)
            with suppress(browser.BrowserFailed):
                self._drawing = self._opened.enter_context(_drawing(self._pen))

    def take(self, value: Any, language: str) -> None:
        """Begin with the charts of what was worked out."""
        if self._drawing is None:
            return
        for chart in _charts(value):
            if chart_pack.drawing_library(chart_pack.kinds([chart])) == self._pen.library:
                key = self._pen.key(chart, language)
                if memory.picture(key) is None:
                    self._drawing.hand(key, chart_pack.alone(chart, language))

    def drawing(self, pen: _Pen) -> Drawing | None:
        """What draws with this pen, once: it is finished with then."""
        if self._pen != pen:
            return None
        ready, self._drawing = self._drawing, None
        return ready


_beside: ContextVar[_Beside | None] = ContextVar("beside", default=None)


def _charts(value: Any) -> list[Chart]:
    return [one for one in value if isinstance(one, Chart)] if isinstance(value, list) else []


def _drawing(pen: _Pen) -> AbstractContextManager[Drawing]:
    return drawing(pen.browser, pen.library.source, pen.kind)


def _drawn(pen: _Pen, new: Mapping[str, Any]) -> dict[str, bytes | None]:
    """The pictures by key; nothing where the browser fails: the report then shows the tables."""
    helper = _beside.get()
    ready = helper.drawing(pen) if new and helper else None
    drawn = _finished(ready, new) if ready else {}
    left = {key: figure for key, figure in new.items() if key not in drawn}
    if left:
        with suppress(browser.BrowserFailed), _drawing(pen) as own:
            drawn |= _finished(own, left)
    return {key: drawn[key] for key in new if key in drawn}


def _finished(ready: Drawing, new: Mapping[str, Any]) -> dict[str, bytes | None]:
    for key, figure in new.items():
        ready.hand(key, figure)
    return ready.finish()
