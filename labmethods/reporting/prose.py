"""What people wrote, from Markdown to HTML that can do nothing but be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]")


def prose(markdown: str, *, under: int = 2) -> str:
    """Safe HTML of what people wrote.

    HTML in it is shown as it was typed, pictures become links (a report loads nothing), and its
    headings come below the heading of level ``under`` that it stands under.

    >>> prose("**Bra** <script>alert(1)</script>")
    '<p><strong>Bra</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    >>> prose("# Kaféet", under=3)
    '<h4>Kaféet</h4>'
    >>> prose("[klicka](javascript:alert(1))")
    '<p>[klicka](javascript:alert(1))</p>'
    """
    import nh3

    tokens = _parser().parse(markdown)
    _lower_headings(tokens, under)
    _mark_table_heads(tokens)
    html = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
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
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0]
        shown = re.sub(r"^https?://(www\.)?", "", address).removesuffix("/")
        parts.append(escape(text[end : match.start()]))
        parts.append(f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(shown)}</a>')
        end = match.end()
    return "".join([*parts, escape(text[end:])])


@lru_cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _picture_as_link)
    return parser


def _picture_as_link(renderer: Any, tokens: Sequence[Any], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    text = renderer.renderInlineAsText(token.children, options, env)
    address = str(token.attrGet("src") or "")
    return f'<a href="{escape(address)}">{escape(text or address)}</a>'


def _lower_headings(tokens: Sequence[Any], under: int) -> None:
    """Let what people call level 1, 2, 3 follow ``under`` without leaving a level out."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: min(under + 1 + place, 6) for place, tag in enumerate(used)}
    previous = under
    for token in tokens:
        if token.type == "heading_open":
            previous = min(levels[token.tag], previous + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{previous}"


def _mark_table_heads(tokens: Sequence[Any]) -> None:
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
