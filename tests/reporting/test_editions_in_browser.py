"""Every edition in a real Chromium: for those who can't see it, and on a phone."""

from __future__ import annotations

import gzip

import pytest

import labmethods as lm
from labmethods import shipped
from labmethods.reporting.compose import compose
from labmethods.reporting.cover import choose_photo
from labmethods.reporting.editions import EDITIONS, PARTNER_NOTE
from labmethods.reporting.html import render
from tests.reporting.test_cover import photo
from tests.reporting.test_html_in_browser import AXE, RULES

PHONE = 390


@pytest.fixture(scope="module")
def pages(tmp_path_factory, laid_out):
    folder = tmp_path_factory.mktemp("editions")
    with lm.open_lab(laid_out(shipped.SAMPLE_LAB)) as lab:
        choose_photo(lab, photo(), "Gården i Björkdalen")
        lab.notes.add(key=PARTNER_NOTE, text="Kom till **mötet** i januari.")
        for readers in EDITIONS:
            for language in ("sv", "en"):
                page = render(compose(lab, readers=readers, language=language))
                (folder / f"{readers}-{language}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize("readers", EDITIONS)
def test_each_edition_is_clean_and_as_wide_as_its_screen(opened, pages, readers, width):
    path = pages / f"{readers}-sv.html"
    report = opened(path, width=width)
    report.scroll_through()
    assert report.page.evaluate("document.documentElement.scrollWidth") <= width
    report.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    report.page.evaluate(gzip.decompress(AXE.read_bytes()).decode() + ";null")
    found = report.page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert report.console == []
    assert report.requests == [path.as_uri()]


@pytest.mark.parametrize("readers", EDITIONS)
def test_the_language_is_marked_also_of_what_people_wrote(opened, pages, readers):
    page = opened(pages / f"{readers}-en.html").page
    assert page.locator("html").get_attribute("lang") == "en"
    # The challenge, or what is asked for, was written in Swedish.
    assert page.locator("[lang=sv]").count() >= 1


def test_every_picture_says_what_it_shows(opened, pages):
    page = opened(pages / "full-sv.html", scripts=False).page
    texts = page.evaluate("[...document.images].map((image) => image.alt)")
    assert len(texts) > 20
    assert all(len(text) > 10 for text in texts)


@pytest.mark.parametrize("readers", ["full", "board"])
def test_without_scripts_every_chart_is_its_picture(opened, pages, readers):
    page = opened(pages / f"{readers}-sv.html", scripts=False).page
    sizes = page.evaluate(
        "Promise.all([...document.querySelectorAll('.plot img')].map("
        "async (image) => (await image.decode(), image.naturalWidth)))"
    )
    assert sizes
    assert set(sizes) == {800}
