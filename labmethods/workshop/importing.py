"""An export of Mentimeter or Slido becomes a workshop with its rounds: all of it or nothing."""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from labmethods.errors import LabError, Message, Refused
from labmethods.language import N_, Translator, translator
from labmethods.sources.bad_cells import BadCells, at
from labmethods.sources.polls import Meeting, Polls, Question
from labmethods.sources.polls.answers import Given
from labmethods.sources.polls.layouts import NAMES
from labmethods.sources.questionnaires import personal
from labmethods.workbook.batch import Batch, new_id
from labmethods.workbook.lab import Lab
from labmethods.workshop.records import (
    KINDS,
    LONGEST,
    WRITTEN,
    Workshop,
    WorkshopRound,
)

FROM_THE_ROOM = N_("Questions from the room")
"""What a round is called whose questions the participants asked."""

MAY_BECOME = ("text", "word", "idea", "actors", "path")
"""What a round in which people wrote may be read as; votes are what they are."""

LEAVE = ""
_RESULT = {kind: most for kind, most in LONGEST.items() if kind in ("actors", "path", "idea")}
_RESULT |= {"word": 40}


@dataclass(frozen=True)
class Taken:
    """What an import brings.

    Attributes
    ----------
    workshops
        The workshops, new ones and those that got more rounds.
    rounds, contributions
        How many.
    removed
        How many places in texts pointed out a person, and were replaced.
    """

    workshops: tuple[Workshop, ...]
    rounds: int
    contributions: int
    removed: int

    def sentence(self, _: Translator, *, kept: bool = True) -> str:
        """What came in, or would come in."""
        counts = {
            "rounds": _.plural("{n} round", "{n} rounds", self.rounds),
            "given": _.plural("{n} contribution", "{n} contributions", self.contributions),
            "workshops": _.listing([one.text(_.language) for one in self.workshops]),
        }
        if kept:
            return _("{rounds} and {given} imported into {workshops}.", **counts)
        return _(
            "{rounds} and {given} would come into {workshops}. Nothing has been imported.",
            **counts,
        )

    def counts(self) -> dict[str, object]:
        """The same for a program."""
        return {
            "workshops": [one.label() for one in self.workshops],
            "rounds": self.rounds,
            "contributions": self.contributions,
            "removed": self.removed,
        }


def question_of(one: Question, _: Translator) -> str:
    """What was asked, as the round says it."""
    text = one.title or _(FROM_THE_ROOM)
    return text if len(text) <= 200 else f"{text[:199]}…"


def import_polls(
    lab: Lab,
    polls: Polls,
    *,
    day: datetime.date | None = None,
    kinds: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Taken:
    """Take what an export holds into the lab.

    A workshop of the same name and day gets the rounds, so that a meeting whose export is in
    several files is one workshop; else a new one is made.

    Parameters
    ----------
    day
        When it was; without it, as the file tells.
    kinds
        The kind of round for questions (by their title) that shall be read as something else than
        they look; an empty one leaves the question out.

    Raises
    ------
    Refused
        The same was imported before, or the day isn't known.
    BadCells
        Texts that don't fit, each with row and column.
    """
    _ = translator(lab.language)
    _check_kinds(polls, kinds or {})
    meetings = [_as_asked(one, kinds or {}) for one in polls.meetings]
    meetings = [one for one in meetings if one.questions]
    if not meetings:
        raise Refused(N_("Every question is left out. Nothing has been imported."))
    bad = [wrong for one in meetings for wrong in _too_long(one)]
    if bad:
        raise BadCells(bad)
    mark = f"{NAMES[polls.maker]} {fingerprint(polls)}"
    _not_yet(lab, mark)
    words = {kind: _("{what} removed", what=one) for kind, one in personal.kind_words(_).items()}
    with lab.store.writing(keep=not dry_run) as batch:
        made = [_meeting(batch, one, day or one.day, mark, words, _) for one in meetings]
    return Taken(
        tuple({workshop.id: workshop for workshop, *_counts in made}.values()),
        *(sum(one[place] for one in made) for place in (1, 2, 3)),
    )


def fingerprint(polls: Polls) -> str:
    """The same for the same questions and answers, also when the export was made once more."""
    held = [
        [
            str(met.day),
            [
                [one.title, sorted(str((g.text, g.subject, g.value)) for g in one.given)]
                for one in met.questions
            ],
        ]
        for met in polls.meetings
    ]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]


def _not_yet(lab: Lab, mark: str) -> None:
    known = lab["workshop_rounds"].find(source_url=mark)
    if known:
        raise Refused(
            N_(
                "This file has been imported already, into {workshop}. Nothing has been imported. "
                "Remove its rounds first if you want it once more."
            ),
            workshop=lab.workshops.get(known[0].workshop),
        )


