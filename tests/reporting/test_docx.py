import io
import re
import shutil
import subprocess
import zipfile

import docx
import pandas as pd
import pytest
from lxml import etree

from labmethods.blocks import Heading, Markup, Picture, Prose, Table, Text
from labmethods.reporting.document import Document, Part
from labmethods.reporting.docx import docx_bytes, write_docx
from labmethods.reporting.stills import draw
from tests.reporting.conftest import need_browser, sample_document
from tests.reporting.payloads import PAYLOADS
from tests.reporting.test_html_in_browser import infected
from tests.test_photos import photo

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document, stills=()):
    return docx.Document(io.BytesIO(docx_bytes(document, stills)))


def of_blocks(*blocks, **values) -> Document:
    return Document("Labbet", parts=(Part("a", "Delen", blocks),), **values)


def texts(word, style: str) -> list[str]:
    return [one.text for one in word.paragraphs if one.style.name == style]


def every_part(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def png_stills():
    need_browser()
    return draw(list(sample_document().charts()), "sv", kind="png")


def test_headings_captions_and_tables_are_words_own(png_stills):
    word = opened(sample_document(), png_stills)
    assert texts(word, "Title") == ["Exempellabbet"]
    assert texts(word, "Heading 1") == ["Vilka spelar roll", "Det vi prövar"]
    assert texts(word, "Heading 2") == ["Bedömning"]
    assert texts(word, "Heading 3") == ["Tankar"]
    assert texts(word, "Caption") == [
        "Diagram 1. Intervjuerna ökar",
        "Diagram 2. Kommunen har mest inflytande",
        "Tabell 1. Aktörer i juni 2018, n = 2",
    ]
    actors = word.tables[-1]
    assert [cell.text for cell in actors.rows[0].cells] == ["Aktör", "Inflytande", "Sedan"]
    assert [cell.text for cell in actors.rows[2].cells] == ["Föreningen", "–", "2018"]
    assert actors._tbl.findall(f".//{W}tblHeader")


def test_charts_are_pictures_with_their_alternative_text(png_stills):
    word = opened(sample_document(), png_stills)
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Linjediagram: från 0 till 16,5.",
        "Stapeldiagram: Kommunen 5, Föreningen 3.",
    ]


def test_no_word_of_a_table_is_broken_and_long_texts_get_the_room():
    frame = pd.DataFrame(
        {
            "Aktör": ["Hyresgästföreningen"],
            "Makt": [5],
            "Varför": ["Vi såg att det behövdes. " * 12],
        }
    )
    (table,) = of_words_tables(frame)
    widths = [cell.width.mm for cell in table.rows[0].cells]
    assert widths[0] > 35
    assert 8 < widths[1] < widths[0] < widths[2]
    assert round(sum(widths)) == 170


def test_a_wide_table_has_smaller_type_and_words_own_hyphens():
    titles = [
        "Vägledningscentrum",
        "Arbetsförmedlingen",
        "Hyresgästföreningen",
        "Kommunbiblioteket",
    ]
    frame = pd.DataFrame([titles * 2], columns=[f"{one} {n}" for n in (1, 2) for one in titles])
    (table,) = of_words_tables(frame)
    assert table.cell(1, 0).paragraphs[0].runs[0].font.size.pt < 10
    settings = every_part(docx_bytes(of_blocks(Table(frame, "Bred"))))["word/settings.xml"]
    assert b"<w:autoHyphenation/>" in settings


def of_words_tables(frame: pd.DataFrame) -> list:
    return opened(of_blocks(Table(frame, "Tabell"))).tables


