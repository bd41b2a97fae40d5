"""What lets a phone into the room: codes that turn, and marks that tell one device from another."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

LETTERS = "CDFHJKMNPRTVWXY3479"
"""Letters and digits that aren't taken for each other, and that make no words."""

LENGTH = 6
SECONDS = 300
"""A code is shown so long, and is good for as long again."""


@dataclass(frozen=True)
class Invitation:
    """What the screen shows: a code to type, a secret for the link, and when the next one comes."""

    code: str
    link: str
    until: float


class Codes:
    """The codes of one workshop; all of them come from its key.

    Parameters
    ----------
    key
        Random bytes that are thrown away when the workshop ends.
    turn
        Counts up when the facilitator asks for a new code, so that the old one is void at once.
    """

    def __init__(self, key: bytes, turn: int = 0) -> None:
        self._key = key
        self.turn = turn

    def invitation(self, now: float) -> Invitation:
        """What to show now."""
        window = int(now // SECONDS)
        return Invitation(self._code(window), self._link(window), (window + 1) * SECONDS)

    def turn_now(self) -> None:
        """Make every code that was shown void."""
        self.turn += 1

    def fits(self, typed: str, now: float) -> bool:
        """Whether this is the code of now or of just before; case and spaces don't matter."""
        asked = re.sub(r"[\s-]", "", typed).upper().encode()
        return any(hmac.compare_digest(asked, self._code(w).encode()) for w in _windows(now))

    def fits_link(self, link: str, now: float) -> bool:
        """The same for the secret of a link."""
        asked = link.encode()
        return any(hmac.compare_digest(asked, self._link(w).encode()) for w in _windows(now))

    def _code(self, window: int) -> str:
        number = int.from_bytes(self._digest(f"code {self.turn} {window}"))
        signs = []
        for _place in range(LENGTH):
            number, sign = divmod(number, len(LETTERS))
            signs.append(LETTERS[sign])
        return "".join(signs)

    def _link(self, window: int) -> str:
        return self._digest(f"link {self.turn} {window}").hex()[:32]

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), hashlib.sha256)


class Devices:
    """Tells one device from another by a random mark in its cookie; nothing else is known of it."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers send one port's cookies to every other, and groups differ."""
        return f"room-{self._sign('cookie', '')[:8]}"

    def new(self) -> str:
        """The cookie of a device that has just joined."""
        mark = secrets.token_urlsafe(16)
        return f"{mark}.{self._sign('in', mark)}"

    def voice(self, cookie: str) -> str | None:
        """The voice of a device; none when the cookie isn't one of this workshop."""
        mark, _dot, signed = cookie.partition(".")
        if not hmac.compare_digest(signed.encode(), self._sign("in", mark).encode()):
            return None
        return self._sign("voice", mark)[:12]

    def form_mark(self, voice: str) -> str:
        """Stands in every form of a device, so that no other page can send it."""
        return self._sign("form", voice)[:16]

    def _sign(self, use: str, text: str) -> str:
        return hmac.digest(self._key, f"{use} {text}".encode(), hashlib.sha256).hex()[:24]


def _windows(now: float) -> tuple[int, int]:
    window = int(now // SECONDS)
    return window, window - 1
