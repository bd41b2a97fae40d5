"""Lets long work be stopped between two steps; what was there before stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.scoped import scoped

_stop: ContextVar[threading.Event | None] = ContextVar("stop", default=None)


class Stopped(LabError):
    """Somebody stopped the work; nothing was written."""


@contextmanager
def by(stop: threading.Event) -> Iterator[None]:
    """Let what is done inside be stopped by this."""
    with scoped(_stop, stop):
        yield


def check() -> None:
    """Go no further, where somebody has stopped the work.

    Raises
    ------
    Stopped
    """
    stop = _stop.get()
    if stop is not None and stop.is_set():
        raise Stopped(N_("Stopped. No new report was written; the last one is as it was."))
