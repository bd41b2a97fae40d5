"""The programme report: an overview of the labs, then what each method says across them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from labmethods.blocks import Text
from labmethods.language import translator
from labmethods.method import load, methods
from labmethods.programme.overview import overview
from labmethods.programme.share import LabShare, distinct
from labmethods.reporting.document import Document, Part


def compose(
    shares: Sequence[LabShare],
    *,
    language: str = "sv",
    missing: Sequence[str] = (),
    made_on: datetime.date | None = None,
) -> Document:
    """The report across labs.

    Parameters
    ----------
    shares
        What each lab that could be opened gives. Copies of one lab count once.
    missing
        For each lab that couldn't: why, in the reader's language. They are named on the page.
    """
    _ = translator(language)
    labs, copies = distinct(shares)
    left_out = [
        *missing,
        *(_("{lab} is there already, in another copy.", lab=one.name) for one in copies),
    ]
    blocks = overview(labs, left_out, _)
    real = [one for one in labs if not one.facts.sample]
    if real and len(real) < len(labs):
        made_up = _.listing(one.name for one in labs if one.facts.sample)
        blocks.append(
            Text(_("Made-up values are not put together with real ones: {labs}.", labs=made_up))
        )
    parts = [Part("labs", _("The labs"), tuple(blocks))]
    for method in methods().values():
        if method.programme:
            blocks = load(method.programme)(real or labs, language)
            if blocks:
                parts.append(Part(method.name, _(method.title), tuple(blocks)))
    return Document(
        title=_("The innovation labs"),
        subtitle=_.plural("Report across {n} lab", "Report across {n} labs", len(labs)),
        language=language,
        parts=tuple(parts),
        sample=any(one.facts.sample for one in labs),
        made_on=made_on,
    )
