"""The command line: the library, name by name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from labmethods import __version__
from labmethods.console import answer, fail, progress, say
from labmethods.errors import LabError, Refused
from labmethods.language import LANGUAGES, N_, default_language, translator

_ = translator(default_language())
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help=_("Methods for local innovation labs. LAB is a folder or a database URL."),
)

LabAddress = Annotated[
    str, typer.Argument(metavar="LAB", help=_("The lab's folder or database URL."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Answer as JSON."))]
Language = Annotated[
    str | None, typer.Option("--language", metavar="sv|en", help=_("Swedish (sv) or English (en)."))
]


def run() -> None:
    """Run the command line: 0 when it went well, 2 and one clear line on a user's mistake."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of today's kind speaks UTF-8, whatever Python guesses.
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
    except LabError as error:
        fail(error.text(default_language()))
    except typer.TyperException as error:
        fail(str(error))
    except (KeyboardInterrupt, typer.Abort):
        fail(_("Stopped. What was saved is safe."))
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _opened(address: str | None) -> Iterator[Any]:
    import labmethods as lm

    with lm.open_lab(address, practice=default_language()) as lab:
        yield lab


def _language(language: str | None) -> str | None:
    if language is not None and language not in LANGUAGES:
        raise Refused(
            N_("labmethods speaks {known}, not {language}."),
            known=", ".join(LANGUAGES),
            language=language,
        )
    return language


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


