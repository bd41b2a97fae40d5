"""The indicators' template as a facilitator works in it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

import labmethods as lm
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start
from tests.sources.conftest import Answers, answering_as_kolada


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory) -> Iterator[InJupyterLab]:
    """JupyterLab on a lab in Boden, with Kolada's recorded answers in place of Kolada."""
    folder = tmp_path_factory.mktemp("served")
    answers = answering_as_kolada(Answers())
    with lm.new_lab("Provlabbet", to=folder) as lab:
        lab["facts"].change(lab.facts.id, municipality_code="2582")
        home = lab.home
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABMETHODS_KOLADA", f"{answers.address}/v3")
        patch.setenv("LABMETHODS_CACHE", str(folder / "cache"))
        served = serve(home)
    yield served
    served.stop()
    answers.close()


@pytest.fixture
def page(chromium, jupyter) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1366, "height": 1000}, locale="sv-SE", accept_downloads=True
    )
    context.set_default_timeout(90_000)
    expect.set_options(timeout=90_000)
    page = context.new_page()
    page.goto(jupyter.address("03-indicators"))
    start(page)
    yield page
    context.close()


def shown(page: Page) -> Locator:
    return page.locator(SHOWN)


def fill(page: Page, label: str, value: str) -> None:
    fields = shown(page).get_by_role("textbox", name=label, exact=True)
    field = fields.filter(visible=True).last
    field.fill(value)
    field.press("Tab")


def press(page: Page, name: str) -> None:
    shown(page).get_by_role("button", name=name).filter(visible=True).first.click()


def open_part(page: Page, title: str) -> None:
    shown(page).get_by_role("button", name=title).click()


def settled(page: Page) -> None:
    """Wait until the kernel has answered and what it made stands on the page."""
    page.wait_for_function(
        """async (shown) => {
          const idle = () => document.querySelector(shown)
            .querySelector(".jp-Notebook-ExecutionIndicator").dataset.status === "idle";
          for (let quiet = 0; quiet < 15; quiet += 1) {
            await new Promise((done) => setTimeout(done, 100));
            if (!idle()) quiet = 0;
          }
          return true;
        }""",
        arg=SHOWN,
    )


