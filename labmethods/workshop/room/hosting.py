"""The rooms of one workbook: opened beside each other, ended, and opened again after a crash."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from labmethods.errors import LabError, Refused
from labmethods.language import N_
from labmethods.workbook.lab import Lab
from labmethods.workbook.opening import open_lab
from labmethods.workshop.room import kept as keeping
from labmethods.workshop.room.entrance import Entrance
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.opened import Opened

MOST_ROOMS = 12
"""Groups that one computer serves at once."""


class Hosting:
    """Holds the open rooms of a workbook: one for each workshop, so one for each group.

    Attributes
    ----------
    rooms
        The open rooms by their workshops' ids.
    pages
        The facilitators' pages.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lab: Lab | None = None
        self.rooms: dict[str, Opened] = {}
        self.pages: set[Any] = set()
        self.entrance = Entrance()

    @property
    def lab(self) -> Lab:
        """The workbook's lab, opened when it is first asked for; rooms have labs of their own."""
        if self._lab is None:
            self._lab = open_lab(self._home)
        return self._lab

    async def resume(self) -> None:
        """Open again what was open when the server stopped."""
        with suppress(LabError):
            for kept in keeping.read_all(self.lab.store.where):
                with suppress(LabError):
                    self._begin(kept)

    async def open(self, workshop_id: str, host: str) -> Opened:
        """Open a workshop to phones: those of this computer, or also those of the network.

        Raises
        ------
        Refused
            It is open already, here or in another labmethods of this computer; there are too many;
            or the address isn't one of this computer.
        """
        if workshop_id in self.rooms:
            raise Refused(N_("The workshop is open already."))
        if len(self.rooms) >= MOST_ROOMS:
            raise Refused(N_("{n} rooms are open already. End one of them first."), n=MOST_ROOMS)
        if host and host not in addresses():
            raise Refused(N_("{host} is no address of this computer."), host=host)
        self.lab.workshops.get(workshop_id)
        other = keeping.read(self.lab.store.where, workshop_id)
        if other is not None and await asyncio.to_thread(_answers, other.port):
            raise Refused(
                N_("The workshop is open in another labmethods on this computer. Use it there.")
            )
        return self._begin(Kept(workshop_id, host=host))

    def _begin(self, kept: Kept) -> Opened:
        # A lab of its own: two groups save beside each other, each under its workshop's name.
        lab = open_lab(self._home)
        try:
            opened = Opened(lab, kept, self.entrance, lambda: self.looking_at(kept.workshop))
        except LabError:
            lab.close()
            raise
        self.rooms[kept.workshop] = opened
        return opened

    async def end(self, workshop_id: str) -> None:
        """End a workshop; the others go on."""
        opened = self.rooms.pop(workshop_id, None)
        if opened is not None:
            await opened.end()
            self.tell_all()

    async def close(self) -> None:
        """End all of them, and let the workbook go."""
        for workshop_id in list(self.rooms):
            await self.end(workshop_id)
        if self._lab is not None:
            self._lab.close()
            self._lab = None

    def looking_at(self, workshop_id: str) -> list[Any]:
        """The facilitators' pages of a workshop."""
        return [page for page in self.pages if page.of == workshop_id]

    def tell_all(self) -> None:
        """Every facilitator's page shows how things stand."""
        for page in list(self.pages):
            page.show_all()


def addresses() -> list[str]:
    """This computer's addresses in local networks; none where it is a hub's, out of reach."""
    if on_a_hub():
        return []
    found: dict[str, None] = {}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the system only says which of its addresses it would send from.
        probe.connect(("10.255.255.255", 1))
        found[probe.getsockname()[0]] = None
    with suppress(OSError):
        for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[one[4][0]] = None
    return [one for one in found if not one.startswith(("127.", "0."))]


def on_a_hub() -> bool:
    """Whether this JupyterLab was started by a JupyterHub."""
    return bool(os.environ.get("JUPYTERHUB_SERVICE_PREFIX"))


def _answers(port: int) -> bool:
    """Whether a room's page is there; the port may be another program's by now."""
    request = f"GET /main HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.5) as there:
        there.sendall(request.encode())
        with there.makefile("rb") as answer:
            return b'data-state="' in answer.read(10_000)
    return False
