"""Makes the README's pictures from the real program, on Exempellabbet: ``make screenshots``."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import labmethods as lm
from labmethods import shipped
from labmethods.reporting.write import write_report

IMAGES = Path(__file__).parent / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def workbook(browser: Browser, home: Path) -> None:
    """The stakeholder notebook, run."""
    command = [sys.executable, "-m", "labmethods", "open", str(home), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = next(line for line in server.stdout if "http://" in line)
            address = re.search(r"http://\S+", line)[0].replace("00-start", "01-stakeholders")
            page = browser.new_page(viewport={"width": 1366, "height": 1000})
            page.goto(address)
            page.locator('[data-command*="start"]').first.click(timeout=120_000)
            page.wait_for_selector(".lm", timeout=120_000)
            page.wait_for_selector(".js-plotly-plot", timeout=120_000)
            page.wait_for_timeout(4_000)
            page.screenshot(path=IMAGES / "arbetsbok.png")
        finally:
            server.terminate()


def report(browser: Browser, path: Path) -> None:
    """The first screen of the report."""
    page = browser.new_page(viewport={"width": 1100, "height": 1000})
    page.goto(path.as_uri())
    page.wait_for_timeout(3_000)
    page.screenshot(path=IMAGES / "rapport.png")


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with lm.new_lab("Exempellabbet", to=folder, filled_from=shipped.SAMPLE_LAB) as lab:
            path, _ = write_report(lab)
            home = lab.home
        report(browser, path)
        workbook(browser, home)
        browser.close()


if __name__ == "__main__":
    main()
