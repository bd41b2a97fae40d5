"""What a lab's own cells put out, as blocks."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from typing import Any

from labmethods.blocks import METHOD_MIME, Block, Chart, Markup, Picture, Prose

_PLOTLY = "application/vnd.plotly.v1+json"
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_RUBBED = re.compile(r"[^\n\x08]\x08|^\x08", re.MULTILINE)


def output_blocks(outputs: Iterable[Any], blocks: Callable[[str], list[Block]]) -> list[Block]:
    """The outputs as blocks. ``blocks(method)`` gives what a method says.

    Widgets, warnings and what was printed to the error stream are left out. After an output that
    names a method, the rest of its cell is that method's own showing, and is left out too.
    """
    found: list[Block] = []
    for output in outputs:
        data = output.get("data", {})
        if METHOD_MIME in data:
            return [*found, *blocks(data[METHOD_MIME]["method"])]
        found += _blocks(output, data)
    return found


def _blocks(output: Any, data: Any) -> list[Block]:
    if output.get("name") == "stdout":
        return [_printed(output["text"])]
    if _PLOTLY in data:
        return [_chart(data[_PLOTLY])]
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            return [Picture(base64.b64decode(data[mime]), alt=data.get("text/plain", ""))]
    if "application/vnd.jupyter.widget-view+json" in data:
        return []
    if "text/html" in data:
        return [Markup(data["text/html"])]
    if "text/markdown" in data:
        return [Prose(data["text/markdown"])]
    if "text/plain" in data:
        return [_printed(data["text/plain"])]
    return []


def _printed(text: str) -> Prose:
    """What a terminal would show: without colours, and without what was rubbed out."""
    text = _COLOURS.sub("", text)
    while (rubbed := _RUBBED.sub("", text)) != text:
        text = rubbed
    return Prose(f"```\n{text}\n```")


def _chart(data: Any) -> Chart:
    import plotly.graph_objects as go

    figure = go.Figure(data.get("data", []), layout=data.get("layout", {}))
    title = figure.layout.title.text or ""
    figure.update_layout(title=None)
    return Chart(figure, finding=title, alt=title)
