"""How often: wrong codes slow down, and nobody sends more than hands can."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict

FREE = 5
"""So many wrong codes cost nothing."""
LONGEST_WAIT = 60.0
FORGOTTEN = 600.0
_MOST_KNOWN = 10_000


class WrongCodes:
    """Makes those wait who typed wrong codes, longer for each.

    Where a code came from is only known as a digest with a salt of this process, in memory, and
    forgotten after ten minutes.
    """

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._known: OrderedDict[bytes, tuple[int, float]] = OrderedDict()

    def wait(self, where: str, now: float) -> float:
        """Seconds until the next code is looked at; 0 when it may come now."""
        times, last = self._known.get(self._digest(where), (0, now))
        if times < FREE or now - last > FORGOTTEN:
            return 0.0
        return max(0.0, last + min(2.0 ** (times - FREE + 1), LONGEST_WAIT) - now)

    def wrong(self, where: str, now: float) -> None:
        """Note a wrong code."""
        digest = self._digest(where)
        times, last = self._known.pop(digest, (0, now))
        self._known[digest] = (1 if now - last > FORGOTTEN else times + 1, now)
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def _digest(self, where: str) -> bytes:
        return hmac.digest(self._salt, where.encode(), hashlib.sha256)


class Pace:
    """So many at once, and so many a second after that, for each voice."""

    def __init__(self, at_once: float = 10, a_second: float = 2) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, voice: str, now: float) -> bool:
        """Whether it may send now; if so, it is counted."""
        left, last = self._left.get(voice, (self._at_once, now))
        left = min(self._at_once, left + (now - last) * self._a_second)
        if left < 1:
            self._left[voice] = (left, now)
            return False
        self._left[voice] = (left - 1, now)
        return True
