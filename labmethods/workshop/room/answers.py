"""The participants' pages: the door, the question, and what is sent."""

from __future__ import annotations

import math
import time

from tornado import web

from labmethods.errors import LabError, Refused
from labmethods.workshop.room import pages
from labmethods.workshop.room.guarded import Guarded
from labmethods.workshop.room.pages import View
from labmethods.workshop.room.phrases import LANGUAGES, PHRASES, speaker, wanted


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
        return wanted(self.request.headers.get("Accept-Language", ""), self.room.language)

    def say(self, phrase: str, **values: object) -> str:
        return speaker(self.language)(PHRASES[phrase], **values)

    def view(self, said: str = "", wrong: bool = False, typed: dict | None = None) -> View:
        """What this participant sees now."""
        shared = {
            "language": self.language,
            "own": self.room.language,
            "name": self.room.called,
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
            sent=self.room.gathered.mine(voice, asked.round.id),
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
        wrong_codes = self.phones.entrance.wrong_codes
        left = wrong_codes.wait(where, now)
        if left > 0:
            self.set_status(429)
            self.set_header("Retry-After", str(math.ceil(left)))
            self.show(self.view(self.say("slow", seconds=math.ceil(left)), wrong=True))
            return
        code = self.get_body_argument("code", "")
        if self.room.codes.fits(code, now):
            self.enter()
        elif link := self.phones.entrance.leads_to(code):
            # The code of another group's room.
            self.redirect(link, status=303)
        else:
            wrong_codes.wrong(where, now)
            self.set_status(403)
            self.show(self.view(self.say("wrong"), wrong=True))

    def enter(self) -> None:
        """Let the device in; one that is in already stays who it is."""
        if self.voice is None:
            self.set_cookie(
                self.room.devices.cookie, self.room.devices.new(), httponly=True, samesite="Lax"
            )
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
