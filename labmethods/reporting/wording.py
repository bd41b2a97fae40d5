"""What every report says, whatever the lab and whatever kind of file it is."""

from __future__ import annotations

import re

from labmethods.language import Translator
from labmethods.reporting.document import Document, Findings


def source_line(source: str, _: Translator) -> str:
    """Where something is known from, said to be the source unless it says so itself."""
    title = f"{_('Source')}:"
    return source if not source or source.startswith(title) else f"{title} {source}"


def more(findings: Findings, _: Translator) -> str:
    """How much of a part the first page leaves out; nothing when it has all."""
    n = findings.left_out
    return _.plural("and {n} more thing", "and {n} more things", n) if n else ""


def words(_: Translator) -> dict[str, str]:
    """What every report says, whatever the lab."""
    return {
        "skip": _("Go to the content"),
        "contents": _("Contents"),
        "summary": _("In short"),
        "read_on": _("Read on"),
        "sideways": _("Move the chart sideways to see all of it."),
        "own": _("From a cell of the lab's own"),
        "no_rows": _("Nothing noted yet."),
        "broken": _("This part of the report could not be made."),
        "sample": _("Sample lab: the values are made up."),
        "sample_more": _("They show how labmethods works and say nothing about any real place."),
    }


def footer_lines(document: Document, _: Translator) -> list[str]:
    """When and from what the report was made."""
    lines = []
    if document.made_on:
        lines.append(_("Made {day} with labmethods.", day=_.day(document.made_on)))
    if document.hidden:
        lines.append(
            _.plural(
                "{n} thing that could point out a person is hidden.",
                "{n} things that could point out persons are hidden.",
                document.hidden,
            )
        )
    if document.version:
        lines.append(
            _("Made from the lab's data with checksum {version}.", version=document.version[:12])
        )
    return lines


def numbered_page(_: Translator) -> list[str]:
    """``Page {page} of {pages}`` in pieces, NUL for the page and SOH for their number."""
    text = _("Page {page} of {pages}", page="\0", pages="\1")
    return [piece for piece in re.split("([\0\1])", text) if piece]
