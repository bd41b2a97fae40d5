"""What the command line prints: answers on the standard stream, all else on the error stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer


def say(text: str = "") -> None:
    """Print a line of the answer."""
    typer.echo(text)


def answer(as_json: bool, data: Any, lines: Callable[[], Iterator[str] | list[str]]) -> None:
    """Print the answer as JSON, or as lines that people read."""
    if as_json:
        say(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        for line in lines():
            say(line)


def fail(line: str) -> NoReturn:
    """End with a user's mistake: one clear line, exit 2."""
    print(" ".join(line.split()), file=sys.stderr)
    sys.exit(2)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar with step names, on the error stream so that answers stay clean."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)
