"""What ``labmethods import --as questionnaire --evaluation`` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from labmethods.errors import unknown
from labmethods.evaluation.questionnaire import Taken, import_answers, targets
from labmethods.language import N_, translator
from labmethods.sources.questionnaires import read
from labmethods.sources.questionnaires.answers import CODE, OCCASION, lines
from labmethods.workbook.lab import Lab
from labmethods.workbook.questionnaires import plan_for, remember_plan


def import_questionnaire(
    lab: Lab,
    file: Path,
    *,
    evaluation: str,
    belongs: Sequence[str] = (),
    occasion: str = "",
    dry_run: bool = False,
) -> tuple[list[str], Taken]:
    """Import participants' answers; what was read and what came in, line by line.

    Parameters
    ----------
    evaluation
        The evaluation's name or id.
    belongs
        ``QUESTION=OUTCOME`` where it isn't remembered or the same words.
    """
    found = _evaluation(lab, evaluation)
    asked, known = read(file), targets(lab, found)
    plan = plan_for(lab, asked, known, (CODE, OCCASION), belongs)
    taken = import_answers(lab, asked, plan, found, occasion=occasion, dry_run=dry_run)
    if not dry_run:
        remember_plan(lab, asked, plan)
    _ = translator(lab.language)
    return [*lines(asked, plan, known, _), taken.sentence(_, kept=not dry_run)], taken


def _evaluation(lab: Lab, name: str) -> str:
    known = lab["evaluations"].all()
    for one in known:
        if name.casefold() in (one.id, one.name.casefold()):
            return one.id
    raise unknown(N_("evaluation"), name, [one.name for one in known])
