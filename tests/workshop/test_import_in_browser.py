"""An export is imported in the workshop's template, as a facilitator does it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import labmethods as lm
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start
from tests.workshop import exports


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InJupyterLab]:
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("served")) as lab:
        home = lab.home
    made = serve(home)
    yield made
    made.stop()


@pytest.fixture
def page(chromium, served) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 1000}, locale="sv-SE")
    context.set_default_timeout(90_000)
    expect.set_options(timeout=90_000)
    page = context.new_page()
    page.goto(served.address("05-workshop"))
    start(page)
    yield page
    context.close()


def test_a_file_is_uploaded_looked_at_taken_and_stands_in_the_minutes(page, served, tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(exports.mentimeter())
    shown = page.locator(SHOWN)
    shown.get_by_role("button", name="Från Mentimeter eller Slido").click()
    with page.expect_file_chooser() as chooser:
        shown.get_by_role("button", name="Välj filen från Mentimeter eller Slido").click()
    chooser.value.set_files(str(path))
    expect(shown.get_by_text("Borttaget innan något sparades")).to_be_visible()
    shown.get_by_label(exports.OPEN, exact=True).select_option("Idéer att pröva")
    shown.get_by_role("button", name="Se vad som skulle komma in").click()
    expect(shown.get_by_text("6 rundor och 43 bidrag skulle komma in")).to_be_visible()
    shown.get_by_role("button", name="Importera workshoppen").click()
    expect(shown.get_by_text("6 rundor och 43 bidrag importerade")).to_be_visible()
    shown.get_by_role("button", name="Protokollet").click()
    expect(shown.get_by_role("heading", name=exports.CHOICE).first).to_be_visible()
    with lm.open_lab(served.home) as lab:
        assert lab.workshop_rounds.find(question=exports.OPEN)[0].kind == "idea"
