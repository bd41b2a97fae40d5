"""The report across labs in a real Chromium, in both languages: axe-core, no request, no error."""

from __future__ import annotations

import gzip

import pytest

from labmethods.programme.write import write_programme
from tests.reporting.conftest import ASSETS
from tests.reporting.test_html_in_browser import RULES


@pytest.fixture(scope="module")
def pages(homes, tmp_path_factory):
    out = tmp_path_factory.mktemp("programme")
    return {
        language: write_programme(homes, out=out / language, language=language)[0]
        for language in ("sv", "en")
    }


@pytest.mark.parametrize(("language", "width"), [("sv", 1280), ("en", 360)])
def test_axe_finds_no_violation_and_nothing_is_asked_from_the_network(
    chromium, pages, language, width
):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[language].as_uri())
    height = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, height, 600):
        page.evaluate(f"scrollTo(0, {place})")
        page.wait_for_timeout(30)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.evaluate(gzip.decompress((ASSETS / "axe.min.js.gz").read_bytes()).decode() + ";null")
    found = page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    assert len(found["passes"]) > 20
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert asked == [pages[language].as_uri()]
    assert said == []
    plots = page.locator(".plot").count()
    assert plots == page.locator(".plot .live > .plot-container").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == language
    page.close()
