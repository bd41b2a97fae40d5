"""A room that is open, in a JupyterLab started as people start it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import labmethods as lm
from tests.jupyterlab import InJupyterLab, serve
from tests.workshop.planning import plan

AXE = Path(__file__).parents[1] / "assets" / "axe.min.js.gz"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


@dataclass
class InTheRoom:
    """A served lab with a workshop, and ways into it."""

    served: InJupyterLab
    planned: dict[str, str]
    browser: Browser
    address: str = ""

    def facilitator(self, workshop: str = "") -> Page:
        """A facilitator's page, signed in."""
        page = self.browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        page.goto(
            f"{self.served.server}/labmethods/room?workshop={workshop or self.planned['workshop']}"
            f"&token={self.served.token}"
        )
        return page

    def code(self, facilitator: Page) -> str:
        return facilitator.locator(".code").inner_text()

    def join(self, facilitator: Page, language: str = "sv-SE", **context: object) -> Page:
        """A phone that has come in with the code."""
        phone = self.browser.new_context(**PHONE, locale=language, **context).new_page()
        phone.set_default_timeout(60_000)
        phone.goto(self.address)
        phone.fill("#code", self.code(facilitator))
        phone.locator("main button").tap()
        phone.wait_for_selector("[data-state]:not([data-state=join])")
        return phone


@pytest.fixture(scope="module")
def in_the_room(tmp_path_factory: pytest.TempPathFactory, chromium) -> Iterator[InTheRoom]:
    with lm.new_lab("Provlabbet", to=tmp_path_factory.mktemp("served")) as lab:
        planned, home = plan(lab), lab.home
    room = InTheRoom(serve(home), planned, chromium)
    yield room
    room.served.stop()


@pytest.fixture(scope="module")
def facilitator(in_the_room: InTheRoom) -> Page:
    """The facilitator's page with the room open to this computer."""
    page = in_the_room.facilitator()
    open_to_this_computer(page)
    address = page.locator(".address").inner_text()
    assert re.fullmatch(r"127\.0\.0\.1:\d+", address)
    in_the_room.address = f"http://{address}"
    return page


def open_round(facilitator: Page, question: str) -> None:
    """Open a round, unless it is open, and wait until the screen asks it."""
    if facilitator.locator(".round.open", has_text=question).count():
        return
    facilitator.locator(".round", has_text=question).get_by_role("button", name="Öppna").click()
    facilitator.locator(".round.open", has_text=question).wait_for()


def open_to_this_computer(facilitator: Page) -> None:
    """Press what a facilitator presses to try a room out."""
    facilitator.get_by_role("button", name="Bjud in").click()
    facilitator.get_by_role("button", name="Öppna rummet").click()
    facilitator.locator(".code").wait_for()


def violations(page: Page) -> list[str]:
    """What axe finds on a page."""
    # The policy keeps axe out of the page like everyone else; it comes by the debugger's door.
    script = gzip.decompress(AXE.read_bytes()).decode()
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": script})
    found = page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
