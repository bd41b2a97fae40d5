"""A page that shows a board without a notebook around it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from labmethods.widgets.board import Board
from labmethods.widgets.board.page import script, style_sheet

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def board_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page with the board's own script and style is served."""
    folder = tmp_path_factory.mktemp("board-page")
    (folder / "index.html").write_bytes((HERE / "board_page.html").read_bytes())
    (folder / "board.js").write_text(script(), encoding="utf-8")
    (folder / "board.css").write_text(style_sheet(), encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def open_page(chromium, board_address: str) -> Iterator[Callable]:
    """Open a page of a browser of its own; what it says on the console or asks for is kept."""
    contexts = []

    def opened(width: int = 1100, height: int = 860, **settings):
        settings = {"reduced_motion": "reduce", **settings}
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda m: m.type == "error" and page.troubles.append(m.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (page.troubles.append("dialog"), dialog.dismiss()))
        page.on("request", lambda r: page.troubles.extend(_foreign(r.url, board_address)))
        page.goto(board_address)
        page.wait_for_function("window.ready")
        return page

    yield opened
    for context in contexts:
        context.close()


def _foreign(url: str, home: str) -> list[str]:
    known = {f"{home}{name}" for name in ("", "board.js", "board.css")}
    return [] if url in known or url == "data:," else [f"request: {url}"]


@pytest.fixture
def show(open_page: Callable) -> Callable:
    """Show a board on a page, with the state that Python would send."""

    def shown(board: Board, page=None, **settings):
        page = page or open_page(**settings)
        page.evaluate("state => window.show(state)", page_state(board))
        page.wait_for_selector(".lm-board-frame")
        page.wait_for_function("document.querySelector('.lm-board-head').children.length")
        page.wait_for_timeout(60)
        return page

    return shown


def page_state(board: Board) -> dict:
    """What Python would send to the page."""
    names = (
        "notes x_axis y_axis quadrants kinds size_title tray title can can_undo can_redo "
        "read_only theme language words"
    )
    return {name: getattr(board, name) for name in names.split()}
