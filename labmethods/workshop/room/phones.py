"""The participants' pages on a port of their own: nothing of Jupyter can be reached from there."""

from __future__ import annotations

import asyncio
import time

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workshop.room.answers import File, Join, Link, Main, Nothing, Page, Send
from labmethods.workshop.room.entrance import Entrance
from labmethods.workshop.room.listening import ENDED, Live
from labmethods.workshop.room.room import Room

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
    entrance
        The rooms that are open beside it.
    """

    def __init__(self, room: Room, host: str, port: int, entrance: Entrance) -> None:
        self.room = room
        self.entrance = entrance
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
        entrance.phones.append(self)

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
        self.entrance.phones.remove(self)
        if self._telling:
            self._telling.cancel()
        self._server.stop()
        for one in list(self.listening):
            one.tell(ENDED)
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
