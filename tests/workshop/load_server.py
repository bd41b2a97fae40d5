"""The server of the load script: a room with its phones, and a socket that plays the page."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from labmethods.workshop.room.hosting import Hosting
from tests.workshop.load import ROUND


class Told:
    """Stands where a facilitator's page stands: is told the same news, at the same moments."""

    def __init__(self, hosting: Hosting, writer: asyncio.StreamWriter) -> None:
        self.hosting, self.writer = hosting, writer
        self.of, self.opened = next(iter(hosting.rooms.items()))

    def show_all(self) -> None:
        """The whole page; not measured."""

    def show_phones(self) -> None:
        """How many phones there are; not measured."""

    def show_summary(self, round_id: str, summary: dict) -> None:
        """Counted as on the page; not measured."""

    def show_items(self, round_id: str, ids: list[str]) -> None:
        given = self.opened.room.given[round_id]
        texts = [given[one].text for one in ids if one in given]
        if texts:
            self.writer.write(("\t".join(texts) + "\n").encode())


async def serve(home: Path, workshop: str, control: int) -> None:
    hosting = Hosting(home)
    await hosting.resume()
    if not hosting.rooms:
        await hosting.open(workshop, "")
    opened = hosting.rooms[workshop]
    kinds = {one.round.kind: round_id for round_id, one in opened.room.asked.items()}
    if opened.room.current is None:
        await opened.room.open_round(kinds[ROUND])

    async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hosting.pages.add(Told(hosting, writer))
        # A test opens a round by its kind, and asks for the code that is shown now.
        while line := (await reader.readline()).decode().strip():
            if line != "code":
                await opened.room.open_round(kinds[line])
            writer.write(f"={opened.room.codes.invitation(time.time()).code}\n".encode())

    listening = await asyncio.start_server(page, "127.0.0.1", control)
    code = opened.room.codes.invitation(time.time()).code
    print(opened.phones.address, code, flush=True)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