def upload(page: Page, button: str, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        press(page, button)
    chooser.value.set_files(str(path))


def saved(page: Page, button: str, to: Path) -> Path:
    with page.expect_download() as download:
        press(page, button)
    path = to / download.value.suggested_filename
    download.value.save_as(path)
    return path


def heading(page: Page, words: str) -> None:
    expect(shown(page).get_by_role("heading", name=words).first).to_be_visible()


def test_values_are_typed_shown_and_saved(page, jupyter, tmp_path):
    press(page, "Lägg till indikator")
    fill(page, "Indikator (måste fyllas i)", "Nya kontakter")
    press(page, "Lägg till observation")
    fill(page, "Period (måste fyllas i)", "2019")
    fill(page, "Värde", "12")
    heading(page, "Nya kontakter, 2019: 12")
    expect(page.locator(f"{SHOWN} .js-plotly-plot").first).to_be_visible()
    page.locator(f"{SHOWN} summary").get_by_text("Siffrorna som tabell").first.click()
    expect(page.locator(f"{SHOWN} .lm-chart td").get_by_text("12").first).to_be_visible()
    with lm.open_lab(jupyter.home) as lab:
        assert [one.value for one in lab["observations"].all()] == [12]

    book = openpyxl.load_workbook(saved(page, "Excel (xlsx)", tmp_path))
    rows = list(book["Värden"].iter_rows(values_only=True))
    assert rows[1][:4] == ("Nya kontakter", "2019", "Alla", 12)
    text = saved(page, "Värden (csv)", tmp_path).read_text(encoding="utf-8-sig")
    assert "Nya kontakter;2019;Alla;12" in text
    png = saved(page, "Bild (png)", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    svg = saved(page, "Bild (svg)", tmp_path).read_text(encoding="utf-8")
    assert "Nya kontakter, 2019: 12" in svg
    assert "Källa" in svg


def test_a_key_figure_of_the_catalogue_is_followed_and_fetched(page, jupyter):
    open_part(page, "Välj ur katalogen")
    page.get_by_label("Fokusområde").filter(visible=True).first.select_option("Skola")
    settled(page)
    chosen = shown(page).locator("select").filter(has_text="[N15436]").first
    label = chosen.locator("option").filter(has_text="[N15436]").first.inner_text()
    chosen.select_option(label)
    press(page, "Följ den här")
    # The parts below are made anew for the new indicator.
    settled(page)
    open_part(page, "Hämta från offentlig statistik")
    fill(page, "År (tomt: de senaste tio)", "2016-2019")
    press(page, "Hämta från Kolada")
    expect(shown(page).get_by_text("12 nya").first).to_be_visible()
    heading(page, "82,4")
    with lm.open_lab(jupyter.home) as lab:
        fetched = [one for one in lab["observations"].all() if one.fetched_on]
    assert len(fetched) == 12
    assert {one.source for one in fetched} == {"Källa: Kolada (RKA)"}


def test_a_spreadsheet_is_looked_at_corrected_and_imported(page, jupyter, tmp_path):
    with lm.open_lab(jupyter.home) as lab:
        lab["indicators"].add(name="Besök", unit="count")
    start(page)
    page.locator(f"{SHOWN} .lm-list").get_by_role("button", name="Besök").first.click()
    settled(page)
    open_part(page, "Importera från ett kalkylblad")
    sheet = tmp_path / "besök.csv"
    sheet.write_bytes("Månad;Antal\r\nmars 2019;1 204\r\napril 2019;..\r\n".encode("cp1252"))
    upload(page, "Välj en fil", sheet)
    expect(shown(page).get_by_text("De första 2 av 2 rader").first).to_be_visible()
    press(page, "Importera raderna")
    expect(shown(page).get_by_text("2 rader importerades").first).to_be_visible()
    with lm.open_lab(jupyter.home) as lab:
        own = lab["indicators"].find(name="Besök")[0]
        rows = lab["observations"].find(indicator=own.id)
    assert [(one.period, one.value, one.status) for one in rows] == [
        ("2019-03", 1204, "value"),
        ("2019-04", None, "missing"),
    ]


def test_a_questionnaire_is_imported_without_names(page, jupyter, tmp_path):
    with lm.open_lab(jupyter.home) as lab:
        lab["indicators"].add(name="Framtidstro", unit="scale", lowest=1, highest=5)
    start(page)
    answers = tmp_path / "svar.csv"
    answers.write_text(
        "Tidstämpel;Namn;Hur ser du på framtiden?\n"
        "2019-03-14 09:12;Namn Ett;Mycket bra\n2019-03-15 09:12;Namn Två;Ganska bra\n",
        encoding="utf-8",
    )
    open_part(page, "Importera en enkät")
    upload(page, "Välj enkätens fil", answers)
    expect(shown(page).get_by_text("Namn (en persons namn)").first).to_be_visible()
    shown(page).get_by_label("Hur ser du på framtiden?").select_option("Framtidstro")
    press(page, "Se vad som skulle komma in")
    expect(shown(page).get_by_text("Värden som skulle komma in: 1").first).to_be_visible()
    press(page, "Importera svaren")
    expect(shown(page).get_by_text("Värden som kom in: 1").first).to_be_visible()
    with lm.open_lab(jupyter.home) as lab:
        own = lab["indicators"].find(name="Framtidstro")[0]
        (value,) = lab["observations"].find(indicator=own.id)
        stored = str([change.after for change in lab.history()])
    assert (value.period, value.value, value.answers) == ("2019-03", 4.5, 2)
    assert "Namn Ett" not in stored