def test_without_a_browser_a_chart_is_told_and_its_table_stands_there(tmp_path, monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")
    path = tmp_path / "rapport.docx"
    write_docx(sample_document(), path)
    word = docx.Document(path)
    assert len(word.inline_shapes) == 0
    assert "Stapeldiagram: Kommunen 5, Föreningen 3." in texts(word, "Normal")
    assert len(word.tables) == 2


def test_the_same_document_gives_the_same_bytes(png_stills):
    assert docx_bytes(sample_document(), png_stills) == docx_bytes(sample_document(), png_stills)


def test_the_file_knows_its_language_and_title():
    word = opened(sample_document(language="sv"))
    assert word.core_properties.language == "sv-SE"
    assert word.core_properties.title == "Exempellabbet"
    assert word.styles["Normal"].element.find(f".//{W}lang").get(f"{W}val") == "sv-SE"
    assert word.core_properties.author == "labmethods"


def test_the_running_head_says_that_values_are_made_up():
    header = opened(sample_document()).sections[0].header
    assert "Exempellabbet: påhittade värden." in header.paragraphs[0].text
    assert (
        "påhittade"
        not in opened(sample_document(sample=False)).sections[0].header.paragraphs[0].text
    )


def test_contents_lead_to_the_parts():
    parts = every_part(docx_bytes(sample_document()))
    root = etree.fromstring(parts["word/document.xml"])
    anchors = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert [anchor for anchor in anchors if anchor] == marks == ["part0", "part1"]


def test_prose_keeps_its_lists_its_looks_and_its_links():
    word = opened(
        of_blocks(
            Prose(
                "1. ett\n2. två\n\n- **fet**\n  - djup\n\n> sagt\n\n`kod` [x](https://example.org)"
            ),
            Prose("3. tre"),
        )
    )
    assert texts(word, "List Number") == ["ett", "två", "tre"]
    assert texts(word, "List Bullet") == ["fet"]
    assert texts(word, "List Bullet 2") == ["djup"]
    assert texts(word, "Quote") == ["sagt"]
    first, _, third = (one for one in word.paragraphs if one.style.name == "List Number")
    numbers = word.part.numbering_part.element
    start = numbers.num_having_numId(third._p.pPr.numPr.numId.val).find(f".//{W}startOverride")
    assert first._p.pPr.numPr.numId.val != third._p.pPr.numPr.numId.val
    assert start.get(f"{W}val") == "3"
    bold = next(one for one in word.paragraphs if one.text == "fet").runs[0]
    assert bold.bold


def test_own_cells_tables_text_and_pictures_come_along():
    html = (
        pd.DataFrame({"n": [1]}, index=["Boden"])._repr_html_()
        + "<p>Se <b>här</b></p><ul><li>a</li></ul>"
    )
    word = opened(of_blocks(Markup(html), Picture(photo(), "En ruta", "Foto"), Picture(b"x", "")))
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["", "n"],
        ["Boden", "1"],
    ]
    normal = texts(word, "Normal")
    assert {"Se här", "a"} <= set(normal)
    assert any("Bilden kan inte visas" in text for text in normal)
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "En ruta"


def test_a_failed_part_and_an_empty_table_say_so():
    empty = Table(pd.DataFrame({"a": [], "b": []}), "Tom")
    word = opened(Document("x", parts=(Part("a", "A", (empty,), error="Filen saknas."),)))
    assert "Filen saknas." in texts(word, "Problem")[0]
    assert word.tables[0].cell(1, 0).text == "Inget är noterat ännu."


def test_scripts_in_every_text_stay_text():
    data = docx_bytes(Document("".join(PAYLOADS), parts=tuple(map(infected, PAYLOADS))))
    parts = every_part(data)
    relations = b"".join(content for name, content in parts.items() if name.endswith(".rels"))
    targets = re.findall(rb'Target="([^"]*)" TargetMode="External"', relations)
    assert targets
    assert all(re.match(rb"(https?:|mailto:)", target) for target in targets)
    codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", b"".join(parts.values()))
    assert {code.split()[0] for code in codes} == {b"SEQ", b"PAGE", b"NUMPAGES"}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


def test_characters_that_no_word_file_may_hold_are_left_out():
    odd = "a\x00b\x0bc\ud800d"
    word = opened(of_blocks(Text(odd), Heading(odd), Prose(odd)))
    assert texts(word, "Heading 2") == ["abcd"]
    assert "abcd" in texts(word, "Normal")


def test_libreoffice_opens_it(tmp_path, png_stills):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("no LibreOffice on this machine")
    path = tmp_path / "rapport.docx"
    path.write_bytes(docx_bytes(sample_document(), png_stills))
    profile = (tmp_path / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, timeout=120)
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "rapport.pdf").pages)
    assert "Diagram 1. Intervjuerna ökar" in text
    assert "Sida 1 av" in text
