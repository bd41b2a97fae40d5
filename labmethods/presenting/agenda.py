"""What the start page says: today's workshop, what was said last time, what was decided since."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from labmethods.language import N_, Translator, translator
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Record
from labmethods.workshop.records import KINDS, Workshop
from labmethods.workshop.rounds import rounds_of

LATEST = 3
"""So many decisions fit on the start page."""

DECIDED = {"adopt": N_("Adopt"), "adapt": N_("Adapt"), "abandon": N_("Abandon")}


@dataclass(frozen=True)
class Item:
    """A round of the agenda."""

    question: str
    what: str
    minutes: int | None


@dataclass(frozen=True)
class LastTime:
    """The workshop before: what was agreed on, and what was decided in each round."""

    day: str
    name: str
    concluded: str
    decided: list[tuple[str, str]]


@dataclass(frozen=True)
class Decided:
    """A decision after an experiment."""

    day: str
    experiment: str
    decision: str
    next_step: str


@dataclass(frozen=True)
class Agenda:
    """What the start page says."""

    lab: str
    place: str
    sample: bool
    challenge: str
    workshop: Workshop | None
    day: str
    when: str
    items: list[Item] = field(default_factory=list)
    minutes: int = 0
    others: list[tuple[str, str]] = field(default_factory=list)
    last: LastTime | None = None
    decisions: list[Decided] = field(default_factory=list)


def agenda(lab: Lab, today: datetime.date, chosen: str = "") -> Agenda:
    """What the start page says about the chosen workshop; without a choice, the next one."""
    _ = translator(lab.language)
    known = sorted(lab["workshops"].all(), key=lambda one: (one.day, one.id))
    workshop = _current(known, today, chosen)
    facts = lab.facts
    items = _items(lab, workshop) if workshop else []
    return Agenda(
        lab=facts.name,
        place=facts.place or "",
        sample=bool(facts.sample),
        challenge=facts.challenge or "",
        workshop=workshop,
        day=_.day(workshop.day) if workshop else "",
        when=_when(workshop, today, lab.language),
        items=items,
        minutes=sum(one.minutes or 0 for one in items),
        others=[(one.id, f"{_.day(one.day)}: {one.name}") for one in known if one != workshop],
        last=_last(lab, known, workshop),
        decisions=_decisions(lab),
    )


def _current(known: list[Workshop], today: datetime.date, chosen: str) -> Workshop | None:
    """The chosen one, else the next, else the newest."""
    for one in known:
        if one.id == chosen:
            return one
    coming = [one for one in known if one.day >= today]
    return coming[0] if coming else (known[-1] if known else None)


def _when(workshop: Workshop | None, today: datetime.date, language: str) -> str:
    _ = translator(language)
    if workshop is None:
        return ""
    if workshop.day == today:
        return _("Today's workshop")
    return _("The next workshop") if workshop.day > today else _("The latest workshop")


def _items(lab: Lab, workshop: Workshop) -> list[Item]:
    _ = translator(lab.language)
    return [Item(one.question, _(KINDS[one.kind]), one.minutes) for one in rounds_of(lab, workshop)]


def _last(lab: Lab, known: list[Workshop], workshop: Workshop | None) -> LastTime | None:
    """The newest workshop before this one in which something was noted."""
    _ = translator(lab.language)
    before = known[: known.index(workshop)] if workshop else known
    for one in reversed(before):
        decided = [(r.question, r.decided) for r in rounds_of(lab, one) if r.decided]
        if one.concluded or decided:
            return LastTime(_.day(one.day), one.name, one.concluded or "", decided)
    return None


def _decisions(lab: Lab) -> list[Decided]:
    """The newest decisions after experiments."""
    _ = translator(lab.language)
    names = {one.id: one.label() for one in lab["experiments"].all()}
    newest = sorted(lab["decisions"].all(), key=lambda one: (one.day, one.id), reverse=True)
    return [_decided(one, names, _) for one in newest[:LATEST]]


def _decided(one: Record, names: dict[str, str], _: Translator) -> Decided:
    decision = _(DECIDED[one.decision])
    return Decided(_.day(one.day), names.get(one.experiment, "–"), decision, one.next_step or "")
