"""What the path lacks: steps that offer a group nothing, and evenings that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labmethods.language import Translator, translator
from labmethods.needs import GAP, Need
from labmethods.pathway import analysis
from labmethods.pathway.path import path_of
from labmethods.pathway.words import bare_step

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_EVENING = "17:00"


def needs(lab: Lab, language: str) -> list[Need]:
    """The gaps of the lab's path; none where there is no path yet."""
    if not len(lab["steps"]) or not len(lab["activities"]):
        return []
    _ = translator(language)
    path = path_of(lab)
    return [*_bare_steps(path, _), *_evenings(path, _)]


def _bare_steps(path: analysis.Pathway, _: Translator) -> Iterator[Need]:
    for row in analysis.bare_steps(path.grid()).itertuples():
        # What would fill it is the step; whom the lab is for, it says elsewhere.
        yield Need(GAP, row.step_name, bare_step(row, _))


def _evenings(path: analysis.Pathway, _: Translator) -> Iterator[Need]:
    known = path.schedules["opens_at"].dropna().astype(str)
    closes = path.schedules["closes_at"].dropna().astype(str)
    late = [time for time in (*known, *closes) if time > _EVENING]
    if len(known) and not late:
        yield Need(GAP, "kväll kvällar kvällsaktiviteter", _("evenings"))
