"""The facilitator's page as it goes: what it is told, and what is done on it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.websocket import WebSocketMixin
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.workshop.room.beside import Beside, word
from labmethods.workshop.room.gathered import frame
from labmethods.workshop.room.opened import Opened
from labmethods.workshop.room.room import Room
from labmethods.workshop.room.standing import items, shut, standing

MOST_ITEMS = 400
"""As many of the newest contributions are listed; all of them are counted."""


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
            self.tell("said", text=said or word(language, "done"))
        except LabError as error:
            self.tell("said", text=error.text(language), wrong=True)
        except (KeyError, TypeError, ValueError):
            self.tell("said", text=word(language, "odd"), wrong=True)

    def tell(self, what: str, **values: object) -> None:
        """Send the page something."""
        try:
            self.write_message(json.dumps({"type": what, **values}))
        except WebSocketClosedError:
            self.hosting.pages.discard(self)

    @property
    def opened(self) -> Opened | None:
        """What this page looks at; none while it isn't open."""
        return self.hosting.rooms.get(self.of)

    @property
    def room(self) -> Room:
        """The open room of this page's workshop.

        Raises
        ------
        Refused
            It isn't open.
        """
        if self.opened is None:
            raise Refused(N_("The room is not open. Press Invite."))
        return self.opened.room

    def show_all(self) -> None:
        """How things stand."""
        opened = self.opened
        if opened is None:
            self.tell("all", **shut(self.hosting, self.of))
            return
        room = opened.room
        self.tell("all", **standing(self.hosting, opened))
        if self.looking not in room.asked:
            self.looking = room.current.round.id if room.current else next(iter(room.asked), "")
        if self.looking:
            self.look(self.looking)

    def look(self, round_id: str) -> None:
        """Show what came in a round."""
        if round_id not in self.room.asked:
            return
        self.looking = round_id
        given = self.room.given[round_id]
        self.tell("items", round=round_id, items=items(list(given.values())[-MOST_ITEMS:]))
        self.opened.count(round_id)

    def show_phones(self) -> None:
        """Show how many phones are here."""
        if self.opened:
            self.tell("phones", phones=len(self.opened.phones.listening))

    def show_items(self, round_id: str, ids: list[str]) -> None:
        """Show what came or was changed."""
        if round_id == self.looking and self.opened:
            given = self.room.given[round_id]
            found = [given[one] for one in ids[-MOST_ITEMS:] if one in given]
            self.tell("came", round=round_id, items=items(found))

    def show_summary(self, round_id: str, summary: dict[str, Any]) -> None:
        """Show how a round stands."""
        if round_id == self.looking:
            self.tell("summary", round=round_id, summary=summary)


Doing = Callable[[RoomLive, dict], Awaitable[str | None]]


async def _open(page: RoomLive, asked: dict) -> None:
    await page.hosting.open(page.of, str(asked.get("host", "")))
    page.hosting.tell_all()


async def _end(page: RoomLive, _asked: dict) -> None:
    await page.hosting.end(page.of)


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


async def _part(page: RoomLive, asked: dict) -> None:
    await page.room.part(map(str, asked["ids"]))


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
    given = frame(page.room.given[round_id].values())
    # Comparing them takes a while; phones are answered meanwhile.
    groups = await asyncio.to_thread(alike, given)
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
    "part": _part,
    "ban": _ban,
    "take": _take,
    "alike": _alike,
}
