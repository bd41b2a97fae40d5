"""A document as one HTML file: no code, no request, readable without scripts and on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from labmethods.blocks import Block, Chart, Heading, Markup, Picture, Prose, Table, Text
from labmethods.errors import Refused
from labmethods.language import Translator, translator
from labmethods.photos import shrink
from labmethods.prose import links, safe_html, safe_markup
from labmethods.reporting import charts as chart_pack
from labmethods.reporting.addresses import numbered, short
from labmethods.reporting.cells import Column, columns
from labmethods.reporting.document import SHORT, Document, Findings, Part
from labmethods.reporting.wording import footer_lines, more, numbered_page, source_line, words

if TYPE_CHECKING:
    from jinja2 import Template

    from labmethods.reporting.stills import Still

_TALL = 200
"""Rows of more signs take so many lines that those kept together leave half a page empty."""


def render(
    document: Document,
    language: str | None = None,
    *,
    stills: Sequence[Still | None] | None = None,
    live: bool = True,
) -> str:
    """The document's page.

    Parameters
    ----------
    document
        What the report says.
    language
        The reader's language; the document's own when it isn't given.
    stills
        A still picture of each chart, in reading order; drawn by an installed browser when they
        aren't given. A chart without one shows its table where scripts are off.
    live
        Whether readers can point and zoom in the charts; without it the page holds no script.
    """
    language = language or document.language
    _ = translator(language)
    charts = list(document.charts())
    if stills is None:
        from labmethods.reporting.stills import draw

        stills = draw(charts, language)
    written = _Writer(_, stills, document.written_in, numbered(document.sources))
    script = _asset("page.js") if live and charts else ""
    parts = {
        "css": _asset("page.css"),
        "page_css": _page_rules(document, _),
        "plotly_css": _asset("assets/plotly.css"),
        "script": script,
    }
    pack = _packed_charts(charts, language) if script else {"charts": False}
    return _template().render(
        **{name: _trusted(text) for name, text in parts.items()},
        **pack,
        policy=_policy(parts, pack.get("source")),
        language=language,
        edition=document.edition,
        title=document.title,
        subtitle=document.subtitle,
        version=document.version,
        sample=document.sample,
        facts=[
            {
                "title": fact.title,
                "value": written.links(fact.value or "–"),
                "source": written.links(source_line(fact.source, _)),
            }
            for fact in document.facts
        ],
        photo=written.block(document.photo) if document.photo else None,
        summary=written.blocks(document.summary),
        parts=[written.part(part) for part in document.parts],
        footer=footer_lines(document, _),
        words=words(_),
    )


class _Writer:
    """Turns blocks into what the template prints, and numbers headings, charts and tables."""

    def __init__(
        self,
        _: Translator,
        stills: Sequence[Still | None],
        written_in: str,
        sources: Mapping[str, int],
    ) -> None:
        self._ = _
        self.sources = sources
        self.written_in = written_in
        self.stills = stills
        self.level = 2
        self.charts = 0
        self.tables = 0

    def links(self, text: str) -> Any:
        """A line whose web addresses are links, each with its number in the list of sources."""
        return _trusted(links(short(text, self.sources)))

    def part(self, part: Part) -> dict[str, Any]:
        return {
            "address": part.address,
            "title": part.title,
            "error": part.error,
            "blocks": self.blocks(part.blocks),
        }

    def blocks(self, blocks: Sequence[Block | Findings]) -> list[dict[str, Any]]:
        self.level = 2
        return _with_cards([view for block in blocks if (view := self.block(block))])

    def block(self, block: Block | Findings) -> dict[str, Any] | None:
        match block:
            case Heading():
                # No level is left out on the way down; that is how screen readers navigate.
                self.level = min(max(block.level, 3), self.level + 1, 6)
                return {"kind": "heading", "text": block.text, "level": self.level}
            case Text():
                text = block.text
                return {"kind": "text", "text": self.links(text)} if text.strip() else None
            case Prose():
                return self._prose(block)
            case Table():
                self.tables += 1
                return self._table(block) | {"number": self._("Table {n}", n=self.tables)}
            case Chart():
                return self._chart(block)
            case Markup():
                html = safe_markup(block.html, under=self.level)
                return {"kind": "markup", "html": _trusted(html)} if html else None
            case Picture():
                return self._picture(block)
            case Findings():
                return {
                    "kind": "findings",
                    "group": block.group,
                    "title": block.title,
                    "address": block.address,
                    "sentences": block.sentences,
                    "more": more(block, self._),
                }
        raise TypeError(f"a report holds blocks of labmethods.blocks, not {type(block).__name__}")

    def _prose(self, block: Prose) -> dict[str, Any] | None:
        html = safe_html(block.markdown, under=self.level)
        if not html:
            return None
        written = block.language or self.written_in
        return {
            "kind": "prose",
            "html": _trusted(html),
            "label": block.label,
            "language": written if written != self._.language else "",
        }

    def _table(self, table: Table) -> dict[str, Any]:
        views = columns(table.frame, self._)
        return {
            "kind": "table",
            "caption": table.caption,
            "source": self.links(source_line(table.source, self._)),
            "note": self.links(table.note),
            "columns": views,
            "rows": list(zip(*(map(self.links, view.cells) for view in views), strict=True)),
            "size": _size(views),
        }

    def _chart(self, chart: Chart) -> dict[str, Any]:
        place, self.charts = self.charts, self.charts + 1
        return {
            "kind": "chart",
            "place": place,
            "number": self._("Chart {n}", n=self.charts),
            "finding": chart.finding,
            "alt": chart.alt,
            "source": self.links(source_line(chart.source, self._)),
            "note": self.links(chart.note),
            "picture": self._still(place),
            "table": self._table(chart.table) if chart.table is not None else None,
            "summary": self._("Chart {n} as a table", n=self.charts),
        }

    def _still(self, place: int) -> dict[str, Any] | None:
        still = self.stills[place] if place < len(self.stills) else None
        if still is None:
            return None
        # Between quotation marks HTML needs no more escapes than these, and < has four letters.
        address = still.address.replace("&", "&amp;").replace('"', "&quot;")
        return {"address": _trusted(address), "width": still.width, "height": still.height}

    def _picture(self, picture: Picture) -> dict[str, Any]:
        try:
            small = shrink(picture.data)
        except Refused as error:
            return {"kind": "text", "text": error.text(self._.language)}
        return {
            "kind": "picture",
            "address": f"data:{small.kind};base64,{chart_pack.packed(small.data)}",
            "width": small.width,
            "height": small.height,
            "alt": picture.alt,
            "caption": picture.caption,
        }


def _size(views: Sequence[Column]) -> str:
    """Where a table may be parted at a page's end: nowhere, anywhere, or as many do."""
    rows = len(views[0].cells) if views else 0
    if sum(len(str(cell)) for view in views for cell in view.cells) > _TALL * rows:
        return "tall"
    return "short" if rows <= SHORT else ""


