"""A few participants, and the server killed in the middle; the large run is ``load.py`` by hand."""

from __future__ import annotations

from tests import loops
from tests.workshop.load import run


def test_what_was_acknowledged_is_there_after_the_server_was_killed():
    noted, kept = loops.run(run(participants=8, seconds=5, kill=True))
    assert noted.tried_again
    assert set(noted.acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
