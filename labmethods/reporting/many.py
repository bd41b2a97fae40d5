"""Writes the reports of several labs at the same time, on this computer's cores or over Dask."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from labmethods.errors import LabError
from labmethods.language import default_language, translator
from labmethods.scheduler import fan_out


@dataclass(frozen=True)
class Written:
    """What came of one lab.

    Attributes
    ----------
    address
        As it was given.
    report
        Where the report is; none where it couldn't be written.
    errors
        What is missing and why, in the language of whoever asked.
    undecided
        What waits for a decision, so that nothing was written.
    hidden
        So many things that point out a person are hidden in it.
    unshown
        The signs that stand as empty boxes in it, since no font has them.
    """

    address: str
    report: str | None = None
    errors: tuple[str, ...] = ()
    undecided: tuple[dict[str, str], ...] = field(default=())
    hidden: int = 0
    unshown: str = ""


def write_reports(
    addresses: Sequence[str],
    *,
    out: Path | None = None,
    scheduler: str | None = None,
    on_lab: Callable[[str], None] = lambda address: None,
    **options: Any,
) -> list[Written]:
    """Write each lab's report; one that can't be written is told, the others go through.

    Parameters
    ----------
    out
        The folder for all; without it each lab's own.
    scheduler
        Address of a Dask scheduler whose workers see the labs' folders; without it as many at a
        time as this computer has cores.
    on_lab
        Called with each address when its lab is done.
    options
        As ``write_report`` takes them.
    """
    work = partial(write_one, out=out, language_of_errors=default_language(), **options)
    addresses = list(dict.fromkeys(addresses))
    if scheduler is not None:
        written = fan_out(work, addresses, scheduler)
        for address in addresses:
            on_lab(address)
    else:
        written = list(_here(work, addresses, on_lab))
    return _told_of_overwritten(written)


def _here(
    work: Callable[[str], Written], addresses: list[str], on_lab: Callable[[str], None]
) -> Iterator[Written]:
    cores = min(len(addresses), os.cpu_count() or 1)
    # Spawned: a process that was forked would share open databases and threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=cores, mp_context=context) as pool:
        running = {pool.submit(work, address): address for address in addresses}
        try:
            for done in as_completed(running):
                on_lab(running[done])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        yield from (done.result() for done in running)


def write_one(
    address: str, *, out: Path | None, language_of_errors: str, **options: Any
) -> Written:
    """One lab's report, in a process of its own."""
    from labmethods.reporting.gate import Undecided
    from labmethods.reporting.write import write_report
    from labmethods.workbook.opening import open_lab

    try:
        with open_lab(address) as lab:
            path, document = write_report(lab, out=out, **options)
    except Undecided as stopped:
        told = tuple(stopped.data(language_of_errors))
        return Written(address, errors=(stopped.text(language_of_errors),), undecided=told)
    except LabError as error:
        return Written(address, errors=(error.text(language_of_errors),))
    errors = tuple(part.error for part in document.parts if part.error)
    return Written(address, str(path), errors, hidden=document.hidden, unshown=document.unshown)


def _told_of_overwritten(written: list[Written]) -> list[Written]:
    """Two labs of the same name in one folder: the earlier report is gone, which is said."""
    _ = translator(default_language())
    last = {one.report: one for one in written}
    return [
        one
        if one.report is None or last[one.report] is one
        else replace(
            one,
            report=None,
            errors=(
                *one.errors,
                _(
                    "{lab} has the same name as {other}, whose report took its place. Write "
                    "one of them to another folder.",
                    lab=one.address,
                    other=last[one.report].address,
                ),
            ),
        )
        for one in written
    ]
