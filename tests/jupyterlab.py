"""JupyterLab on a lab, started as people start it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.served import Served

SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
"""The notebook that is on top."""


class InJupyterLab(Served):
    """A lab that is served by ``labmethods open``."""

    def address(self, notebook: str) -> str:
        # "reset" forgets the tabs of the test before.
        return f"{self.server}/lab/tree/{notebook}.ipynb?token={self.token}&reset"

    def kill_kernels(self) -> None:
        """End the kernels as a crash does."""
        for kernel in self.kernels():
            kernel.kill()


def serve(home: Path, within: Path | None = None) -> InJupyterLab:
    """Run ``labmethods open``, from within a folder, and read its address."""
    return InJupyterLab.by("open", home, line=r"(http://\S+?)/lab\S*token=(\w+)", within=within)


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
