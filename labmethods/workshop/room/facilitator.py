"""The facilitator's page, served by Jupyter's own server to who is signed in there."""

from __future__ import annotations

import json
from urllib.parse import quote

from jupyter_server.utils import url_path_join
from tornado import web

from labmethods.errors import LabError
from labmethods.language import translator
from labmethods.workshop.records import WRITTEN
from labmethods.workshop.room import pages
from labmethods.workshop.room.asking import asked_of
from labmethods.workshop.room.beside import Beside, base_of, word
from labmethods.workshop.room.hosting import Hosting
from labmethods.workshop.room.live import RoomLive
from labmethods.workshop.room.outward import Outward
from labmethods.workshop.room.pages import View
from labmethods.workshop.room.paper import a_line, type_in
from labmethods.workshop.room.phrases import PHRASES, speaker
from labmethods.workshop.room.room import Room
from labmethods.workshop.room.words import WORDS
from labmethods.workshop.rounds import rounds_of


def handlers(base: str, hosting: Hosting) -> list[tuple]:
    """The addresses of the facilitator's page."""
    given = {"hosting": hosting}
    return [
        (base, RoomPage, given),
        (url_path_join(base, "live"), RoomLive, given),
        (url_path_join(base, "paper"), Paper, given),
        (url_path_join(base, "sheet"), Sheet, given),
        (
            url_path_join(base, r"((?:room|phone)\.css|(?:room|drawing|screen)\.js)"),
            RoomFile,
            given,
        ),
    ]


class RoomPage(Beside):
    """The page itself; what it shows comes through ``RoomLive``."""

    @web.authenticated
    def get(self) -> None:
        workshop = self.workshop()
        language = self.hosting.lab.language
        words = {key: word(language, key) for key in WORDS}
        day = translator(language).day(workshop.day)
        self.render_page("room.html.jinja", workshop=workshop, day=day, words=json.dumps(words))


class RoomFile(Beside):
    """Its style and script."""

    @web.authenticated
    def get(self, name: str) -> None:
        kind = "text/css" if name.endswith("css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(pages.static(name))


class Paper(Beside):
    """What was written on paper, typed in: one sheet after another."""

    @web.authenticated
    def get(self) -> None:
        self.show(said=word(self._language, "typed_in") if self._sent else "")

    @web.authenticated
    async def post(self) -> None:
        form = {n: self.get_body_argument(n) for n in self.request.body_arguments}
        room = self._room()
        try:
            await type_in(room, form)
        except LabError as error:
            self.set_status(422)
            known = error.message in PHRASES.values()
            say = speaker(self._language)
            said = say(error.message, **error.values) if known else error.text(self._language)
            self.show(said=said, wrong=True, typed=form)
            return
        self.redirect(f"{self._address}&sent=1", status=303)

    def show(self, said: str, wrong: bool = False, typed: dict | None = None) -> None:
        """The participants' own form, with Jupyter's mark in it."""
        room = self._room()
        state = "ask" if room.current else "wait"
        view = View(
            state,
            self._language,
            self._language,
            room.workshop.name,
            room.current,
            typed=typed or {},
            said=said,
            wrong=wrong,
            a_line=a_line(room.current, self._language),
        )
        form = pages.main(view).replace('action="/send"', f'action="{self._address}"')
        xsrf = self.xsrf_form_html()
        form = form.replace("</form>", f"{xsrf}</form>")
        self.render_page("paper.html.jinja", form=form, name=room.workshop.name)

    def _room(self) -> Room:
        opened = self.hosting.rooms.get(self.get_query_argument("workshop", ""))
        if opened is None:
            raise web.HTTPError(404)
        return opened.room

    @property
    def _address(self) -> str:
        return f"{base_of(self)}/paper?workshop={quote(self._room().workshop.id)}"

    @property
    def _sent(self) -> bool:
        return bool(self.get_query_argument("sent", ""))

    @property
    def _language(self) -> str:
        return self.hosting.lab.language


class Sheet(Beside):
    """The questions on paper, to print."""

    @web.authenticated
    def get(self) -> None:
        workshop = self.workshop()
        lab = self.hosting.lab
        outward = Outward(lab)
        asked = outward.asked(asked_of(lab, one) for one in rounds_of(lab, workshop))
        self.render_page(
            "sheet.html.jinja",
            workshop=outward.workshop(workshop),
            asked=list(asked.values()),
            written=WRITTEN,
            p=pages.phrases(lab.language),
        )