def _with_cards(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Several labelled texts in a row, such as a test card's, become one list of them."""
    gathered: list[dict[str, Any]] = []
    for labelled, group in groupby(views, lambda view: bool(view.get("label"))):
        entries = list(group)
        together = labelled and len(entries) > 1
        gathered += [{"kind": "card", "entries": entries}] if together else entries
    return gathered


def _page_rules(document: Document, _: Translator) -> str:
    """The running head and the page numbers; the head's text is people's, so it is escaped."""
    number = " ".join(
        {"\0": "counter(page)", "\1": "counter(pages)"}.get(piece, _css_string(piece))
        for piece in numbered_page(_)
    )
    sample = _("Sample lab: the values are made up.") if document.sample else ""
    return (
        "@page { size: A4; margin: 22mm 18mm 20mm;"
        " font: 8.5pt 'Segoe UI', system-ui, Arial, sans-serif; color: #4a5763;"
        f" @top-left {{ content: {_css_string(document.title)}; }}"
        f" @top-right {{ content: {_css_string(sample or document.subtitle)}; }}"
        f" @bottom-right {{ content: {number}; }} }}"
        " @page :first { margin-top: 16mm; @top-left { content: none; }"
        f" @top-right {{ content: {_css_string(sample)}; }} }}"
    )


def _css_string(text: str) -> str:
    """Any text as a CSS string; only letters and digits stand as they are."""
    return '"' + re.sub(r"[^a-zA-Z0-9]", lambda match: f"\\{ord(match[0]):x} ", text[:90]) + '"'


def _packed_charts(charts: Sequence[Chart], language: str) -> dict[str, Any]:
    if not charts:
        return {"charts": False}
    library = chart_pack.library(chart_pack.kinds(charts))
    return {
        "charts": True,
        "figures": chart_pack.packed(chart_pack.squeezed(chart_pack.pack(charts, language))),
        "plotly": chart_pack.packed(library.packed),
        "source": library.source,
    }


def _policy(parts: Mapping[str, str], plotly: bytes | None) -> str:
    """Only this file's own scripts and styles, known by their hashes; no request, no form."""
    scripts = [chart_pack.fingerprint(parts["script"].encode())] if parts["script"] else []
    styles = [chart_pack.fingerprint(parts[name].encode()) for name in ("css", "page_css")]
    if plotly is not None:
        scripts.append(chart_pack.fingerprint(plotly))
        styles.append(chart_pack.fingerprint(parts["plotly_css"].encode()))
    allowed = " ".join(scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {' '.join(styles)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


@lru_cache
def _asset(name: str) -> str:
    return (files("labmethods.reporting") / name).read_text(encoding="utf-8")


@lru_cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("labmethods.reporting", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja")


def _trusted(html: str) -> Any:
    """Text of our own, or that has been made safe: the template prints it as it is."""
    from markupsafe import Markup

    return Markup(html)
