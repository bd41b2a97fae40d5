"""Commands on copies of a lab: back up, restore, join."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from labmethods.cli.app import AsJson, LabAddress, _, app, opened
from labmethods.console import answer, say
from labmethods.language import translator


@app.command(help=_("Write a consistent copy of the lab, also while others write."))
def backup(address: LabAddress, file: Path) -> None:
    from labmethods.workbook.backup import backup as make

    with opened(address) as lab:
        say(str(make(lab, file.resolve())))


@app.command(help=_("Put a backup in a lab's place; what was there is kept beside it."))
def restore(file: Path, address: Annotated[Path, typer.Argument(metavar="LAB")]) -> None:
    from labmethods.workbook.restore import restore as put_back

    kept = put_back(file.resolve(), address.resolve())
    say(_("The backup is in place: {where}", where=address.resolve()))
    if kept:
        say(_("What was there before is kept in {where}", where=kept))


@app.command(help=_("Join two copies of one lab that were edited apart; nothing is dropped."))
def merge(
    address: LabAddress,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=_("The other copy."))],
    as_json: AsJson = False,
) -> None:
    from labmethods.workbook.merge import merge as join

    with opened(address) as lab, opened(other) as copy:
        merged, _ = join(lab, copy), translator(lab.language)
    conflicts = [one.text(_.language) for one in merged.conflicts]
    first = _("{n} changes came from the other copy.", n=merged.changes)
    data = {"changes": merged.changes, "conflicts": conflicts}
    answer(as_json, data, lambda: [first, *conflicts])
