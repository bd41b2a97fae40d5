"""What the path lacks: steps that offer a group nothing, and evenings that nobody has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from labmethods.language import Translator, translator
from labmethods.needs import GAP, Need
from labmethods.pathway import analysis
from labmethods.pathway.analysis.coverage import NOTHING
from labmethods.pathway.path import path_of

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_EVENING = "17:00"


def needs(lab: Lab, language: str) -> list[Need]:
    """The gaps of the lab's path; none where there is no path yet."""
    if not len(lab["steps"]) or not len(lab["activities"]):
        return []
    _ = translator(language)
    path = path_of(lab, on=datetime.date.today())
    return [*_bare_steps(path, _), *_evenings(path, _)]


def _bare_steps(path: analysis.Pathway, _: Translator) -> Iterator[Need]:
    found = analysis.coverage(path.steps, path.activities, path.schedules, path.groups)
    found = found[found["reason"] == NOTHING]
    for step, group in found[["step_name", "group_name"]].drop_duplicates().itertuples(index=False):
        said = _("{step} for {group}", step=step, group=group) if group else step
        # What would fill it is the step; whom the lab is for, it says elsewhere.
        yield Need(GAP, step, said)


def _evenings(path: analysis.Pathway, _: Translator) -> Iterator[Need]:
    known = path.schedules["opens_at"].dropna().astype(str)
    closes = path.schedules["closes_at"].dropna().astype(str)
    late = [time for time in (*known, *closes) if time > _EVENING]
    if len(known) and not late:
        yield Need(GAP, "kväll kvällar kvällsaktiviteter", _("evenings"))
