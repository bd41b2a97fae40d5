"""The participants' pages on a port of their own: nothing of Jupyter can be reached from there."""

from __future__ import annotations

import asyncio
import math
import time
from urllib.parse import urlsplit

from tornado import httputil, web, websocket
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workshop.room import pages
from labmethods.workshop.room.pages import View
from labmethods.workshop.room.phrases import LANGUAGES, PHRASES, speaker, wanted
from labmethods.workshop.room.room import Room

COOKIE = "room"
MOST_LISTENING = 1500
_BODY = 16 * 1024
_HEAD = 16 * 1024
_NEWS = 0.05
"""So long news are gathered before phones are told: opening a round is one piece of news."""


class Phones:
    """Serves the participants' pages of a room.

    Parameters
    ----------
    room
        The workshop.
    host
        The address in the local network; empty for this computer alone.
    port
        0 for any that is free.
    """

    def __init__(self, room: Room, host: str, port: int) -> None:
        self.room = room
        self.host = host
        self.listening: set[Live] = set()
        self.version = 0
        self._telling: asyncio.TimerHandle | None = None
        self._started = time.time_ns()
        self._server = HTTPServer(
            self._application(),
            max_body_size=_BODY,
            max_header_size=_HEAD,
            body_timeout=20,
            idle_connection_timeout=120,
        )
        try:
            sockets = bind_sockets(port, "127.0.0.1")
            self.port = sockets[0].getsockname()[1]
            if host and host != "127.0.0.1":
                sockets += bind_sockets(self.port, host)
        except OSError as error:
            raise Refused(
                N_("The room's page could not be opened at {host}:{port}. Try again."),
                host=host or "127.0.0.1",
                port=port,
            ) from error
        self._server.add_sockets(sockets)
        room.listeners.append(self._changed)

    @property
    def address(self) -> str:
        """What phones open."""
        return f"http://{self.host or '127.0.0.1'}:{self.port}"

    @property
    def hosts(self) -> set[str]:
        """The names under which the pages answer; another name is another site's trick."""
        names = {"127.0.0.1", "localhost", *([self.host] if self.host else [])}
        return {f"{name}:{self.port}" for name in names}

    @property
    def news(self) -> str:
        """Tells one state of the room from another, also after a restart."""
        return f"{self._started}-{self.version}"

    async def close(self) -> None:
        """End the pages: phones that look again find nothing."""
        self.room.listeners.remove(self._changed)
        if self._telling:
            self._telling.cancel()
        self._server.stop()
        for one in list(self.listening):
            one.close()
        await self._server.close_all_connections()

    def _changed(self, what: str, _round: str, _ids: list[str]) -> None:
        if what == "asked" and self._telling is None:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(_NEWS, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self.version += 1
        for one in list(self.listening):
            one.tell()

    def _application(self) -> web.Application:
        given = {"phones": self}
        return web.Application(
            [
                (r"/", Page, given),
                (r"/main", Main, given),
                (r"/join", Join, given),
                (r"/j/([0-9a-f]{1,64})", Link, given),
                (r"/send", Send, given),
                (r"/live", Live, given),
                (r"/(phone\.css|phone\.js)", File, given),
            ],
            default_handler_class=Nothing,
            default_handler_args=given,
            # Requests are not logged: no address is kept.
            log_function=lambda _handler: None,
            websocket_max_message_size=256,
            websocket_ping_interval=30,
            compress_response=False,
        )


class Guarded:
    """What all answers have in common: whose name is asked for, and nothing told to the log."""

    request: httputil.HTTPServerRequest
    phones: Phones

    def initialize(self, phones: Phones) -> None:
        self.phones = phones
        self.room = phones.room
        self.set_default_headers()

    def prepare(self) -> None:
        if self.request.headers.get("Host", "") not in self.phones.hosts:
            raise web.HTTPError(403)
        origin = self.request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc not in self.phones.hosts:
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        # Tornado asks for them once before it tells which phones these are.
        hosts = self.phones.hosts if hasattr(self, "phones") else ()
        sockets = " ".join(f"ws://{host}" for host in sorted(hosts))
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            f"connect-src 'self' {sockets}; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'",
        )
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def _request_summary(self) -> str:
        # Tornado would write the participant's address.
        return f"{self.request.method} {self.request.path}"

    @property
    def voice(self) -> str | None:
        return self.room.devices.voice(self.get_cookie(COOKIE, ""))


