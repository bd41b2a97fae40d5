"""A questionnaire's answers become participants' measurements, under the code each made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from labmethods.errors import LabError, Refused
from labmethods.evaluation.records import OCCASIONS, Measurement, Outcome, Participant
from labmethods.language import N_, Translator
from labmethods.sources.bad_cells import BadCells, at
from labmethods.sources.questionnaires import Plan, Questionnaire, Target
from labmethods.sources.questionnaires.answers import CODE, OCCASION, scored
from labmethods.workbook.kinds import Choice, Shown
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Taken:
    """What an import of a questionnaire brought, and the codes that were not there before."""

    answers: int
    participants: int
    new: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """The numbers, for a program that asks."""
        return {"rows": self.answers, "participants": self.participants}

    def sentence(self, _: Translator, *, kept: bool = True) -> str:
        """Such as ``24 answers of 12 participants came in.``, or what would come in."""
        counts = {"answers": _.number(self.answers), "participants": _.number(self.participants)}
        said = (
            _("Answers that came in: {answers}, of {participants} participants.", **counts)
            if kept
            else _(
                "Answers that would come in: {answers}, of {participants} participants.", **counts
            )
        )
        if self.new:
            said += " " + _(
                "New codes: {codes}. Is one of them a known one, spelled otherwise?",
                codes=_.listing(self.new),
            )
        return said


def targets(lab: Lab, evaluation: str) -> dict[str, Target]:
    """The outcomes of an evaluation that answers may belong to."""
    found = lab["outcomes"].find(evaluation=evaluation)
    return {one.id: Target(one.name) for one in found}


def import_answers(
    lab: Lab,
    asked: Questionnaire,
    plan: Plan,
    evaluation: str,
    *,
    occasion: str = "",
    dry_run: bool = False,
) -> Taken:
    """Import participants' answers as one step that can be undone: all of them or none.

    Parameters
    ----------
    evaluation
        The id of the evaluation.
    occasion
        The occasion of all answers; not needed where a question of the file says it.

    Raises
    ------
    BadCells
        Every answer without a usable code, off its outcome's scale or told twice, with its row.
    Refused
        No question holds the code, or nothing says which occasion it was.
    """
    if not plan.heading(CODE):
        raise Refused(N_("Say which question holds the code that the participants made up."))
    if not plan.heading(OCCASION) and occasion not in OCCASIONS:
        raise Refused(N_("Say on which occasion the answers were given."))
    answers = scored(asked, plan)
    answers["occasion"] = answers["occasion"].where(answers["occasion"] != "", occasion)
    outcomes = {one.id: one for one in lab["outcomes"].find(evaluation=evaluation)}
    known = {one.code: one.id for one in lab["participants"].find(evaluation=evaluation)}
    rows, bad = _checked(lab, asked, plan, answers, outcomes, known)
    if bad:
        raise BadCells(bad)
    if not rows:
        raise Refused(N_("No answer would come in. Nothing has been imported."))
    codes = list(dict.fromkeys(code for code, _row in rows))
    new = [code for code in codes if code not in known]
    with lab.store.writing(keep=not dry_run) as batch:
        added = batch.add("participants", [{"evaluation": evaluation, "code": one} for one in new])
        people = known | {one.code: one.id for one in added}
        batch.add("measurements", [{**row, "participant": people[code]} for code, row in rows])
    return Taken(len(rows), len(codes), tuple(new) if known else ())


def _checked(
    lab: Lab,
    asked: Questionnaire,
    plan: Plan,
    answers: pd.DataFrame,
    outcomes: Mapping[str, Outcome],
    known: Mapping[str, str],
) -> tuple[list[tuple[str, dict[str, object]]], list[LabError]]:
    """The measurements with the codes they belong to, and what can't be used."""
    taken = _told_before(lab, known)
    rows: list[tuple[str, dict[str, object]]] = []
    bad: dict[tuple[int, str], LabError] = {}
    for one in answers.itertuples():
        try:
            code = _code(one.code)
        except LabError as error:
            bad[one.row, ""] = at(one.row, asked.question(plan.heading(CODE)).title[:60], error)
            continue
        key = (code, one.target, one.occasion)
        try:
            if not one.occasion:
                raise Refused(N_("Say on which occasion the answers were given."))
            if key in taken:
                raise Refused(
                    N_("{code} has answered this for the occasion “{occasion}” already."),
                    code=code,
                    occasion=Shown(Choice(OCCASIONS), one.occasion),
                )
            outcomes[one.target].check(one.value)
        except LabError as error:
            bad[one.row, one.heading] = at(one.row, asked.question(one.heading).title[:60], error)
            continue
        taken.add(key)
        day = None if pd.isna(one.day) else one.day.date()
        row = {"outcome": one.target, "occasion": one.occasion, "value": one.value, "day": day}
        rows.append((code, row))
    return rows, list(bad.values())


def _code(code: str) -> str:
    if not code:
        raise Refused(N_("the code is missing"))
    return Participant.fields()["code"][1].parse(code)


def _told_before(lab: Lab, known: Mapping[str, str]) -> set[tuple[str, str, str]]:
    codes = {participant: code for code, participant in known.items()}
    told: list[Measurement] = lab["measurements"].all()
    return {
        (codes[one.participant], one.outcome, one.occasion)
        for one in told
        if one.participant in codes
    }
