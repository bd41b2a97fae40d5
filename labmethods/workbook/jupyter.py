"""JupyterLab on a workbook."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def command(home: Path, *, browser: bool = True, port: int | None = None) -> list[str]:
    """The command that opens JupyterLab on a workbook's start page, on this computer only."""
    arguments = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={home}",
        "--LabApp.default_url=/lab/tree/00-start.ipynb",
        "--ServerApp.ip=127.0.0.1",
        # News from the network would be asked for at the first start.
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    if not browser:
        arguments.append("--no-browser")
    if port is not None:
        arguments.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    return arguments
