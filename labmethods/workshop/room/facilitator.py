"""The facilitator's page, served by Jupyter's own server to who is signed in there."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import jinja2
import segno
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workshop.records import KINDS, WRITTEN, Workshop, WorkshopContribution
from labmethods.workshop.room import pages
from labmethods.workshop.room.accepting import TABLES
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.room.hosting import Hosting, addresses
from labmethods.workshop.room.pages import View
from labmethods.workshop.room.phrases import PHRASES, speaker
from labmethods.workshop.room.room import Room, frame
from labmethods.workshop.room.words import WORDS
from labmethods.workshop.rounds import rounds_of

MOST_ITEMS = 400
"""As many of the newest contributions are listed; all of them are counted."""


def handlers(base: str, hosting: Hosting) -> list[tuple]:
    """The addresses of the facilitator's page."""
    given = {"hosting": hosting}
    return [
        (base, RoomPage, given),
        (url_path_join(base, "live"), RoomLive, given),
        (url_path_join(base, "paper"), Paper, given),
        (url_path_join(base, "sheet"), Sheet, given),
        (url_path_join(base, r"(room\.css|room\.js|phone\.css|phone\.js)"), RoomFile, given),
    ]


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
        """The workshop that the address names, else the one that is open."""
        room = self.hosting.room
        wanted = self.get_query_argument("workshop", "") or (room.workshop.id if room else "")
        found = self.hosting.lab.workshops.find(id=wanted)
        if not found:
            raise web.HTTPError(404)
        return found[0]

    def render_page(self, template: str, **values: object) -> None:
        """A page of ours in the lab's language."""
        language = self.hosting.lab.language
        words = {key: _word(language, key) for key in WORDS}
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        page = _templates().get_template(template)
        self.finish(page.render(w=words, language=language, base=_base(self), **values))


class RoomPage(Beside):
    """The page itself; what it shows comes through ``RoomLive``."""

    @web.authenticated
    def get(self) -> None:
        workshop = self.workshop()
        language = self.hosting.lab.language
        words = {key: _word(language, key) for key in WORDS}
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
        self.show(said=_word(self._language, "typed_in") if self._sent else "")

    @web.authenticated
    async def post(self) -> None:
        form = {n: self.get_body_argument(n) for n in self.request.body_arguments}
        room = self._room()
        try:
            await room.contribute(f"paper-{uuid4().hex[:12]}", form.get("round", ""), form)
        except LabError as error:
            self.set_status(422)
            known = error.message in PHRASES.values()
            say = speaker(self._language)
            said = say(error.message, **error.values) if known else error.text(self._language)
            self.show(said=said, wrong=True, typed=form)
            return
        self.redirect(f"{_base(self)}/paper?sent=1", status=303)

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
        )
        form = pages.main(view).replace('action="/send"', f'action="{_base(self)}/paper"')
        xsrf = self.xsrf_form_html()
        form = form.replace("</form>", f"{xsrf}</form>")
        self.render_page("paper.html.jinja", form=form, name=room.workshop.name)

    def _room(self) -> Room:
        if self.hosting.room is None:
            raise web.HTTPError(404)
        return self.hosting.room

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
        room = self.hosting.room
        of_room = room is not None and room.workshop.id == workshop.id
        rounds = rounds_of(self.hosting.lab, workshop)
        asked = list(room.asked.values()) if of_room else [Asked(one) for one in rounds]
        self.render_page("sheet.html.jinja", workshop=workshop, asked=asked, written=WRITTEN)


