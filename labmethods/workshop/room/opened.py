"""One open workshop of a workbook: its room, its phones' pages, and what facilitators are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from labmethods.errors import Refused
from labmethods.workbook.lab import Lab
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.entrance import Entrance
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.phones import Phones
from labmethods.workshop.room.room import Room

_TOGETHER = 0.05
"""So long what comes is gathered before the facilitator's pages are told."""
_REST = 0.4
"""At least so long between two countings of a round."""


class Opened:
    """Holds a room, its phones' pages and the facilitators' pages together.

    Parameters
    ----------
    lab
        A lab of its own, closed with the room.
    kept
        What is kept of the room; where its pages are served is noted there.
    entrance
        The rooms that are open beside it.
    pages
        The facilitators' pages that look at this workshop now.
    """

    def __init__(
        self, lab: Lab, kept: Kept, entrance: Entrance, pages: Callable[[], Iterable[Any]]
    ) -> None:
        # What the first contribution needs is loaded before anybody waits for it.
        import_module("labmethods.privacy")
        import_module("labmethods.workshop.room.summing")
        self.room = Room(lab, kept)
        self.phones = _phones(self.room, kept, entrance)
        self._pages = pages
        self._came: dict[str, dict[str, None]] = {}
        self._flushing: asyncio.TimerHandle | None = None
        self._counting: dict[str, asyncio.Task] = {}
        self._stale: set[str] = set()
        kept.port = self.phones.port
        keeping.write(lab.store.where, kept)
        self.room.listeners.append(self._changed)

    async def end(self) -> None:
        """End the workshop: the phones' pages close, and the key is thrown away."""
        self.room.listeners.remove(self._changed)
        await self.phones.close()
        await self.room.end()
        self.room.lab.close()

    def _changed(self, what: str, round_id: str, ids: list[str]) -> None:
        if what == "asked":
            for page in self._pages():
                page.show_all()
        if round_id:
            self._came.setdefault(round_id, {}).update(dict.fromkeys(ids))
        if self._flushing is None:
            loop = asyncio.get_running_loop()
            self._flushing = loop.call_later(_TOGETHER, self._flush)

    def _flush(self) -> None:
        self._flushing = None
        came, self._came = self._came, {}
        for page in self._pages():
            page.show_phones()
        for round_id, ids in came.items():
            for page in self._pages():
                page.show_items(round_id, list(ids))
            self.count(round_id)

    def count(self, round_id: str) -> None:
        """Count a round again; what comes while it is counted makes it count once more."""
        self._stale.add(round_id)
        if round_id not in self._counting:
            self._counting[round_id] = asyncio.create_task(self._count(round_id))

    async def _count(self, round_id: str) -> None:
        from labmethods.workshop.room.gathered import frame
        from labmethods.workshop.room.summing import summary

        loop = asyncio.get_running_loop()
        room = self.room
        try:
            while round_id in self._stale and round_id in room.asked:
                self._stale.discard(round_id)
                asked, given = room.asked[round_id], list(room.given[round_id].values())
                began = loop.time()
                counted: Callable[[], dict] = lambda a=asked, g=given: summary(  # noqa: E731
                    a, frame(g), room.language
                )
                said = await loop.run_in_executor(None, counted)
                for page in self._pages():
                    page.show_summary(round_id, said)
                # Counting never takes more than a tenth of the time, however much came.
                await asyncio.sleep(max(_REST, 9 * (loop.time() - began)))
        finally:
            self._counting.pop(round_id, None)


def _phones(room: Room, kept: Kept, entrance: Entrance) -> Phones:
    try:
        return Phones(room, kept.host, kept.port, entrance)
    except Refused:
        if not kept.host:
            raise
        # The network is another one than before; this computer alone is better than nothing.
        kept.host = ""
        return Phones(room, "", kept.port, entrance)
