"""What people wrote in Markdown, as Word paragraphs, lists, tables and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from labmethods.prose import lowered, parsed, safe_markup
from labmethods.reporting.addresses import short
from labmethods.reporting.docx_style import dress_table

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Text without the characters that no Word file may hold."""
    return _ILLEGAL.sub("", text)


def add_linked(paragraph: Any, text: str, sources: Mapping[str, int]) -> None:
    """A line whose web addresses are links, each with its number in the list of sources."""
    for piece, address in short(text, sources):
        if address:
            add_link(paragraph, piece, address)
        else:
            paragraph.add_run(legal(piece))


def add_link(paragraph: Any, text: str, address: str = "", *, anchor: str = "") -> None:
    """A link to the web, or to a bookmark of the report."""
    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        related = paragraph.part.relate_to(
            legal(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), related)
    run = paragraph.add_run(legal(text), style="Hyperlink")
    link.append(run._r)
    paragraph._p.append(link)


@dataclass(frozen=True)
class _Look:
    """How the letters at hand look."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    address: str = ""


def add_prose(word: Word, markdown: str, *, under: int) -> None:
    """The text, its headings below level ``under``."""
    tokens = lowered(parsed(markdown), under)
    _Blocks(word).add(tokens)


class _Blocks:
    """Walks through the tokens of a text and writes what they say."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.lists: list[Any] = []
        self.quoted = 0

    def add(self, tokens: Sequence[Any]) -> None:
        tokens = iter(tokens)
        for token in tokens:
            match token.type:
                case "heading_open":
                    level = min(int(token.tag[1]) - 1, 4)
                    _inline(self.word.add_heading("", level), next(tokens))
                case "bullet_list_open":
                    self.lists.append(None)
                case "ordered_list_open":
                    self.lists.append(_numbering(self.word, int(token.attrGet("start") or 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "blockquote_open":
                    self.quoted += 1
                case "blockquote_close":
                    self.quoted -= 1
                case "inline":
                    _inline(self._paragraph(), token)
                case "fence" | "code_block":
                    self.word.add_paragraph(legal(token.content.rstrip("\n")), style="Code")
                case "table_open":
                    _table(self.word, tokens)

    def _paragraph(self) -> Any:
        if not self.lists:
            return self.word.add_paragraph(style="Quote" if self.quoted else None)
        depth = min(len(self.lists), 3)
        numbers = self.lists[-1]
        kind = "List Bullet" if numbers is None else "List Number"
        paragraph = self.word.add_paragraph(style=kind + (f" {depth}" if depth > 1 else ""))
        if numbers is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbers
        return paragraph


def _numbering(word: Word, start: int) -> int:
    """A numbered list that begins anew; Word would go on from the last one."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element
    known = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(known).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(start)
    return number.numId


def _table(word: Word, tokens: Iterator[Any]) -> None:
    rows: list[list[Any]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    table = word.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, token in enumerate(cells):
            _inline(table.cell(row, column).paragraphs[0], token, _Look(bold=row == 0))
    dress_table(table)
    word.add_paragraph()


def _inline(paragraph: Any, token: Any, look: _Look | None = None) -> None:
    looks = [look or _Look()]
    for child in token.children:
        match child.type:
            case "strong_open":
                looks.append(replace(looks[-1], bold=True))
            case "em_open":
                looks.append(replace(looks[-1], italic=True))
            case "s_open":
                looks.append(replace(looks[-1], strike=True))
            case "link_open":
                looks.append(replace(looks[-1], address=str(child.attrGet("href") or "")))
            case "strong_close" | "em_close" | "s_close" | "link_close":
                looks.pop()
            case "softbreak" | "hardbreak":
                paragraph.add_run().add_break()
            case "code_inline":
                _run(paragraph, child.content, replace(looks[-1], code=True))
            case "image":
                text = child.content or str(child.attrGet("src"))
                _run(paragraph, text, replace(looks[-1], address=str(child.attrGet("src"))))
            case _:
                _run(paragraph, child.content, looks[-1])


def _run(paragraph: Any, text: str, look: _Look) -> None:
    if not text:
        return
    if re.match(r"(https?://|mailto:)", look.address, re.IGNORECASE):
        add_link(paragraph, text, look.address)
        return
    run = paragraph.add_run(legal(text))
    run.bold, run.italic, run.font.strike = (
        look.bold or None,
        look.italic or None,
        look.strike or None,
    )
    if look.code:
        run.font.name = "Consolas"


def add_markup(word: Word, html: str) -> None:
    """What a lab's own cell made in HTML: its tables as tables, the rest as paragraphs."""
    from lxml import html as lxml_html

    safe = safe_markup(html)
    if not safe:
        return
    for element in lxml_html.fragment_fromstring(safe, create_parent="div").iter():
        if element.tag == "table":
            rows = [
                [" ".join(cell.text_content().split()) for cell in row.iter("th", "td")]
                for row in element.iter("tr")
            ]
            _plain_table(word, [row for row in rows if row])
        elif not any(True for _ in element.iterancestors("table")):
            text = " ".join(_own_text(element).split())
            if text:
                word.add_paragraph(legal(text))


_INLINE = {"a", "strong", "em", "s", "code", "sub", "sup", "br"}


def _own_text(element: Any) -> str:
    """The text that stands in an element itself, with its inline elements."""
    if element.tag in _INLINE:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return " ".join(parts)


def _plain_table(word: Word, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = word.add_table(len(rows), max(len(row) for row in rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            run = table.cell(row, column).paragraphs[0].add_run(legal(text))
            run.bold = row == 0 or None
    dress_table(table)
    word.add_paragraph()
