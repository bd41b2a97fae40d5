"""What is kept while a workshop is open, so that phones find back after a crash."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import platformdirs

from labmethods.workbook import durable

LONGEST = 24 * 3600.0
"""A workshop that wasn't ended is over after this time."""


@dataclass
class Kept:
    """An open workshop. It lies outside the lab's folder, which may be shared or synchronised.

    Attributes
    ----------
    workshop
        Its id.
    key
        What codes and devices are told by, as hexadecimal digits.
    host, port
        Where the participants' pages are served; an empty host is this computer alone.
    turn
        See ``Codes``.
    banned
        Voices that may not send any more.
    since
        When it was opened, as seconds.
    """

    workshop: str
    key: str = field(default_factory=lambda: secrets.token_hex(32))
    host: str = ""
    port: int = 0
    turn: int = 0
    banned: list[str] = field(default_factory=list)
    since: float = field(default_factory=time.time)


def read(store: str, workshop: str) -> Kept | None:
    """What is kept of a workshop of the lab with this store; none when it isn't open."""
    return _read(_path(store, workshop))


def read_all(store: str) -> list[Kept]:
    """All workshops that are open in the lab with this store."""
    found = [_read(path) for path in sorted(_folder().glob(f"{_mark(store)}-*.json"))]
    return [one for one in found if one is not None]


def write(store: str, kept: Kept) -> None:
    """Keep it, readable by nobody else."""
    path = _path(store, kept.workshop)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.write(path, json.dumps(asdict(kept)).encode(), private=True)


def forget(store: str, workshop: str) -> None:
    """Throw it away: from now on no voice can be traced to a device."""
    _path(store, workshop).unlink(missing_ok=True)


def _read(path: Path) -> Kept | None:
    try:
        kept = Kept(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if not 0 <= time.time() - kept.since < LONGEST:
        path.unlink(missing_ok=True)
        return None
    return kept


def _path(store: str, workshop: str) -> Path:
    return _folder() / f"{_mark(store)}-{_mark(workshop)}.json"


def _folder() -> Path:
    return platformdirs.user_data_path("labmethods") / "rooms"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
