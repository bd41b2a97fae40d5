"""A report as PDF: A4, tagged and with bookmarks, printed by the browser that is there."""

from __future__ import annotations

import datetime
import re
import tempfile
from pathlib import Path

from labmethods.language import N_
from labmethods.reporting import browser
from labmethods.reporting.agreement import mark_pdf
from labmethods.reporting.document import Document
from labmethods.reporting.fonts import unshown
from labmethods.reporting.html import render
from labmethods.reporting.stills import draw

_MADE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}[+-]\d\d'\d\d'")
_NODE = re.compile(rb"\(node(\d{8})\)")


def write_pdf(document: Document, target: Path) -> str:
    """Print the document's page to a file; the signs that this computer has no font for.

    Raises
    ------
    NoBrowser
        No browser of the Chromium family is installed.
    BrowserFailed
        It was found but made no PDF.
    """
    found = browser.needed()
    stills = draw(list(document.charts()), document.language)
    # Pictures print faster than charts, and no script is left to wait for.
    page = render(document, stills=stills, live=None in stills)
    with tempfile.TemporaryDirectory(prefix="labmethods-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "report.html"
        source.write_text(page, encoding="utf-8")
        printed = Path(folder) / "report.pdf"
        browser.run(
            found,
            source,
            f"--print-to-pdf={printed}",
            "--no-pdf-header-footer",
            "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            seconds=120,
        )
        if not printed.is_file() or not printed.stat().st_size:
            raise browser.BrowserFailed(
                N_("The browser {browser} made no PDF."), browser=found.name
            )
        printed_bytes = same_each_time(printed.read_bytes(), document.made_on)
        target.write_bytes(mark_pdf(printed_bytes, document.version))
    return unshown(page, found)


def same_each_time(data: bytes, day: datetime.date | None) -> bytes:
    """The PDF without the second it was made, its marks numbered from 1 as no browser does twice.

    What is put in is as long as what it replaces: a PDF says where in the file each part begins.
    """
    if day:
        data = _MADE.sub(rb"\g<1>" + f"{day:%Y%m%d}000000+00'00'".encode(), data)
    numbers = sorted(set(_NODE.findall(data)))
    anew = {number: b"%08d" % place for place, number in enumerate(numbers, start=1)}
    return _NODE.sub(lambda match: b"(node" + anew[match[1]] + b")", data)
