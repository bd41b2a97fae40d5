"""Load on the room: simulated participants over loopback, with the server killed in the middle.

Run by hand, with what it prints kept in ``docs/rummet.md``::

    python -m tests.workshop.load --participants 300 --seconds 60
    python -m tests.workshop.load --participants 300 --seconds 60 --kill
    python -m tests.workshop.load --participants 300 --seconds 60 --pause 0.5
    python -m tests.workshop.load --growth --seconds 30

The server runs as a process of its own. Every participant joins with the code, listens on a
websocket and sends one text a second, or one each ``--pause``; one more plays the facilitator and
notes when each text is shown to it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

import labmethods as lm

ROUND = "text"


@dataclass
class Noted:
    """What was measured."""

    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    tried_again: int = 0
    cpu: float = 0.0
    memory: int = 0


class Server:
    """A room without JupyterLab around it: the same room, phones and facilitator's news."""

    def __init__(self, home: Path, workshop: str) -> None:
        self.home, self.workshop = home, workshop
        self.control = free_port()
        self.process: asyncio.subprocess.Process | None = None
        self.cpu = self.started = 0.0
        self.memory = 0

    async def start(self) -> str:
        """Start it; the phones' address and the code."""
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.workshop.load_server", str(self.home)),
            *(self.workshop, str(self.control)),
            stdout=asyncio.subprocess.PIPE,
        )
        where = (await self.process.stdout.readline()).decode().strip()
        self.measure()
        # Starting is not what is measured.
        self.started = self.cpu
        return where

    def measure(self) -> None:
        """Note how much processor time and memory it has used."""
        known = psutil.Process(self.process.pid)
        used = known.cpu_times()
        self.cpu = used.user + used.system
        self.memory = max(self.memory, known.memory_info().rss)

    async def kill(self) -> None:
        """End it as a crash does."""
        self.measure()
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


async def participant(
    number: int, address: str, code: str, until: float, noted: Noted, round_id: str, pause: float
) -> None:
    """Join, then send a text each ``pause``; what isn't acknowledged is sent again."""
    phone = Connection(address)
    await phone.join(code)
    news = asyncio.create_task(phone.listen(until))
    # Hands don't press at the same moment.
    await asyncio.sleep(pause * ((number * 0.618) % 1))
    turn = 0
    while time.monotonic() < until:
        began = time.monotonic()
        text = f"p{number} t{turn}"
        noted.sent[text] = began
        while not await phone.send(round_id, text):
            noted.tried_again += 1
            await asyncio.sleep(0.5)
            if time.monotonic() > until + 30:
                return
        noted.acknowledged[text] = time.monotonic()
        turn += 1
        await asyncio.sleep(max(0, began + pause - time.monotonic()))
    news.cancel()


class Connection:
    """A phone on a socket that stays open, as a browser keeps it."""

    def __init__(self, address: str) -> None:
        self.host, port = address.removeprefix("http://").split(":")
        self.port = int(port)
        self.cookie = self.mark = ""
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Status and text; raises OSError where nobody answers."""
        try:
            if self.streams is None:
                self.streams = await asyncio.open_connection(self.host, self.port)
            reader, writer = self.streams
            head = [
                f"{method} {path} HTTP/1.1",
                f"Host: {self.host}:{self.port}",
                f"Cookie: {self.cookie}",
                "X-Room: 1",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
            writer.write("\r\n".join([*head, "", body]).encode())
            status, headers = await self._head(reader)
            length = int(headers.get("content-length", "0"))
            text = (await reader.readexactly(length)).decode() if length else ""
        except (OSError, asyncio.IncompleteReadError, ValueError, IndexError) as error:
            if self.streams:
                self.streams[1].close()
            self.streams = None
            raise OSError(str(error)) from error
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return status, text

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        status = int((await reader.readline()).split()[1])
        headers = {}
        while line := (await reader.readline()).decode().strip():
            name, _colon, value = line.partition(": ")
            headers[name.lower()] = value
        return status, headers

    async def listen(self, until: float) -> None:
        """Hold a websocket open as the page's script does, and open it again after a crash."""
        while time.monotonic() < until:
            try:
                reader, writer = await asyncio.open_connection(self.host, self.port)
            except OSError:
                await asyncio.sleep(1)
                continue
            head = [
                "GET /live HTTP/1.1",
                f"Host: {self.host}:{self.port}",
                f"Origin: http://{self.host}:{self.port}",
                f"Cookie: {self.cookie}",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ]
            writer.write("\r\n".join([*head, "", ""]).encode())
            try:
                status, _headers = await self._head(reader)
                assert status == 101, status
                while await reader.read(1000):
                    pass
            except (OSError, IndexError):
                pass
            writer.close()
            await asyncio.sleep(1)

    async def join(self, code: str) -> None:
        status, _text = await self.ask("POST", "/join", f"code={code}")
        assert status == 303, status
        _status, page = await self.ask("GET", "/main")
        self.mark = page.partition('name="mark" value="')[2].partition('"')[0]
        assert self.mark

    async def send(self, round_id: str, text: str) -> bool:
        """Whether it was acknowledged."""
        words = text.replace(" ", "+")
        sending = text.replace(" ", "-")
        body = f"round={round_id}&mark={self.mark}&sending={sending}&text={words}"
        try:
            status, _text = await self.ask("POST", "/send", body)
        except OSError:
            return False
        return status == 200


