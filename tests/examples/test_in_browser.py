"""Search and match in a real browser, through the same command as ``labmethods open``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

import labmethods as lm
from labmethods import shipped
from tests.jupyterlab import SHOWN, Served, serve, start


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
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
    expect(notebook.get_by_text("Det här har matchningen utgått från")).to_be_visible()
    expect(notebook.get_by_role("button", name="Portalen").first).to_be_visible()


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
