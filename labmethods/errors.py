"""The errors a user can meet: what happened, what is safe, what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from labmethods.language import N_, default_language, translator


@dataclass(frozen=True)
class Message:
    """A catalogue message that stands inside another."""

    message: str

    def text(self, language: str) -> str:
        return translator(language)(self.message)


_PASSWORD = re.compile(r"(/[^/\s:@]*:)\S+(@)")


def without_password(text: str) -> str:
    """A text in which no address shows a password, also one that was typed with a slip.

    >>> without_password("postgresql://lab:hemligt@host/db")
    'postgresql://lab:***@host/db'
    """
    return _PASSWORD.sub(r"\1***\2", text)


class LabError(Exception):
    """A mistake or a hindrance that the user can do something about.

    Parameters
    ----------
    message
        A message of the catalogue (marked with ``N_``), with ``{named}`` places: what happened,
        what is safe, what to do.
    values
        What stands in the named places. A value that is itself a ``LabError`` or a ``Message``
        is put in the reader's language.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def text(self, language: str) -> str:
        """The error as one line in the reader's language."""
        values = {
            name: value.text(language) if hasattr(value, "text") else value
            for name, value in self.values.items()
        }
        return without_password(translator(language)(self.message, **values))

    def __str__(self) -> str:
        return self.text(default_language())


class Refused(LabError, ValueError):
    """A value or a record breaks a rule; nothing was saved."""


class NotALab(LabError):
    """The folder or database holds no lab."""


class LabExists(LabError):
    """There is a lab already where a new one should be made."""


class NewerStore(LabError):
    """The store was written by a newer labmethods than this one."""


class StoreUnavailable(LabError):
    """The store can't be read or written: no answer, read-only, locked, disk full."""


class Missing(LabError, KeyError):
    """A record, a table, a file or a change that was asked for isn't there."""

    __str__ = LabError.__str__


class Conflict(LabError):
    """A record was changed meanwhile; both versions are kept."""


class ChangedMeanwhile(Conflict):
    """Somebody else changed the same field since it was read; ``now`` is the record as it stands.

    The values ``theirs`` and ``yours`` are what stands in the field and what was to be saved.
    """

    def __init__(self, message: str, now: object, **values: object) -> None:
        super().__init__(message, **values)
        self.now = now


class Invalid(LabError, ValueError):
    """An analysis was given what it can't work with."""


def unknown(kind: str, name: object, known: list[str]) -> Missing:
    """The error for a name that isn't known, with the names that are; ``kind`` is a message."""
    return Missing(
        N_("There is no {kind} called {name}. Known: {known}."),
        kind=Message(kind),
        name=name,
        known=", ".join(sorted(known)) or "–",
    )
