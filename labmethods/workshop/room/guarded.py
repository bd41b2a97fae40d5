"""What all that participants reach has in common: who may ask, and that nothing is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tornado import httputil, web

if TYPE_CHECKING:
    from labmethods.workshop.room.phones import Phones


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
        doors = " ".join(self.phones.entrance.addresses()) if hasattr(self, "phones") else ""
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            f"connect-src 'self' {sockets}; form-action 'self' {doors}; base-uri 'none'; "
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
        return self.room.devices.voice(self.get_cookie(self.room.devices.cookie, ""))
