"""The report's first page: what is asked for, and what each method found, in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labmethods.blocks import Block, Chart, Prose
from labmethods.language import translator
from labmethods.method import methods
from labmethods.reporting.document import Findings, Part
from labmethods.reporting.memory import recall
from labmethods.workbook.facts import LabFacts

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

MOST = 5
"""So many findings of a method stand on the first page."""


def summary(lab: Lab, parts: Sequence[Part], language: str) -> tuple[Block | Findings, ...]:
    """What we ask for first, then what was tried, then the findings of each part that has any.

    A method may say itself what it found (``Method.summary``). For others the findings are its
    charts' titles, so that a number on the first page is the chart's own.
    """
    _ = translator(language)
    facts: LabFacts = lab.facts
    said: list[Block] = []
    if facts.ask:
        said.append(Prose(facts.ask, _("What we ask the board to decide")))
    tried: list[Findings] = []
    learnt: list[Findings] = []
    for part in parts:
        method = methods().get(part.name)
        own = recall(lab, method.summary, language) if method and method.summary else None
        sentences = list(dict.fromkeys(_found(part) if own is None else own))
        if sentences:
            left_out = max(0, len(sentences) - MOST)
            found = Findings(part.title, part.address, tuple(sentences[:MOST]), left_out)
            (learnt if own is None else tried).append(found)
    return (*said, *_under(_("What we tried"), tried), *_under(_("What we learnt"), learnt))


def _under(group: str, found: list[Findings]) -> list[Findings]:
    """The group's name stands over its first."""
    return [replace(one, group="" if place else group) for place, one in enumerate(found)]


def _found(part: Part) -> list[str]:
    return [block.finding for block in part.blocks if isinstance(block, Chart)]
