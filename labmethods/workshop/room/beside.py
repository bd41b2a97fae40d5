"""What the facilitator's pages on Jupyter's server have in common."""

from __future__ import annotations

from functools import cache

import jinja2
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from labmethods.language import translator
from labmethods.workshop.records import Workshop
from labmethods.workshop.room import pages
from labmethods.workshop.room.hosting import Hosting
from labmethods.workshop.room.words import WORDS


class Beside(JupyterHandler):
    """A page of the room on Jupyter's server."""

    def initialize(self, hosting: Hosting) -> None:
        self.hosting = hosting

    @property
    def content_security_policy(self) -> str:
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' ws://{self.request.host} wss://{self.request.host}; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        )

    def workshop(self) -> Workshop:
        """The workshop that the address names."""
        wanted = self.get_query_argument("workshop", "")
        found = self.hosting.lab.workshops.find(id=wanted)
        if not found:
            raise web.HTTPError(404)
        return found[0]

    def render_page(self, template: str, **values: object) -> None:
        """A page of ours in the lab's language."""
        language = self.hosting.lab.language
        words = {key: word(language, key) for key in WORDS}
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        page = _templates().get_template(template)
        self.finish(page.render(w=words, language=language, base=base_of(self), **values))


def word(language: str, name: str) -> str:
    """One of the page's words."""
    return translator(language)(WORDS[name])


def base_of(page: JupyterHandler) -> str:
    """The address that the facilitator's pages lie under."""
    return url_path_join(page.base_url, "labmethods", "room")


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(pages.FOLDER), autoescape=True, trim_blocks=True
    )
