"""Commands that bring data in and take it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from labmethods.cli.app import AsJson, LabAddress, Mask, _, app, opened
from labmethods.console import answer, say
from labmethods.language import default_language, translator


@app.command("import", help=_("Import rows of a spreadsheet, or a questionnaire: all or none."))
def import_(
    address: LabAddress,
    file: Annotated[Path, typer.Argument(help=_("An xlsx, ods, csv or jsonl file."))],
    table: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="TABLE",
            help=_(
                "The table, such as actors; questionnaire for a form's answers; mentimeter or "
                "slido for what a workshop answered."
            ),
        ),
    ],
    dry_run: Annotated[bool, typer.Option(help=_("Only look whether it would go well."))] = False,
    period: Annotated[
        str,
        typer.Option(
            help=_(
                "A questionnaire's period; without it, each answer's month. A workshop's day, "
                "where its file doesn't tell it."
            )
        ),
    ] = "",
    evaluation: Annotated[
        str | None,
        typer.Option(help=_("The evaluation that a questionnaire's answers belong to.")),
    ] = None,
    occasion: Annotated[
        str, typer.Option(metavar="before|after|...", help=_("When a questionnaire was answered."))
    ] = "",
    belongs: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            metavar="QUESTION=NAME",
            help=_(
                "Which indicator or outcome a question belongs to; code for the own code. For a "
                "workshop, what is asked for: idea, actors, path."
            ),
        ),
    ] = None,
    new_words: Annotated[
        bool,
        typer.Option(
            "--new-words",
            help=_("Take own words, for an actor's kind say, also where they look like a known."),
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    if table == "questionnaire":
        _import_questionnaire(
            address,
            file,
            belongs=belongs or (),
            period=period,
            evaluation=evaluation,
            occasion=occasion,
            dry_run=dry_run,
            as_json=as_json,
        )
        return
    if table in ("mentimeter", "slido"):
        from labmethods.workshop.command import import_workshop

        with opened(address) as lab:
            lines, taken = import_workshop(
                lab, file, maker=table, day=period, belongs=belongs or (), dry_run=dry_run
            )
        answer(as_json, {**taken.counts(), "imported": not dry_run}, lambda: lines)
        return
    from labmethods.workbook.transfer import import_file

    with opened(address) as lab:
        taken = import_file(lab, file, table, dry_run=dry_run, new_words=new_words)
    rows, granted = taken.rows, taken.granted
    said = (
        _("{n} rows are right. Nothing has been imported.") if dry_run else _("{n} rows imported.")
    )
    answer(
        as_json,
        {"rows": rows, "imported": not dry_run, **granted.counts()},
        lambda: [said.format(n=rows), *granted.sentences(_)],
    )


def _import_questionnaire(
    address: str, file: Path, *, evaluation: str | None, as_json: bool, **how: Any
) -> None:
    with opened(address) as lab:
        if evaluation is None:
            from labmethods.indicators.command import import_questionnaire as bring

            how.pop("occasion")
        else:
            from labmethods.evaluation.command import import_questionnaire as bring

            how.pop("period")
            how["evaluation"] = evaluation
        lines, taken = bring(lab, file, **how)
    answer(as_json, {**taken.counts(), "imported": not how["dry_run"]}, lambda: lines)


@app.command(
    help=_(
        "Export all tables to xlsx, or to a zip that is a data package; one table also to csv or "
        "jsonl."
    )
)
def export(
    address: LabAddress,
    file: Annotated[Path, typer.Argument(help=_("A name that ends in .xlsx or .zip."))],
    table: Annotated[
        str | None, typer.Option("--as", metavar="TABLE", help=_("Only this table."))
    ] = None,
    mask: Mask = False,
) -> None:
    from labmethods.workbook.export import export_file

    undecided = "mask" if mask else "stop"
    with opened(address) as lab:
        say(str(export_file(lab, file.resolve(), table, undecided=undecided)))
        followed = 0 if table else len(lab["participants"])
    if followed:
        print(
            _.plural(
                "The file holds the answers of {n} participant. Keep it as safe as the lab.",
                "The file holds the answers of {n} participants. Keep it as safe as the lab.",
                followed,
            ),
            file=sys.stderr,
        )


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
