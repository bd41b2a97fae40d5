"""A few participants, and the server killed in the middle; the large run is ``load.py`` by hand."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from tests.workshop.load import run


def test_what_was_acknowledged_is_there_after_the_server_was_killed():
    # In a thread: a browser's test in the same run leaves a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(lambda: asyncio.run(run(participants=8, seconds=8, kill=True)))
        noted, kept = work.result()
    assert noted.tried_again
    assert set(noted.acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
