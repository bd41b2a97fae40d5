"""Writes the report across labs; a lab that can't be opened is named, the others go through."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from labmethods.errors import LabError, Refused
from labmethods.language import N_, default_language
from labmethods.methodcard.leaving import cleared
from labmethods.methodcard.page import page
from labmethods.programme.cards import CardFile, card_files
from labmethods.programme.compose import compose
from labmethods.programme.share import LabShare, distinct, read, share
from labmethods.reporting.gate import note_told, passed
from labmethods.reporting.write import write_document
from labmethods.scheduler import fan_out
from labmethods.workbook.folder import unwritable
from labmethods.workbook.lab import Lab
from labmethods.workbook.opening import open_lab


def write_programme(
    addresses: Sequence[str],
    *,
    out: Path = Path("."),
    language: str | None = None,
    undecided: str = "stop",
    scheduler: str | None = None,
) -> tuple[Path, list[LabError]]:
    """Write ``programme.html`` and say where it is, and which labs were left out and why.

    Parameters
    ----------
    addresses
        Folders and database URLs, mixed. Over a scheduler the workers must reach them too.
    scheduler
        A Dask scheduler that the labs are read over; without it they are read here.

    Raises
    ------
    Undecided
        Something points out a person, no lab has decided about it, and ``undecided`` isn't
        ``mask``. Nothing is written.
    """
    language = language or default_language()
    today = datetime.date.today()
    with ExitStack() as stack:
        labs, missing = _opened(addresses, stack)
        if not labs:
            raise Refused(N_("None of the labs could be opened. {why}"), why=next(iter(missing)))
        shares, unread = _shares(labs, today, scheduler)
        missing += unread
        document = compose(
            shares,
            language=language,
            missing=[error.text(language) for error in missing],
            made_on=today,
        )
        target = out.resolve() / "programme.html"
        here = list(labs.values())
        document = passed(document, here, undecided=undecided)
        # All has passed the gate before the first file is written.
        cards = _cards(shares, here, language, undecided)
        note_told(document, here)
        write_document(document, target)
        _write_cards(cards, target.parent)
    return target, missing


def _cards(
    shares: Sequence[LabShare], labs: Sequence[Lab], language: str, undecided: str
) -> list[CardFile]:
    """The method cards as they may leave."""
    different, _copies = distinct(shares)
    files = card_files(different)
    if not files:
        return []
    texts = cleared([one.text for one in files], labs, language, undecided=undecided)
    return [replace(one, text=text) for one, text in zip(files, texts, strict=True)]


def _write_cards(cards: Sequence[CardFile], folder: Path) -> None:
    for one in cards:
        target = folder / one.path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(one.text, encoding="utf-8")
            target.with_suffix(".html").write_text(page(one.text), encoding="utf-8")
        except OSError as error:
            raise unwritable(target, error) from error


def _opened(addresses: Sequence[str], stack: ExitStack) -> tuple[dict[str, Lab], list[LabError]]:
    """The labs by their addresses, each once, and why the others can't be opened."""
    labs: dict[str, Lab] = {}
    missing: list[LabError] = []
    for address in dict.fromkeys(str(one) for one in addresses):
        try:
            labs[address] = stack.enter_context(open_lab(address))
        except LabError as error:
            missing.append(error)
    return labs, missing


def _shares(
    labs: dict[str, Lab], today: datetime.date, scheduler: str | None
) -> tuple[list[LabShare], list[LabError]]:
    """What each lab gives; a worker that can't reach a lab says so."""
    if scheduler is None:
        return [share(lab, today) for lab in labs.values()], []
    found = fan_out(read, [(address, today) for address in labs], scheduler)
    return (
        [one for one in found if isinstance(one, LabShare)],
        [one for one in found if isinstance(one, LabError)],
    )
