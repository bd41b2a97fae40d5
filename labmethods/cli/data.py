"""Commands that bring data in and take it out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from labmethods.cli.app import AsJson, LabAddress, _, app, opened
from labmethods.console import answer, say
from labmethods.language import default_language, translator


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

    with opened(address) as lab:
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

    with opened(address) as lab:
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

    with opened(address) as lab:
        updates = bring(
            lab, source, names=indicator or (), years=years, table=table, select=select or ()
        )
    _ = translator(default_language())
    data = [one.summary().to_dict("records")[0] for one in updates]
    answer(as_json, data, lambda: [one.sentence(_) for one in updates])
