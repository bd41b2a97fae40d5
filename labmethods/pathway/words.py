"""What the path's analyses found, in the reader's language."""

from __future__ import annotations

from typing import Any

from labmethods.language import N_, Translator
from labmethods.pathway.analysis import KeyFigures, Pathway
from labmethods.pathway.analysis.coverage import (
    FULL,
    NO_PLACES,
    NOTHING,
    OTHER_DAYS,
    UNKNOWN_TIMES,
)
from labmethods.pathway.analysis.links import (
    BY_THEMSELVES,
    CLOSED,
    NO_HANDOVER,
    NO_RECEIVER,
    NOT_ONWARD,
)
from labmethods.pathway.kinds import OCCURRENCES

GAPS = {
    NOTHING: N_("no activity"),
    OTHER_DAYS: N_("not this day"),
    UNKNOWN_TIMES: N_("times not known"),
    NO_PLACES: N_("no places"),
    FULL: N_("full, people wait"),
}
"""Why there is no offer; in the order of the analysis' own ``REASONS``."""

BREAKS = {
    NO_HANDOVER: N_("nobody hands over"),
    BY_THEMSELVES: N_("people find on by themselves"),
    CLOSED: N_("hands over to an activity that does not run"),
    NO_RECEIVER: N_("hands over to a step where no activity receives"),
    NOT_ONWARD: N_("hands over only at the same or an earlier step"),
}

FIGURES = {
    "activities": N_("Activities that run"),
    "gaps": N_("Gaps"),
    "overlaps": N_("Overlaps"),
    "broken": N_("Broken handovers"),
    "reaching": N_("Starts from which the goal is reached"),
    "ways": N_("Ways to the goal that share no activity"),
    "people_a_month": N_("People who can come through in a month, at most"),
    "short": N_("People who need a place and get none"),
    "weeks": N_("Weeks from start to goal on the quickest way"),
    "circles": N_("Circular handovers"),
}

ALL = N_("Everybody")
"""What a path without target groups is called."""

WEEKDAYS_SHORT = {
    "MO": N_("Mon"),
    "TU": N_("Tue"),
    "WE": N_("Wed"),
    "TH": N_("Thu"),
    "FR": N_("Fri"),
    "SA": N_("Sat"),
    "SU": N_("Sun"),
}


def figure_text(value: float | None, _: Translator, digits: int = 1) -> str:
    """A figure as people read it; what isn't known or has no end is said."""
    if value is None or value != value:
        return _("not known")
    if value == float("inf"):
        return _("no end")
    return _.number(value, 0 if value == int(value) else digits)


def change_text(change: float, _: Translator) -> str:
    """A change with its sign; nothing where nothing changes or nobody can tell."""
    if change != change or change == 0:
        return ""
    return f"{'+' if change > 0 else '−'}{figure_text(abs(change), _)}"


def noted(path: Pathway) -> dict[str, bool]:
    """For each key figure whether what it is counted from has been noted at all."""
    linked, timed = bool(len(path.handovers)), bool(len(path.schedules))
    return {
        **dict.fromkeys(FIGURES, linked),
        "activities": True,
        "gaps": timed,
        "overlaps": timed,
        "short": bool(len(path.needs)),
    }


def coverage_finding(gaps: int, cells: int, _: Translator) -> str:
    """What the heat map shows."""
    if not cells:
        return _("There are no steps to look at yet")
    if not gaps:
        return _("Every step has an offer for every target group on every weekday")
    return _.plural(
        "The week has {n} gap: in {n} of {cells} squares there is nothing to go to, or no place",
        "The week has {n} gaps: in {n} of {cells} squares there is nothing to go to, or no place",
        gaps,
        cells=_.number(cells),
    )


def bare_step(row: Any, _: Translator) -> str:
    """A step that has no activity at all for a group, as ``analysis.bare_steps`` has it."""
    if not row.group_name:
        return row.step_name
    return _("{step} for {group}", step=row.step_name, group=row.group_name)


MOST_NAMED = 4


def broken_finding(broken: list[str], asked: int, _: Translator) -> str:
    """How many activities lead nowhere, and which when they are few."""
    if not asked:
        return _("No activity runs yet")
    if not broken:
        return _("From every activity somebody hands over to a later step")
    said = _.plural(
        "From {n} of {asked} activities no later step is reached",
        "From {n} of {asked} activities no later step is reached",
        len(broken),
        asked=_.number(asked),
    )
    return f"{said}: {_.listing(broken)}" if len(broken) <= MOST_NAMED else said


def reach_finding(reaching: int, starts: int, _: Translator) -> str:
    """Whether the goal is reached from where people start."""
    if not starts:
        return _("No activity runs at the start, so nobody can set out")
    if reaching == starts:
        return _("The goal can be reached from wherever people start")
    return _(
        "The goal can be reached from {reaching} of {starts} starts",
        reaching=_.number(reaching),
        starts=_.number(starts),
    )


def passage_finding(figures: KeyFigures, names: list[str], _: Translator) -> str:
    """How narrow the path is, and what everybody must pass."""
    if not figures.ways:
        return _("No way leads from the start to the goal.")
    if names:
        return _.plural(
            "Everybody must pass {names}: if it closes, the path is cut off.",
            "Everybody must pass {names}: if one of them closes, the path is cut off.",
            len(names),
            names=_.listing(names),
        )
    return _(
        "There are {ways} ways to the goal that share no activity: the path does not hang on one.",
        ways=_.number(figures.ways),
    )


def people_finding(people: float | None, unknown: int, _: Translator) -> str:
    """How many can come through in a month."""
    if people is None:
        return _(
            "How many can come through in a month can't be said: on some way places or weeks "
            "aren't known."
        )
    if unknown:
        return _.plural(
            "At most {people} people a month can come through, as far as is known; places or weeks "
            "aren't known for {n} activity on the way.",
            "At most {people} people a month can come through, as far as is known; places or weeks "
            "aren't known for {n} activities on the way.",
            unknown,
            people=_.number(people, 1),
        )
    return _("At most {people} people a month can come through.", people=_.number(people, 1))


def how_often(freq: object, interval: object, occurrence: object, _: Translator) -> str:
    """How often something goes on; empty when it is every week."""
    number = 1 if interval is None or interval != interval else int(interval)
    if freq == "MONTHLY":
        if occurrence in OCCURRENCES and number == 1:
            return _(OCCURRENCES[occurrence])
        if number == 2:
            return _("every second month")
        return _.plural("once a month", "once every {n} months", number)
    if number == 2:
        return _("every second week")
    return "" if number == 1 else _.plural("every week", "every {n} weeks", number)
