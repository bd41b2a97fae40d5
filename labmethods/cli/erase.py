"""The command that erases one person's data."""

from __future__ import annotations

from typing import Annotated

import typer

from labmethods.cli.app import AsJson, LabAddress, _, app, opened
from labmethods.console import answer
from labmethods.language import translator


@app.command(
    help=_("Erase one participant's data for good, also from the journal. Try --dry-run first.")
)
def erase(
    address: LabAddress,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help=_("The participant's code. Without it: again what was erased and came back."),
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--id", help=_("Only this participant's record."))
    ] = None,
    record: Annotated[
        list[str] | None,
        typer.Option(metavar="TABLE/ID", help=_("Another record about them, from the history.")),
    ] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why, for the note that stays."))] = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help=_("Also take the code out of other texts."))
    ] = False,
    backups: Annotated[
        bool, typer.Option("--backups", help=_("Also remove the lab's backups that hold it."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only list what there is."))] = False,
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook import erasure

    with opened(address) as lab:
        _ = translator(lab.language)
        if code is None:
            erasure.erase_again(lab, erasure.erased(lab))
            answer(as_json, {"erased": True}, lambda: [_("What was erased is gone again.")])
            return
        also = [
            (lab[table].name, name)
            for table, _slash, name in (one.partition("/") for one in record or ())
        ]
        found = erasure.find(lab, code, only or (), also)
        lines = found.lines(lab, lab.language)
        if not dry_run:
            erasure.erase(lab, found, reason=reason, mentions=mentions, copies=backups)
        end = (
            _("Nothing has been erased. This is what there is.")
            if dry_run
            else _(
                "Erased: {n} records of {code}. It can't be brought back.",
                n=len(found.records),
                code=found.code,
            )
        )
    answer(as_json, {"erased": not dry_run, "found": lines}, lambda: [*lines, end])