def _check_kinds(polls: Polls, kinds: Mapping[str, str]) -> None:
    found = {one.title: one for met in polls.meetings for one in met.questions}
    for title, kind in kinds.items():
        one = found[title]
        if kind not in (LEAVE, one.kind) and not (one.kind in WRITTEN and kind in MAY_BECOME):
            raise Refused(
                N_("“{question}” was a vote; it can't be read as “{kind}”."),
                question=title[:60],
                kind=Message(KINDS.get(kind, kind)),
            )


def _as_asked(met: Meeting, kinds: Mapping[str, str]) -> Meeting:
    read = [replace(one, kind=kinds.get(one.title, one.kind)) for one in met.questions]
    return replace(met, questions=tuple(one for one in read if one.kind != LEAVE))


def _too_long(met: Meeting) -> list[LabError]:
    """Texts that are too long for what they shall become: an actor's name, an idea's."""
    reason = N_("The text has {length} characters; at most {longest} fit as “{kind}”.")
    return [
        at(
            given.row,
            given.column[:60],
            Refused(
                reason,
                length=len(given.text),
                longest=_RESULT[one.kind],
                kind=Message(KINDS[one.kind]),
            ),
        )
        for one in met.questions
        if one.kind in _RESULT
        for given in one.given
        if given.text and len(given.text) > _RESULT[one.kind]
    ]


def _meeting(
    batch: Batch,
    met: Meeting,
    day: datetime.date | None,
    mark: str,
    words: dict[str, str],
    _: Translator,
) -> tuple[Workshop, int, int, int]:
    if day is None:
        raise Refused(
            N_(
                "The file doesn't say what day it was. Say it: --period 2026-11-24, or in the "
                "panel's field for the day."
            )
        )
    name = met.name[:200]
    known = batch.find("workshops", name=name, day=day)
    workshop = known[0] if known else batch.add("workshops", [{"name": name, "day": day}])[0]
    before = batch.find("workshop_rounds", workshop=workshop.id)
    _not_twice(workshop, before, [question_of(one, _) for one in met.questions])
    voices = _voices(met)
    rounds, given, removed = [], [], 0
    for place, one in enumerate(met.questions, start=1 + len(before)):
        made = _round(one, workshop, place, mark, _)
        rounds.append(made)
        rows, places = _contributions(one, made, voices, words)
        given += rows
        removed += places
    batch.add("workshop_rounds", rounds)
    # In no order that tells of the export's rows.
    secrets.SystemRandom().shuffle(given)
    batch.add("workshop_contributions", [{"id": new_id(), **one} for one in given])
    return workshop, len(rounds), len(given), removed


def _not_twice(workshop: Workshop, before: list[WorkshopRound], asked: list[str]) -> None:
    known = {one.question for one in before}
    again = [one for one in asked if one in known]
    if again:
        raise Refused(
            N_(
                "{workshop} has the question “{question}” already. Nothing has been imported. "
                "Remove the round there, or give the workshop another name, and import again."
            ),
            workshop=workshop,
            question=again[0][:80],
        )


def _voices(met: Meeting) -> dict[int, str]:
    """A new voice for each voter: nothing in it tells which row of the export it was."""
    voters = {one.voter for question in met.questions for one in question.given}
    return {voter: f"import-{secrets.token_hex(6)}" for voter in voters}


def _round(
    one: Question, workshop: Workshop, place: int, mark: str, _: Translator
) -> WorkshopRound:
    return WorkshopRound.valid(
        id=new_id(),
        workshop=workshop.id,
        position=place,
        kind=one.kind,
        question=question_of(one, _),
        options="\n".join(one.choices) or None,
        dots=one.most if one.kind == "dots" and 1 <= one.most <= 20 else None,
        state="closed",
        source_url=mark,
    )


def _contributions(
    one: Question, made: WorkshopRound, voices: dict[int, str], words: dict[str, str]
) -> tuple[list[dict[str, object]], int]:
    rows, removed = [], 0
    for given in one.given:
        text, places = (None, 0) if given.text is None else personal.redacted(given.text, words)
        removed += places
        rows.append(_row(given, made, voices[given.voter], text))
    return rows, removed


def _row(given: Given, made: WorkshopRound, voice: str, text: str | None) -> dict[str, object]:
    values = {
        "round": made.id,
        "voice": voice,
        "sending": new_id(),
        # What was replaced may be longer than what stood there.
        "text": text and text[:2000],
        "subject": given.subject,
        "value": given.value,
        "second": given.upvotes,
        "hidden": given.hidden,
    }
    return {name: value for name, value in values.items() if value is not None}
