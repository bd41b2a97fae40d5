"""Search, match and adopt in a real browser, through the same command as ``labmethods open``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

import labmethods as lm
from labmethods import shipped
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[InJupyterLab]:
    folder = tmp_path_factory.mktemp("exempel")
    with lm.new_lab("Exempellabbet", to=folder, filled_from=shipped.SAMPLE_LAB) as made:
        home = made.home
    running = serve(home)
    yield running
    running.stop()


def test_what_is_searched_with_slips_is_found_with_its_reasons(page, served):
    page.goto(served.address("02-examples"))
    start(page)
    notebook = page.locator(SHOWN)
    # Letter by letter, as people type; with a slip and without dots.
    box = notebook.get_by_label("Vad söker ni?")
    box.press_sequentially("motesplats for ungdommar", delay=20)
    first = notebook.locator(".lm-hit").first
    expect(first).to_contain_text("Mötesplatsen i Lina Hage")
    expect(first).to_contain_text("Därför finns det med")
    notebook.get_by_role("button", name="Det här passar oss").click()
    expect(notebook.get_by_text("Det här har matchningen utgått från").first).to_be_visible()
    expect(notebook.get_by_role("button", name="Portalen").first).to_be_visible()


def test_a_match_is_opened_and_tried(page, served):
    page.goto(served.address("02-examples"))
    start(page)
    notebook = page.locator(SHOWN)
    notebook.get_by_role("button", name="Det här passar oss").click()
    # The list is drawn when its last button is there.
    expect(notebook.get_by_role("button", name="Visa 6 till")).to_be_visible()
    page.wait_for_timeout(1000)
    notebook.get_by_role("button", name="Portalen").click()
    expect(notebook.get_by_text("15 av 22 arbetslösa kvinnor")).to_be_visible()
    link = notebook.get_by_role("link", name="allmannyttan.se/vad-vi-gor/innovationslabbet-i-nor")
    assert link.first.get_attribute("rel") == "noopener noreferrer"

    notebook.get_by_label("Vad gör ni på annat sätt än de?").fill("Bara kvällar.")
    notebook.get_by_role("button", name="Pröva det här: gör ett utkast till experiment").click()
    expect(notebook.get_by_text("Nu finns ett utkast: Portalen.")).to_be_visible()
    with lm.open_lab(served.home) as lab:
        (experiment,) = lab.experiments.find(example="example-portalen")
        (adoption,) = lab.adoptions.find(experiment=experiment.id)
        assert (experiment.state, adoption.changed) == ("idea", "Bara kvällar.")

    notebook.get_by_role("link", name="Fortsätt med det i Vad vi prövar").click()
    expect(page.locator(SHOWN).get_by_role("heading", name="Vad prövar vi?")).to_be_visible()


def test_the_panel_has_no_word_of_english_and_nothing_runs_over_its_edge(page, served):
    page.goto(served.address("02-examples"))
    start(page)
    notebook = page.locator(SHOWN)
    for title in ("Sök", "Vilka som lärt av vilka", "Bilder och karta", "Vår egen katalog"):
        notebook.get_by_role("button", name=title, exact=False).first.click()
        expect(notebook.locator(".lm-status-error")).to_have_count(0)
        told = notebook.locator(".jp-OutputArea").first.inner_text()
        assert not {"Why", "the", "Source", "learnt", "None", "nan"} & set(told.split())
        wide = notebook.locator(".lm").first.evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide <= 1
