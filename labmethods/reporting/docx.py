"""A document as a Word file: real headings, captions and tables, charts as pictures."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from labmethods.blocks import Block, Chart, Heading, Markup, Picture, Prose, Table, Text
from labmethods.errors import Refused
from labmethods.language import translator
from labmethods.photos import shrink
from labmethods.reporting import browser
from labmethods.reporting.addresses import numbered
from labmethods.reporting.cells import columns
from labmethods.reporting.charts import pack
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.docx_prose import add_link, add_linked, add_markup, add_prose, legal
from labmethods.reporting.docx_style import TEXT_WIDTH, dress, dress_table, field, head_and_foot
from labmethods.reporting.fonts import unshown
from labmethods.reporting.stills import Still, draw
from labmethods.reporting.wording import footer_lines, more, numbered_page, source_line, words

CHART = 0.86
"""The part of the text's width that a chart takes, as in the PDF."""
BOARD_CHART = 0.78
"""The same where four pages must do."""
TALLEST = Mm(150)
_TOGETHER = 8
"""Tables of at most so many rows stay on one page; Word would leave half a page empty for more."""
_TYPE = {"residents": 14, "board": 10}
"""The size of type where it isn't the usual one."""
_EARLIEST = datetime.datetime(1980, 1, 1)


def write_docx(document: Document, target: Path) -> str:
    """Write the document as a Word file; its charts are pictures where a browser can draw them.

    Gives the signs in these pictures that this computer has no font for.
    """
    charts = list(document.charts())
    stills = draw(charts, document.language, kind="png")
    target.write_bytes(docx_bytes(document, stills))
    found = browser.find() if charts else None
    if found is None:
        return ""
    drawn = json.dumps(pack(charts, document.language), ensure_ascii=False)
    return unshown(drawn, found)


def docx_bytes(document: Document, stills: Sequence[Still | None] = ()) -> bytes:
    """The Word file; the same document gives the same bytes."""
    buffer = BytesIO()
    _Writer(document, stills).write().save(buffer)
    return _timeless(buffer.getvalue())


