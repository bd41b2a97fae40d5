"""Independent pieces of work, one after the other here or spread over a Dask scheduler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from labmethods.errors import Missing
from labmethods.language import N_
from labmethods.scoped import scoped

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

_chosen: ContextVar[str | None] = ContextVar("scheduler", default=None)


@contextmanager
def using(scheduler: str | None) -> Iterator[None]:
    """Let what is worked out inside go over this scheduler; what ``--scheduler`` does."""
    with scoped(_chosen, scheduler):
        yield


def chosen() -> str | None:
    """The scheduler that work goes over now; none for this computer."""
    return _chosen.get()


def fan_out(
    work: Callable[[Piece], Answer], pieces: Iterable[Piece], scheduler: str | None = None
) -> list[Answer]:
    """The answers in the order of the pieces.

    Parameters
    ----------
    work
        A function of a module, not a closure, so that workers can import it.
    scheduler
        Address of a Dask scheduler, such as ``tcp://host:8786``; without it all is done here.

    Raises
    ------
    Missing
        If Dask isn't installed or the scheduler doesn't answer.
    """
    pieces = list(pieces)
    if scheduler is None:
        return [work(piece) for piece in pieces]
    try:
        from distributed import Client
    except ImportError:
        raise Missing(
            N_(
                "A scheduler needs Dask, which is not installed. Install it with: pip install "
                "“labmethods[dask]”"
            )
        ) from None
    try:
        client = Client(scheduler, timeout="5s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise Missing(
            N_(
                "The scheduler {address} does not answer. Nothing was lost; start it or leave it "
                "out."
            ),
            address=scheduler,
        ) from error
    with client:
        # Not pure: the same piece twice is done twice, and nothing is hashed to tell.
        return client.gather(client.map(work, pieces, pure=False))
