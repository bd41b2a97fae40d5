"""JupyterLab on a workbook, with settings and a language of its own."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import platformdirs

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.workbook import backup, folder

_HERE = Path(__file__).parent

# A caretaker has no use for these in the list of files, and could delete or open them.
_HIDDEN = (
    *(folder.SETTINGS, f"{folder.STORE}*", backup.FOLDER),
    *("__pycache__", "*.pyc", ".DS_Store", "*~"),
)


class NotOpened(LabError):
    """JupyterLab didn't start."""


def open_workbook(
    home: Path,
    language: str,
    *,
    browser: bool = True,
    port: int | None = None,
    on_open: Callable[[str], None],
) -> None:
    """Serve a workbook until it is closed; a workbook that is served already is only shown.

    ``on_open`` is called with its address.

    Raises
    ------
    NotOpened
        It didn't start; the error names the file that says why.
    """
    served = _address(home)
    if served:
        if browser:
            webbrowser.open(served)
        on_open(served)
        return
    log = state(home) / "jupyterlab.log"
    failed = NotOpened(
        N_(
            "JupyterLab could not be started. The lab is safe. Close other windows with the lab "
            "and try again. The reason stands in {log}."
        ),
        log=log,
    )
    started = command(home, browser=browser, port=port), environment(home, language)
    run_server(*started, log, lambda: _address(home), on_open, failed)


def run_server(
    command: list[str],
    environment: dict[str, str],
    log: Path,
    address: Callable[[], str | None],
    on_open: Callable[[str], None],
    failed: LabError,
) -> None:
    """Run a server in the folder of its log until it is ended.

    ``on_open`` is called with its ``address`` as soon as there is one; ``failed`` is raised if the
    server ends before that.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with private(log) as output:
        server = subprocess.Popen(
            command,
            env=environment,
            # Jupyter looks for settings and programs in the folder it is started in.
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            on_open(_wait_for(server, address, failed))
            server.wait()
        except KeyboardInterrupt:
            pass
        finally:
            _stop(server)


def command(home: Path, *, browser: bool = True, port: int | None = None) -> list[str]:
    """The command that serves a workbook's start page, to this computer only."""
    arguments = [
        *(sys.executable, "-P", "-m", __name__),
        f"--ServerApp.root_dir={home}",
        "--LabApp.default_url=/lab/tree/00-start.ipynb",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.contents_manager_class={__name__}.contents.WorkbookFiles",
        # Ctrl+C ends it without a question in English.
        "--ServerApp.answer_yes=True",
        f"--LabApp.extra_labextensions_path={_HERE / 'extension'}",
        # Nothing is asked from the network.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *(f"--ContentsManager.hide_globs={name}" for name in _HIDDEN),
    ]
    if not browser:
        arguments.append("--no-browser")
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    return arguments


def environment(home: Path, language: str) -> dict[str, str]:
    """Where JupyterLab finds our settings, and keeps what the user changes.

    The user's own JupyterLab stays as it is. Open tabs are remembered for each workbook by itself.
    A workbook may come from somebody else: no module is loaded from its folder unless a cell asks.
    """
    settings = [str(_HERE / "settings" / name) for name in (language, "shared")]
    known = os.environ.get("JUPYTER_CONFIG_PATH")
    return {
        **os.environ,
        "PYTHONSAFEPATH": "1",
        "JUPYTER_CONFIG_PATH": os.pathsep.join([*settings, *([known] if known else [])]),
        "JUPYTERLAB_SETTINGS_DIR": str(state() / "settings" / language),
        "JUPYTERLAB_WORKSPACES_DIR": str(state(home) / "workspaces"),
    }


def private(path: Path) -> IO[str]:
    """A new file that only its owner reads: the server writes its token there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8")


def state(home: Path | None = None) -> Path:
    """Where the user's choices are kept; for a workbook, beside those of other workbooks."""
    place = platformdirs.user_data_path("labmethods") / "jupyterlab"
    if home is None:
        return place
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    return place / "workbooks" / f"{home.name}-{mark}"


def _wait_for(server: subprocess.Popen, address: Callable[[], str | None], failed: LabError) -> str:
    while server.poll() is None:
        if found := address():
            return found
        time.sleep(0.1)
    raise failed


def _address(home: Path) -> str | None:
    """Where this workbook is served now."""
    for server in _running():
        if Path(server["root_dir"]) == home:
            return f"{server['url']}lab/tree/00-start.ipynb?token={server['token']}"
    return None


def _running() -> Iterator[dict[str, Any]]:
    """What Jupyter's servers wrote down of themselves; what one left that died is cleared away.

    Read here, since Jupyter's own reader loads the whole server, which takes seconds.
    """
    from jupyter_core.paths import jupyter_runtime_dir
    from jupyter_server.utils import check_pid

    for path in Path(jupyter_runtime_dir()).glob("jpserver-*.json"):
        # One that is being written, or that is gone by now, is none yet or none any more.
        with suppress(OSError, ValueError):
            server = json.loads(path.read_text(encoding="utf-8"))
            if "pid" in server and check_pid(server["pid"]):
                yield server
            else:
                path.unlink()


def _stop(server: subprocess.Popen) -> None:
    """End a server, and with it its kernels."""
    try:
        # Ctrl+C reaches the server as well; give it time to end its kernels.
        if server.poll() is None:
            server.terminate()
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
