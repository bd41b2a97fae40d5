"""What a lab chose for a questionnaire: remembered, guessed, or said on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from labmethods.errors import Refused, unknown
from labmethods.language import N_
from labmethods.sources.questionnaires import Plan, Questionnaire, Target
from labmethods.sources.questionnaires.answers import (
    CODE,
    GROUP,
    LEAVE,
    OCCASION,
    WRITTEN,
    guess,
    proposal,
)
from labmethods.workbook.lab import Lab
from labmethods.workbook.remembered import remember, remembered

_SPECIAL = {
    "code": CODE,
    "kod": CODE,
    "group": GROUP,
    "grupp": GROUP,
    "occasion": OCCASION,
    "tillfälle": OCCASION,
    "text": WRITTEN,
    "fritext": WRITTEN,
    "": LEAVE,
}


def plan_for(
    lab: Lab,
    asked: Questionnaire,
    targets: Mapping[str, Target],
    uses: Sequence[str],
    belongs: Sequence[str] = (),
) -> Plan:
    """What was chosen for these questions before, or else a guess, changed by what is said now.

    Parameters
    ----------
    targets
        What questions may belong to, by id.
    uses
        What else they may be for.
    belongs
        ``QUESTION=NAME`` for each question that is for something else.

    Raises
    ------
    Refused, Missing
        A question or a name that isn't known.
    """
    held = remembered(lab, [one.heading for one in asked.questions])
    guessed = guess(asked, targets)
    uses_before = held["uses"] if held else guessed.uses
    known = {*targets, *uses}
    chosen = {name: use if use in known else LEAVE for name, use in uses_before.items()}
    scores = dict(guessed.scores)
    for heading, numbers in (held["scores"] if held else {}).items():
        # Answers that nobody gave before are proposed; the others count as they were chosen.
        question = asked.question(heading)
        scores[heading] = proposal(question, targets.get(chosen[heading])) | numbers
    for one in belongs:
        heading, use = _said(one, asked, targets)
        chosen[heading] = use
        scores[heading] = proposal(asked.question(heading), targets.get(use))
    return Plan(chosen, scores)


def remember_plan(lab: Lab, asked: Questionnaire, plan: Plan) -> None:
    """Keep a plan for the next file with the same questions."""
    remember(lab, [one.heading for one in asked.questions], plan.held())


def _said(text: str, asked: Questionnaire, targets: Mapping[str, Target]) -> tuple[str, str]:
    question, equals, name = text.rpartition("=")
    if not equals:
        raise Refused(N_("“{value}” says nothing. Write QUESTION=NAME."), value=text[:60])
    headings = {
        word.casefold(): one.heading for one in asked.questions for word in (one.heading, one.title)
    }
    names = {one.name.casefold(): target for target, one in targets.items()} | _SPECIAL
    if question.strip().casefold() not in headings:
        raise unknown(N_("question"), question, [one.title for one in asked.questions])
    if name.strip().casefold() not in names:
        raise unknown(N_("indicator or outcome"), name, [one.name for one in targets.values()])
    return headings[question.strip().casefold()], names[name.strip().casefold()]
