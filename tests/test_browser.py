"""What a facilitator meets in a real browser, through the same command as ``labmethods open``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

import labmethods as lm
from labmethods import shipped
from labmethods.workbook.folder import templates
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start


def listed(page: Page, name: str) -> Locator:
    """An actor in the editor's list; the report beneath names it, too."""
    return page.locator(f"{SHOWN} .lm-list").get_by_role("button", name=name)


def add_actor(page: Page, name: str) -> None:
    page.get_by_role("button", name="Lägg till aktör").click()
    field = page.get_by_role("textbox", name="Namn (måste fyllas i)")
    field.fill(name)
    field.press("Tab")
    expect(listed(page, name)).to_be_visible()


def actors(jupyter: InJupyterLab) -> list[str]:
    with lm.open_lab(jupyter.home) as lab:
        return [actor.name for actor in lab.actors.all()]


def test_a_new_facilitator_sees_neither_code_nor_english(page, jupyter):
    page.goto(jupyter.address("01-stakeholders"))
    expect(page.get_by_role("heading", name="Vilka är viktiga?")).to_be_visible()
    expect(page.locator(f'{SHOWN} [data-command="labmethods:start"]')).to_be_visible()
    assert "import" not in page.locator(f"{SHOWN} .jp-Notebook").inner_text()
    assert page.evaluate("document.documentElement.lang") == "sv-SE"
    menus = page.get_by_role("menubar").first.get_by_role("menuitem").all_inner_texts()
    assert menus == [
        "Arkiv",
        "Redigera",
        "Visa",
        "Kör",
        "Kärna",
        "Flikar",
        "Inställningar",
        "Hjälp",
    ]
    assert page.get_by_text("Would you like").count() == 0


def test_the_start_page_opens_other_notebooks_in_the_same_jupyterlab(page, jupyter):
    page.goto(jupyter.address("00-start"))
    start(page)
    expect(page.get_by_role("heading", name="Börja så här")).to_be_visible()
    page.locator("a.lm-notebook").first.click()
    expect(page.locator(SHOWN).get_by_role("heading", name="Vilka är viktiga?")).to_be_visible()
    assert len(page.context.pages) == 1


def test_an_actor_is_added_seen_again_after_a_reload_and_undone(page, jupyter):
    page.goto(jupyter.address("01-stakeholders"))
    start(page)
    expect(page.get_by_role("heading", name="Vilka är viktiga?")).to_be_in_viewport()
    undo = page.locator(SHOWN).get_by_role("button", name="Ångra: lade till")
    expect(undo).to_have_count(0)
    add_actor(page, "Provföreningen")
    assert actors(jupyter) == ["Provföreningen"]
    page.reload()
    start(page)
    expect(listed(page, "Provföreningen")).to_be_visible()
    expect(undo).to_have_count(1)
    expect(undo).to_contain_text("Provföreningen")
    undo.click()
    expect(page.get_by_text("Ångrat.").first).to_be_visible()
    expect(listed(page, "Provföreningen")).to_have_count(0)
    assert actors(jupyter) == []


def test_what_was_typed_is_there_when_the_kernel_dies(page, jupyter):
    page.goto(jupyter.address("01-stakeholders"))
    start(page)
    add_actor(page, "Innan det tog slut")
    jupyter.kill_kernels()
    assert "Innan det tog slut" in actors(jupyter)
    start(page)
    expect(listed(page, "Innan det tog slut")).to_be_visible()


def test_two_facilitators_see_each_others_records_and_choose_what_stands(page, chromium, jupyter):
    shutil.copyfile(jupyter.home / "01-stakeholders.ipynb", jupyter.home / "den-andras.ipynb")
    context = chromium.new_context(viewport={"width": 1366, "height": 1000}, locale="sv-SE")
    context.set_default_timeout(60_000)
    other = context.new_page()
    for one, notebook in ((page, "01-stakeholders"), (other, "den-andras")):
        one.goto(jupyter.address(notebook))
        start(one)
    add_actor(page, "Den enas förening")
    expect(listed(other, "Den enas förening")).to_be_visible()
    # What is being typed is left alone, while the other goes on.
    listed(other, "Den enas förening").click()
    theirs = other.get_by_role("textbox", name="Namn (måste fyllas i)")
    theirs.press("End")
    theirs.press_sequentially(" i Boden")
    mine = page.get_by_role("textbox", name="Namn (måste fyllas i)")
    mine.fill("Den enas nya förening")
    mine.press("Tab")
    expect(listed(page, "Den enas nya förening")).to_be_visible()
    other.wait_for_timeout(5_000)
    assert theirs.input_value() == "Den enas förening i Boden"
    theirs.press("Tab")
    save_mine = other.get_by_role("button", name="Spara min: Den enas förening i Boden")
    expect(other.get_by_role("button", name="Behåll deras: Den enas nya förening")).to_be_visible()
    save_mine.click()
    expect(listed(other, "Den enas förening i Boden")).to_be_visible()
    expect(listed(page, "Den enas förening i Boden")).to_be_visible()
    expect(mine).to_have_value("Den enas förening i Boden")
    context.close()


def test_the_report_opens_beside_jupyterlab(page, jupyter):
    page.goto(jupyter.address("09-report"))
    start(page)
    page.get_by_role("button", name="Gör rapporten").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Öppna rapporten").click()
    report = opened.value
    expect(report.get_by_role("heading", level=1)).to_contain_text("Provlabbet")


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[InJupyterLab]:
    made = lm.new_lab(
        "Exempellabbet",
        to=tmp_path_factory.mktemp("exempel"),
        filled_from=shipped.SAMPLE_LAB,
    )
    made.close()
    served = serve(made.home)
    yield served
    served.stop()


@pytest.mark.parametrize("notebook", [name for name in templates("sv") if name != "09-report"])
def test_every_template_runs_in_the_browser_without_an_error(page, sample, notebook):
    page.goto(sample.address(notebook))
    start(page)
    expect(
        page.locator(SHOWN).get_by_text("Exempellabbet: allt här är påhittat").first
    ).to_be_visible()
    broken = page.locator(f'{SHOWN} [data-mime-type="application/vnd.jupyter.error"]')
    expect(broken).to_have_count(0)
    expect(page.locator(f"{SHOWN} .lm-status-error")).to_have_count(0)
    # These show their charts a step further in.
    if notebook not in {"00-start", "02-examples", "05-workshop"}:
        expect(page.locator(f"{SHOWN} .js-plotly-plot").first).to_be_attached()
