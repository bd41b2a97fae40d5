"""A notebook as a page of the room, rendered by Voilà."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nbformat
from voila.notebook_renderer import NotebookRenderer

from labmethods.language import translator
from labmethods.presenting.notebooks import for_the_room

TEMPLATES = Path(__file__).parent / "templates"


class RoomRenderer(NotebookRenderer):
    """Voilà's renderer, for what the room may see and in the lab's language."""

    def __init__(self, language: str, **options: Any) -> None:
        super().__init__(**options)
        self._language = language

    async def load_notebook(self, path: str) -> Any:
        return for_the_room(await super().load_notebook(path))

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> AsyncIterator[Any]:
        async for cell in super()._jinja_cell_generator(nb, kernel_id):
            yield self._presentable(cell)

    def _presentable(self, cell: Any) -> Any:
        """What a cell shows: no warnings, and an error as a sentence."""
        if cell.cell_type != "code":
            return cell
        if cell.metadata.get("silent"):
            cell.outputs = []
        cell.outputs = [
            self._failed() if output.output_type == "error" else output
            for output in cell.outputs
            if output.get("name") != "stderr"
        ]
        return cell

    def _failed(self) -> Any:
        _ = translator(self._language)
        text = _(
            "This page couldn't be shown to its end. The lab is safe. Open the notebook with "
            "labmethods open to see why."
        )
        shown = (
            f'<div class="lm"><p class="lm-status lm-status-error">{html.escape(text)}</p></div>'
        )
        return nbformat.v4.new_output("display_data", {"text/html": shown})