@app.command(help=_("Make a new lab's workbook."))
def new(
    name: Annotated[str, typer.Argument(help=_("The lab's name."))],
    place: Annotated[str | None, typer.Option(help=_("Town and housing area."))] = None,
    language: Language = None,
    database: Annotated[
        str | None, typer.Option(help=_("A PostgreSQL URL; a file in the folder without it."))
    ] = None,
    to: Annotated[Path, typer.Option(help=_("The folder to make it in."))] = Path("."),
    as_json: AsJson = False,
) -> None:
    import labmethods as lm

    language = _language(language) or default_language()
    with lm.new_lab(name, place=place, language=language, database=database, to=to) as lab:
        data = {"lab": str(lab.home), "name": lab.name}
    answer(
        as_json,
        data,
        lambda: [
            _("The lab is ready: {where}", where=data["lab"]),
            _("Open it with: labmethods open {where}", where=_quoted(data["lab"])),
        ],
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


@app.command("open", help=_("Open a workbook in JupyterLab: this folder's, or one to practise on."))
def open_(
    address: Annotated[
        str | None, typer.Argument(metavar="[LAB]", help=_("The lab's folder or database URL."))
    ] = None,
    browser: Annotated[bool, typer.Option(help=_("Open a browser window."))] = True,
    port: Annotated[int | None, typer.Option(help=_("The port on this computer."))] = None,
) -> None:
    from labmethods.workbook.jupyter import open_workbook

    with _opened(address) as lab:
        home, language = lab.home, lab.language
    if home is None:
        raise Refused(
            N_("A lab in a database has its notebooks in a folder. Open that folder instead.")
        )

    def opened(where: str) -> None:
        say(_("The lab is open in the browser: {where}", where=where))
        say(_("Leave this window open while you work. Press Ctrl+C here when you are done."))

    open_workbook(home, language, browser=browser, port=port, on_open=opened)
    say(_("The lab is closed. What you wrote is saved."))


@app.command("import", help=_("Import rows of a spreadsheet: all of them or none."))
def import_(
    address: LabAddress,
    file: Annotated[Path, typer.Argument(help=_("An xlsx, ods or csv file."))],
    table: Annotated[
        str, typer.Option("--as", metavar="TABLE", help=_("The table, such as actors."))
    ],
    dry_run: Annotated[bool, typer.Option(help=_("Only look whether it would go well."))] = False,
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.transfer import import_file

    with _opened(address) as lab:
        rows = import_file(lab, file, table, dry_run=dry_run)
    said = (
        _("{n} rows are right. Nothing has been imported.") if dry_run else _("{n} rows imported.")
    )
    answer(as_json, {"rows": rows, "imported": not dry_run}, lambda: [said.format(n=rows)])


@app.command(help=_("Export all tables to xlsx, or to a zip that is a data package."))
def export(
    address: LabAddress,
    file: Annotated[Path, typer.Argument(help=_("A name that ends in .xlsx or .zip."))],
) -> None:
    from labmethods.workbook.transfer import export_file

    with _opened(address) as lab:
        say(str(export_file(lab, file.resolve())))


@app.command(help=_("Fetch public statistics into the lab's indicators."))
def fetch(
    address: LabAddress,
    source: Annotated[str, typer.Argument(metavar="kolada|scb", help=_("Where from."))],
    indicator: Annotated[
        list[str] | None,
        typer.Option(help=_("An indicator's name or key figure; may be given several times.")),
    ] = None,
    years: Annotated[str | None, typer.Option(help=_("Years, such as 2016-2019."))] = None,
    table: Annotated[str | None, typer.Option(help=_("SCB's table."))] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VARIABLE=CODE,...",
            help=_("What to take from SCB's table, such as Region=0581."),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.indicators.command import fetch as bring

    with _opened(address) as lab:
        updates = bring(
            lab, source, names=indicator or (), years=years, table=table, select=select or ()
        )
    _ = translator(default_language())
    data = [one.summary().to_dict("records")[0] for one in updates]
    answer(as_json, data, lambda: [one.sentence(_) for one in updates])


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
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://...", help=_("A Dask scheduler that heavy work goes over.")),
    ] = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.reporting.write import write_report
    from labmethods.scheduler import using

    with _opened(address) as lab, using(scheduler):
        path, document = write_report(
            lab,
            format=format,
            out=out,
            language=_language(language),
            only=notebook,
            readers=readers,
        )
    errors = [part.error for part in document.parts if part.error]
    answer(as_json, {"report": str(path), "errors": errors}, lambda: [str(path)])
    for error in errors:
        print(error, file=sys.stderr)
    if errors:
        raise typer.Exit(1)


@app.command(help=_("Write the report across labs."))
def programme(
    addresses: Annotated[list[str], typer.Argument(metavar="LAB...")],
    out: Annotated[Path, typer.Option(help=_("The folder to write it in."))] = Path("."),
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.programme.write import write_programme

    path, missing = write_programme(addresses, out=out, language=_language(language))
    lines = [error.text(default_language()) for error in missing]
    answer(as_json, {"programme": str(path), "missing": lines}, lambda: [str(path)])
    for line in lines:
        print(line, file=sys.stderr)
    if missing:
        raise typer.Exit(1)


def _check_report(report: Path, address: str, as_json: bool) -> None:
    from labmethods.reporting.agreement import compare

    with _opened(address) as lab:
        found = compare(report, lab)
    data = {"ok": found.holds, "changes": found.later, "tables": list(found.tables)}
    answer(as_json, data, lambda: [found.text(default_language())])
    if not found.holds:
        raise typer.Exit(1)


@app.command(
    help=_(
        "Is the lab whole? The journal's chain, the records' rules, the notebooks. "
        "With a report before it: does the report still agree with the lab?"
    )
)
def check(
    address: Annotated[str, typer.Argument(metavar="[REPORT] LAB")],
    lab_address: Annotated[str | None, typer.Argument(hidden=True)] = None,
    as_json: AsJson = False,
) -> None:
    if lab_address is not None:
        _check_report(Path(address), lab_address, as_json)
        return
    from labmethods.workbook.check import check as look
    from labmethods.workbook.check import summary

    with _opened(address) as lab:
        findings, language = look(lab), lab.language
    data = {
        "ok": not findings,
        "findings": [
            {"subject": one.subject, "where": one.where, "problem": one.problem.text(language)}
            for one in findings
        ],
    }
    answer(
        as_json,
        data,
        lambda: [*(one.text(language) for one in findings), summary(findings, language)],
    )
    if findings:
        raise typer.Exit(1)


@app.command(help=_("What was changed, by whom and when."))
def history(
    address: LabAddress,
    table: Annotated[str | None, typer.Option(help=_("Only this table."))] = None,
    record_id: Annotated[str | None, typer.Option("--id", help=_("Only this record."))] = None,
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.history import describe

    with _opened(address) as lab:
        if table is not None:
            table = lab[table].name
        changes = lab.history(table=table, record_id=record_id)
        speak = translator(lab.language)
        told = [describe(change, lab.store.records, lab.language) for change in changes]
    data = [
        {
            "change": change.seq,
            "at": change.at.isoformat(),
            "who": change.who,
            "table": change.table,
            "id": change.record_id,
            "action": change.action,
            "before": change.before,
            "after": change.after,
            "text": text,
        }
        for change, text in zip(changes, told, strict=True)
    ]
    answer(
        as_json,
        data,
        lambda: (
            f"{change.seq:>5}  {speak.moment(change.at)}  {change.who}  {text}"
            for change, text in zip(changes, told, strict=True)
        ),
    )


@app.command(help=_("Take a change back, with all that was saved in the same step."))
def undo(
    address: LabAddress,
    change: Annotated[int, typer.Argument(help=_("The change's number in the history."))],
) -> None:
    with _opened(address) as lab:
        lab.undo(change)
    say(_("Change {seq} is undone. To bring it back, undo the newest change.", seq=change))


@app.command(help=_("Write a consistent copy of the lab, also while others write."))
def backup(address: LabAddress, file: Path) -> None:
    from labmethods.workbook.backup import backup as make

    with _opened(address) as lab:
        say(str(make(lab, file.resolve())))


@app.command(help=_("Put a backup in a lab's place; what was there is kept beside it."))
def restore(file: Path, address: Annotated[Path, typer.Argument(metavar="LAB")]) -> None:
    from labmethods.workbook.backup import restore as put_back

    kept = put_back(file.resolve(), address.resolve())
    say(_("The backup is in place: {where}", where=address.resolve()))
    if kept:
        say(_("What was there before is kept in {where}", where=kept))


@app.command(help=_("Bring newer templates into the lab's notebooks; nothing you wrote is lost."))
def upgrade(
    address: LabAddress,
    dry_run: Annotated[bool, typer.Option(help=_("Only say what would change."))] = False,
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.upgrade import upgrade as bring

    with _opened(address) as lab:
        results, language = bring(lab, dry_run=dry_run), lab.language
    _ = translator(language)
    data = [
        {
            "notebook": one.notebook,
            "new": one.new,
            "kept_beneath": one.kept_beneath,
            "gone": one.gone,
            "problem": one.problem and one.problem.text(language),
        }
        for one in results
    ]
    nothing = [_("The notebooks are those of this labmethods already.")]
    answer(as_json, data, lambda: [one.text(language) for one in results] or nothing)
    if any(one.problem for one in results):
        raise typer.Exit(1)


@app.command(help=_("Join two copies of one lab that were edited apart; nothing is dropped."))
def merge(
    address: LabAddress,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=_("The other copy."))],
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.backup import automatic
    from labmethods.workbook.merge import merge as join

    with _opened(address) as lab, _opened(other) as copy:
        automatic(lab.store, lab.home)
        merged, _ = join(lab, copy), translator(lab.language)
    conflicts = [one.text(_.language) for one in merged.conflicts]
    first = _("{n} changes came from the other copy.", n=merged.changes)
    data = {"changes": merged.changes, "conflicts": conflicts}
    answer(as_json, data, lambda: [first, *conflicts])


@app.callback(invoke_without_command=True)
def _alone(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=_("Say which version this is."))
    ] = False,
) -> None:
    if version:
        say(__version__)
    elif context.invoked_subcommand is None:
        say(context.get_help())


if __name__ == "__main__":
    run()
