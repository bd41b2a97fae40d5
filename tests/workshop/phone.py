"""A phone without a browser, and tests that run in the loop of an open room."""

from __future__ import annotations

import functools
import inspect
import time
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from labmethods.workshop.room.hosting import Hosting
from labmethods.workshop.room.opened import Opened
from tests import loops
from tests.workshop.planning import plan


class Phone:
    """A device with a cookie of its own."""

    def __init__(self, room: Opened) -> None:
        self.room = room
        self.cookie = ""

    async def ask(self, path: str, body: dict | None = None, **headers: str):
        """Status and text of an answer; redirects are followed by hand."""
        request = HTTPRequest(
            f"{self.room.phones.address}{path}",
            method="GET" if body is None else "POST",
            body=None if body is None else urlencode(body),
            headers={"Cookie": self.cookie, **headers},
            follow_redirects=False,
        )
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        for one in answer.headers.get_list("Set-Cookie"):
            self.cookie = one.partition(";")[0]
        return answer.code, answer.body.decode() if answer.body else ""

    async def join(self) -> Phone:
        code = self.room.room.codes.invitation(time.time()).code
        status, _text = await self.ask("/join", {"code": code})
        assert status == 303
        assert self.cookie.startswith(f"{self.room.room.devices.cookie}=")
        return self

    @property
    def voice(self) -> str:
        return self.room.room.devices.voice(self.cookie.partition("=")[2])

    async def send(self, round_id: str, **values: str):
        mark = self.room.room.devices.form_mark(self.voice)
        return await self.ask("/send", {"round": round_id, "mark": mark, **values})


def in_an_open_room(test):
    """Run a test in the loop of a room that is open to this computer."""
    asked_for = inspect.signature(test).parameters

    @functools.wraps(test)
    def run(lab):
        async def inside():
            planned = plan(lab)
            hosting = Hosting(lab.home)
            opened = await hosting.open(planned["workshop"], "")
            try:
                more = {"hosting": hosting} if "hosting" in asked_for else {}
                await test(lab, opened, planned, **more)
            finally:
                await hosting.close()

        loops.run(inside())

    # pytest asks for what the signature names.
    del run.__wrapped__
    return run
