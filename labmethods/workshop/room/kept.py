"""What is kept while a workshop is open, so that phones find back after a crash."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import platformdirs

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


def read(store: str) -> Kept | None:
    """The workshop that is open in the lab with this store, if there is one."""
    path = _path(store)
    try:
        kept = Kept(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if not 0 <= time.time() - kept.since < LONGEST:
        forget(store)
        return None
    return kept


def write(store: str, kept: Kept) -> None:
    """Keep it, readable by nobody else."""
    path = _path(store)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(kept), file)
    beside.replace(path)


def forget(store: str) -> None:
    """Throw it away: from now on no voice can be traced to a device."""
    _path(store).unlink(missing_ok=True)


def _path(store: str) -> Path:
    mark = hashlib.sha256(store.encode()).hexdigest()[:16]
    return platformdirs.user_data_path("labmethods") / "rooms" / f"{mark}.json"