class RoomLive(WebSocketMixin, WebSocketHandler, Beside):
    """What the page is told, and what the facilitator does on it."""

    auth_resource = "kernels"

    def set_default_headers(self) -> None:
        """A socket has none."""

    @ws_authenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        self.looking = ""
        self.of = self.workshop().id
        await super().get(*args, **kwargs)

    def open(self) -> None:
        super().open()
        self.hosting.pages.add(self)
        self.show_all()

    def on_close(self) -> None:
        super().on_close()
        self.hosting.pages.discard(self)

    async def on_message(self, message: str | bytes) -> None:
        language = self.hosting.lab.language
        try:
            asked = json.loads(message)
            said = await _DO[asked["do"]](self, asked)
            self.tell("said", text=said or _word(language, "done"))
        except LabError as error:
            self.tell("said", text=error.text(language), wrong=True)
        except (KeyError, TypeError, ValueError):
            self.tell("said", text=_word(language, "odd"), wrong=True)

    def tell(self, what: str, **values: object) -> None:
        """Send the page something."""
        try:
            self.write_message(json.dumps({"type": what, **values}))
        except WebSocketClosedError:
            self.hosting.pages.discard(self)

    @property
    def room(self) -> Room:
        """The open room, if it is of this page's workshop.

        Raises
        ------
        Refused
            It isn't open.
        """
        room = self.hosting.room
        if room is None or room.workshop.id != self.of:
            raise Refused(N_("The room is not open. Press Invite."))
        return room

    def show_all(self) -> None:
        """How things stand."""
        room = self.hosting.room
        mine = room is not None and room.workshop.id == self.of
        self.tell("all", **(_standing(self.hosting, room) if mine else _shut(self)))
        if mine and self.looking not in room.asked:
            self.looking = room.current.round.id if room.current else next(iter(room.asked), "")
        if mine and self.looking:
            self.look(self.looking)

    def look(self, round_id: str) -> None:
        """Show what came in a round."""
        if round_id not in self.room.asked:
            return
        self.looking = round_id
        given = self.room.given[round_id]
        self.tell("items", round=round_id, items=_items(list(given.values())[-MOST_ITEMS:]))
        self.hosting.count(round_id)

    def show_phones(self) -> None:
        """Show how many phones are here."""
        if self.hosting.phones:
            self.tell("phones", phones=len(self.hosting.phones.listening))

    def show_items(self, round_id: str, ids: list[str]) -> None:
        """Show what came or was changed."""
        room = self.hosting.room
        if round_id == self.looking and room and room.workshop.id == self.of:
            given = room.given[round_id]
            found = [given[one] for one in ids[-MOST_ITEMS:] if one in given]
            self.tell("came", round=round_id, items=_items(found))

    def show_summary(self, round_id: str, summary: dict[str, Any]) -> None:
        """Show how a round stands."""
        if round_id == self.looking:
            self.tell("summary", round=round_id, summary=summary)


def _items(given: list[WorkshopContribution]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "text": one.text,
            "detail": one.detail,
            "hidden": bool(one.hidden),
            "same": one.same_as,
            "taken": bool(one.accepted),
        }
        for one in given
        if one.text and one.value is None
    ]


def _shut(page: RoomLive) -> dict[str, Any]:
    """What the page shows before the room is opened."""
    lab = page.hosting.lab
    workshop = lab.workshops.get(page.of)
    return {
        "open": False,
        "other": page.hosting.room is not None,
        "hosts": addresses(),
        "welcome": workshop.welcome or "",
        "concluded": workshop.concluded or "",
        "last": _last(page.hosting, workshop),
        "rounds": [],
        "current": None,
    }


def _standing(hosting: Hosting, room: Room) -> dict[str, Any]:
    _ = translator(hosting.lab.language)
    invitation = room.codes.invitation(time.time())
    phones = hosting.phones
    link = f"{phones.address}/j/{invitation.link}"
    picture = segno.make(link, error="m", micro=False)
    return {
        "open": True,
        "address": phones.address,
        "network": bool(phones.host),
        "code": invitation.code,
        "seconds": max(1, invitation.until - time.time()),
        "qr": picture.svg_inline(scale=8, border=2, dark="#000", light="#fff", omitsize=True),
        "phones": len(phones.listening),
        "welcome": room.workshop.welcome or "",
        "concluded": room.workshop.concluded or "",
        "last": _last(hosting, room.workshop),
        "current": room.current.round.id if room.current else None,
        "rounds": [
            {
                "id": one.round.id,
                "what": _(KINDS[one.round.kind]),
                "written": one.round.kind in WRITTEN,
                "takes": one.round.kind in TABLES,
                "question": one.round.question,
                "state": one.round.state,
                "quiet": bool(one.round.quiet),
                "minutes": one.round.minutes,
                "decided": one.round.decided or "",
            }
            for one in room.asked.values()
        ],
    }


