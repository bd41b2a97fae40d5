"""How long the room waits for a page's chart, against plain Voilà on the same notebook."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page

import labmethods as lm
from labmethods import shipped
from tests.presenting.conftest import serve

NOTEBOOK = "01-stakeholders"
CHART = ".js-plotly-plot .main-svg"
PANEL = ".widget-vbox.lm"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with lm.new_lab("Exempellabbet", to=tmp_path, filled_from=shipped.SAMPLE_LAB) as lab:
        return lab.home


@pytest.fixture
def plain(home: Path) -> Iterator[str]:
    """Voilà as it is shipped, on the same notebook."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("voila"))
    command = [program, str(home / f"{NOTEBOOK}.ipynb"), "--no-browser", f"--port={port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(port)
    yield f"http://localhost:{port}/"
    process.terminate()
    process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def _page(chromium: Browser) -> Page:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="sv-SE")
    context.set_default_timeout(120_000)
    return context.new_page()


def test_a_page_made_ready_shows_its_chart_within_2_seconds(chromium, home, plain, capsys):
    page = _page(chromium)
    began = time.perf_counter()
    page.goto(plain, wait_until="commit")
    page.locator(PANEL).first.wait_for(state="visible")
    page.locator(CHART).first.wait_for(state="visible")
    waited = time.perf_counter() - began
    page.context.close()

    served = serve(home)
    page = _page(chromium)
    page.goto(served.address)
    # So long the start page stands on the screen, while people come in.
    page.locator("iframe[data-ready][title='Vilka är viktiga?']").wait_for(state="attached")
    began = time.perf_counter()
    page.get_by_role("link", name="Vilka är viktiga?").click()
    frame = page.frame_locator("iframe.shown")
    frame.locator(PANEL).first.wait_for(state="visible")
    frame.locator(CHART).first.wait_for(state="visible")
    shown = time.perf_counter() - began
    kernels = served.kernels()
    memory = sum(one.memory_info().rss for one in kernels) / 2**20
    page.context.close()
    served.stop()
    assert not any(psutil.pid_exists(one.pid) for one in kernels)
    with capsys.disabled():
        print(
            f"\nthe chart after {shown:.2f} s (under 2); plain Voilà after {waited:.1f} s: "
            f"{shown / waited:.3f} of it; {len(kernels)} kernels, {memory:.0f} MB"
        )
    assert shown < 2
    assert shown < waited / 3
