"""The indicators' template as a facilitator works in it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

import labmethods as lm
from tests.jupyterlab import SHOWN, start


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1366, "height": 1000}, locale="sv-SE", accept_downloads=True
    )
    context.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    yield context.new_page()
    context.close()


def fill(page: Page, label: str, value: str) -> None:
    fields = page.locator(SHOWN).get_by_role("textbox", name=label, exact=True)
    field = fields.filter(visible=True).last
    field.fill(value)
    field.press("Tab")


def saved(page: Page, button: str, to: Path) -> Path:
    with page.expect_download() as download:
        page.locator(SHOWN).get_by_role("button", name=button).first.click()
    path = to / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_values_are_typed_shown_and_saved(page, jupyter, tmp_path):
    page.goto(jupyter.address("03-indicators"))
    start(page)
    page.get_by_role("button", name="Lägg till indikator").click()
    fill(page, "Indikator (måste fyllas i)", "Nya kontakter")
    page.get_by_role("button", name="Lägg till observation").click()
    fill(page, "Period (måste fyllas i)", "2019")
    fill(page, "Värde", "12")
    expect(page.locator(SHOWN).get_by_role("heading", name="Nya kontakter: 12")).to_be_visible()
    expect(page.locator(f"{SHOWN} .js-plotly-plot").first).to_be_visible()
    page.locator(f"{SHOWN} summary").get_by_text("Siffrorna som tabell").first.click()
    expect(page.locator(f"{SHOWN} .lm-chart td").get_by_text("12").first).to_be_visible()
    with lm.open_lab(jupyter.home) as lab:
        assert [one.value for one in lab["observations"].all()] == [12]

    book = openpyxl.load_workbook(saved(page, "Excel (xlsx)", tmp_path))
    assert [row[:4] for row in book["Värden"].iter_rows(values_only=True)][1] == (
        *("Nya kontakter", "2019", "Alla", 12),
    )
    text = saved(page, "Värden (csv)", tmp_path).read_text(encoding="utf-8-sig")
    assert "Nya kontakter;2019;Alla;12" in text
    png = saved(page, "Bild (png)", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    svg = saved(page, "Bild (svg)", tmp_path).read_text(encoding="utf-8")
    assert "Nya kontakter: 12" in svg
    assert "Källa" in svg
