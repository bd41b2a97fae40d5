"""What the experiments say to those who take part: what is tried, with whom, and until when."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.blocks import Block, Text
from labmethods.experiments import contents
from labmethods.language import N_, Translator, translator

if TYPE_CHECKING:
    from labmethods.experiments.records import Experiment
    from labmethods.workbook.lab import Lab

_STATES = {
    "running": N_("We are trying this now: {name}."),
    "planned": N_("We will try this: {name}."),
    "paused": N_("We have paused this: {name}."),
}


def partner(lab: Lab, language: str) -> list[Block]:
    """What is tried or planned, the organisations in it, and its days; no numbers and no money."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    decided = set(found.decisions["experiment"])
    names = (
        {one.id: one.label() for one in lab["actors"].all()}
        if "actors" in lab.store.records
        else {}
    )
    return [
        Text(_told(card, names, _))
        for state in _STATES
        for card in found.cards
        if card.state == state and card.id not in decided
    ]


def _told(card: Experiment, names: dict[str, str], _: Translator) -> str:
    told = [_(_STATES[card.state], name=card.name)]
    with_whom = [names[one] for one in card.actors if one in names]
    if with_whom:
        told.append(_("Together: {actors}.", actors=_.listing(with_whom)))
    start, end = card.started or card.planned_start, card.ended or card.planned_end
    if start and end:
        told.append(_("From {start} to {end}.", start=_.day(start), end=_.day(end)))
    elif start:
        told.append(_("From {start}.", start=_.day(start)))
    elif end:
        told.append(_("Until {end}.", end=_.day(end)))
    return " ".join(told)
