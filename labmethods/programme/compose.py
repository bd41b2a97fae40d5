"""The programme report: an overview of the labs, then what each method says across them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from labmethods.blocks import Block, Table, Text
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.method import load, methods
from labmethods.reporting.document import Document, Part
from labmethods.workbook.lab import Lab


def compose(
    labs: Sequence[Lab],
    *,
    language: str = "sv",
    missing: Sequence[str] = (),
    made_on: datetime.date | None = None,
) -> Document:
    """The report across labs.

    Parameters
    ----------
    labs
        The labs that could be opened.
    missing
        For each lab that couldn't: why, in the reader's language. They are named on the page.
    """
    _ = translator(language)
    parts = [Part("labs", _("The labs"), tuple(_labs(labs, missing, language)))]
    for method in methods().values():
        if method.programme:
            blocks = load(method.programme)(labs, language)
            if blocks:
                parts.append(Part(method.name, _(method.title), tuple(blocks)))
    return Document(
        title=_("The innovation labs"),
        subtitle=_.plural("Report across {n} lab", "Report across {n} labs", len(labs)),
        language=language,
        parts=tuple(parts),
        sample=any(lab.sample for lab in labs),
        made_on=made_on,
    )


def _labs(labs: Sequence[Lab], missing: Sequence[str], language: str) -> list[Block]:
    _ = translator(language)
    rows = []
    for lab in labs:
        facts = lab.facts
        areas = _.listing(_(FOCUS_AREAS[area]) for area in facts.focus_areas)
        rows.append((facts.name, facts.place or "", facts.organisation or "", areas))
    columns = [_("Lab"), _("Place"), _("Housing company"), _("Focus areas")]
    sources = "; ".join(lab.facts.source_url for lab in labs if lab.facts.source_url)
    frame = pd.DataFrame(rows, columns=columns)
    blocks: list[Block] = [Table(frame, _("The labs in brief"), sources)]
    if missing:
        blocks.append(
            Text(_("Left out, because they could not be opened: {labs}", labs=" ".join(missing)))
        )
    return blocks
