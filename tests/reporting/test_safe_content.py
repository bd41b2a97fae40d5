"""What people typed is data: script payloads in every text field run nowhere."""

from __future__ import annotations

import itertools
import zipfile
from xml.etree import ElementTree

import nbformat
import pytest

import labmethods as lm
from labmethods.method import methods
from labmethods.reporting.compose import compose
from labmethods.reporting.gate import passed
from labmethods.reporting.write import write_document
from labmethods.workbook.folder import templates
from tests.filled import fill, text_fields
from tests.reporting.payloads import PAYLOADS


class Attacker:
    """Fills a field with as many payloads as it holds, another one first each time."""

    def __init__(self) -> None:
        self._next = itertools.cycle(range(len(PAYLOADS)))
        self.used: set[str] = set()

    def __call__(self, _table: str, _field: str, longest: int) -> str:
        start, text = next(self._next), ""
        for payload in (*PAYLOADS[start:], *PAYLOADS[:start]):
            longer = f"{text}\n\n{payload}" if text else payload
            # A long field holds them all; reports stay small enough to look at.
            if len(longer) > min(longest, 6000):
                break
            text = longer
            self.used.add(payload)
        return text or "<b>Namn</b>"


# Every field of every method, in a browser: minutes on a slow machine.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    attacker = Attacker()
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("attacked")) as lab:
        reached = fill(lab, attacker, records=3)
        assert len(set(text_fields(lab)) - set(reached)) <= 3
        assert attacker.used == set(PAYLOADS)
        for path in templates("sv").values():
            for cell in nbformat.read(path, as_version=4).cells:
                if key := cell.metadata.get("labmethods", {}).get("note"):
                    lab["notes"].add(key=key, text=attacker("notes", "text", 6000))
        yield lab


@pytest.fixture(scope="module")
def document(attacked):
    return passed(compose(attacked), [attacked], undecided="mask")


def test_the_report_does_nothing_of_what_was_typed(document, opened, tmp_path):
    write_document(document, tmp_path / "r.html")
    page = opened(tmp_path / "r.html")
    page.scroll_through()
    assert page.dialogs == []
    assert page.console == []
    assert page.requests == [(tmp_path / "r.html").as_uri()]
    links = page.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.protocol)")
    # Links within the page have its own protocol.
    assert set(links) <= {"https:", "http:", "mailto:", "file:"}
    assert page.page.locator("script:not([type]), iframe, object, embed, form").count() <= 2


def test_words_links_lead_to_the_web_or_to_mail(document, tmp_path):
    write_document(document, tmp_path / "r.docx", "docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as parts:
        links = ElementTree.fromstring(parts.read("word/_rels/document.xml.rels"))
    outside = [one.get("Target") for one in links if one.get("TargetMode") == "External"]
    assert [one for one in outside if not one.startswith(("http:", "https:", "mailto:"))] == []


def html_of(box) -> list[str]:
    """What each HTML widget of a panel puts in the page, titles of buttons and lists aside."""
    own = [box.value] if type(box).__name__ in ("HTML", "HTMLMath") else []
    return own + [text for one in getattr(box, "children", ()) for text in html_of(one)]


@pytest.mark.parametrize("name", list(methods()))
def test_panels_and_pages_of_a_notebook_do_nothing_of_it_either(attacked, opened, tmp_path, name):
    method = methods()[name]
    pieces = []
    if method.panel:
        pieces += html_of(attacked.panel(name))
    if method.report:
        shown = attacked.report(name)
        for block in attacked.blocks(name):
            pieces += [bundle.get("text/html", "") for bundle in shown._bundles(block)]
    assert pieces
    start = tmp_path / "start.html"
    start.write_text("<!doctype html><meta charset=utf-8><title>x</title><div></div>")
    page = opened(start)
    page.page.evaluate(
        """async (pieces) => {
          const place = document.querySelector("div");
          for (const piece of pieces) {
            place.innerHTML = piece;
            await new Promise((go) => setTimeout(go, 5));
          }
        }""",
        pieces,
    )
    page.page.wait_for_timeout(200)
    assert page.dialogs == []
    assert [line for line in page.console if "example.com" in line] == []
    assert [url for url in page.requests if url != start.as_uri()] == []
