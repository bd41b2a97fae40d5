"""Labs on network drives and in synchronised folders: one computer writes at a time.

SQLite's own locks keep two programs on one computer apart. A synchronised folder doesn't pass them
on at all, and a network drive not always; there a file beside the store says who writes. A computer
that hasn't written for a quarter of an hour has let go of it, also if it crashed.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import socket
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from labmethods.errors import StoreUnavailable
from labmethods.language import N_
from labmethods.workbook import durable

LOCK = "lab.lock"
LASTS = datetime.timedelta(minutes=15)
"""How long a lock holds after the last change that its owner saved."""
_RENEWED = datetime.timedelta(minutes=1)

_SYNCHRONISED = re.compile(
    r"(OneDrive|Dropbox|Google ?Drive|Nextcloud|ownCloud|iCloud|SynologyDrive|pCloud)\b",
    re.IGNORECASE,
)
_NETWORK = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "afpfs", "webdav", "davfs"}
_REMOTE_DRIVE = 4


def shared_place(home: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """What shares a folder with other computers: a service's name or a kind of network drive."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and home.is_relative_to(root):
            return "OneDrive"
    for part in reversed(home.parts):
        if found := _SYNCHRONISED.match(part):
            return found.group(1)
        if part in ("CloudStorage", "Mobile Documents"):
            return part
    return _network_drive(home)


def _network_drive(home: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        drive = home.drive
        remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return drive if remote or drive.startswith("\\\\") else None
    kind = _kind_of_mount(home, _mounts())
    return kind if kind in _NETWORK else None


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _kind_of_mount(home: Path, mounts: str) -> str | None:
    """The file system's kind of the innermost mount that the folder lies in."""
    depth, best = -1, None
    for line in mounts.splitlines():
        _device, place, kind, *_rest = line.split()
        root = PurePosixPath(place.replace("\\040", " "))
        # A later mount of the same place hides the earlier one.
        if home.is_relative_to(root) and len(root.parts) >= depth:
            depth, best = len(root.parts), kind
    return best


@dataclass(frozen=True)
class Owner:
    """Who writes: name, computer, since when, and when last."""

    who: str
    computer: str
    mark: str
    since: str
    last: str

    def is_fresh(self, now: datetime.datetime) -> bool:
        """Whether the lock still holds; two computers' clocks may go apart by minutes."""
        try:
            return abs(now - datetime.datetime.fromisoformat(self.last)) < LASTS
        except (ValueError, TypeError):
            return False


class Lock:
    """The file beside the store that says which computer writes."""

    def __init__(self, home: Path, who: str, computer: str | None = None) -> None:
        self.path = home / LOCK
        self._who = who
        self._computer = computer or socket.gethostname()
        self._mark = uuid.uuid4().hex
        self._since: datetime.datetime | None = None
        self._last: datetime.datetime | None = None

    def take(self) -> None:
        """Say that this computer writes.

        Raises
        ------
        StoreUnavailable
            Another computer does; nothing has been changed.
        """
        now = datetime.datetime.now(datetime.UTC)
        owner = self.owner()
        if owner is not None and owner.computer != self._computer and owner.is_fresh(now):
            raise _taken(owner)
        if owner is None or owner.mark != self._mark or now - (self._last or now) >= _RENEWED:
            self._write(now)

    def _write(self, now: datetime.datetime) -> None:
        self._since, self._last = self._since or now, now
        ours = Owner(
            self._who, self._computer, self._mark, self._since.isoformat(), now.isoformat()
        )
        try:
            durable.write(self.path, json.dumps(asdict(ours), ensure_ascii=False).encode())
        except OSError:
            # A folder that takes no lock takes no record either: the store says why.
            return
        found = self.owner()
        if found is not None and found.computer != self._computer:
            raise _taken(found)

    def owner(self) -> Owner | None:
        """Who the file says writes; none when it is not there or can't be read."""
        try:
            return Owner(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Let others write at once."""
        owner = self.owner()
        if owner is not None and owner.mark == self._mark:
            self.path.unlink(missing_ok=True)


def _taken(owner: Owner) -> StoreUnavailable:
    last = datetime.datetime.fromisoformat(owner.last).astimezone()
    return StoreUnavailable(
        N_(
            "{who} has the lab open on the computer {computer} and saved there at {last}. Nothing "
            "has been changed. The lab lies in a shared folder, where one computer at a time can "
            "write: wait until it is closed there, or until {free}."
        ),
        who=owner.who,
        computer=owner.computer,
        last=f"{last:%H:%M}",
        free=f"{last + LASTS:%H:%M}",
    )


# Copies that a synchronised folder makes when two computers wrote

_COPY = re.compile(
    r" ?\(\d+\)|(?i: - (kopia|copy)\b.*|.*(konflikt|conflict).*)|-[A-Z][A-Z0-9-]{3,}"
)


def looks_like_a_copy(name: str, original: str) -> bool:
    """Whether a file's stem is what OneDrive, Dropbox and others call a copy of this one."""
    return name.startswith(original) and bool(_COPY.fullmatch(name[len(original) :]))


def copies_of(original: Path) -> Iterator[Path]:
    """The files beside this one that look like copies of it."""
    for path in sorted(original.parent.glob(f"*{original.suffix}")):
        if path != original and looks_like_a_copy(path.stem, original.stem):
            yield path
