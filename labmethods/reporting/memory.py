"""Remembers what methods said about a lab, as long as nothing that they read has changed."""

from __future__ import annotations

import datetime
import hashlib
import logging
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from labmethods.method import load, packages
from labmethods.scoped import scoped
from labmethods.shipped import shipped
from labmethods.workbook import reads

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_log = logging.getLogger(__name__)
_fresh: ContextVar[bool] = ContextVar("fresh", default=False)
_asked: ContextVar[list[tuple[str, str]] | None] = ContextVar("asked", default=None)
_inside: ContextVar[bool] = ContextVar("inside", default=False)
_ANSWER = "answer"
_telling: ContextVar[_Telling | None] = ContextVar("telling", default=None)
DAYS = 14
"""So long what nobody asked for again is kept."""


@dataclass(frozen=True)
class _Answer:
    """What a method said, and what it was told from."""

    told_from: str
    read: dict[reads.Read, str]
    value: Any


@dataclass(frozen=True)
class _Telling:
    """Who wants to know of what is worked out: before, and what came of it."""

    before: Callable[[Any], None]
    after: Callable[[Any, str], None]


@contextmanager
def telling(before: Callable[[Any], None], after: Callable[[Any, str], None]) -> Iterator[None]:
    """Tell of each answer that is worked out inside.

    Parameters
    ----------
    before
        Called with what the answer was the last time, or None.
    after
        Called with what it is now, and its language.
    """
    with scoped(_telling, _Telling(before, after)):
        yield


@contextmanager
def fresh() -> Iterator[None]:
    """Work out everything anew inside, and remember that."""
    with scoped(_fresh, True):
        yield


@contextmanager
def asking() -> Iterator[list[tuple[str, str]]]:
    """What is asked for inside, each as its place and language."""
    asked: list[tuple[str, str]] = []
    with scoped(_asked, asked):
        yield asked


def prepare(lab: Lab, asked: list[tuple[str, str]]) -> None:
    """Be ready for the same questions, where the lab was changed since."""
    with scoped(_fresh, False):
        for place, language in dict.fromkeys(asked):
            recall(lab, place, language)


def recall(lab: Lab, place: str, language: str) -> Any:
    """What ``place(lab, language)`` gives, worked out only where something was changed.

    A method says the same about the same: what it says hangs on its code, on the day, on the
    language and on what it reads of the lab, and on nothing else.
    """
    if (asked := _asked.get()) is not None:
        asked.append((place, language))
    path = _home(lab) / f"{hashlib.sha256(f'{place} {language}'.encode()).hexdigest()[:24]}.answer"
    told_from = _told_from(place, language)
    kept = None if _fresh.get() else _read(path)
    # One answer may ask for another: how that is kept is none of what it is worked out from.
    with reads.aside():
        holds = kept and kept.told_from == told_from and _unchanged(lab, kept)
        before = lab.store.version()
    if holds:
        value, read = kept.value, set(kept.read)
    else:
        telling = _telling.get()
        if telling:
            telling.before(kept.value if kept else None)
        with reads.aside(), scoped(_inside, True), reads.noting() as read:
            value = load(place)(lab, language)
        with reads.aside():
            states = {one: _state(lab, one) for one in read}
            after = lab.store.version()
        # What somebody changed meanwhile may have been read before or after.
        if after == before:
            value = _write(path, _Answer(told_from, states, value), language)
        if telling:
            telling.after(value, language)
    # An answer that asks for another hangs on what that says, not on what it was told from.
    for one in [(_ANSWER, f"{place} {language}")] if _inside.get() else read:
        reads.note(*one)
    return value


def recall_made(what: object, make: Callable[[], Any], language: str = "") -> Any:
    """What ``make()`` gives, made only once of the same.

    ``what`` is everything that it is made of, beside the language, as text or simple values.
    """
    told_from = _told_from(repr(what), language)
    path = _made() / f"{hashlib.sha256(told_from.encode()).hexdigest()}.answer"
    kept = None if _fresh.get() else _read(path)
    if kept and kept.told_from == told_from:
        return kept.value
    return _write(path, _Answer(told_from, {}, make()), language)


def picture(key: str) -> bytes | None:
    """A picture that was drawn before."""
    if _fresh.get():
        return None
    try:
        path = _pictures() / key
        data = path.read_bytes()
        os.utime(path)
        return data
    except OSError:
        return None


def keep_picture(key: str, data: bytes) -> None:
    """Remember a picture by everything that decides how it looks."""
    _put(_pictures() / key, data)


def tidy() -> None:
    """Forget what nobody asked for in some time."""
    oldest = datetime.datetime.now().timestamp() - DAYS * 24 * 3600
    for path in _root().glob("*/*"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except OSError:
            _log.debug("could not forget %s", path)


def _unchanged(lab: Lab, kept: _Answer) -> bool:
    return all(_state(lab, read) == state for read, state in kept.read.items())


def _state(lab: Lab, read: reads.Read) -> str:
    """The same as long as what was read is the same."""
    kind, name = read
    if kind != _ANSWER:
        return reads.state(lab.store, read)
    with scoped(_fresh, False):
        return hashlib.sha256(pickle.dumps(recall(lab, *name.split(" ")))).hexdigest()


def _told_from(place: str, language: str) -> str:
    return f"{place} {language} {_today()} {_code()}"


def _today() -> datetime.date:
    return datetime.date.today()


@lru_cache
def _code() -> str:
    """The same as long as the code, its data and the libraries are."""
    found = [sys.version]
    for package in sorted({name.partition(".")[0] for name in packages()} | {"labmethods"}):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            found += _files(Path(folder))
    found += _files(shipped("data"))
    for folder in sys.path:
        if Path(folder).name in ("site-packages", "dist-packages") and Path(folder).is_dir():
            found.append(f"{folder} {Path(folder).stat().st_mtime_ns}")
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _files(folder: Path) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            known = os.stat(os.path.join(where, name))
            found.append(f"{where} {name} {known.st_size} {known.st_mtime_ns}")
    return found


def _root() -> Path:
    return platformdirs.user_cache_path("labmethods") / "reports"


def _home(lab: Lab) -> Path:
    return _root() / hashlib.sha256(lab.store.where.encode()).hexdigest()[:24]


def _made() -> Path:
    return _root() / "made"


def _pictures() -> Path:
    return _root() / "pictures"


def _read(path: Path) -> _Answer | None:
    # Only the user's own cache folder is read, which is as safe as the program itself: a lab's
    # folder, which others can write in, never is.
    try:
        found = pickle.loads(path.read_bytes())
        os.utime(path)
    except Exception:
        return None
    return found if isinstance(found, _Answer) else None


def _write(path: Path, answer: _Answer, language: str) -> Any:
    """What was answered, as it is remembered: what is done with it is done but once."""
    # What it takes to remember isn't needed where all is remembered.
    from labmethods.reporting.packing import packed

    try:
        data = packed(answer, language)
    except Exception:
        _log.debug("can't be remembered: %s", path, exc_info=True)
        return answer.value
    _put(path, data)
    return pickle.loads(data).value


def _put(path: Path, data: bytes) -> None:
    # A report must not fail because its memory does.
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(part, path)
    except OSError:
        _log.debug("could not remember %s", path, exc_info=True)
