"""The minutes: what was asked in each workshop, what came, and what was decided."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Heading, Prose, Text
from labmethods.language import translator
from labmethods.workbook.lab import Lab
from labmethods.workshop import analysis, findings
from labmethods.workshop.records import KINDS, WRITTEN, Workshop, WorkshopRound
from labmethods.workshop.rounds import rounds_of

FEWEST_VOICES = 5
"""Votes of fewer could be told apart, so they stay in the lab."""


def report(lab: Lab, language: str) -> list[Block]:
    """The minutes of every workshop, the newest first."""
    _ = translator(language)
    workshops = sorted(lab.workshops.all(), key=lambda one: one.day, reverse=True)
    if not workshops:
        return [Text(_("No workshop has been held yet."))]
    return [block for one in workshops for block in minutes(lab, one, language)]


def minutes(lab: Lab, workshop: Workshop, language: str) -> list[Block]:
    """The minutes of one workshop."""
    _ = translator(language)
    rounds = rounds_of(lab, workshop)
    given = contributions(lab, rounds)
    blocks: list[Block] = [Heading(f"{_.day(workshop.day)}: {workshop.name}")]
    blocks.append(Text(_attended(workshop, given, language)))
    for one in rounds:
        own = given[given["round"] == one.id]
        blocks += _round_blocks(lab, workshop, one, own, language)
    blocks.append(Heading(_("What we agreed on"), 4))
    if workshop.concluded:
        blocks.append(Prose(workshop.concluded))
    else:
        blocks.append(Text(_("Nothing has been noted yet.")))
    return blocks


def contributions(lab: Lab, rounds: list[WorkshopRound]) -> pd.DataFrame:
    """What came in these rounds."""
    frame = lab.workshop_contributions.frame()
    return frame[frame["round"].isin([one.id for one in rounds])]


def _attended(workshop: Workshop, given: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    n = analysis.voices(given)
    parts = []
    if workshop.participants is not None:
        parts.append(
            _.plural("{n} person took part.", "{n} people took part.", workshop.participants)
        )
    parts.append(
        _.plural("{n} contributed.", "{n} contributed.", n)
        if n
        else _("No contribution has been recorded.")
    )
    return " ".join(parts)


def _round_blocks(
    lab: Lab, workshop: Workshop, round_: WorkshopRound, given: pd.DataFrame, language: str
) -> list[Block]:
    _ = translator(language)
    blocks: list[Block] = [Heading(round_.question, 4)]
    if round_.state == "planned" and given.empty:
        return [*blocks, Text(_("The round was not opened."))]
    blocks.append(Text(f"{_('What people do')}: {_(KINDS[round_.kind])}."))
    source = _("The workshop of {day}", day=_.day(workshop.day))
    blocks += came(lab, round_, given, language, source)
    taken = given["accepted"].notna() & (given["accepted"] != "")
    if taken.any():
        blocks.append(
            Text(
                _.plural(
                    "{n} contribution was taken into the lab's records.",
                    "{n} contributions were taken into the lab's records.",
                    int(taken.sum()),
                )
            )
        )
    if round_.decided:
        blocks.append(Prose(round_.decided, _("What was decided")))
    return blocks


def came(
    lab: Lab,
    round_: WorkshopRound,
    given: pd.DataFrame,
    language: str,
    source: str,
    *,
    fewest: int = FEWEST_VOICES,
) -> list[Block]:
    """What came in a round; the votes of fewer than ``fewest`` voices are left out."""
    _ = translator(language)
    n = analysis.voices(given)
    if n == 0:
        return [Text(_("Nothing came in."))]
    if round_.kind in WRITTEN:
        return findings.texts(round_, given, language, source)
    if n < fewest:
        return [
            Text(
                _(
                    "Fewer than {n} took part in the vote, so it stays in the lab.",
                    n=_.number(fewest),
                )
            )
        ]
    match round_.kind:
        case "dots":
            return findings.dots(round_, given, language, source)
        case "rank":
            return findings.order(round_, given, language, source)
        case "rate":
            return findings.ratings(round_, given, language, source)
        case "board":
            names = {one.id: one.label() for one in lab["actors"].all()}
            return findings.board(round_, given, names, language, source)
    return [
        Text(
            _.plural(
                "{n} answered under a code of their own. What the answers say is told by the "
                "evaluation.",
                "{n} answered under codes of their own. What the answers say is told by the "
                "evaluation.",
                n,
            )
        )
    ]
