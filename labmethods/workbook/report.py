"""What the report says about the lab itself."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Prose, Table, Text
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """The lab's facts, and its challenge in its own words."""
    _ = translator(language)
    facts = lab.facts
    rows = [
        (_("Place"), facts.place),
        (_("Housing company"), facts.organisation),
        (_("Focus areas"), _.listing(_(FOCUS_AREAS[area]) for area in facts.focus_areas)),
        (_("Period"), _period(facts.started, facts.ended, language)),
        (_("Source"), facts.source_url),
    ]
    known = [row for row in rows if row[1]]
    blocks: list[Block] = []
    if facts.challenge:
        blocks.append(Prose(facts.challenge, _("Our challenge")))
    else:
        blocks.append(Text(_("The lab has not written down its challenge yet.")))
    if facts.ask:
        blocks.append(Prose(facts.ask, _("What we ask the board to decide")))
    if known:
        frame = pd.DataFrame(known, columns=[_("About the lab"), _("Facts")])
        blocks.append(Table(frame, _("The lab in brief")))
    return blocks


def _period(start, end, language: str) -> str:
    _ = translator(language)
    if start and end:
        return f"{_.day(start)} – {_.day(end)}"
    if start:
        return _("from {day}", day=_.day(start))
    return _("until {day}", day=_.day(end)) if end else ""
