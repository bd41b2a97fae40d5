"""Which notebooks the room sees, in which order, and what of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labmethods.workbook.folder import year

AT_THE_DESK = ("09-report",)
"""Notebooks that the facilitator works in alone: what the gate finds isn't for the room."""

_NOT_FOR_THE_ROOM = {"facilitator", "private"}


@dataclass(frozen=True)
class Shown:
    """A notebook as a page: its name, without ending, and its title."""

    name: str
    title: str


def notebooks(home: Path) -> list[Shown]:
    """The notebooks that the room sees, in the order of the year."""
    paths = [path for path in home.glob("*.ipynb") if path.is_file()]
    found = [_shown(path) for path in sorted(paths, key=lambda path: year(path.stem))]
    return [one for one in found if one is not None]


def for_the_room(notebook: Any) -> Any:
    """The notebook without what is the facilitator's, without saved output and saved widgets.

    Code of a private cell stays, as others may need it; ``silent`` marks that it shows nothing.
    """
    cells = []
    for cell in notebook.cells:
        hidden = bool(_NOT_FOR_THE_ROOM & set(cell.metadata.get("tags", ())))
        if hidden and (cell.cell_type != "code" or _only_shows(cell)):
            continue
        if cell.cell_type == "code":
            cell.outputs = []
        cell.metadata["silent"] = hidden
        cells.append(cell)
    notebook.cells = cells
    # A notebook may ask for a template or bring widgets' scripts; neither is taken from it.
    for key in ("widgets", "voila"):
        notebook.metadata.pop(key, None)
    return notebook


def _only_shows(cell: Any) -> bool:
    """A method's card is long to draw, and no other cell needs it."""
    return re.fullmatch(r"\s*lab\.card\([^()]*\)\s*", cell.source) is not None


def _shown(path: Path) -> Shown | None:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        template = notebook.get("metadata", {}).get("labmethods", {}).get("template")
        if template in AT_THE_DESK:
            return None
        return Shown(path.stem, next(_headings(notebook), path.stem))
    except (OSError, ValueError, AttributeError, TypeError):
        # Not a notebook, whatever its name says.
        return None


def _headings(notebook: dict) -> Iterator[str]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = cell["source"]
            text = source if isinstance(source, str) else "".join(source)
            if found := re.search(r"^# +(.+)$", text, re.MULTILINE):
                yield found[1].strip()
