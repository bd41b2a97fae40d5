"""The participants' page on a phone, in six languages, through sleep, crash and wrong codes.

The room is served alone, without JupyterLab around it: phones never see the difference.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import labmethods as lm
from labmethods.workshop.records import KINDS
from labmethods.workshop.room.phrases import LANGUAGES, PHRASES, RIGHT_TO_LEFT, speaker
from tests.workshop.conftest import PHONE, violations
from tests.workshop.load import free_port
from tests.workshop.planning import plan

SEND = "#form button"


class Alone:
    """A room in a process of its own, which a test tells what to open."""

    def __init__(self, home: Path, planned: dict[str, str], browser: Browser) -> None:
        self.home, self.planned, self.browser = home, planned, browser
        self.start()

    def start(self) -> None:
        self.control = free_port()
        command = [sys.executable, "-m", "tests.workshop.load_server", str(self.home)]
        command += [self.planned["workshop"], str(self.control)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address, self.code = self.process.stdout.readline().split()
        self._told = socket.create_connection(("127.0.0.1", self.control)).makefile("rw")

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def tell(self, what: str) -> str:
        """Open a round by its kind, or ask for the ``code``; the code that is shown now."""
        self._told.write(f"{what}\n")
        self._told.flush()
        while not (line := self._told.readline()).startswith("="):
            assert line, "the server is gone"
        return line.strip("=\n")

    def ask(self, kind: str, *phones: Page) -> None:
        """Open a round and wait until the phones have it."""
        self.tell(kind)
        for phone in phones:
            phone.locator(f"[data-round='{self.planned[kind]}']").wait_for()

    def phone(self, language: str = "sv-SE", **context: object) -> Page:
        """A phone that is at the door."""
        phone = self.browser.new_context(**PHONE, locale=language, **context).new_page()
        phone.set_default_timeout(60_000)
        phone.goto(self.address)
        return phone

    def join(self, language: str = "sv-SE", **context: object) -> Page:
        """A phone that has come in with the code."""
        phone = self.phone(language, **context)
        phone.fill("#code", self.tell("code"))
        phone.locator("main button").tap()
        phone.wait_for_selector("[data-state]:not([data-state=join])")
        return phone

    def said(self, kind: str) -> list[str]:
        """What the lab holds of a round."""
        with lm.open_lab(self.home) as lab:
            return [o.text for o in lab.workshop_contributions.find(round=self.planned[kind])]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, chromium) -> Iterator[Alone]:
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("alone")) as lab:
        planned, home = plan(lab), lab.home
    room = Alone(home, planned, chromium)
    yield room
    room.kill()


@pytest.fixture(scope="module")
def phone(room) -> Page:
    """A phone that stays in the room from test to test."""
    return room.join()


def speak(phone: Page, language: str) -> None:
    phone.goto(f"{phone.url.partition('?')[0]}?l={language}")


def overflows(phone: Page) -> bool:
    """Whether something is wider than the phone."""
    return phone.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def send(phone: Page, text: str) -> None:
    phone.fill("#text", text)
    with phone.expect_response("**/send"):
        phone.locator(SEND).tap()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language_in_its_direction(room, phone, language):
    room.ask("word", phone)
    phone.get_by_role("link", name=LANGUAGES[language]).tap()
    phone.locator(f"html[lang={language}]").wait_for()
    page = phone.locator("html")
    assert page.get_attribute("dir") == ("rtl" if language in RIGHT_TO_LEFT else "ltr")
    say = speaker(language)
    assert phone.locator(SEND).inner_text() == say(PHRASES["send"])
    # The question is shown in the participant's language where the facilitator wrote it so.
    asked = {"en": "How does the yard feel?", "ar": "كيف تشعر في الفناء؟"}
    question = phone.locator("h1")
    assert question.inner_text() == asked.get(language, "Hur känns gården?")
    assert question.get_attribute("lang") == (language if language in asked else "sv")
    send(phone, f"Ord {language}")
    assert phone.locator(".done").inner_text() == say(PHRASES["sent"])
    assert violations(phone) == []
    assert not overflows(phone)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone_whatever_is_asked(room, phone, kind):
    room.ask(kind, phone)
    for language in ("ar", "sv"):
        speak(phone, language)
        assert violations(phone) == []
        assert not overflows(phone)


def test_the_door_is_accessible_and_an_old_link_leads_to_it(room):
    phone = room.phone("ar")
    assert violations(phone) == []
    phone.goto(f"{room.address}/j/{'0' * 32}")
    assert phone.locator("#state .error").inner_text() == speaker("ar")(PHRASES["old_link"])
    assert violations(phone) == []
    phone.fill("#code", room.tell("code"))
    phone.locator("main button").tap()
    phone.wait_for_selector("[data-state=ask]")


def test_all_that_a_phone_loads_is_small(room):
    room.tell("board")
    sizes = []
    phone = room.browser.new_context(**PHONE).new_page()
    phone.on("response", lambda answer: sizes.append(len(answer.body())))
    phone.goto(room.address)
    phone.fill("#code", room.tell("code"))
    phone.locator("main button").tap()
    phone.wait_for_selector("[data-state=ask]")
    assert 10_000 < sum(sizes) < 60_000


def test_a_word_of_two_thousand_letters_is_refused_and_breaks_nothing(room, phone):
    room.ask("idea", phone)
    speak(phone, "sv")
    send(phone, "å" * 2000)
    assert "Högst 200 tecken får plats" in phone.locator("#state .error").inner_text()
    assert phone.input_value("#text") == "å" * 2000
    assert not overflows(phone)
    send(phone, "W" * 200)
    phone.locator(".yours li", has_text="W" * 200).wait_for()
    assert not overflows(phone)


def test_the_page_works_without_script_by_plain_forms(room):
    room.tell("dots")
    phone = room.join(java_script_enabled=False)
    phone.select_option("#v2", "3")
    phone.locator(SEND).tap()
    assert phone.locator(".done").inner_text() == "Skickat. Tack!"
    phone.select_option("#v0", "3")
    phone.locator(SEND).tap()
    assert "Du gav 6 prickar. Du har 3." in phone.locator("#state .error").inner_text()
    assert phone.input_value("#v2") == "3"


def test_the_back_button_sends_nothing_twice(room):
    room.tell("idea")
    phone = room.join(java_script_enabled=False)
    phone.fill("#text", "Odling på taket")
    phone.locator(SEND).tap()
    phone.locator(".done").wait_for()
    phone.go_back(wait_until="commit")
    phone.locator(SEND).tap()
    phone.locator(".done, #state .error").wait_for()
    assert room.said("idea").count("Odling på taket") == 1


def test_the_keyboard_alone_is_enough_to_answer(room, phone):
    room.ask("rate", phone)
    speak(phone, "sv")
    phone.locator("[name=v0]").first.focus()
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.locator(SEND).focus()
    with phone.expect_response("**/send"):
        phone.keyboard.press("Enter")
    phone.locator(".done").wait_for()
    # A screen reader goes on from what was said.
    assert phone.evaluate("document.activeElement.id") == "main"
    assert phone.locator("[name=v0]:checked").input_value() == "2"
    assert phone.locator("[name=v1]:checked").input_value() == "1"


def test_a_phone_that_sleeps_keeps_what_was_sent_and_finds_the_new_question(room, phone):
    room.ask("word", phone)
    speak(phone, "sv")
    phone.context.set_offline(True)
    phone.fill("#text", "Lugn")
    phone.locator(SEND).tap()
    phone.locator("#offline").wait_for()
    phone.context.set_offline(False)
    phone.locator(".done").wait_for()
    assert room.said("word").count("Lugn") == 1
    # Asleep while the next question is opened; what was half written is shown, not lost.
    phone.fill("#text", "Halvskrivet")
    phone.context.set_offline(True)
    room.tell("text")
    phone.context.set_offline(False)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.locator("h1", has_text="Vad saknas?").wait_for()
    expect(phone.locator("#unsent")).to_contain_text("Halvskrivet")


def test_phones_come_back_by_themselves_after_the_server_was_killed(room, phone):
    room.ask("word", phone)
    speak(phone, "sv")
    send(phone, "Före")
    room.kill()
    phone.fill("#text", "Under tiden")
    phone.locator(SEND).tap()
    phone.locator("#offline").wait_for()
    address = room.address
    room.start()
    assert room.address == address
    phone.locator(".done").wait_for()
    phone.locator(".yours li", has_text="Under tiden").wait_for()
    assert phone.locator("#offline").is_hidden()
    assert [room.said("word").count(one) for one in ("Före", "Under tiden")] == [1, 1]
    # Its socket is back, too: the next question comes without a touch.
    room.ask("path", phone)


def test_after_five_wrong_codes_one_has_to_wait_a_little(room):
    phone = room.phone()
    for _i in range(5):
        phone.fill("#code", "AAAAAA")
        phone.locator("main button").tap()
        phone.locator(".error", has_text="Koden stämmer inte").wait_for()
    phone.fill("#code", room.tell("code"))
    phone.locator("main button").tap()
    phone.locator(".error", has_text="För många felaktiga koder. Vänta").wait_for()
    phone.wait_for_timeout(2500)
    phone.fill("#code", room.tell("code"))
    phone.locator("main button").tap()
    phone.wait_for_selector("[data-state=ask]")
