"""What the path says to those who take part in it: which activities they carry together."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Table
from labmethods.language import Translator, translator
from labmethods.pathway.kinds import WEEKDAYS
from labmethods.pathway.path import actor_names
from labmethods.pathway.words import how_often

if TYPE_CHECKING:
    from labmethods.pathway.records import Schedule
    from labmethods.workbook.lab import Lab


def partner(lab: Lab, language: str) -> list[Block]:
    """The activities that run or are planned: who carries them, when and where."""
    _ = translator(language)
    names = actor_names(lab)
    times: dict[str, list[str]] = {}
    for schedule in lab["schedules"].all():
        if not schedule.valid_to or schedule.valid_to >= datetime.date.today():
            times.setdefault(schedule.activity, []).append(_when(schedule, _))
    rows = [
        (
            activity.name,
            _.listing(names[one] for one in (activity.actor, *activity.partners) if one in names),
            _("Planned, does not run yet")
            if activity.status == "planned"
            else "; ".join(times.get(activity.id, [])),
            activity.place or "",
        )
        for activity in lab["activities"].all()
        if activity.status in ("active", "planned")
    ]
    if not rows:
        return []
    titles = [_("Activity"), _("Who"), _("When"), _("Place")]
    caption = _.plural("{n} activity on the path", "{n} activities on the path", len(rows))
    return [Table(pd.DataFrame(rows, columns=titles), caption)]


def _when(schedule: Schedule, _: Translator) -> str:
    names = [_(WEEKDAYS[day]) for day in schedule.byday]
    # Swedish writes its weekdays small.
    days = _.listing([name.lower() for name in names] if _.language == "sv" else names)
    clock = "–".join(time for time in (schedule.opens_at, schedule.closes_at) if time)
    often = how_often(schedule.freq, schedule.interval, schedule.occurrence, _)
    when = " ".join(part for part in (days, clock) if part)
    when = when[:1].upper() + when[1:]
    if schedule.valid_from and schedule.valid_from > datetime.date.today():
        from_day = _("from {day}", day=_.day(schedule.valid_from))
        when = f"{when}, {from_day}"
    return f"{when}, {often}" if often else when
