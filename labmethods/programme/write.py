"""Writes the report across labs; a lab that can't be opened is named, the others go through."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from labmethods.errors import LabError, Refused
from labmethods.language import N_, default_language
from labmethods.programme.compose import compose
from labmethods.reporting.gate import passed
from labmethods.reporting.write import write_document
from labmethods.workbook.lab import Lab, open_lab


def write_programme(
    addresses: Sequence[str],
    *,
    out: Path = Path("."),
    language: str | None = None,
    undecided: str = "stop",
) -> tuple[Path, list[LabError]]:
    """Write ``programme.html`` and say where it is, and which labs were left out and why.

    Raises
    ------
    Undecided
        Something points out a person, no lab has decided about it, and ``undecided`` isn't
        ``mask``. Nothing is written.
    """
    language = language or default_language()
    labs: list[Lab] = []
    missing: list[LabError] = []
    with ExitStack() as stack:
        for address in addresses:
            try:
                labs.append(stack.enter_context(open_lab(address)))
            except LabError as error:
                missing.append(error)
        if not labs:
            raise Refused(N_("None of the labs could be opened. {why}"), why=missing[0])
        document = compose(
            labs,
            language=language,
            missing=[error.text(language) for error in missing],
            made_on=datetime.date.today(),
        )
        target = out.resolve() / "programme.html"
        write_document(passed(document, labs, undecided=undecided), target)
    return target, missing
