"""A button that lets one choose a file, and brings it to the kernel whatever its size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from labmethods.language import translator

LARGEST = 100_000_000
"""A larger file is refused in the page, before any of it is sent."""
_HERE = Path(__file__).parent


class FileChoice(anywidget.AnyWidget):
    """The button, the name of the file that is chosen, and how much of it has come.

    ipywidgets' own ``FileUpload`` sends a file as one message. Jupyter's server takes none above
    10 MB: it drops the line without a word, and what was chosen before still counts as chosen.
    Here a file comes in pieces.

    Attributes
    ----------
    value
        The chosen file as ``({"name": ..., "content": ...},)``; empty before, and to let it go.
    """

    _esm = _HERE / "file_choice.js"
    _css = _HERE / "file_choice.css"
    description = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    value = traitlets.Tuple()

    def __init__(self, language: str, *, description: str, accept: str) -> None:
        _ = translator(language)
        words = {
            "coming": _("{n} of {total} MB", n="{n}", total="{total}"),
            "large": _(
                "{name} has {size} MB; at most {most} MB fit. Choose a smaller file.",
                name="{name}",
                size="{size}",
                most="{most}",
            ),
            "unread": _(
                "{name} could not be read. If it is open in another program, close it there and "
                "choose it again.",
                name="{name}",
            ),
        }
        self._coming: dict[str, Any] = {}
        super().__init__(description=description, accept=accept, words=words)
        self.on_msg(self._brought)

    @traitlets.observe("value")
    def _named(self, change: dict[str, Any]) -> None:
        self.chosen = change["new"][0]["name"] if change["new"] else ""

    def _brought(self, _widget: Any, told: dict[str, Any], buffers: list[Any]) -> None:
        """A file that begins to come, or its next piece; with the last one it is chosen."""
        if "begins" in told:
            self.value = ()
            self._coming = {"file": told["begins"], "data": bytearray()}
            return
        if not buffers or told.get("file") != self._coming.get("file"):
            return
        data = self._coming["data"]
        data += buffers[0]
        self.send({"file": told["file"]})
        if told.get("last"):
            self._coming = {}
            self.value = ({"name": str(told["name"]), "content": bytes(data)},)
