"""Starts the server of the room's screen as a process of its own, and ends it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook.jupyter import private, state, stop


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
    place.mkdir(parents=True, exist_ok=True)
    log = place / "presenting.log"
    ready = place / f"presenting-{os.getpid()}.json"
    for path in (log, ready):
        path.unlink(missing_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with private(log) as output:
        server = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "labmethods.presenting"),
                *(str(home), language, str(port or 0), str(ready)),
            ],
            # No module is loaded from a stranger's folder unless a cell asks.
            env={**os.environ, "PYTHONSAFEPATH": "1"},
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = _wait_for(server, ready, log)
            if browser:
                webbrowser.open(address)
            on_open(address)
            server.wait()
        except KeyboardInterrupt:
            pass
        finally:
            stop(server)
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


def _wait_for(server: subprocess.Popen, ready: Path, log: Path) -> str:
    """The address, as soon as the server has written it down."""
    while server.poll() is None:
        if ready.exists() and (text := ready.read_text(encoding="utf-8")):
            return json.loads(text)["address"]
        time.sleep(0.1)
    raise NotPresented(
        N_(
            "The pages could not be started. The lab is safe. Close other windows with the lab "
            "and try again. The reason stands in {log}."
        ),
        log=log,
    )
