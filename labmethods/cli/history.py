"""Commands on what happened: is the lab whole, what was changed, take it back."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from labmethods.cli.app import AsJson, LabAddress, _, app, opened
from labmethods.console import answer, progress, say
from labmethods.errors import Refused
from labmethods.language import N_, default_language, translator


def _check_report(report: Path, address: str, as_json: bool) -> None:
    from labmethods.reporting.agreement import compare

    with opened(address) as lab:
        found = compare(report, lab)
    data = {"ok": found.holds, "changes": found.later, "tables": list(found.tables)}
    answer(as_json, data, lambda: [found.text(default_language())])
    if not found.holds:
        raise typer.Exit(1)


def _dead_links(lab: Any) -> list[Any]:
    from labmethods.examples.catalogue import catalogue
    from labmethods.examples.links import along
    from labmethods.sources.links import ask
    from labmethods.workbook.links import addresses, look

    places = [*addresses(lab), *along(catalogue(lab), lab.language)]
    with progress(len({address for _where, address in places})) as step:
        return look(places, lambda wanted: ask(wanted, before=lambda: step("")))


@app.command(
    help=_(
        "Is the lab whole? The journal's chain, the records' rules, the notebooks. "
        "With a report before it: does the report still agree with the lab?"
    )
)
def check(
    address: Annotated[str, typer.Argument(metavar="[REPORT] LAB")],
    lab_address: Annotated[str | None, typer.Argument(hidden=True)] = None,
    links: Annotated[
        bool,
        typer.Option("--links", help=_("Ask over the network whether the sources still answer.")),
    ] = False,
    as_json: AsJson = False,
) -> None:
    if lab_address is not None:
        _check_report(Path(address), lab_address, as_json)
        return
    from labmethods.workbook.check import check as look
    from labmethods.workbook.check import summary

    with opened(address) as lab:
        findings, language = look(lab), lab.language
        if links:
            findings += _dead_links(lab)
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

    with opened(address) as lab:
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
    with opened(address) as lab:
        lab.undo(change)
    say(_("Change {seq} is undone. To bring it back, undo the newest change.", seq=change))


@app.command(
    help=_("Bring the lab, a table or a record back to how it was; one undo brings all again.")
)
def back(
    address: LabAddress,
    change: Annotated[
        int | None, typer.Option(help=_("To how it was after this change of the history."))
    ] = None,
    at: Annotated[
        datetime.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            help=_("To how it was then, such as 2026-03-01T12:00."),
        ),
    ] = None,
    table: Annotated[str | None, typer.Option(help=_("Only this table."))] = None,
    record_id: Annotated[str | None, typer.Option("--id", help=_("Only this record."))] = None,
    as_json: AsJson = False,
) -> None:
    if (change is None) == (at is None):
        raise Refused(N_("Say either --change or --at. Nothing has been changed."))
    with opened(address) as lab:
        if table is not None:
            table = lab[table].name
        n = lab.back_to(change if at is None else at, table=table, record_id=record_id)
    answer(as_json, {"records": n}, lambda: [_("{n} records are as they were then.", n=n)])
