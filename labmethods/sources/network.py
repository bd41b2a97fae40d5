"""A polite client: few calls at a time, retries when that helps, and one clear error when not."""

from __future__ import annotations

import email.utils
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import httpx
import stamina

from labmethods.errors import LabError, Message, Missing, Refused
from labmethods.language import N_

# What a retry tells goes to those who have set up logging, not as a bare word to the screen.
logging.getLogger("stamina").addHandler(logging.NullHandler())

LARGEST = 100_000_000
"""The most bytes that an answer may have."""


_WORDS = ("title", "detail", "message", "error")
"""Where sources put what they say of an error."""


class SourceUnavailable(LabError):
    """A source doesn't answer, or not as it should; what was fetched before is still there."""

    def from_cache(self, since: date | None) -> LabError:
        """The same, said where the values of the cache were used: how old they are."""
        from labmethods.workbook.kinds import Day, Shown

        return LabError(
            N_(
                "{source} gives no usable answer: {reason}. The values come from this computer's "
                "cache, fetched on {day}."
            ),
            source=self.values["source"],
            reason=self.values["reason"],
            day=Shown(Day(), since),
        )


class Network:
    """Calls to one source.

    Parameters
    ----------
    name
        What people call the source, for errors.
    base
        The address that paths are added to.
    calls, window
        At most so many calls in so many seconds.
    timeout
        Seconds to wait for an answer.
    attempts
        How often a call is tried when the source is busy or broken for the moment.
    patience
        The longest wait in seconds that a source may ask for between two attempts.
    before
        Called before each call; what it raises ends the work, as when somebody stops it.
    """

    def __init__(
        self,
        name: str,
        base: str,
        *,
        calls: int = 10,
        window: float = 10.0,
        timeout: float = 30.0,
        attempts: int = 4,
        patience: float = 60.0,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        from labmethods import __version__

        self.name = name
        self.base = base.rstrip("/")
        self.patience = patience
        self.attempts = attempts
        self._before = before
        self._pace = Pace(calls, window)
        self._client = httpx.Client(
            timeout=timeout,
            follow_redirects=True,
            max_redirects=5,
            headers={"User-Agent": f"labmethods/{__version__}", "Accept": "application/json"},
        )

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON that a path, or a full address, answers with.

        Raises
        ------
        Missing
            The source knows no such thing (404).
        Refused
            The source says that the question is wrong (other 4xx).
        SourceUnavailable
            No usable answer after the last attempt.
        """
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: Any, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON that a posted question is answered with; errors as ``get``."""
        return self._ask("POST", path, params=query, json=body)

    def unusable(self) -> SourceUnavailable:
        """The error for an answer that isn't of the form that the source promises."""
        return self._unavailable(N_("the answer is cut short or damaged"))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ask(self, method: str, path: str, **how: Any) -> Any:
        address = path if path.startswith(("http://", "https://")) else self.base + path
        try:
            for attempt in stamina.retry_context(
                on=self._again,
                attempts=self.attempts,
                timeout=None,
                wait_initial=0.2,
                wait_jitter=0.2,
                wait_max=5,
            ):
                with attempt:
                    return self._once(method, address, **how)
        except httpx.HTTPStatusError as error:
            raise self._plain(error) from error
        except (httpx.HTTPError, httpx.InvalidURL, json.JSONDecodeError) as error:
            raise self._unavailable(_reason(error)) from error
        raise AssertionError("a retry either answers or raises")

    def _once(self, method: str, address: str, **how: Any) -> Any:
        self._before()
        self._pace.wait()
        with self._client.stream(method, address, **how) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST:
                    raise self._unavailable(N_("the answer is too large"))
            if response.is_error:
                # The body is needed for the source's own words, and can't be read later.
                response._content = bytes(body)
                response.raise_for_status()
            return json.loads(bytes(body).decode("utf-8-sig", errors="replace"))

    def _again(self, error: Exception) -> bool | float:
        """Whether to try again, or after how many seconds."""
        if isinstance(error, httpx.HTTPStatusError):
            status = error.response.status_code
            if status not in (408, 425, 429) and status < 500:
                return False
            wait = _retry_after(error.response)
            return wait is None or (wait if wait <= self.patience else False)
        if isinstance(error, httpx.TooManyRedirects | httpx.UnsupportedProtocol):
            return False
        return isinstance(error, httpx.TransportError | json.JSONDecodeError)

    def _plain(self, error: httpx.HTTPStatusError) -> LabError:
        status = error.response.status_code
        if status == 404:
            return Missing(N_("{source} knows no such thing."), source=self.name)
        if status == 429:
            return self._unavailable(N_("it asks us to wait"))
        if status >= 500:
            return self._unavailable(N_("it is broken for the moment"))
        return Refused(
            N_("{source} can't answer that question: {words}"),
            source=self.name,
            words=_own_words(error.response) or status,
        )

    def _unavailable(self, reason: str) -> SourceUnavailable:
        return SourceUnavailable(
            N_("{source} gives no usable answer: {reason}. Nothing has been changed; try later."),
            source=self.name,
            reason=Message(reason),
        )


class Pace:
    """Lets at most so many calls through in so many seconds; the rest wait."""

    def __init__(
        self,
        calls: int,
        window: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._calls, self._window = calls, window
        self._clock, self._sleep = clock, sleep
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Come back when the next call is allowed."""
        with self._lock:
            now = self._clock()
            while self._times and now - self._times[0] >= self._window:
                self._times.popleft()
            if len(self._times) >= self._calls:
                self._sleep(self._window - (now - self._times[0]))
                self._times.popleft()
            self._times.append(self._clock())


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return N_("it takes too long")
    if isinstance(error, httpx.TooManyRedirects):
        return N_("it sends us in circles")
    if isinstance(error, json.JSONDecodeError | httpx.DecodingError | httpx.RemoteProtocolError):
        return N_("the answer is cut short or damaged")
    return N_("there is no connection")


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds that the source asks us to wait, given as seconds or as a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _own_words(response: httpx.Response) -> str:
    """What the source says of its error, on one line."""
    try:
        answer = response.json()
    except ValueError:
        return ""
    if not isinstance(answer, dict):
        return ""
    words = [str(answer[name]) for name in _WORDS if answer.get(name)]
    return " ".join(": ".join(words).split())[:200]