class Answer(Guarded, web.RequestHandler):
    """A page."""

    def write_error(self, status_code: int, **_why: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))

    @property
    def language(self) -> str:
        asked = self.get_query_argument("l", "") or self.get_cookie("l", "")
        if asked in LANGUAGES:
            return asked
        return wanted(self.request.headers.get("Accept-Language", ""), self.room.lab.language)

    def say(self, phrase: str, **values: object) -> str:
        return speaker(self.language)(PHRASES[phrase], **values)

    def view(self, said: str = "", wrong: bool = False, typed: dict | None = None) -> View:
        """What this participant sees now."""
        shared = {
            "language": self.language,
            "own": self.room.lab.language,
            "name": self.room.workshop.name,
            "said": said,
            "wrong": wrong,
        }
        voice = self.voice
        if voice is None:
            return View("join", **shared)
        if voice in self.room.kept.banned:
            return View("banned", **shared)
        asked = self.room.current
        if asked is None:
            return View("wait", **shared)
        return View(
            "ask",
            **shared,
            asked=asked,
            sent=self.room.mine(voice, asked.round.id),
            typed=typed or {},
            form_mark=self.room.devices.form_mark(voice),
        )

    def show(self, view: View) -> None:
        """The whole page, or its main part for the script."""
        part = bool(self.request.headers.get("X-Room"))
        self.finish(pages.main(view) if part else pages.page(view))


class Page(Answer):
    """The page that a participant has open."""

    def get(self) -> None:
        if self.get_query_argument("l", "") in LANGUAGES:
            self.set_cookie("l", self.get_query_argument("l"), httponly=True, samesite="Lax")
            self.redirect("/", status=303)
            return
        said = self.say("sent") if self.get_query_argument("sent", "") else ""
        self.show(self.view(said))


class Main(Answer):
    """Its main part, for the script."""

    def get(self) -> None:
        self.finish(pages.main(self.view()))


class Join(Answer):
    """In with the code that the screen shows."""

    def get(self) -> None:
        self.redirect("/", status=303)

    def post(self) -> None:
        where, now = self.request.remote_ip or "", time.time()
        left = self.room.wrong_codes.wait(where, now)
        if left > 0:
            self.set_status(429)
            self.set_header("Retry-After", str(math.ceil(left)))
            self.show(self.view(self.say("slow", seconds=math.ceil(left)), wrong=True))
            return
        if not self.room.codes.fits(self.get_body_argument("code", ""), now):
            self.room.wrong_codes.wrong(where, now)
            self.set_status(403)
            self.show(self.view(self.say("wrong"), wrong=True))
            return
        self.enter()

    def enter(self) -> None:
        """Let the device in; one that is in already stays who it is."""
        if self.voice is None:
            self.set_cookie(COOKIE, self.room.devices.new(), httponly=True, samesite="Lax")
        self.redirect("/", status=303)


class Link(Join):
    """In with the link of the QR code."""

    def get(self, link: str) -> None:
        if self.voice is not None or self.room.codes.fits_link(link, time.time()):
            self.enter()
        else:
            self.set_status(403)
            self.show(self.view(self.say("old_link"), wrong=True))

    def post(self, _link: str) -> None:
        raise web.HTTPError(405)


class Send(Answer):
    """Takes what a participant sends."""

    def get(self) -> None:
        self.redirect("/", status=303)

    async def post(self) -> None:
        voice = self.voice
        if voice is None:
            self.refuse("old_page", 403)
            return
        form = {name: self.get_body_argument(name) for name in self.request.body_arguments}
        if form.get("mark") != self.room.devices.form_mark(voice):
            self.refuse("old_page", 403)
            return
        try:
            await self.room.contribute(voice, form.get("round", ""), form)
        except Refused as error:
            self.set_status(409 if error.message == PHRASES["closed"] else 422)
            if error.message in PHRASES.values():
                said = speaker(self.language)(error.message, **error.values)
            else:
                said = self.say("outside")
            current = self.room.current
            same = current is not None and current.round.id == form.get("round")
            self.show(self.view(said, wrong=True, typed=form if same else None))
            return
        except LabError:
            self.set_status(503)
            self.show(self.view(self.say("unsaved"), wrong=True, typed=form))
            return
        if self.request.headers.get("X-Room"):
            self.show(self.view(self.say("sent")))
        else:
            self.redirect("/?sent=1", status=303)

    def refuse(self, phrase: str, status: int) -> None:
        """Say no, in the participant's language."""
        self.set_status(status)
        self.show(self.view(self.say(phrase), wrong=True))


class File(Answer):
    """Style and script."""

    def get(self, name: str) -> None:
        kind = "text/css" if name.endswith("css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Cache-Control", "public, max-age=86400")
        self.finish(pages.static(name))


class Nothing(Answer):
    """There is nothing else here."""

    def prepare(self) -> None:
        raise web.HTTPError(404)


class Live(Guarded, websocket.WebSocketHandler):
    """Tells a phone that there is something new; what it is, the phone asks for."""

    def prepare(self) -> None:
        super().prepare()
        if self.voice is None:
            raise web.HTTPError(403)
        if len(self.phones.listening) >= MOST_LISTENING:
            raise web.HTTPError(503)

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc in self.phones.hosts

    def open(self) -> None:
        self.phones.listening.add(self)
        self.room.tell("phones")
        self.tell()

    def tell(self) -> None:
        """Say which state the room is in."""
        try:
            self.write_message(self.phones.news)
        except websocket.WebSocketClosedError:
            self.on_close()

    def on_message(self, _message: str | bytes) -> None:
        """Phones have nothing to say here."""

    def on_close(self) -> None:
        self.phones.listening.discard(self)
        self.room.tell("phones")
