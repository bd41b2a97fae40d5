"""What JupyterLab is given of a workbook's files."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class WorkbookFiles(AsyncLargeFileManager):
    """The workbook's files, notebooks without the widgets that were saved in them.

    A saved widget brings its own script, which JupyterLab runs when the notebook is opened, also
    when the notebook comes from somebody else. Panels are made anew from the store, so nothing is
    lost without it.
    """

    async def get(self, path: str, content: bool = True, *args: Any, **more: Any) -> dict:
        model = await super().get(path, content, *args, **more)
        if model["type"] == "notebook" and model["content"] is not None:
            model["content"]["metadata"].pop("widgets", None)
        return model
