"""The engagement plan in plain words: what is overdue, what comes next, who has no next step."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Table
from labmethods.language import N_, Translator, translator
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.words import STRATEGIES, title

STATUSES = {
    "overdue": N_("overdue"),
    "planned": N_("planned"),
    "no day": N_("no day set"),
    "done": N_("done"),
}


def overdue_sentences(plan: pd.DataFrame, language: str) -> list[str]:
    """A sentence for each contact that should have been made."""
    _ = translator(language)
    return [
        _(
            "{what} ({name}) should have been done by {day}{who}.",
            what=row["what"],
            name=row["name"],
            day=_.day(row["due"]),
            who=_(" by {responsible}", responsible=row["responsible"])
            if isinstance(row["responsible"], str)
            else "",
        )
        for row in plan[plan["status"] == "overdue"].to_dict("records")
    ]


def waiting_sentence(waiting: pd.DataFrame, language: str) -> str:
    """Whom the strategy engages and nobody contacts; empty when there is nobody."""
    _ = translator(language)
    if waiting.empty:
        return ""
    return _.plural(
        "{n} actor has no planned contact: {names}.",
        "{n} actors have no planned contact: {names}.",
        len(waiting),
        names=names(waiting, language, 8),
    )


def plan_table(plan: pd.DataFrame, language: str, source: str) -> Table:
    """The planned contacts, what is overdue first."""
    _ = translator(language)
    frame = pd.DataFrame(
        {
            _("Actor"): plan["name"].astype(str),
            _("Strategy"): [
                title(STRATEGIES, each, language, N_("not assessed")) for each in plan["strategy"]
            ],
            _("What we do"): plan["what"].astype(str),
            _("Who contacts"): plan["responsible"],
            _("At the latest"): _days(plan["due"], _),
            _("Status"): [_(STATUSES[status]) for status in plan["status"]],
        }
    )
    caption = _.plural("{n} contact, planned or made", "{n} contacts, planned or made", len(plan))
    return Table(frame, caption, source)


def _days(days: pd.Series, _: Translator) -> list[str]:
    return [_.day(None if pd.isna(day) else day) for day in days]
