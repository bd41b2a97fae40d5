"""A report's charts as one pack that the page unpacks: figures, and the plotly.js they need."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from labmethods.blocks import Chart
from labmethods.language import translator

_BASIC = {"bar", "pie", "scatter"}
# What ``plotly-labs.entry.js`` registers.
_LABS = _BASIC | {"box", "heatmap", "histogram", "sankey", "violin"}
# What figures may say beside plain text; anything else that looks like a tag was typed by people.
_COLOUR = r"(?:#[0-9a-f]{3,8}|rgba?\([0-9., ]+\))"
_MARK = re.compile(
    r"<(?!/?(?:b|i|br|sub|sup|extra)\s*/?>|/span>"
    rf'|span style="(?:font-size:[0-9]+px;)?color:{_COLOUR}">)',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Library:
    """A build of plotly.js, gzipped."""

    packed: bytes

    @property
    def source(self) -> bytes:
        return gzip.decompress(self.packed)


@dataclass(frozen=True)
class _Figure:
    """A figure as plotly.js takes it; whoever has it leaves it as it is."""

    data: list[Any]
    layout: dict[str, Any]
    template: str


@lru_cache(maxsize=256)
def _read(text: str) -> _Figure:
    figure = _plain(json.loads(text))
    layout = figure["layout"]
    return _Figure(
        figure["data"],
        {name: value for name, value in layout.items() if name != "template"},
        json.dumps(layout.get("template", {}), sort_keys=True),
    )


def _figures(charts: Sequence[Chart]) -> list[_Figure]:
    return [_read(chart.figure.to_json()) for chart in charts]


def kinds(charts: Sequence[Chart]) -> set[str]:
    """The trace types that charts use."""
    return {trace.get("type", "scatter") for one in _figures(charts) for trace in one.data}


def height(chart: Chart, usual: int) -> int:
    """How many points high a chart is."""
    return round(_figures([chart])[0].layout.get("height") or usual)


def marks(chart: Chart) -> int:
    """How many values a chart shows: points, bars, flows, squares or boxes."""
    one = _figures([chart])[0]
    drawn = sum(_marks_of(trace) for trace in one.data if trace.get("fill") != "toself")
    return drawn or len(one.layout.get("shapes") or [])


def _marks_of(trace: dict[str, Any]) -> int:
    values = (trace.get("link") or {}).get("value", trace.get("z"))
    if values is not None:
        return _count(values)
    sides = [_count(trace[name]) for name in ("x", "y", "values") if name in trace]
    # A key of the legend is drawn by a trace whose only point is nowhere.
    return min(sides, default=0)


def _count(values: Any) -> int:
    if isinstance(values, dict):
        size = int("".join(filter(str.isdigit, values["dtype"])))
        return len(base64.b64decode(values["bdata"])) // size
    return sum(_count(one) if isinstance(one, list) else one is not None for one in values)


def library(used: set[str]) -> Library:
    """The smallest plotly.js that draws these trace types."""
    if used <= _BASIC:
        return _vendored("basic")
    if used <= _LABS:
        return _vendored("labs")
    return _whole()


def drawing_library(used: set[str]) -> Library:
    """The plotly.js that pictures of these trace types are drawn with.

    The same for nearly all: no picture has to be drawn anew since another chart came to the report.
    """
    return library(used | (_LABS - _BASIC))


@lru_cache
def _vendored(name: str) -> Library:
    return Library(
        (files("labmethods.reporting") / "assets" / f"plotly-{name}.min.js.gz").read_bytes()
    )


@lru_cache
def _whole() -> Library:
    source = (files("plotly") / "package_data" / "plotly.min.js").read_bytes()
    return Library(gzip.compress(source, 9, mtime=0))


def pack(charts: Sequence[Chart], language: str) -> dict[str, Any]:
    """The charts as plotly.js takes them; a template that several share is there once."""
    templates: dict[str, int] = {}
    figures = [
        {
            "data": one.data,
            "layout": one.layout,
            "template": templates.setdefault(one.template, len(templates)),
        }
        for one in _figures(charts)
    ]
    return {
        "language": language,
        "locale": _locale(language),
        "templates": [json.loads(template) for template in templates],
        "figures": figures,
    }


def alone(chart: Chart, language: str) -> dict[str, Any]:
    """One chart as plotly.js takes it, by itself."""
    one = _figures([chart])[0]
    return {
        "data": one.data,
        "layout": one.layout,
        "template": json.loads(one.template),
        "locale": _locale(language),
    }


def packed(content: bytes) -> str:
    """Bytes as text that the page unpacks."""
    return base64.b64encode(content).decode("ascii")


def squeezed(content: Any) -> bytes:
    """JSON, gzipped; the same content gives the same bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def fingerprint(content: bytes) -> str:
    """What a content security policy calls a script or a style sheet."""
    return f"'sha256-{packed(hashlib.sha256(content).digest())}'"


def _plain(value: Any) -> Any:
    """A figure whose texts hold no other mark-up than plotly's own for bold and line breaks."""
    if isinstance(value, str):
        # Between two dollar signs plotly.js expects a formula.
        text = value.replace("$", "&#36;") if value.count("$") > 1 else value
        return _MARK.sub("&lt;", text)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


@lru_cache
def _locale(language: str) -> dict[str, Any]:
    """Months, days and decimal signs for axes and labels that plotly.js writes itself."""
    from babel import Locale

    locale = Locale.parse(translator(language).locale)
    sunday_first = [6, 0, 1, 2, 3, 4, 5]

    def names(kind: str, width: str, order: Sequence[int]) -> list[str]:
        known = getattr(locale, kind)["stand-alone"][width]
        return [known[place] for place in order]

    symbols = locale.number_symbols["latn"]
    return {
        "days": names("days", "wide", sunday_first),
        "shortDays": names("days", "abbreviated", sunday_first),
        "months": names("months", "wide", range(1, 13)),
        "shortMonths": names("months", "abbreviated", range(1, 13)),
        "date": "%Y-%m-%d" if language == "sv" else "%d/%m/%Y",
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
    }
