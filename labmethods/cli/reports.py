"""Commands that write what leaves the lab."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from labmethods.cli.app import AsJson, LabAddress, Language, Mask, _, app, known_language, opened
from labmethods.console import answer, progress
from labmethods.language import default_language


@contextmanager
def _gate(name: str, as_json: bool) -> Iterator[None]:
    """On what waits for a decision: every find as JSON where that is asked for, and exit 2."""
    from labmethods.reporting.gate import Undecided

    try:
        yield
    except Undecided as stopped:
        if not as_json:
            raise
        answer(True, {name: None, "undecided": stopped.data(default_language())}, list)
        print(stopped.text(default_language()), file=sys.stderr)
        raise typer.Exit(2) from None


Scheduler = Annotated[
    str | None,
    typer.Option(metavar="tcp://...", help=_("A Dask scheduler that heavy work goes over.")),
]


@app.command(help=_("Build the four real labs, run their notebooks and write their reports."))
def demo(
    to: Annotated[Path, typer.Option(help=_("The folder to build them in."))] = Path("labs"),
    as_json: AsJson = False,
) -> None:
    from labmethods.reporting import demo as demonstration

    with progress(demonstration.steps()) as step:
        made = demonstration.demo(to.resolve(), step)
    data = {"reports": [str(path) for path in made.reports], "programme": str(made.programme)}
    answer(as_json, data, lambda: [*data["reports"], data["programme"]])
    for error in made.errors:
        print(error.text(default_language()), file=sys.stderr)
    if made.errors:
        raise typer.Exit(1)


@app.command(help=_("Write the lab's report."))
def report(
    address: LabAddress,
    format: Annotated[
        str, typer.Option(metavar="html|pdf|docx", help=_("The kind of file."))
    ] = "html",
    out: Annotated[Path | None, typer.Option(help=_("The folder to write it in."))] = None,
    notebook: Annotated[str | None, typer.Option(help=_("Only this notebook."))] = None,
    readers: Annotated[
        str, typer.Option("--for", metavar="full|board|residents", help=_("Who will read it."))
    ] = "full",
    scheduler: Scheduler = None,
    mask: Mask = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.reporting.write import write_report
    from labmethods.scheduler import using

    with opened(address) as lab, using(scheduler), _gate("report", as_json):
        path, document = write_report(
            lab,
            format=format,
            out=out,
            language=known_language(language),
            only=notebook,
            readers=readers,
            undecided="mask" if mask else "stop",
        )
    errors = [part.error for part in document.parts if part.error]
    data = {"report": str(path), "errors": errors, "hidden": document.hidden}
    answer(as_json, data, lambda: [str(path)])
    for error in errors:
        print(error, file=sys.stderr)
    if errors:
        raise typer.Exit(1)


@app.command(help=_("Write the report across labs."))
def programme(
    addresses: Annotated[list[str], typer.Argument(metavar="LAB...")],
    out: Annotated[Path, typer.Option(help=_("The folder to write it in."))] = Path("."),
    scheduler: Scheduler = None,
    mask: Mask = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.programme.write import write_programme

    with _gate("programme", as_json):
        path, missing = write_programme(
            addresses,
            out=out,
            language=known_language(language),
            scheduler=scheduler,
            undecided="mask" if mask else "stop",
        )
    lines = [error.text(default_language()) for error in missing]
    answer(as_json, {"programme": str(path), "missing": lines}, lambda: [str(path)])
    for line in lines:
        print(line, file=sys.stderr)
    if missing:
        raise typer.Exit(1)
