"""The room of one workbook: opened, ended, and opened again after a crash."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook.lab import Lab, open_lab
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.phones import Phones
from labmethods.workshop.room.room import Room

_TOGETHER = 0.05
"""So long what comes is gathered before the facilitator's pages are told."""
_REST = 0.4
"""At least so long between two countings of a round."""


class Hosting:
    """Holds the open room, the phones' pages and the facilitators' pages together."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lab: Lab | None = None
        self.room: Room | None = None
        self.phones: Phones | None = None
        self.pages: set[Any] = set()
        self._came: dict[str, dict[str, None]] = {}
        self._flushing: asyncio.TimerHandle | None = None
        self._counting: dict[str, asyncio.Task] = {}
        self._stale: set[str] = set()

    @property
    def lab(self) -> Lab:
        """The workbook's lab, opened when it is first asked for."""
        if self._lab is None:
            self._lab = open_lab(self._home)
        return self._lab

    async def resume(self) -> None:
        """Open again what was open when the server stopped."""
        with suppress(LabError):
            kept = keeping.read(self.lab.store.where)
            if kept is not None:
                self._begin(kept)

    async def open(self, workshop_id: str, host: str) -> None:
        """Open a workshop to phones: those of this computer, or also those of the network.

        Raises
        ------
        Refused
            Another workshop is open, or the address isn't one of this computer.
        """
        if self.room is not None:
            raise Refused(N_("A workshop is open already. End it first."))
        if host and host not in addresses():
            raise Refused(N_("{host} is no address of this computer."), host=host)
        self.lab.workshops.get(workshop_id)
        self._begin(Kept(workshop_id, host=host))

    def _begin(self, kept: Kept) -> None:
        # What the first contribution needs is loaded before anybody waits for it.
        import_module("labmethods.privacy")
        import_module("labmethods.workshop.room.summing")
        room = Room(self.lab, kept)
        try:
            phones = Phones(room, kept.host, kept.port)
        except Refused:
            if not kept.host:
                raise
            # The network is another one than before; this computer alone is better than nothing.
            kept.host = ""
            phones = Phones(room, "", kept.port)
        kept.port = phones.port
        keeping.write(self.lab.store.where, kept)
        room.listeners.append(self._changed)
        self.room, self.phones = room, phones

    async def end(self) -> None:
        """End the workshop: the phones' pages close, and the key is thrown away."""
        room, phones = self.room, self.phones
        self.room = self.phones = None
        if room is None or phones is None:
            return
        room.listeners.remove(self._changed)
        await phones.close()
        await room.end()
        self.tell_all()

    # What the facilitators' pages are told

    def tell_all(self) -> None:
        """Every facilitator's page shows how things stand."""
        for page in list(self.pages):
            page.show_all()

    def _changed(self, what: str, round_id: str, ids: list[str]) -> None:
        if what == "asked":
            self.tell_all()
        if round_id:
            self._came.setdefault(round_id, {}).update(dict.fromkeys(ids))
        if self._flushing is None:
            loop = asyncio.get_running_loop()
            self._flushing = loop.call_later(_TOGETHER, self._flush)

    def _flush(self) -> None:
        self._flushing = None
        came, self._came = self._came, {}
        for page in list(self.pages):
            page.show_phones()
        for round_id, ids in came.items():
            for page in list(self.pages):
                page.show_items(round_id, list(ids))
            self.count(round_id)

    def count(self, round_id: str) -> None:
        """Count a round again; what comes while it is counted makes it count once more."""
        self._stale.add(round_id)
        if round_id not in self._counting:
            self._counting[round_id] = asyncio.create_task(self._count(round_id))

    async def _count(self, round_id: str) -> None:
        from labmethods.workshop.room.room import frame
        from labmethods.workshop.room.summing import summary

        loop = asyncio.get_running_loop()
        try:
            while round_id in self._stale and self.room and round_id in self.room.asked:
                self._stale.discard(round_id)
                asked, language = self.room.asked[round_id], self.lab.language
                given = list(self.room.given[round_id].values())
                began = loop.time()
                counted: Callable[[], dict] = lambda a=asked, g=given, s=language: summary(  # noqa: E731
                    a, frame(g), s
                )
                said = await loop.run_in_executor(None, counted)
                for page in list(self.pages):
                    page.show_summary(round_id, said)
                # Counting never takes more than a fifth of the time, however much came.
                await asyncio.sleep(max(_REST, 4 * (loop.time() - began)))
        finally:
            self._counting.pop(round_id, None)


def addresses() -> list[str]:
    """This computer's addresses in local networks."""
    found: dict[str, None] = {}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the system only says which of its addresses it would send from.
        probe.connect(("10.255.255.255", 1))
        found[probe.getsockname()[0]] = None
    with suppress(OSError):
        for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[one[4][0]] = None
    return [one for one in found if not one.startswith(("127.", "0."))]
