"""The browser of the Chromium family that this computer already has, run without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.reporting import stopping

_COMMANDS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser", "brave"),
)
_WINDOWS = (
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"BraveSoftware\Brave-Browser\Application\brave.exe",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
)
_OPTIONS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--mute-audio", "--hide-scrollbars", "--disable-dev-shm-usage"),
    "--force-color-profile=srgb",
)


class BrowserFailed(LabError):
    """The browser was found but did not do what it should."""


class NoBrowser(LabError):
    """A PDF was asked for where no browser can print it."""


def needed() -> Path:
    """The browser.

    Raises
    ------
    NoBrowser
        No browser of the Chromium family is installed.
    """
    found = find()
    if found is None:
        raise NoBrowser(
            N_(
                "A PDF needs Edge, Chrome or Chromium, and none was found. Install one, or make"
                " the report as a web page and print it from your browser: it fits A4."
            )
        )
    return found


def find() -> Path | None:
    """The browser, or none. ``LABMETHODS_BROWSER`` names one; empty, it says to use none."""
    chosen = os.environ.get("LABMETHODS_BROWSER")
    if chosen is not None:
        named = shutil.which(chosen) if chosen else None
        return Path(named) if named else None
    for command in _COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for name in ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA"):
            if folder := os.environ.get(name):
                yield from (Path(folder) / place for place in _WINDOWS)
    elif sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / place for place in _MAC)


def run(browser: Path, page: Path, *options: str, seconds: float = 60) -> str:
    """What the browser prints when it has opened a file of ours.

    Raises
    ------
    BrowserFailed
        It ended with an error, or didn't end in time.
    Stopped
        Somebody stopped the work.
    """
    with _profile() as profile:
        command = [str(browser), *_OPTIONS, f"--user-data-dir={profile}", *options]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium starts for root, as in a container, only without its own sandbox.
            command.append("--no-sandbox")
        try:
            code, said = _until_it_ends([*command, page.as_uri()], seconds)
        except subprocess.TimeoutExpired:
            raise BrowserFailed(
                N_("The browser {browser} did not answer in {seconds} seconds."),
                browser=browser.name,
                seconds=round(seconds),
            ) from None
        except OSError as error:
            raise BrowserFailed(
                N_("The browser {browser} could not be started: {reason}."),
                browser=browser.name,
                reason=error.strerror or error,
            ) from None
    if code:
        raise BrowserFailed(
            N_("The browser {browser} stopped with code {code}."),
            browser=browser.name,
            code=code,
        )
    return said.decode("utf-8", "replace")


def _until_it_ends(command: list[str], seconds: float) -> tuple[int, bytes]:
    """What a program ends with and prints; ended at once where the work is stopped."""
    late = time.monotonic() + seconds
    quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **quiet) as process:
        try:
            while True:
                try:
                    said, _ = process.communicate(timeout=0.2)
                    return process.returncode, said
                except subprocess.TimeoutExpired:
                    stopping.check()
                    if time.monotonic() > late:
                        raise
        except BaseException:
            process.kill()
            raise


@contextmanager
def _profile() -> Iterator[str]:
    """A profile of its own, so that a browser that is open meanwhile is left in peace."""
    folder = tempfile.mkdtemp(prefix="labmethods-browser-")
    try:
        yield folder
    finally:
        # A helper process may hold a file a moment longer; what is left lies in the temp folder.
        shutil.rmtree(folder, ignore_errors=True)
