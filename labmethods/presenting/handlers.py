"""The pages of the room's screen, for who was given the address with its token."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web

from labmethods.language import translator
from labmethods.presenting.agenda import agenda
from labmethods.presenting.words import WORDS
from labmethods.prose import safe_html

if TYPE_CHECKING:
    from labmethods.presenting.server import Presentation

_PAGES = Path(__file__).parent / "pages"
_KINDS = {"css": "text/css", "js": "text/javascript"}


def own_handlers(presentation: Presentation) -> list[tuple]:
    """The addresses of the screen's own pages."""
    given = {"presentation": presentation}
    return [
        (r"/", Screen, given),
        (r"/present/start", Start, given),
        (r"/present/state", State, given),
        (r"/present/static/((?:screen|notebook)\.(?:css|js))", Static, given),
        (r"/present/([^/]+)\.ipynb", Notebook, given),
        (r"/files/(attachments/.+)", FilesHandler, {"path": str(presentation.home)}),
    ]


class Kernel(KernelHandler):
    """How a page's kernel is doing; a page can't end it."""

    SUPPORTED_METHODS = ("GET",)


class Own(JupyterHandler):
    """What the screen's own pages have in common."""

    def initialize(self, presentation: Presentation) -> None:
        self.presentation = presentation

    @property
    def content_security_policy(self) -> str:
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )

    def show(self, template: str, **values: Any) -> None:
        """A page in the lab's language."""
        language = self.presentation.language
        words = {key: translator(language)(text) for key, text in WORDS.items()}
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        page = _templates().get_template(template)
        self.finish(page.render(w=words, language=language, prose=safe_html, **values))

    def start_values(self) -> dict[str, Any]:
        """What the start page says now."""
        chosen = self.get_query_argument("workshop", "")
        said = agenda(self.presentation.hosting.lab, datetime.date.today(), chosen)
        return {"said": said, "notebooks": self.presentation.shown()}


class Screen(Own):
    """The screen itself: the start page, and room for the notebooks' pages."""

    @web.authenticated
    def get(self) -> None:
        if self.get_query_argument("token", ""):
            # The token is in a cookie now, and needn't stand in the address line for all to see.
            self.redirect("/")
            return
        values = self.start_values()
        shown = [{"name": one.name, "title": one.title} for one in values["notebooks"]]
        self.show("screen.html.jinja", order=json.dumps(shown), **values)


class Start(Own):
    """What the start page says now."""

    @web.authenticated
    def get(self) -> None:
        self.show("start.html.jinja", **self.start_values())


class State(Own):
    """The store's version: pages of an older one are fetched anew."""

    @web.authenticated
    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish({"version": self.presentation.version()})


class Static(Own):
    """The style and scripts of these pages; they hold nothing of the lab."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{_KINDS[name.rpartition('.')[2]]}; charset=utf-8")
        self.finish((_PAGES / name).read_bytes())


class Notebook(Own):
    """A notebook's page, run in a kernel of its own."""

    @property
    def content_security_policy(self) -> str:
        # Widgets bring scripts as blobs, and Voilà writes some into the page; none comes from
        # elsewhere, and what a notebook shows can't send anything elsewhere.
        host = self.request.host
        return (
            "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
            "style-src 'self' 'unsafe-inline' blob: data:; img-src 'self' data: blob:; "
            "font-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; "
            f"connect-src 'self' ws://{host} data: blob:; frame-src 'self' data: blob:; "
            "form-action 'none'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'"
        )

    @web.authenticated
    async def get(self, name: str) -> None:
        if name not in {one.name for one in self.presentation.shown()}:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(await self.presentation.pages.html(name))


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
