"""The rounds of a workshop in their order."""

from __future__ import annotations

from labmethods.workbook.lab import Lab
from labmethods.workshop.records import Workshop, WorkshopRound


def rounds_of(lab: Lab, workshop: Workshop) -> list[WorkshopRound]:
    """A workshop's rounds; those without a number come last."""
    found = lab["workshop_rounds"].find(workshop=workshop.id)
    last = float("inf")
    return sorted(found, key=lambda r: (last if r.position is None else r.position, r.id))
