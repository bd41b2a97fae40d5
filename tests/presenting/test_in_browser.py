"""The room's screen in a real browser, through the command ``labmethods present``."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import FrameLocator, Page, expect

import labmethods as lm
from tests.presenting.conftest import Presented


@pytest.fixture
def screen(page: Page, presented: Presented) -> Page:
    page.goto(presented.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Exempellabbet")
    return page


def opened(screen: Page, name: str) -> FrameLocator:
    """A notebook's page, when it shows what it has."""
    screen.evaluate(f"location.hash = '{name}'")
    frame = screen.frame_locator("iframe.shown")
    expect(frame.locator(".widget-vbox.lm").first).to_be_visible()
    expect(screen.locator("#loading")).to_be_hidden()
    return frame


def test_the_start_page_says_what_happens_today_and_what_was_said_last_time(screen):
    today, before = screen.locator(".today"), screen.locator(".before")
    expect(today.get_by_role("heading", name="Hur går vi vidare?")).to_be_visible()
    expect(today.locator(".agenda li")).to_have_count(2)
    expect(today).to_contain_text("Tid sammanlagt: 25 min")
    expect(before).to_contain_text("bättre belysning")
    expect(before).to_contain_text("Mörkret vid port 4.")
    pages = screen.locator("nav.pages a").all_inner_texts()
    assert pages[:2] == ["Labbet", "Vilka är viktiga?"]
    assert "token" not in screen.url
    assert screen.evaluate("document.documentElement.lang") == "sv"


def test_a_page_shows_charts_and_neither_code_nor_what_is_the_facilitators(screen):
    frame = opened(screen, "01-stakeholders")
    expect(frame.get_by_role("heading", name="Vilka är viktiga?")).to_be_visible()
    expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    text = frame.locator("body").inner_text()
    for hidden in ("import labmethods", "lab.stakeholders", "▶▶", "Så gör ni", "Loading"):
        assert hidden not in text
    assert frame.locator("html").get_attribute("lang") == "sv"
    frame.get_by_role("button", name="Relationer").click()
    expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_no_request_leaves_this_computer(page, presented):
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(presented.address)
    opened(page, "03-indicators")
    opened(page, "05-workshop")
    own = (presented.server, presented.server.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert len(asked) > 20


def test_keys_move_on_and_back_and_home(screen):
    screen.keyboard.press("n")
    expect(screen.locator("#where")).to_have_text("Labbet")
    screen.keyboard.press("n")
    expect(screen.locator("#where")).to_have_text("Vilka är viktiga?")
    screen.keyboard.press("p")
    expect(screen.locator("#where")).to_have_text("Labbet")
    screen.keyboard.press("h")
    expect(screen.get_by_role("heading", level=1)).to_be_visible()


def test_keys_work_inside_a_page_but_not_while_somebody_writes(screen):
    frame = opened(screen, "01-stakeholders")
    # The page stands as it was left, also when it is loaded again.
    frame.get_by_role("button", name="Aktörer").first.click()
    field = frame.get_by_role("searchbox", name="Sök i listan")
    field.click()
    field.press_sequentially("hn")
    assert field.input_value() == "hn"
    expect(screen.locator("#where")).to_have_text("Vilka är viktiga?")
    field.fill("")
    frame.get_by_role("button", name="Betyg").focus()
    screen.keyboard.press("d")
    assert "dark" in (screen.locator("html").get_attribute("class") or "")
    assert "dark" in (frame.locator("html").get_attribute("class") or "")


def test_the_timer_goes_on_over_pages_and_says_when_the_time_is_up(screen):
    screen.locator("button.minutes").first.click()
    expect(screen.locator("#left")).to_have_text(re.compile(r"9:\d\d"))
    screen.keyboard.press("n")
    expect(screen.locator("#left")).to_have_text(re.compile(r"9:\d\d"))
    screen.evaluate("ends = Date.now() + 300")
    expect(screen.get_by_role("alert")).to_have_text("Tiden är ute.")
    screen.keyboard.press("t")
    expect(screen.locator("#left")).to_have_text("10:00")
    expect(screen.get_by_role("alert")).to_be_hidden()


def test_light_dark_and_size_are_kept_when_the_screen_is_loaded_again(screen):
    screen.keyboard.press("d")
    screen.keyboard.press("+")
    screen.reload()
    assert "dark" in (screen.locator("html").get_attribute("class") or "")
    assert screen.evaluate("scale") == 1.1


def test_full_screen_stays_when_moving_on(screen):
    screen.keyboard.press("f")
    expect(screen.locator("html:fullscreen")).to_be_attached()
    screen.keyboard.press("n")
    expect(screen.locator("#where")).to_have_text("Labbet")
    expect(screen.locator("html:fullscreen")).to_be_attached()


def test_the_help_line_stands_on_every_page(screen):
    help_ = screen.locator("footer")
    for _ in range(3):
        expect(help_).to_contain_text("N nästa")
        expect(help_).to_be_in_viewport()
        screen.keyboard.press("n")


@pytest.mark.slow
def test_a_page_that_waits_shows_what_was_saved_meanwhile(screen, presented):
    opened(screen, "01-stakeholders")
    opened(screen, "00-start")
    with lm.open_lab(presented.home) as lab:
        lab.actors.add(name="Nykomlingen", kind="civil society", power=3, interest=3)
    # Long enough for two questions to the store.
    screen.wait_for_timeout(10_000)
    frame = opened(screen, "01-stakeholders")
    expect(frame.get_by_role("button", name="Nykomlingen").first).to_be_attached()


def test_the_room_is_opened_from_the_workshops_page(screen):
    frame = opened(screen, "05-workshop")
    with screen.context.expect_page() as new:
        frame.get_by_role("link", name="Öppna rummet").click()
    room = new.value
    expect(room.get_by_role("heading", level=1)).to_have_text("Hur går vi vidare?")
    room.get_by_role("button", name="Bjud in").click()
    room.get_by_role("button", name="Öppna rummet").click()
    expect(room.locator(".invite svg").first).to_be_visible()
    room.get_by_role("button", name="Avsluta workshoppen").click()
    room.get_by_role("button", name="Ja, avsluta").click()


@pytest.mark.slow
def test_few_kernels_run_and_those_of_pages_far_off_are_let_go(screen, presented):
    for name in ("00-start", "01-stakeholders", "02-pathway", "02-examples", "03-indicators"):
        opened(screen, name)
    # Those that are left are ended after at most a round of looking after.
    deadline = time.monotonic() + 40
    while len(presented.kernels()) > 5 and time.monotonic() < deadline:
        screen.wait_for_timeout(1000)
    assert len(presented.kernels()) <= 5


def test_nothing_is_left_when_it_ends(exempellabbet):
    from tests.presenting.conftest import serve

    served = serve(exempellabbet.home)
    started = psutil.Process(served.process.pid).children(recursive=True)
    served.stop()
    _, alive = psutil.wait_procs(started, timeout=20)
    assert alive == []


def test_a_taken_port_is_one_clear_line(presented):
    port = presented.server.rpartition(":")[2]
    program = Path(sys.executable).with_name("labmethods")
    command = [str(program), "present", str(presented.home), "--no-browser", "--port", port]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert f"Port {port} används" in answer.stderr
