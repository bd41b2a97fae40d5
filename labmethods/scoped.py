"""A value for as long as something is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Value = TypeVar("Value")


@contextmanager
def scoped(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """Let a context variable hold a value inside, and afterwards what it held before."""
    before = variable.set(value)
    try:
        yield
    finally:
        variable.reset(before)
