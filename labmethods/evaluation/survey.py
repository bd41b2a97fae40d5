"""The panel's part for questionnaires: each participant's answers, before and after."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from labmethods.blocks import Block, Table, Text
from labmethods.evaluation.questionnaire import import_answers, targets
from labmethods.evaluation.records import OCCASIONS
from labmethods.language import translator
from labmethods.sources.questionnaires import Plan, Questionnaire
from labmethods.sources.questionnaires.answers import CODE, OCCASION, preview
from labmethods.widgets.questionnaire import QuestionnaireImporter, Receiver
from labmethods.workbook.lab import Lab


class Survey(QuestionnaireImporter):
    """Import a questionnaire into an evaluation's participants and measurements.

    Parameters
    ----------
    evaluation
        Its id.
    on_imported
        Called when answers came in.
    """

    def __init__(self, lab: Lab, evaluation: str, on_imported: Callable[[], None]) -> None:
        _ = translator(lab.language)
        self.evaluation, self.on_imported = evaluation, on_imported
        self.occasion = widgets.Dropdown(
            description=_("Occasion of all answers"),
            options=[("–", ""), *((_(title), name) for name, title in OCCASIONS.items())],
        )
        receiver = Receiver(
            targets=lambda: targets(lab, evaluation),
            uses=(CODE, OCCASION),
            look=self._looked,
            take=self._taken,
        )
        super().__init__(lab, receiver, [self.occasion])

    def _looked(self, asked: Questionnaire, plan: Plan) -> list[Block]:
        taken = self._bring(asked, plan, dry_run=True)
        table = preview(asked, plan, targets(self.lab, self.evaluation), self._)
        return [
            Text(taken.sentence(self._, kept=False)),
            Table(table, self._("What becomes of each question")),
        ]

    def _taken(self, asked: Questionnaire, plan: Plan, _source: str) -> str:
        taken = self._bring(asked, plan, dry_run=False)
        self.on_imported()
        return taken.sentence(self._)

    def _bring(self, asked: Questionnaire, plan: Plan, *, dry_run: bool):
        return import_answers(
            self.lab,
            asked,
            plan,
            self.evaluation,
            occasion=self.occasion.value,
            dry_run=dry_run,
        )
