"""Whether web addresses still answer: asked politely, and only when somebody wants to know."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import stamina

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.sources.network import Pace

ANSWERS, MOVED, GONE, CLOSED, SILENT = "answers", "moved", "gone", "closed", "silent"
"""It is there; it is there under another address; it isn't there any more; it is there but not for
programs; it gives no answer now."""

_GONE, _CLOSED = {404, 410}, {401, 402, 403, 405, 406, 429, 451, 999}
_GIVES_UP = 3
"""So many places that can't be reached, with none that can, are a computer without a network."""


class Offline(LabError):
    """No address could be reached: the computer has no network."""


class _Inside(Exception):
    """The address leads to this computer or its own network."""


@dataclass(frozen=True)
class Reply:
    """What came of asking an address.

    Attributes
    ----------
    address
        The address that was asked.
    state
        ``answers``, ``moved``, ``gone``, ``closed`` or ``silent``.
    code
        The server's number for it, such as 404; None where none came.
    to
        Where it has moved to; empty where it hasn't.
    """

    address: str
    state: str
    code: int | None = None
    to: str = ""


def ask(
    addresses: Iterable[str],
    *,
    timeout: float = 10.0,
    attempts: int = 2,
    inside: bool = False,
    before: Callable[[], None] = lambda: None,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> list[Reply]:
    """Ask each address once, a few in a second, without fetching its content.

    Parameters
    ----------
    addresses
        Web addresses; other texts are left out.
    timeout
        Seconds to wait for an answer.
    attempts
        How often one is asked that is busy or doesn't answer.
    inside
        Whether addresses on this computer and its own network are asked, too. A lab that came from
        somebody else must not make this computer ask its neighbours.
    before
        Called before each address; what it raises ends the work.
    told
        Called with how many are done, and how many there are.

    Raises
    ------
    Offline
        None of the first places could be reached.
    """
    from labmethods import __version__

    def checked(request: httpx.Request) -> None:
        if not inside and _is_inside(request.url.host):
            raise _Inside

    wanted = [one for one in dict.fromkeys(addresses) if _is_web(one)]
    pace, unreached = Pace(4, 2.0), set()
    replies: list[Reply] = []
    with httpx.Client(
        timeout=timeout,
        follow_redirects=True,
        max_redirects=5,
        event_hooks={"request": [checked]},
        headers={"User-Agent": f"labmethods/{__version__}", "Accept": "text/html, */*"},
    ) as client:
        for done, address in enumerate(wanted):
            before()
            told(done, len(wanted))
            pace.wait()
            reply, reached = _ask(client, address, attempts)
            replies.append(reply)
            if not reached:
                unreached.add(urlsplit(address).hostname)
            enough = len(unreached) >= _GIVES_UP or done + 1 == len(wanted)
            if enough and len(unreached) > 0 and all(one.code is None for one in replies):
                _raise_if_offline(replies, unreached)
    told(len(wanted), len(wanted))
    return replies


def _raise_if_offline(replies: list[Reply], unreached: set[str | None]) -> None:
    hosts = {urlsplit(one.address).hostname for one in replies}
    if hosts <= unreached:
        raise Offline(
            N_(
                "None of the addresses could be reached: there seems to be no network. Nothing has "
                "been changed; try again when the computer is online."
            )
        )


def _ask(client: httpx.Client, address: str, attempts: int) -> tuple[Reply, bool]:
    """What an address answers, and whether its place could be reached at all."""
    try:
        response = _head(client, address) or _get(client, address, attempts)
    except (_Inside, httpx.InvalidURL, httpx.UnsupportedProtocol):
        return Reply(address, CLOSED), True
    except httpx.HTTPStatusError as error:
        response = error.response
    except httpx.HTTPError as error:
        return Reply(address, SILENT), not isinstance(error, httpx.ConnectError)
    return _reply(address, response), True


def _head(client: httpx.Client, address: str) -> httpx.Response | None:
    """The answer to HEAD; None where it isn't a good one: many servers answer only GET."""
    try:
        response = client.head(address)
    except httpx.TransportError:
        return None
    return None if response.is_error else response


def _get(client: httpx.Client, address: str, attempts: int) -> httpx.Response:
    for attempt in stamina.retry_context(
        on=_again, attempts=attempts, timeout=None, wait_initial=0.5, wait_max=3
    ):
        # The content isn't read.
        with attempt, client.stream("GET", address) as response:
            if response.status_code >= 500:
                response.raise_for_status()
            return response
    raise AssertionError("a retry either answers or raises")


def _again(error: Exception) -> bool:
    busy = isinstance(error, httpx.TransportError | httpx.HTTPStatusError)
    return busy and not isinstance(error, httpx.UnsupportedProtocol)


def _reply(address: str, response: httpx.Response) -> Reply:
    code = response.status_code
    if code in _GONE:
        return Reply(address, GONE, code)
    if code in _CLOSED:
        return Reply(address, CLOSED, code)
    if response.is_error:
        return Reply(address, SILENT, code)
    final = str(response.url)
    first = response.history[0].status_code if response.history else code
    if first in (301, 308) and _bare(final) != _bare(address):
        return Reply(address, MOVED, first, final)
    return Reply(address, ANSWERS, code)


def _bare(address: str) -> str:
    """What stays of an address when only its form changes: http or https, www, a last stroke."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}{parts.path.rstrip('/')}?{parts.query}"


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        return False


def _is_inside(host: str) -> bool:
    """Whether a name leads to this computer or its own network."""
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        # A name that nobody knows leads nowhere; the call itself says so.
        return False
    return any(not ipaddress.ip_address(one.partition("%")[0]).is_global for one in found)
