"""Pages made ready before they are opened, with few kernels."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

Render = Callable[[str, str], Awaitable[str]]
"""Renders a notebook in a kernel: its name, the kernel's id."""

MOST = 4
"""So many kernels at most show pages; one more stands by. Each takes some 180 MB."""

REST = 60.0
"""So many seconds a page that nobody looks at keeps its kernel."""

LOADED = (
    "import labmethods, ipywidgets, anywidget, pandas, plotly.graph_objects, plotly.io\n"
    "import labmethods.widgets.page, labmethods.widgets.board\n"
)
"""What a kernel that stands by has loaded already."""

AGAIN = "import ipywidgets\nipywidgets.Widget.close_all()\n"
"""Run before a page is rendered anew in its kernel: its old widgets are in nobody's view."""


class Page:
    """A page that is ready: its HTML, the kernel behind it, and the store's version it shows."""

    def __init__(self, kernel: str) -> None:
        self.kernel = kernel
        self.html = ""
        self.version = ""
        self.asked = time.monotonic()


class ReadyPages:
    """Renders pages, keeps the newest ones and ends the kernels of the others."""

    def __init__(
        self, kernels: Any, render: Render, version: Callable[[], str], first: str | None
    ) -> None:
        self._kernels = kernels
        self._render = render
        self._version = version
        self._first = first
        self._pages: dict[str, Page] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._spare: asyncio.Task[str] | None = None

    async def html(self, name: str) -> str:
        """The page, as the store is now: at once if it is ready, else after some seconds."""
        async with self._locks.setdefault(name, asyncio.Lock()):
            page = self._pages.get(name)
            if page is None or page.kernel not in self._kernels:
                page = self._pages[name] = Page(await self._take())
            page.asked = time.monotonic()
            version = self._version()
            if not page.html or page.version != version:
                await self._fill(name, page, version)
            return page.html

    async def _fill(self, name: str, page: Page, version: str) -> None:
        try:
            if page.html:
                await self._run(page.kernel, AGAIN)
            page.html = await self._render(name, page.kernel)
            page.version = version
        except BaseException:
            self._pages.pop(name, None)
            await self._end(page.kernel)
            raise

    async def warm(self, name: str) -> None:
        """Make a page ready; if it can't be, whoever opens it is told."""
        with suppress(Exception):
            await self.html(name)

    async def _take(self) -> str:
        """A kernel that has everything loaded; the next one starts to load behind it."""
        self.stand_by()
        taken, self._spare = self._spare, None
        kernel = await taken
        self.stand_by()
        return kernel

    def stand_by(self) -> None:
        """Have a kernel load what every page needs."""
        if self._spare is None:
            self._spare = asyncio.ensure_future(self._loaded())

    async def _loaded(self) -> str:
        kernel = await self._kernels.start_kernel(kernel_name="python3", path="")
        await self._run(kernel, LOADED)
        self._kernels.add_restart_callback(kernel, lambda: self._forget(kernel))
        return kernel

    def _forget(self, kernel: str) -> None:
        """A kernel that crashed and came again knows nothing of its page."""
        for page in self._pages.values():
            if page.kernel == kernel:
                page.html = ""

    async def _run(self, kernel: str, code: str) -> None:
        client = self._kernels.get_kernel(kernel).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=120)
            await client.execute_interactive(code, store_history=False, output_hook=lambda _m: None)
        finally:
            client.stop_channels()

    async def cull(self) -> None:
        """End kernels whose page nobody looks at: old ones, and those that are too many."""
        unseen = sorted(
            (n for n, page in self._pages.items() if n != self._first and not self._seen(page)),
            key=lambda name: self._pages[name].asked,
        )
        many = len(self._pages) - MOST
        for place, name in enumerate(unseen):
            old = time.monotonic() - self._pages[name].asked > REST
            if (old or place < many) and not self._locks[name].locked():
                await self._end(self._pages.pop(name).kernel)

    def _seen(self, page: Page) -> bool:
        if page.kernel not in self._kernels:
            return False
        return self._kernels.kernel_model(page.kernel)["connections"] > 0

    async def _end(self, kernel: str) -> None:
        if kernel in self._kernels:
            await self._kernels.shutdown_kernel(kernel, now=True)
