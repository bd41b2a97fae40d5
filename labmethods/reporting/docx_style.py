"""How a Word report looks: type, colours, page, running head and numbers, as named styles."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

INK = RGBColor(0x17, 0x21, 0x2B)
QUIET = RGBColor(0x4A, 0x57, 0x63)
LINK = RGBColor(0x00, 0x5B, 0x8E)
FONT = "Segoe UI"
TEXT_WIDTH = Mm(170)

_SIZES = {"Title": 28, "Heading 1": 20, "Heading 2": 15, "Heading 3": 13, "Heading 4": 12}

_SHORT = {"Title": 22, "Heading 1": 15, "Heading 2": 12}


def dress(word: Word, locale: str, size: int = 11, *, short: bool = False) -> None:
    """Set the page and the styles.

    Parameters
    ----------
    locale
        The language that Word checks spelling in.
    size
        The size of the text's type, in points.
    short
        Whether headings are small, so that all fits on few pages.
    """
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    normal = word.styles["Normal"]
    _type(normal, size, INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.2
    _speak(normal, locale)
    for name, heading in (_SIZES | _SHORT if short else _SIZES).items():
        _heading(word.styles[name], heading)
    _type(word.styles["Subtitle"], 14, QUIET, italic=False)
    for spread in word.styles["Subtitle"].element.findall(f".//{qn('w:spacing')}[@{qn('w:val')}]"):
        spread.getparent().remove(spread)
    _type(word.styles["Caption"], 11, INK, bold=True)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    _type(word.styles["Quote"], 11, INK, italic=False)
    word.styles["Quote"].paragraph_format.left_indent = Mm(8)
    _own(word, "Source", 9, QUIET)
    _own(word, "Label", 9, QUIET, bold=True).paragraph_format.keep_with_next = True
    _own(word, "Code", 9, INK).font.name = "Consolas"
    _own(word, "Running head", 8, QUIET).paragraph_format.tab_stops.add_tab_stop(
        TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT
    )
    _boxed(_own(word, "Notice", 11, INK), "E69F00", "FFF6DF")
    _boxed(_own(word, "Problem", 11, INK), "D55E00", "FFFFFF")
    _link_style(word)
    _hyphenate(word)


def _hyphenate(word: Word) -> None:
    """Word's own hyphens, so that long Swedish words fit narrow columns; none in headings."""
    settings = word.settings.element
    on = OxmlElement("w:autoHyphenation")
    tab_stop = settings.find(qn("w:defaultTabStop"))
    if tab_stop is None:
        settings.insert(0, on)
    else:
        tab_stop.addnext(on)
    for name in ("Subtitle", "Caption", *_SIZES):
        properties = word.styles[name].element.get_or_add_pPr()
        off = OxmlElement("w:suppressAutoHyphens")
        properties.insert_element_before(off, *_AFTER_HYPHENS)


_AFTER_HYPHENS = (
    *("w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE"),
    *("w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection"),
    *("w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr"),
)


def head_and_foot(word: Word, left: str, right: str, page: list[str]) -> None:
    """The running head, and the page numbers: ``page`` mixes words with PAGE and NUMPAGES."""
    section = word.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = "Running head"
    head.add_run(f"{left}\t{right}")
    foot.add_run("\t")
    for piece in page:
        if piece in ("PAGE", "NUMPAGES"):
            field(foot, piece, "1")
        else:
            foot.add_run(piece)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word works out; ``shown`` stands there until it does."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("text", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def _type(style: Any, size: int, colour: RGBColor, **marks: bool) -> None:
    style.font.name = FONT
    # Word's own headings name a theme font, which would go before ours.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    for mark, on in marks.items():
        setattr(style.font, mark, on)


def _heading(style: Any, size: int) -> None:
    _type(style, size, INK, bold=True, italic=False)
    style.paragraph_format.space_before = Pt(size)
    style.paragraph_format.space_after = Pt(size / 3)
    style.paragraph_format.keep_with_next = True
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _own(word: Word, name: str, size: int, colour: RGBColor, **marks: bool) -> Any:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    _type(style, size, colour, **marks)
    return style


def _boxed(style: Any, line: str, fill: str) -> None:
    properties = style.element.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    for side, width in (("top", "8"), ("left", "48"), ("bottom", "8"), ("right", "8")):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", width), ("space", "6"), ("color", line)):
            edge.set(qn(f"w:{name}"), value)
        border.append(edge)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _speak(style: Any, locale: str) -> None:
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), locale)
    style.element.get_or_add_rPr().append(language)


def _link_style(word: Word) -> None:
    style = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = LINK
    style.font.underline = True


def dress_table(table: Any, caption: str = "", *, together: bool = False) -> None:
    """Thin lines, a head that comes again on each page, whole rows, columns as wide as needed.

    Parameters
    ----------
    caption
        What screen readers say that the table is.
    together
        Whether the table stays on one page.
    """
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "D5DDE4")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    if caption:
        named = OxmlElement("w:tblCaption")
        named.set(qn("w:val"), caption)
        properties.append(named)
    for place, row in enumerate(table.rows):
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            row_properties.append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            kept = place == 0 or (together and place < len(table.rows) - 1)
            cell.paragraphs[0].paragraph_format.keep_with_next = kept
    _fit_columns(table)


def _fit_columns(table: Any) -> None:
    """Columns in which no word is broken, in smaller type if need be; long texts get the rest."""
    texts = [[cell.text for cell in column.cells] for column in table.columns]
    wanted = [min(max(map(len, column)), _LONG) for column in texts]
    # A text of several lines wants more than its longest word.
    beyond = _LINE if max(wanted) > 4 * _LINE else 0
    for size, word in _SIZES_IN_TABLES:
        least = [max(_longest_word(text, word) for text in column) for column in texts]
        if _width(sum(least) + beyond, len(least), size) <= 1:
            break
    if size < _SIZES_IN_TABLES[0][0]:
        _resize(table, size)
    room = max(0, (TEXT_WIDTH - len(least) * _BESIDE) / (_SIGN * size) - sum(least))
    longing = [max(want - word, 0) for want, word in zip(wanted, least, strict=True)]
    # Where all has its place, what is left goes to each by what it holds.
    shares = longing if sum(longing) else least
    signs = [word + room * one / sum(shares) for word, one in zip(least, shares, strict=True)]
    widths = [one * _SIGN * size + _BESIDE for one in signs]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        exact = int(TEXT_WIDTH * width / sum(widths))
        column.width = exact
        for cell in column.cells:
            cell.width = exact


_SIGN = Pt(0.68)
"""How wide a bold letter is in type of one point, in the fonts that stand in for ours, too."""
_BESIDE = Mm(3.8)
"""The space beside what stands in a cell."""
_SIZES_IN_TABLES = ((10, 20), (9, 18), (9, 14), (8, 12))
"""Type and the longest word that is kept whole, while the columns don't fit; the rest is
hyphenated."""
_LINE = 25
_LONG = 300


def _longest_word(text: str, most: int) -> int:
    return min(max(map(len, re.split(r"[\s/-]+", text))), most) or 1


def _width(signs: int, columns: int, size: int) -> float:
    """The part of the page's width that so many letters take."""
    return (signs * _SIGN * size + columns * _BESIDE) / TEXT_WIDTH


def _resize(table: Any, size: int) -> None:
    for cell in table._cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.iter_inner_content():
                for one in getattr(run, "runs", [run]):
                    one.font.size = Pt(size)
