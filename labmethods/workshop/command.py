"""What ``labmethods import --as mentimeter`` and ``--as slido`` do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from labmethods.errors import Refused, unknown
from labmethods.language import LANGUAGES, N_, Translator, translator
from labmethods.sources.polls import Polls, read
from labmethods.sources.polls.layouts import NAMES
from labmethods.workbook.kinds import Day
from labmethods.workbook.lab import Lab
from labmethods.workshop.importing import (
    FROM_THE_ROOM,
    LEAVE,
    MAY_BECOME,
    Taken,
    import_polls,
    question_of,
)
from labmethods.workshop.records import KINDS


def import_workshop(
    lab: Lab,
    file: Path,
    *,
    maker: str,
    day: str = "",
    belongs: Sequence[str] = (),
    dry_run: bool = False,
) -> tuple[list[str], Taken]:
    """Import an export of Mentimeter or Slido; what was read and what came in, line by line.

    Parameters
    ----------
    maker
        ``mentimeter`` or ``slido``.
    day
        The workshop's day, where the file doesn't tell it.
    belongs
        ``QUESTION=KIND`` for what people wrote that shall be read as another kind of round, such
        as ``idea``; ``QUESTION=`` leaves the question out.
    """
    _ = translator(lab.language)
    polls = read(file, maker=maker)
    kinds = dict(_said(one, polls) for one in belongs)
    taken = import_polls(
        lab, polls, day=Day().parse(day) if day else None, kinds=kinds, dry_run=dry_run
    )
    return [*lines(polls, kinds, _), taken.sentence(_, kept=not dry_run)], taken


def lines(polls: Polls, kinds: dict[str, str], _: Translator) -> list[str]:
    """What was read, what was taken away, and what becomes of each question."""
    said = [_("From {maker}.", maker=NAMES[polls.maker])]
    if polls.stripped:
        gone = [f"{one.heading} ({_(one.held)})" for one in polls.stripped]
        said.append(_("Taken away before anything was kept: {columns}.", columns=_.listing(gone)))
    for met in polls.meetings:
        said.append(f"{_.day(met.day)}: {met.name}" if met.day else met.name)
        for one in met.questions:
            kind = kinds.get(one.title, one.kind)
            becomes = _(KINDS[kind]) if kind else _("Left out")
            n = _.plural("{n} participant", "{n} participants", one.voters)
            said.append(f"{question_of(one, _)} → {becomes} ({n})")
    said += [f"{title} → {_('Left out')}: {_(reason)}" for title, reason in polls.left]
    return said


def _said(text: str, polls: Polls) -> tuple[str, str]:
    question, equals, name = text.rpartition("=")
    if not equals:
        raise Refused(N_("“{value}” says nothing. Write QUESTION=NAME."), value=text[:60])
    titles = {one.casefold(): one for one in polls.titles()}
    if "" in titles:
        titles |= {translator(one)(FROM_THE_ROOM).casefold(): "" for one in LANGUAGES}
    if question.strip().casefold() not in titles:
        raise unknown(N_("question"), question, [one for one in titles if one])
    names = {
        word.casefold(): kind
        for kind in KINDS
        for word in (kind, *(translator(one)(KINDS[kind]) for one in LANGUAGES))
    } | {"": LEAVE}
    if name.strip().casefold() not in names:
        raise unknown(N_("kind of round"), name, list(MAY_BECOME))
    return titles[question.strip().casefold()], names[name.strip().casefold()]