def _last(hosting: Hosting, workshop: Workshop) -> dict[str, str] | None:
    """The workshop before this one, and what it agreed on."""
    before = [one for one in hosting.lab.workshops.all() if one.day < workshop.day]
    told = [one for one in sorted(before, key=lambda one: one.day) if one.concluded]
    return {"name": told[-1].label(), "concluded": told[-1].concluded} if told else None


Doing = Callable[[RoomLive, dict], Awaitable[str | None]]


async def _open(page: RoomLive, asked: dict) -> None:
    await page.hosting.open(page.of, str(asked.get("host", "")))
    page.hosting.tell_all()


async def _end(page: RoomLive, _asked: dict) -> None:
    if page.room:
        await page.hosting.end()


async def _code(page: RoomLive, asked: dict) -> None:
    if asked.get("new"):
        page.room.turn_code()
    page.hosting.tell_all()


async def _look(page: RoomLive, asked: dict) -> str:
    page.room.reload_rounds()
    page.look(str(asked["round"]))
    return " "


async def _round(page: RoomLive, asked: dict) -> None:
    room, round_id = page.room, str(asked["round"])
    match asked["to"]:
        case "open":
            page.looking = round_id
            await room.open_round(round_id)
        case "close":
            await room.close_round(round_id)
        case "show":
            await room.change_round(round_id, quiet=False)


async def _decide(page: RoomLive, asked: dict) -> None:
    if asked.get("round"):
        await page.room.change_round(str(asked["round"]), decided=str(asked["text"]))
    else:
        await page.room.conclude(str(asked["text"]))


async def _hide(page: RoomLive, asked: dict) -> None:
    await page.room.hide(map(str, asked["ids"]), bool(asked.get("hidden", True)))


async def _merge(page: RoomLive, asked: dict) -> None:
    ids = [str(one) for one in asked["ids"]]
    if len(ids) < 2:
        raise Refused(N_("Choose at least two contributions that say the same."))
    await page.room.merge(ids)


async def _ban(page: RoomLive, asked: dict) -> None:
    for one in asked["ids"]:
        await page.room.ban(str(one))


async def _take(page: RoomLive, asked: dict) -> str:
    room, round_id = page.room, str(asked["round"])
    ids = [str(one) for one in asked["ids"]] or list(room.given.get(round_id, {}))
    taken = await room.accept(round_id, ids)
    _ = translator(page.hosting.lab.language)
    return _.plural(
        "{n} contribution was taken into the lab's records.",
        "{n} contributions were taken into the lab's records.",
        taken,
    )


async def _alike(page: RoomLive, asked: dict) -> str:
    """Mark groups that say nearly the same; the facilitator decides."""
    from labmethods.workshop.analysis import alike

    round_id = str(asked["round"])
    groups = alike(frame(page.room.given[round_id].values()))
    page.tell("alike", round=round_id, groups=groups)
    _ = translator(page.hosting.lab.language)
    return _.plural(
        "{n} group says nearly the same. Nothing is merged until you say so.",
        "{n} groups say nearly the same. Nothing is merged until you say so.",
        len(groups),
    )


_DO: dict[str, Doing] = {
    "open": _open,
    "end": _end,
    "code": _code,
    "look": _look,
    "round": _round,
    "decide": _decide,
    "hide": _hide,
    "merge": _merge,
    "ban": _ban,
    "take": _take,
    "alike": _alike,
}


def _word(language: str, name: str) -> str:
    return translator(language)(WORDS[name])


def _base(page: JupyterHandler) -> str:
    return url_path_join(page.base_url, "labmethods", "room")


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(pages.FOLDER), autoescape=True, trim_blocks=True
    )
