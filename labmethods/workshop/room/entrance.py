"""The one entrance of a lab's open rooms: every room's page takes the code of every other."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from labmethods.workshop.room.limits import WrongCodes

if TYPE_CHECKING:
    from labmethods.workshop.room.phones import Phones


class Entrance:
    """Knows the rooms that are open beside each other, one for each group.

    Who typed wrong codes at one door waits at all of them.
    """

    def __init__(self) -> None:
        self.wrong_codes = WrongCodes()
        self.phones: list[Phones] = []

    def addresses(self) -> list[str]:
        """Where the rooms' pages are."""
        return [one.address for one in self.phones]

    def leads_to(self, code: str) -> str:
        """The link into the room whose code this is; empty when it is no room's."""
        now = time.time()
        for one in self.phones:
            if one.room.codes.fits(code, now):
                return f"{one.address}/j/{one.room.codes.invitation(now).link}"
        return ""
