"""JupyterLab on a lab, started as people start it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Page

SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
"""The notebook that is on top."""


@dataclass
class Served:
    """A lab that is served."""

    home: Path
    process: subprocess.Popen
    server: str
    token: str

    def address(self, notebook: str) -> str:
        # "reset" forgets the tabs of the test before.
        return f"{self.server}/lab/tree/{notebook}.ipynb?token={self.token}&reset"

    def kill_kernels(self) -> None:
        """End the kernels as a crash does."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if "ipykernel_launcher" in child.cmdline():
                child.kill()

    def stop(self) -> str:
        """End it as Ctrl+C does; what it said last."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        return said


def serve(home: Path, within: Path | None = None) -> Served:
    """Run ``labmethods open``, from within a folder, and read its address."""
    program = Path(sys.executable).with_name("labmethods")
    command = [str(program), "open", str(home), "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=within
    )
    line = process.stdout.readline()
    found = re.search(r"(http://\S+?)/lab\S*token=(\w+)", line)
    assert found, line
    return Served(home, process, *found.groups())


def start(page: Page) -> None:
    """Press ▶▶ Start and wait until every cell's output is a new one."""
    page.locator(f'{SHOWN} [data-command="labmethods:start"]').click(trial=True)
    page.evaluate(
        """(shown) => document.querySelectorAll(`${shown} .lm`).forEach(
             (one) => one.setAttribute("data-old", ""))""",
        SHOWN,
    )
    page.locator(f'{SHOWN} [data-command="labmethods:start"]').click()
    page.wait_for_function(
        """(shown) => {
          const notebook = document.querySelector(shown);
          const status = notebook.querySelector(".jp-Notebook-ExecutionIndicator").dataset.status;
          return status === "idle" && notebook.querySelector(".widget-vbox.lm:not([data-old])")
            && !notebook.querySelector("[data-old]");
        }""",
        arg=SHOWN,
    )
