"""The server of the room's screen: Voilà's, on this computer only, with pages of ours."""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado import ioloop, netutil
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_page_config, get_voila_labextensions_path

from labmethods.presenting.handlers import Kernel, own_handlers
from labmethods.presenting.notebooks import Shown, notebooks
from labmethods.presenting.ready import ReadyPages
from labmethods.presenting.renderer import TEMPLATES, RoomRenderer
from labmethods.workbook import durable
from labmethods.workshop.room.facilitator import handlers as room_handlers
from labmethods.workshop.room.hosting import Hosting

_EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
    "jupyterlab-plotly",
)
"""What pages load in the browser; nothing else that is installed, nothing of the lab's."""

_SPOKEN = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
"""What a page may say to its kernel: it moves widgets, and can't run code."""

_LOOK_AFTER = 10.0
"""Seconds between two rounds of ending kernels that nobody needs."""


class Presentation(Voila):
    """Voilà for one workbook: no settings from files, no folder's list, own pages."""

    name = "labmethods-present"

    def load_config_file(self, *_arguments: Any, **_more: Any) -> None:
        """A settings file could open what is closed here; none is read."""

    def present(self, home: Path, language: str, port: int, ready: Path) -> None:
        """Serve until the process is told to end; ``ready`` gets the address."""
        self.home, self.language, self.ready = home, language, ready
        self.root_dir, self.port = str(home), port
        self.token = secrets.token_hex(24)
        self.initialize([])
        self.start()

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths = [str(TEMPLATES), *self.template_paths]
        own = self.voila_configuration
        own.allow_template_override = own.allow_theme_override = "NO"
        own.extension_allowlist = list(_EXTENSIONS)
        own.extension_denylist = []
        self.config.merge(Config({"VoilaExporter": {"sanitize_html": True}}))

    def init_settings(self) -> dict:
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = _SPOKEN
        # Another name that leads here is refused, and a change needs the page's own mark.
        settings |= {"allow_remote_access": False, "xsrf_cookies": True, "mathjax_url": ""}
        self.given = settings
        self.hosting = Hosting(self.home)
        first = self.shown()[0].name if self.shown() else None
        self.pages = ReadyPages(self.kernel_manager, self.render, self.version, first)
        return settings

    def init_handlers(self) -> list:
        kernel = r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
        files = {"path": self.labextensions_path, "no_cache_paths": []}
        themes = {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": get_voila_labextensions_path([]),
        }
        return [
            *self.identity_provider.get_handlers(),
            (kernel, Kernel),
            (rf"{kernel}/channels", VoilaKernelWebsocketHandler),
            (r"/voila/templates/(.*)", TemplateStaticFileHandler),
            (r"/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (r"/voila/labextensions/(.*)", FileFindHandler, files),
            (r"/voila/api/themes/(.*)", ThemesHandler, themes),
            *room_handlers("/labmethods/room", self.hosting),
            *own_handlers(self),
        ]

    # What the pages' handlers ask for

    def shown(self) -> list[Shown]:
        """The notebooks that the room sees, as they are in the folder now."""
        return notebooks(self.home)

    def version(self) -> str:
        """The store's version: pages of an older one are rendered anew."""
        return self.hosting.lab.store.version()

    async def render(self, name: str, kernel: str) -> str:
        """A notebook's page, its cells run in a kernel."""
        renderer = RoomRenderer(
            self.language,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.config,
            notebook_path=f"{name}.ipynb",
            template_paths=self.template_paths,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            page_config=get_page_config("/", self.given, self.log, self.voila_configuration),
            mathjax_url="",
            mathjax_config="",
        )
        await renderer.initialize()
        title = next((one.title for one in self.shown() if one.name == name), name)
        renderer.resources["room"] = {
            "language": self.language,
            "title": title,
            "version": self.version(),
        }
        return await renderer.generate_content_str(kernel, self.kernel_manager.get_kernel(kernel))

    # From start to end

    def listen(self) -> None:
        sockets = netutil.bind_sockets(self.port, "127.0.0.1")
        server = HTTPServer(self.app)
        server.add_sockets(sockets)
        self.ioloop = ioloop.IOLoop.current()
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._handle_signal_stop)
        self.ioloop.add_callback(self._begin, sockets[0].getsockname()[1])
        self.ioloop.start()
        self.ioloop.run_sync(self._end)

    async def _begin(self, port: int) -> None:
        await self.hosting.resume()
        self.pages.stand_by()
        address = f"http://127.0.0.1:{port}/?token={self.token}"
        durable.write(self.ready, json.dumps({"address": address}).encode(), private=True)
        if shown := self.shown():
            await self.pages.warm(shown[0].name)
        self._looking_after = ioloop.PeriodicCallback(self.pages.cull, _LOOK_AFTER * 1000)
        self._looking_after.start()

    async def _end(self) -> None:
        await self.kernel_manager.shutdown_all(now=True)
        await asyncio.sleep(0)
