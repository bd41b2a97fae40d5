"""What the start page reminds of: contacts that should have been made."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def reminders(lab: Lab, language: str, today: datetime.date) -> list[str]:
    """A sentence for each planned contact that is overdue."""
    if not len(lab.engagements):
        return []
    # Loaded only where a contact is planned: the start page of every lab asks.
    from labmethods.stakeholders import analysis, findings
    from labmethods.stakeholders.contents import read

    contents = read(lab)
    plan = analysis.engagement_plan(contents.actors, contents.engagements, today)
    return findings.overdue_sentences(plan, language)
