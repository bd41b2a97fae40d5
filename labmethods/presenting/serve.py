"""Starts the server of the room's screen as a process of its own, and ends it."""

from __future__ import annotations

import json
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook.jupyter import run_server, state


class NotPresented(LabError):
    """The pages' server didn't start."""


def present(
    home: Path,
    language: str,
    *,
    browser: bool = True,
    port: int | None = None,
    on_open: Callable[[str], None],
) -> None:
    """Show a workbook's notebooks as pages until it is ended; ``on_open`` gets their address.

    Raises
    ------
    Refused
        The port is taken.
    NotPresented
        It didn't start; the error names the file that says why.
    """
    if port is not None:
        _refuse_taken(port)
    place = state(home)
    log, ready = place / "presenting.log", place / f"presenting-{os.getpid()}.json"
    ready.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-P", "-m", "labmethods.presenting"),
        *(str(home), language, str(port or 0), str(ready)),
    ]
    # No module is loaded from a stranger's folder unless a cell asks.
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    failed = NotPresented(
        N_(
            "The pages could not be started. The lab is safe. Close other windows with the lab "
            "and try again. The reason stands in {log}."
        ),
        log=log,
    )

    def opened(address: str) -> None:
        if browser:
            webbrowser.open(address)
        on_open(address)

    try:
        run_server(command, environment, log, lambda: _address(ready), opened, failed)
    finally:
        ready.unlink(missing_ok=True)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":
            # As the server asks for it: a port that was left a moment ago isn't taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Refused(
                N_("Port {port} is taken by another program. Choose another with --port."),
                port=str(port),
            ) from None


def _address(ready: Path) -> str | None:
    """The address, as soon as the server has written it down."""
    return json.loads(ready.read_text(encoding="utf-8"))["address"] if ready.exists() else None
