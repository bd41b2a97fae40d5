"""Writes a lab's report to a file; stopping leaves the last good one untouched."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.reporting import browser, memory, stopping
from labmethods.reporting.compose import compose
from labmethods.reporting.compose import steps as steps_to_compose
from labmethods.reporting.document import Document
from labmethods.reporting.gate import note_told, passed, passed_name
from labmethods.reporting.stills import beside
from labmethods.workbook import folder
from labmethods.workbook.lab import Lab

if TYPE_CHECKING:
    from labmethods.reporting.run import Ran

FORMATS = ("html", "pdf", "docx")
_NAMES = {"board": N_("board"), "residents": N_("residents"), "partner": N_("partners")}


def write_report(
    lab: Lab,
    *,
    format: str = "html",
    out: Path | None = None,
    language: str | None = None,
    only: str | None = None,
    readers: str = "full",
    chosen: Sequence[str] = (),
    ran: Mapping[str, Ran] | None = None,
    undecided: str = "stop",
    anew: bool = False,
    on_step: Callable[[str], None] = lambda name: None,
) -> tuple[Path, Document]:
    """Write a lab's report and say where it is.

    Parameters
    ----------
    out
        The folder; the workbook's own ``reports`` without it, or the current folder for a lab that
        was opened by its database.
    only
        One notebook's name.
    readers
        For whom: ``full``, ``board``, ``residents`` or ``partner``.
    chosen
        The names of the parts to be in it; all without it.
    ran
        Notebooks that have been run already, by name.
    undecided
        What becomes of things that point out a person while nobody has decided about them:
        ``stop`` writes nothing, ``mask`` hides them.
    anew
        Work out everything, whatever is remembered from an earlier report.
    on_step
        Called with the title of each part as it is begun, then with the file's name.

    Raises
    ------
    Undecided
        With all of them in their places; the last good report is untouched.
    NoBrowser
        A PDF was asked for where no browser can print it.
    """
    if format not in FORMATS:
        raise Refused(
            N_("A report can't be made as {format}. Choose one of {known}."),
            format=format,
            known=", ".join(FORMATS),
        )
    if format == "pdf":
        # Known before the work is done.
        browser.needed()
    with ExitStack() as around:
        if anew:
            around.enter_context(memory.fresh())
        if readers == "full":
            # Other readers get few of the charts.
            around.enter_context(beside("png" if format == "docx" else "svg"))
        asked = around.enter_context(memory.asking())
        document = compose(
            lab,
            language=language,
            only=only,
            made_on=datetime.date.today(),
            readers=readers,
            chosen=chosen,
            ran=ran,
            on_step=on_step,
        )
        document = passed(document, [lab], undecided=undecided)
        _ = translator(document.language)
        stem = "-".join(
            [folder.folder_name(document.title), _("report")]
            + ([passed_name(only.removesuffix(".ipynb"), [lab])] if only else [])
            + ([_("selection")] if chosen else [])
            + ([_(_NAMES[readers])] if readers in _NAMES else [])
        )
        target = (out or (lab.home / "reports" if lab.home else Path.cwd())) / f"{stem}.{format}"
        noted = note_told(document, [lab])
        on_step(target.name)
        missing = write_document(document, target, format)
        if noted:
            # What has been told now counts in the next report: worked out while all is loaded.
            memory.prepare(lab, asked)
        memory.tidy()
        return target, replace(document, unshown=missing)


def steps(lab: Lab) -> int:
    """How many times ``write_report`` calls ``on_step`` for a whole report."""
    return steps_to_compose(lab) + 1


def write_document(document: Document, target: Path, format: str = "html") -> str:
    """Write a document in one step: the file is whole, or it is the one from before.

    What hasn't passed the privacy gate passes it here, where nobody's decisions are known. Gives
    the signs that stand as empty boxes in it, since this computer has no font for them.
    """
    if not document.cleared:
        document = passed(document)
    stopping.check()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=f".{format}")
        os.close(handle)
        part = Path(name)
        try:
            missing = _make(document, part, format)
            stopping.check()
            part.chmod(0o644)
            _put(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise folder.unwritable(target, error) from error
    return missing


def _put(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except PermissionError as error:
        if not target.is_file():
            raise
        # Windows lets nobody replace a file that Word or a PDF reader holds open.
        raise Refused(
            N_(
                "{where} is open in another program. It is as it was. Close it there, and make "
                "the report again."
            ),
            where=target,
        ) from error


def _make(document: Document, part: Path, format: str) -> str:
    if format == "html":
        from labmethods.reporting.html import render

        # Whoever reads the page has the fonts that count.
        part.write_text(render(document), encoding="utf-8")
        return ""
    if format == "pdf":
        from labmethods.reporting.pdf import write_pdf

        return write_pdf(document, part)
    from labmethods.reporting.docx import write_docx

    return write_docx(document, part)
