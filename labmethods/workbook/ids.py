"""Ids that no other copy of a lab ever makes, and that sort by time."""

from __future__ import annotations

import secrets

from uuid6 import uuid7


def new_id() -> str:
    """One id."""
    return str(uuid7())


def new_ids(n: int) -> list[str]:
    """So many ids, in the order in which they sort: all of one moment, with chance asked once."""
    # The moment fills the first 18½ of an id's 32 digits, its variant among them.
    moment = str(uuid7())[:22]
    tails: set[str] = set()
    while len(tails) < n:
        drawn = secrets.token_hex(7 * (n - len(tails)))
        tails.update(drawn[at : at + 13] for at in range(0, len(drawn), 14))
    return [f"{moment}{tail[0]}-{tail[1:]}" for tail in sorted(tails)]
