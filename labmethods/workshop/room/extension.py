"""The Jupyter Server extension: the facilitator's page beside the notebooks, phones apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Serve the room of the workbook that is served."""
    from labmethods.workbook import folder
    from labmethods.workshop.room.facilitator import handlers
    from labmethods.workshop.room.hosting import Hosting

    home = Path(server.root_dir)
    if not (home / folder.SETTINGS).exists():
        return
    hosting = Hosting(home)
    base = url_path_join(server.web_app.settings["base_url"], "labmethods", "room")
    server.web_app.add_handlers(".*$", handlers(base, hosting))
    server.io_loop.add_callback(hosting.resume)
