"""Links from a panel to the lab's notebooks and files."""

from __future__ import annotations

import base64
import html
import os
from pathlib import Path
from urllib.parse import quote

from labmethods.workbook.lab import Lab


def notebook_link(name: str, text: str) -> str:
    """A link to another notebook of the lab, as HTML.

    ``labmethods open`` opens it in a tab of the same JupyterLab; elsewhere it is a page of its own.
    """
    return (
        f'<a class="lm-notebook" href="{quote(name)}.ipynb" target="_blank">{html.escape(text)}</a>'
    )


def file_link(lab: Lab, path: Path, text: str) -> str:
    """A link to a file, as HTML: it opens beside JupyterLab. Outside the lab, just its place."""
    if lab.home is None or not path.is_relative_to(lab.home):
        return f"{html.escape(text)}: {html.escape(str(path))}"
    server = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")
    address = quote(f"{server}files/{path.relative_to(lab.home).as_posix()}")
    return f'<a href="{html.escape(address)}" target="_blank">{html.escape(text)}</a>'


_LINK = "color:#00416a;font-weight:600;text-decoration:underline"


def download_link(text: str, name: str, kind: str, data: bytes) -> str:
    """A link that holds the file itself, so that it works without a server's help."""
    address = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return (
        f'<a class="lm-download" style="{_LINK}" download="{html.escape(name)}" href="{address}">'
        f"{html.escape(text)}</a>"
    )
