"""What the start page reminds of: an example that was tried, and nobody wrote how it went."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def reminders(lab: Lab, language: str, today: datetime.date) -> list[str]:
    """The adoptions whose experiment is decided while the lab has not written what it learnt."""
    _ = translator(language)
    if "experiments" not in lab.store.records:
        return []
    decided = {one.id for one in lab["experiments"].all() if one.state == "decided"}
    names = {one.id: one.name for one in lab["examples"].all()}
    return [
        _(
            "{example} has been tried. Write in Good examples what you learnt, for those who come "
            "after you.",
            example=names[one.example],
        )
        for one in lab["adoptions"].all()
        if one.experiment in decided and not one.learnt
    ]
