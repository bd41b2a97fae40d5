"""The report as its maker meets it, clicked through in one real JupyterLab."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

import labmethods as lm
from labmethods.reporting.cover import cover_photo
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start
from tests.reporting.conftest import need_browser

NUMBER = "640823-3234"


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[InJupyterLab]:
    with lm.new_lab("Provlabbet", place="Provstad", to=tmp_path_factory.mktemp("made")) as lab:
        home = lab.home
        first = lab.actors.add(name="Exempelkyrkan", power=4, interest=4)
        other = lab.actors.add(name=f"Gården {NUMBER}", power=2, interest=5)
        lab.relations.add(source=first.id, target=other.id, kind="cooperates with")
        lab["facts"].change(lab.facts.id, challenge=f"Hyresgästen {NUMBER} har sagt nej.")
    made = serve(home)
    yield made
    made.stop()


def files(served: InJupyterLab) -> list[str]:
    folder = served.home / "reports"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def button(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


def choose(page: Page, place: Locator, name: str, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        button(place, name).click()
    chooser.value.set_files(str(path))


def test_a_chart_is_saved_with_that_hidden_which_points_out_a_person(page, served, tmp_path):
    page.goto(served.address("01-stakeholders"))
    start(page)
    shown = page.locator(SHOWN)
    button(shown, "Relationer").click()
    row = shown.locator(".lm-downloads:visible").first
    button(row, "Värden (csv)").click()
    expect(row).to_contain_text("2 uppgifter pekar ut personer")
    with page.expect_download() as download:
        button(row, "Spara med det dolt").click()
    expect(row).to_contain_text("Sparat som")
    download.value.save_as(tmp_path / "värden.csv")
    text = (tmp_path / "värden.csv").read_text(encoding="utf-8")
    assert "Gården ‹personnummer dolt›" in text
    assert NUMBER not in text


def test_a_report_is_prepared_decided_about_stopped_and_made(page, served, tmp_path):
    need_browser()
    page.goto(served.address("09-report"))
    start(page)
    shown = page.locator(SHOWN)

    # A photo larger than what Jupyter takes at a time.
    photo = tmp_path / "gården.jpg"
    Image.frombytes("RGB", (2400, 2400), os.urandom(2400 * 2400 * 3)).save(photo, quality=100)
    assert photo.stat().st_size > 11_000_000
    shown.get_by_text("Foto på omslaget").click()
    choose(page, shown, "Välj ett foto", photo)
    expect(shown.locator(".lm-file")).to_contain_text("gården.jpg")
    shown.get_by_label("Det fotot visar").fill("Gården en vinterdag")
    button(shown, "Sätt det på omslaget").click()
    expect(shown.get_by_role("img", name="Gården en vinterdag")).to_be_visible()
    with lm.open_lab(served.home) as lab:
        assert cover_photo(lab).alt == "Gården en vinterdag"

    # What points out a person stops it, and is decided in its place.
    make = button(shown, "Gör rapporten")
    make.click()
    expect(shown.get_by_text("Rapporten är inte gjord än")).to_be_visible()
    assert files(served) == []
    gate = shown.locator(".lm-gate")
    kept = gate.locator(".lm-form", has_text="Gården")
    button(kept, "Behåll det").click()
    expect(gate.get_by_role("alert")).to_contain_text("Skriv varför")
    kept.get_by_label("Varför det får lämna labbet").fill("Påhittat nummer ur en övning")
    button(kept, "Behåll det").click()
    expect(gate.locator(".lm-form")).to_have_count(1)
    expect(gate).to_contain_text("Hyresgästen 640823-3234 har sagt nej.")
    button(gate, "Ta bort det").click()
    expect(gate.locator(".lm-form")).to_have_count(0)
    with lm.open_lab(served.home) as lab:
        assert lab.facts.challenge == "Hyresgästen har sagt nej."
        (change,) = lab.history(table="privacy_decisions")
        assert change.after["reason"] == "Påhittat nummer ur en övning"

    # Stopped in the middle nothing is written; then one part becomes a PDF in English.
    shown.get_by_label("Fil", exact=True).select_option(label="PDF att skriva ut")
    shown.get_by_label("Språk").select_option(label="English")
    shown.get_by_text("Vilka delar").click()
    expect(shown.get_by_label("I rummet")).to_be_visible()
    for box in shown.get_by_role("checkbox").all():
        box.uncheck()
    shown.get_by_label("Vilka är viktiga").check()
    make.click()
    expect(shown.get_by_text(re.compile(r"^Rapporten görs: .+ \(\d+ av 12\)\.$"))).to_be_visible()
    button(shown, "Avbryt").click()
    expect(shown.get_by_text("Avbrutet. Ingen ny rapport skrevs")).to_be_visible()
    assert files(served) == []
    make.click()
    expect(shown.get_by_text("Rapporten är klar")).to_be_visible()
    (name,) = files(served)
    assert name == "provlabbet-report-selection.pdf"
    expect(shown.locator(".lm-path")).to_contain_text(name)
    with page.context.expect_page() as opened:
        shown.get_by_role("link", name="Öppna rapporten").click()
    assert opened.value.url.endswith(f"/files/reports/{name}")
