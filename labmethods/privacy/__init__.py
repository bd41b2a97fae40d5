"""What must not leave the lab: what points out a person, and groups so small that they do."""

from __future__ import annotations

from typing import Any

from labmethods.privacy.identifiers import Finding, find_identifiers

__all__ = ["Finding", "find_identifiers", "suppress"]


def __getattr__(name: str) -> Any:
    # It works on frames; to look a text through needs no pandas.
    if name == "suppress":
        from labmethods.privacy.small_numbers import suppress

        return suppress
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
