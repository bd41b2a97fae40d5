"""What the report says about the lab itself."""

from __future__ import annotations

from labmethods.blocks import Block, Prose, Text
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.workbook.facts import LabFacts
from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """The lab's challenge in its own words; its facts stand on the report's cover."""
    _ = translator(language)
    facts = lab.facts
    if not facts.challenge:
        return [Text(_("The lab has not written down its challenge yet."))]
    return [Prose(facts.challenge, _("Our challenge"))]


def fact_lines(facts: LabFacts, language: str) -> list[tuple[str, str]]:
    """What is known of the lab: title and value, without what isn't filled in."""
    _ = translator(language)
    lines = [
        (_("Place"), facts.place),
        (_("Housing company"), facts.organisation),
        (_("Focus areas"), _.listing(_(FOCUS_AREAS[area]) for area in facts.focus_areas)),
        (_("Period"), _period(facts.started, facts.ended, language)),
        (_("Source"), facts.source_url),
    ]
    return [(title, value) for title, value in lines if value]


def _period(start, end, language: str) -> str:
    _ = translator(language)
    if start and end:
        return f"{_.day(start)} – {_.day(end)}"
    if start:
        return _("from {day}", day=_.day(start))
    return _("until {day}", day=_.day(end)) if end else ""
