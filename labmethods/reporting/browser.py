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
from dataclasses import dataclass
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
    with running(browser, page, *options) as started:
        return started.answer(seconds)


@dataclass(frozen=True)
class Running:
    """A browser that has a file of ours open."""

    name: str
    _process: subprocess.Popen[bytes]

    def answer(self, seconds: float = 60) -> str:
        """What it prints, once it has ended by itself.

        Raises
        ------
        BrowserFailed
            It ended with an error, or didn't end in time.
        Stopped
            Somebody stopped the work.
        """
        late = time.monotonic() + seconds
        while True:
            try:
                printed, _complaints = self._process.communicate(timeout=0.2)
                break
            except subprocess.TimeoutExpired:
                stopping.check()
                if time.monotonic() > late:
                    raise BrowserFailed(
                        N_("The browser {browser} did not answer in {seconds} seconds."),
                        browser=self.name,
                        seconds=round(seconds),
                    ) from None
        if self._process.returncode:
            raise BrowserFailed(
                N_("The browser {browser} stopped with code {code}."),
                browser=self.name,
                code=self._process.returncode,
            )
        return printed.decode("utf-8", "replace")


@contextmanager
def running(browser: Path, page: Path, *options: str) -> Iterator[Running]:
    """The browser with a file of ours open; it is gone afterwards.

    Raises
    ------
    BrowserFailed
        It can't be started.
    """
    with _profile() as profile:
        command = [str(browser), *_OPTIONS, f"--user-data-dir={profile}", *options]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium starts for root, as in a container, only without its own sandbox.
            command.append("--no-sandbox")
        try:
            process = subprocess.Popen(
                [*command, page.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                # What nobody reads must not fill a pipe.
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise BrowserFailed(
                N_("The browser {browser} could not be started: {reason}."),
                browser=browser.name,
                reason=error.strerror or error,
            ) from None
        with process:
            try:
                yield Running(browser.name, process)
            finally:
                process.kill()


@contextmanager
def _profile() -> Iterator[str]:
    """A profile of its own, so that a browser that is open meanwhile is left in peace."""
    folder = tempfile.mkdtemp(prefix="labmethods-browser-")
    try:
        yield folder
    finally:
        # A helper process may hold a file a moment longer; what is left lies in the temp folder.
        shutil.rmtree(folder, ignore_errors=True)