class _Writer:
    """Writes a document's parts and blocks one after the other, and numbers what has a caption."""

    def __init__(self, document: Document, stills: Sequence[Still | None]) -> None:
        self.document = document
        self.stills = stills
        self._ = translator(document.language)
        self.words = words(self._)
        self.sources = numbered(document.sources)
        self.chart = CHART if document.edition != "board" else BOARD_CHART
        self.word = docx.Document()
        self.level = 2
        self.charts = 0
        self.tables = 0
        self.marks = 0

    def write(self) -> Any:
        document = self.document
        size, short = _TYPE.get(document.edition, 11), document.edition != "full"
        dress(self.word, self._.locale.replace("_", "-"), size, short=short)
        self._properties()
        sample = self.words["sample"] if document.sample else ""
        page = [{"\0": "PAGE", "\1": "NUMPAGES"}.get(one, one) for one in numbered_page(self._)]
        head_and_foot(self.word, legal(document.title), legal(sample or document.subtitle), page)
        self._cover(sample)
        self._contents()
        for place, part in enumerate(document.parts):
            self._part(place, part)
        for line in footer_lines(document, self._):
            self._line(line, "Source")
        return self.word

    def _properties(self) -> None:
        document, known = self.document, self.word.core_properties
        made = document.made_on or _EARLIEST.date()
        known.title, known.subject = legal(document.title)[:255], legal(document.subtitle)[:255]
        known.author = known.last_modified_by = "labmethods"
        known.comments, known.language = "", self._.locale.replace("_", "-")
        known.created = known.modified = datetime.datetime.combine(made, datetime.time(12))
        known.identifier = legal(document.version)[:255]

    def _cover(self, sample: str) -> None:
        document = self.document
        if sample:
            notice = self.word.add_paragraph(style="Notice")
            notice.add_run(sample + " ").bold = True
            notice.add_run(self.words["sample_more"])
        self._line(document.title, "Title")
        if document.subtitle:
            self._line(document.subtitle, "Subtitle")
        if document.photo:
            self._picture(document.photo)
        self._facts()
        if document.summary:
            self.word.add_heading(self.words["summary"], 1)
            self._blocks(document.summary)

    def _facts(self) -> None:
        """A line each; one line for all where the edition must be short."""
        paragraph = None
        for fact in self.document.facts:
            if paragraph is not None and self.document.edition != "full":
                paragraph.add_run(" · ")
            else:
                paragraph = self.word.add_paragraph()
            paragraph.add_run(legal(fact.title) + ": ").bold = True
            self._linked(paragraph, fact.value or "–")
            if fact.source:
                paragraph = self.word.add_paragraph(style="Source")
                self._linked(paragraph, self._source(fact.source))

    def _contents(self) -> None:
        """A list that is right as it stands, and that Word can make anew with page numbers."""
        parts = self.document.parts
        if len(parts) < 2 or self.document.edition != "full":
            return
        self._line(self.words["contents"], "Label")
        for place, part in enumerate(parts):
            paragraph = self.word.add_paragraph(style="List Number")
            add_link(paragraph, part.title, anchor=f"part{place}")

    def _part(self, place: int, part: Part) -> None:
        heading = self.word.add_heading(legal(part.title), 1)
        heading.paragraph_format.page_break_before = place == 0 and self.document.edition == "full"
        self._bookmark(heading, f"part{place}")
        if part.error:
            problem = self.word.add_paragraph(style="Problem")
            problem.add_run(self.words["broken"] + " ").bold = True
            problem.add_run(legal(part.error))
        self._blocks(part.blocks)

    def _blocks(self, blocks: Sequence[Block | Findings]) -> None:
        self.level = 2
        for block in blocks:
            self._block(block)

    def _block(self, block: Block | Findings) -> None:
        match block:
            case Heading():
                self.level = min(max(block.level, 3), self.level + 1, 5)
                self.word.add_heading(legal(block.text), self.level - 1)
            case Text():
                if block.text.strip():
                    self._linked(self.word.add_paragraph(), block.text)
            case Prose():
                if block.markdown.strip():
                    if block.label:
                        self._line(block.label, "Label")
                    add_prose(self.word, block.markdown, under=self.level)
            case Table():
                self.tables += 1
                self._caption("Table", self._("Table {n}", n="\0"), self.tables, block.caption)
                self._table(block)
            case Chart():
                self._chart(block)
            case Markup():
                add_markup(self.word, block.html)
            case Picture():
                self._picture(block)
            case Findings():
                if block.group:
                    self._line(block.group, "Label")
                self.word.add_heading(legal(block.title), 2)
                for sentence in block.sentences:
                    self._line(sentence, "List Bullet")
                if block.left_out and self.document.edition == "full":
                    self._line(more(block, self._), "Source")
            case _:
                raise TypeError(f"a report holds blocks of labmethods.blocks, not {type(block)}")

    def _chart(self, chart: Chart) -> None:
        still = self.stills[self.charts] if self.charts < len(self.stills) else None
        self.charts += 1
        self._caption("Chart", self._("Chart {n}", n="\0"), self.charts, chart.finding)
        if still is not None:
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.keep_with_next = bool(chart.source or chart.note)
            # As high as leaves room on the page for what is said about it.
            width = min(TEXT_WIDTH * self.chart, TALLEST * still.width / still.height)
            self._place(paragraph, still.data, chart.alt, Emu(int(width)))
        else:
            self._line(chart.alt)
        for line in filter(None, (self._source(chart.source), chart.note)):
            self._linked(self.word.add_paragraph(style="Source"), line)
        if chart.table is not None:
            self._line(chart.table.caption, "Label")
            self._table(chart.table)

    def _picture(self, picture: Picture) -> None:
        try:
            small = shrink(picture.data)
        except Refused as error:
            self._line(error.text(self._.language))
            return
        width = min(TEXT_WIDTH, Mm(round(small.width * 25.4 / 96)))
        self._place(self.word.add_paragraph(), small.data, picture.alt, width)
        if picture.caption:
            self._line(picture.caption, "Source")

    def _place(self, paragraph: Any, data: bytes, alt: str, width: Emu) -> None:
        shape = paragraph.add_run().add_picture(BytesIO(data), width=width)
        known = shape._inline.docPr
        known.set("descr", legal(alt))
        known.set("name", f"{known.id}")

    def _caption(self, sequence: str, pattern: str, number: int, text: str) -> None:
        """A caption with Word's own numbering, so that a list of charts can be made."""
        before, _, after = pattern.partition("\0")
        paragraph = self.word.add_paragraph(style="Caption")
        paragraph.add_run(before)
        field(paragraph, f"SEQ {sequence} \\* ARABIC", str(number))
        paragraph.add_run(f"{after}. {legal(text)}")

    def _table(self, table: Table) -> None:
        views = columns(table.frame, self._)
        rows = list(zip(*(view.cells for view in views), strict=True))
        made = self.word.add_table(1 + max(len(rows), 1), max(len(views), 1))
        for place, view in enumerate(views):
            self._cell(made.cell(0, place), view.title, view.number, bold=True)
        for row, cells in enumerate(rows, 1):
            for place, cell in enumerate(cells):
                number = views[place].number
                self._cell(made.cell(row, place), cell, number, bold=place == 0 and not number)
        if not rows:
            self._cell(made.cell(1, 0), self.words["no_rows"], False)
        dress_table(made, legal(table.caption), together=len(rows) <= _TOGETHER)
        # Word joins two tables that no paragraph parts.
        for line in list(filter(None, (self._source(table.source), table.note))) or [""]:
            self._linked(self.word.add_paragraph(style="Source"), line)

    def _cell(self, cell: Any, text: str, number: bool, bold: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.space_before = Pt(3)
        self._linked(paragraph, text)
        for run in paragraph.runs:
            run.font.size = Pt(10)
            run.bold = bold or None
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _linked(self, paragraph: Any, text: str) -> None:
        add_linked(paragraph, text, self.sources)

    def _line(self, text: str, style: str | None = None) -> None:
        self.word.add_paragraph(legal(text), style=style)

    def _source(self, text: str) -> str:
        return source_line(text, self._)

    def _bookmark(self, paragraph: Any, name: str) -> None:
        self.marks += 1
        for kind in ("Start", "End"):
            mark = OxmlElement(f"w:bookmark{kind}")
            mark.set(qn("w:id"), str(self.marks))
            if kind == "Start":
                mark.set(qn("w:name"), name)
                paragraph._p.insert_element_before(mark, "w:r")
            else:
                paragraph._p.append(mark)


def _timeless(data: bytes) -> bytes:
    """The same file without the moment that each of its parts was packed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
