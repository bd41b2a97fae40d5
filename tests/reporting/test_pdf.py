import datetime
import re

import pytest
from pypdf import PdfReader

from labmethods.errors import LabError
from labmethods.reporting import browser
from labmethods.reporting.browser import NoBrowser
from labmethods.reporting.pdf import same_each_time, write_pdf
from tests.reporting.conftest import need_browser, sample_document


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> PdfReader:
    need_browser()
    path = tmp_path_factory.mktemp("pdf") / "rapport.pdf"
    write_pdf(sample_document(charts=3), path)
    return PdfReader(path)


def test_what_a_browser_writes_anew_each_time_is_the_same():
    first = b"/CreationDate (D:20261124210224+00'00') /ID (node00000152) (node00000160)"
    again = b"/CreationDate (D:20261124230901+01'00') /ID (node00000176) (node00000199)"
    day = datetime.date(2026, 11, 24)
    assert same_each_time(first, day) == same_each_time(again, day)
    assert len(same_each_time(first, day)) == len(first)


def test_the_sheets_are_a4_with_head_and_page_numbers(printed):
    pages = printed.pages
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (595, 842)
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Sida {number} av {len(pages)}" in text
        assert "Exempellabbet: påhittade värden." in text


def test_headings_are_bookmarks(printed):
    def titles(outline):
        for item in outline:
            yield from titles(item) if isinstance(item, list) else [item.title]

    found = list(titles(printed.outline))
    assert found[0] == "Exempellabbet"
    assert {"Vilka spelar roll", "Bedömning", "Tankar", "Det vi prövar"} <= set(found)


def test_it_is_tagged_in_its_language_with_alternative_texts(printed):
    catalogue = printed.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "sv"
    texts = re.findall("Linjediagram: från 0 till 16,5.", _alternatives(catalogue))
    assert len(texts) == 2


def _alternatives(node, depth: int = 0) -> str:
    node = node.get_object() if hasattr(node, "get_object") else node
    found = []
    if isinstance(node, list):
        found += [_alternatives(kid, depth + 1) for kid in node]
    elif isinstance(node, dict) and depth < 200:
        found.append(str(node.get("/Alt", "")))
        found += [
            _alternatives(node[key], depth + 1) for key in ("/StructTreeRoot", "/K") if key in node
        ]
    return "\n".join(text for text in found if text)


def test_a_chart_stands_on_the_same_sheet_as_its_title(printed):
    texts = [page.extract_text() for page in printed.pages]
    assert sum(text.count("Jobbintervjuer") for text in texts) == 2
    for text in texts:
        assert text.count("Intervjuerna ökar") == text.count("Jobbintervjuer")


def test_it_holds_no_script(printed):
    names = printed.trailer["/Root"].get("/Names", {})
    assert "/JavaScript" not in names
    assert "/OpenAction" not in printed.trailer["/Root"]


def test_without_a_browser_the_way_out_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")
    target = tmp_path / "rapport.pdf"
    with pytest.raises(NoBrowser) as raised:
        write_pdf(sample_document(), target)
    assert "webbsida" in raised.value.text("sv")
    assert not target.exists()


@pytest.mark.parametrize(("program", "says"), [("false", "kod 1"), ("true", "ingen pdf")])
def test_a_browser_that_prints_nothing_is_named(monkeypatch, tmp_path, program, says):
    monkeypatch.setenv("LABMETHODS_BROWSER", program)
    target = tmp_path / "rapport.pdf"
    with pytest.raises(LabError) as raised:
        write_pdf(sample_document(), target)
    assert says in raised.value.text("sv")
    assert not target.exists()


def test_a_browser_that_hangs_is_stopped(monkeypatch, tmp_path):
    script = tmp_path / "browser"
    script.write_text("#!/bin/sh\nsleep 30\n", encoding="utf-8")
    script.chmod(0o755)
    with pytest.raises(browser.BrowserFailed, match="1 sekunder"):
        browser.run(script, tmp_path / "page.html", seconds=1)


def test_edge_and_chrome_are_found_where_windows_has_them(monkeypatch, tmp_path):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.delenv("LABMETHODS_BROWSER", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser.sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setattr(
        browser, "_WINDOWS", tuple(place.replace("\\", "/") for place in browser._WINDOWS)
    )
    assert browser.find() == edge
