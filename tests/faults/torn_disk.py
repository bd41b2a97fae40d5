"""A disk after a power cut: put together from what a program wrote and synchronised."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass
class Content:
    """A file's bytes that are sure to be there, and what was done to it since."""

    sure: bytes
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def all(self) -> bytes:
        return _applied(self.sure, self.since)

    def after_a_cut(self, rng: random.Random) -> bytes:
        """What may be there: nothing, all, the first part or any part of what came since."""
        how = rng.choice(["nothing", "all", "first", "any", "any"])
        if how == "nothing":
            return self.sure
        if how == "all":
            return self.all()
        if how == "first":
            return _applied(self.sure, self.since[: rng.randint(0, len(self.since))])
        pieces = [piece for one in self.since for piece in _sectors(one)]
        return _applied(self.sure, [one for one in pieces if rng.random() < 0.5])


def _sectors(change: tuple[int, bytes | None]) -> Iterator[tuple[int, bytes | None]]:
    offset, data = change
    if data is None:
        yield change
        return
    while data:
        size = SECTOR - offset % SECTOR
        yield offset, data[:size]
        offset, data = offset + size, data[size:]


def _applied(sure: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    content = bytearray(sure)
    for offset, data in changes:
        end = offset + len(data or b"")
        content.extend(bytes(max(0, end - len(content))))
        if data is None:
            del content[offset:]
        else:
            content[offset:end] = data
    return bytes(content)


@dataclass
class Disk:
    """Files by number, and the names that are sure to lead to them."""

    files: dict[int, Content]
    sure: dict[str, int]
    now: dict[str, int]
    since: list[tuple[set[str], list[tuple[str, int | None]]]] = field(default_factory=list)
    """Changes of names whose folders weren't synchronised yet: which folders, and the changes."""

    @classmethod
    def of(cls, root: Path) -> Disk:
        """The disk as it is, all of it synchronised."""
        files, names = {}, {}
        for path in root.rglob("*"):
            if path.is_file():
                files[path.stat().st_ino] = Content(path.read_bytes())
                names[str(path)] = path.stat().st_ino
        return cls(files, names, dict(names))

    def do(self, kind: str, inode: int, offset: int, one: bytes, other: str) -> None:
        """What the program did, as it was written down."""
        if kind == "W":
            self.files[inode].since.append((offset, one))
        elif kind == "T":
            self.files[inode].since.append((offset, None))
        elif kind == "S":
            self.files[inode] = Content(self.files[inode].all())
        elif kind == "C":
            # A number that a removed file had is given out again.
            if inode in self.now.values() or inode in self.sure.values():
                self._move_away(inode)
            self.files[inode] = Content(b"")
            self._name({one.decode(): inode})
        elif kind == "U" and one.decode() in self.now:
            self._name({one.decode(): None})
        elif kind == "R" and one.decode() in self.now:
            self._name({other: self.now[one.decode()], one.decode(): None})
        elif kind == "R":
            self._name_folder(one.decode(), other)
        elif kind == "D":
            self._synchronise(one.decode())

    def _move_away(self, inode: int) -> None:
        """Keep the removed file that had this number under another one."""
        free = min([*self.files, 0]) - 1
        self.files[free] = self.files.pop(inode)
        for names in (self.sure, self.now):
            names.update({name: free for name, number in names.items() if number == inode})
        self.since = [
            (folders, [(name, free if number == inode else number) for name, number in changes])
            for folders, changes in self.since
        ]

    def _name(self, changes: dict[str, int | None]) -> None:
        self.since.append(({str(Path(name).parent) for name in changes}, list(changes.items())))
        _rename(self.now, list(changes.items()))

    def _name_folder(self, old: str, new: str) -> None:
        """A folder got another name, and with it all that it holds, synchronised or not."""

        def renamed(name: str) -> str:
            return new + name.removeprefix(old) if f"{name}/".startswith(f"{old}/") else name

        self.since = [
            (set(map(renamed, folders)), [(renamed(name), number) for name, number in changes])
            for folders, changes in self.since
        ]
        self.now = {renamed(name): number for name, number in self.now.items()}
        moved = [name for name in self.sure if renamed(name) != name]
        changes = [(renamed(name), self.sure[name]) for name in moved]
        changes += [(name, None) for name in moved]
        if moved:
            self.since.append(({str(Path(name).parent) for name in (old, new)}, changes))

    def _synchronise(self, folder: str) -> None:
        waiting = []
        for folders, changes in self.since:
            if folder in folders:
                _rename(self.sure, changes)
            else:
                waiting.append((folders, changes))
        self.since = waiting

    def after_a_cut(self, rng: random.Random) -> dict[str, bytes]:
        """The files as they may be found when the power is back."""
        names = dict(self.sure)
        until = rng.randint(0, len(self.since))
        scattered = rng.random() < 0.5
        for place, (_, changes) in enumerate(self.since):
            if (rng.random() < 0.5) if scattered else place < until:
                _rename(names, changes)
        return {name: self.files[number].after_a_cut(rng) for name, number in names.items()}


def _rename(names: dict[str, int], changes: list[tuple[str, int | None]]) -> None:
    for name, number in changes:
        if number is None:
            names.pop(name, None)
        else:
            names[name] = number


def notes(trace: Path) -> Iterator[tuple[str, int, int, bytes, str]]:
    """The notes that ``record.c`` made."""
    data, at = trace.read_bytes(), 0
    while at < len(data):
        kind, inode, offset, size = struct.unpack_from("<cQQI", data, at)
        one = data[at + 21 : at + 21 + size]
        at += 21 + size
        (size,) = struct.unpack_from("<I", data, at)
        other = data[at + 4 : at + 4 + size].decode()
        at += 4 + size
        yield kind.decode(), inode, offset, one, other
