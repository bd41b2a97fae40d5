"""Makes a planned round ready to be asked: its choices, its actors, its steps, its scale."""

from __future__ import annotations

from labmethods.workbook.lab import Lab
from labmethods.workshop.records import WorkshopRound
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.rounds import rounds_of

MOST_ACTORS = 12
"""More than these can't be placed on a phone before the coffee gets cold."""


def asked_of(lab: Lab, one: WorkshopRound) -> Asked:
    """A round with what there is to choose from, as the store has it now."""
    subjects = [(choice, choice) for choice in one.choices]
    steps, more = (), {}
    if one.kind == "board":
        subjects = _actors(lab, one)
    if one.kind == "path" and "steps" in lab.store.records:
        steps = tuple((step.id, step.label()) for step in lab["steps"].all())
    if one.kind == "before_after" and one.outcomes:
        more["scales"] = tuple(_scale(lab, outcome) for outcome in one.outcomes)
    return Asked(one, tuple(subjects), steps, **more)


def _scale(lab: Lab, outcome_id: str) -> tuple[str, str, int, int]:
    outcome = lab["outcomes"].get(outcome_id)
    low = 1 if outcome.lowest is None else int(outcome.lowest)
    high = 5 if outcome.highest is None else int(outcome.highest)
    return outcome.id, outcome.name, low, high


def _actors(lab: Lab, one: WorkshopRound) -> list[tuple[str, str]]:
    """Those that were chosen; else what this room suggested first, then the lab's own."""
    actors = {actor.id: actor for actor in lab["actors"].all()}
    chosen = [a for a in one.actors if a in actors] or [*_suggested(lab, one), *actors]
    known = [actors[a] for a in dict.fromkeys(chosen) if a in actors]
    return [(actor.id, actor.label()) for actor in known[:MOST_ACTORS]]


def _suggested(lab: Lab, one: WorkshopRound) -> list[str]:
    """The actors that the same workshop suggested and the facilitator took in."""
    workshop = lab.workshops.get(one.workshop)
    found = []
    for other in rounds_of(lab, workshop):
        if other.kind == "actors":
            for said in lab["workshop_contributions"].find(round=other.id):
                table, _colon, actor = (said.accepted or "").partition(":")
                found += [actor] if table == "actors" else []
    return found
