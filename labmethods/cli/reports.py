"""Commands that write what leaves the lab."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from labmethods.cli.app import AsJson, Language, Mask, _, app, known_language, opened
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


@app.command(help=_("Write the lab's report; of several labs, each one's."))
def report(
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="LAB...", help=_("The lab's folder or database URL.")),
    ],
    format: Annotated[
        str, typer.Option(metavar="html|pdf|docx", help=_("The kind of file."))
    ] = "html",
    out: Annotated[Path | None, typer.Option(help=_("The folder to write it in."))] = None,
    notebook: Annotated[str | None, typer.Option(help=_("Only this notebook."))] = None,
    parts: Annotated[
        str,
        typer.Option(metavar="NAME,NAME", help=_("Only these parts, such as: indicators.")),
    ] = "",
    readers: Annotated[
        str,
        typer.Option("--for", metavar="full|board|residents|partner", help=_("Who will read it.")),
    ] = "full",
    scheduler: Scheduler = None,
    mask: Mask = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help=_("Work out everything anew, from no memory."))
    ] = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    options = {
        "format": format,
        "out": out.absolute() if out else None,
        "language": known_language(language),
        "only": notebook,
        "chosen": [name.strip() for name in parts.split(",") if name.strip()],
        "readers": readers,
        "undecided": "mask" if mask else "stop",
        "anew": fresh,
    }
    if len(addresses) > 1:
        _several(addresses, scheduler, as_json, options)
        return
    from labmethods.reporting.fonts import unshown_line
    from labmethods.reporting.write import steps, write_report
    from labmethods.scheduler import using

    with (
        opened(addresses[0]) as lab,
        using(scheduler),
        _gate("report", as_json),
        _shown(steps(lab)) as step,
    ):
        path, document = write_report(lab, on_step=lambda title: step(_(title)), **options)
    errors = [part.error for part in document.parts if part.error]
    data = {"report": str(path), "errors": errors, "hidden": document.hidden}
    if document.unshown:
        data["unshown"] = document.unshown
    answer(as_json, data, lambda: [str(path)])
    for line in filter(None, [*errors, unshown_line(document.unshown, default_language())]):
        print(line, file=sys.stderr)
    if errors:
        raise typer.Exit(1)


def _several(
    addresses: list[str], scheduler: str | None, as_json: bool, options: dict[str, Any]
) -> None:
    """Each lab's report: exit 1 where one is missing or a part of one, 2 where all are."""
    from labmethods.reporting.fonts import unshown_line
    from labmethods.reporting.many import write_reports

    with _shown(len(set(addresses))) as step:
        written = write_reports(addresses, scheduler=scheduler, on_lab=step, **options)
    data = [
        {
            "lab": one.address,
            "report": one.report,
            "errors": list(one.errors),
            "hidden": one.hidden,
            **({"undecided": list(one.undecided)} if one.undecided else {}),
            **({"unshown": one.unshown} if one.unshown else {}),
        }
        for one in written
    ]
    answer(as_json, data, lambda: [one.report for one in written if one.report])
    for one in written:
        missing = unshown_line(one.unshown, default_language())
        for line in filter(None, [*one.errors, missing]):
            print(f"{one.address}: {line}", file=sys.stderr)
    if not any(one.report for one in written):
        raise typer.Exit(2)
    if any(one.errors for one in written):
        raise typer.Exit(1)


def _shown(total: int) -> AbstractContextManager[Callable[[str], None]]:
    """A progress bar where somebody looks on; where a file takes the lines, none."""
    return progress(total) if sys.stderr.isatty() else nullcontext(lambda _name: None)


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
