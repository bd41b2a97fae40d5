"""The phones' sockets: each is told that there is something new, and asks for it itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from tornado import web, websocket

from labmethods.workshop.room.guarded import Guarded

MOST_LISTENING = 1500
ENDED = "ended"
"""What a phone is told last."""


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

    def tell(self, news: str = "") -> None:
        """Say which state the room is in."""
        try:
            self.write_message(news or self.phones.news)
        except websocket.WebSocketClosedError:
            self.on_close()

    def on_message(self, _message: str | bytes) -> None:
        """Phones have nothing to say here."""

    def on_close(self) -> None:
        self.phones.listening.discard(self)
        self.room.tell("phones")
