"""What people wrote, as HTML that can do nothing but be read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any

ADDRESSES = {"http", "https", "mailto"}
"""The only kinds of link that leave a report."""

_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("em", "strong", "s", "code", "pre", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]")


def styled(style: str) -> str:
    """A page's own style, and that nothing but it and pictures inside the file may be used.

    >>> styled("p { color: red }").startswith('<meta http-equiv="Content-Security-Policy"')
    True
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'\">"
        f"<style>{style}</style>"
    )


def safe_html(markdown: str, *, under: int | None = None) -> str:
    """Markdown as HTML without scripts, pictures or styles; links only http(s) and mailto.

    HTML in it is shown as it was typed, and pictures become links, so that nothing is loaded.

    Parameters
    ----------
    markdown
        What people wrote.
    under
        The level of the heading that the text stands under: its own come below, none left out.

    >>> safe_html("**Bra** <script>alert(1)</script>")
    '<p><strong>Bra</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    >>> safe_html("# Kaféet", under=3)
    '<h4>Kaféet</h4>'
    >>> safe_html("[klicka](javascript:alert(1))")
    '<p>[klicka](javascript:alert(1))</p>'
    """
    tokens = parsed(markdown) if under is None else lowered(parsed(markdown), under)
    _mark_table_heads(tokens)
    return _clean(_parser().renderer.render(tokens, _parser().options, {}))


def safe_markup(html: str, *, under: int = 2) -> str:
    """HTML that a lab's own cell made, without anything that runs, loads or looks different.

    >>> safe_markup('<h1 style="color:red" onclick="x()">Kaféet</h1><img src="x.png">')
    '<h3>Kaféet</h3>'
    """
    cleaned = _clean(html, _TAGS | {"caption", "dd", "div", "dl", "dt", "sub", "sup", "tfoot"})
    levels = sorted({int(level) for level in re.findall(r"<h([1-6])", cleaned)})
    lowered = re.sub(
        r"(</?h)([1-6])",
        lambda match: f"{match[1]}{min(under + 1 + levels.index(int(match[2])), 6)}",
        cleaned,
    )
    # pandas leaves the corner of a table empty: no heading for anything.
    return re.sub(r"<th(?: scope=\"\w+\")?></th>", "<td></td>", lowered)


def _clean(html: str, tags: set[str] = _TAGS) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=tags,
        attributes=_ATTRIBUTES,
        url_schemes=ADDRESSES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    ).strip()


def linked(text: str) -> str:
    """Safe HTML of a line such as a source: web addresses become links, the rest stands as it is.

    >>> linked("Kolada, https://kolada.se/om.")
    'Kolada, <a href="https://kolada.se/om" rel="noopener noreferrer">kolada.se/om</a>.'
    """
    return links(split_addresses(text))


def links(pieces: Iterable[tuple[str, str]]) -> str:
    """Safe HTML of a line in pieces: what to show, and the web address behind it or nothing."""
    return "".join(
        f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(piece)}</a>'
        if address
        else escape(piece)
        for piece, address in pieces
    )


def split_addresses(text: str) -> Iterator[tuple[str, str]]:
    """A line in pieces: what to show, and the web address behind it or nothing.

    >>> list(split_addresses("Se https://www.example.org/a/ nu"))
    [('Se ', ''), ('example.org/a', 'https://www.example.org/a/'), (' nu', '')]
    """
    end = 0
    for match in _ADDRESS.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield re.sub(r"^https?://(www\.)?", "", match[0]).removesuffix("/"), match[0]
        end = match.end()
    if end < len(text):
        yield text[end:], ""


def parsed(markdown: str) -> list[Any]:
    """The tokens of a text."""
    return _parser().parse(markdown)


@lru_cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(
        ["table", "strikethrough"]
    )
    parser.add_render_rule("image", _picture_as_link)
    return parser


def _picture_as_link(renderer: Any, tokens: Sequence[Any], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    text = renderer.renderInlineAsText(token.children, options, env)
    address = str(token.attrGet("src") or "")
    return f'<a href="{escape(address)}">{escape(text or address)}</a>'


def lowered(tokens: list[Any], under: int) -> list[Any]:
    """The tokens with headings that follow level ``under``, without leaving a level out."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: min(under + 1 + place, 6) for place, tag in enumerate(used)}
    previous = under
    for token in tokens:
        if token.type == "heading_open":
            previous = min(levels[token.tag], previous + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{previous}"
    return tokens


def _mark_table_heads(tokens: Sequence[Any]) -> None:
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