async def facilitator(control: int, noted: Noted, ended: asyncio.Event) -> None:
    """Note when each text is told to the facilitator's page; comes back after a crash."""
    while not ended.is_set():
        try:
            reader, _writer = await asyncio.open_connection("127.0.0.1", control)
            while line := await reader.readline():
                now = time.monotonic()
                for text in line.decode().rstrip("\n").split("\t"):
                    noted.shown.setdefault(text, now)
        except OSError:
            pass
        await asyncio.sleep(0.1)


async def run(
    participants: int, seconds: int, kill: bool = False, pause: float = 1.0
) -> tuple[Noted, list[str]]:
    """One run, its figures printed; what was noted, and what the lab holds afterwards."""
    from tests.workshop.planning import plan

    home_of = tempfile.TemporaryDirectory()
    with lm.new_lab("Provlabbet", to=home_of.name) as lab:
        planned, home = plan(lab), lab.home
    server = Server(home, planned["workshop"])
    address, code = (await server.start()).split()
    noted, ended = Noted(), asyncio.Event()
    told = asyncio.create_task(facilitator(server.control, noted, ended))
    until = time.monotonic() + seconds
    phones = [
        asyncio.create_task(participant(i, address, code, until, noted, planned[ROUND], pause))
        for i in range(participants)
    ]
    if kill:
        await asyncio.sleep(seconds / 2)
        await server.kill()
        down = time.monotonic()
        await server.start()
        print(f"killed after {seconds / 2:.0f} s; back after {time.monotonic() - down:.1f} s")
    for answer in await asyncio.gather(*phones, return_exceptions=True):
        if isinstance(answer, Exception):
            print("a participant gave up:", repr(answer))
    await asyncio.sleep(1)
    server.measure()
    ended.set()
    told.cancel()
    server.process.terminate()
    await server.process.wait()
    with lm.open_lab(home) as lab:
        kept = [one.text for one in lab.workshop_contributions.all()]
        broken = lab.store.broken_chain()
    home_of.cleanup()
    noted.cpu, noted.memory = server.cpu - server.started, server.memory
    report(noted, kept, broken, participants, seconds)
    return noted, kept


def report(
    noted: Noted, kept: list[str], broken: list[int], participants: int, seconds: int
) -> None:
    """Print the figures; a lost contribution is an error."""
    lost = set(noted.acknowledged) - set(kept)
    waits = sorted(noted.acknowledged[t] - noted.sent[t] for t in noted.acknowledged)
    shown = sorted(noted.shown[t] - noted.sent[t] for t in noted.acknowledged if t in noted.shown)
    in_time = sum(wait <= 0.5 for wait in shown) / max(1, len(noted.acknowledged))
    print(f"{participants} participants, {seconds} s, {os.cpu_count()} processors")
    print(f"sent {len(noted.sent)}, acknowledged {len(noted.acknowledged)}, stored {len(kept)}")
    print(f"lost after acknowledgement {len(lost)}, stored twice {len(kept) - len(set(kept))}")
    print(f"journal chain {'broken' if broken else 'whole'}, sent again {noted.tried_again}")
    for name, values in (("acknowledged", waits), ("shown to the facilitator", shown)):
        if values:
            median, late = values[len(values) // 2], values[int(len(values) * 0.99)]
            print(
                f"{name}: median {median:.3f} s, 99 % within {late:.3f} s, last {values[-1]:.3f} s"
            )
    print(f"shown within 0.5 s: {in_time:.1%}")
    each = 1000 * noted.cpu / max(1, len(kept))
    print(
        f"server: {noted.cpu:.1f} s processor time, {each:.2f} ms each, {noted.memory / 1e6:.0f} MB"
    )
    print(f"load average of the machine {os.getloadavg()[0]:.1f}")
    if lost or broken:
        raise SystemExit("a contribution was lost")


async def growth(seconds: int, pause: float) -> list[tuple[int, float]]:
    """The server's processor time for 30, 100 and 300 participants, and how it grows."""
    used = []
    for participants in (30, 100, 300):
        noted, _kept = await run(participants, seconds, pause=pause)
        used.append((participants, noted.cpu))
    least, its = used[0]
    for participants, cpu in used:
        more = f"{participants / least:.1f} times the participants"
        print(f"{participants}: {cpu:.1f} s; {more}, {cpu / its:.1f} times the processor time")
    return used


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--participants", type=int, default=300)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--kill", action="store_true")
    asked.add_argument("--pause", type=float, default=1.0)
    asked.add_argument("--growth", action="store_true")
    given = asked.parse_args()
    if given.growth:
        asyncio.run(growth(given.seconds, given.pause))
    else:
        asyncio.run(run(given.participants, given.seconds, given.kill, given.pause))
