"""The panel's part for questionnaires: answers of many people become values of indicators."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Block, Table, Text
from labmethods.indicators.labels import group_words
from labmethods.indicators.periods import period_words
from labmethods.indicators.questionnaire import import_answers, observations, targets
from labmethods.indicators.sentences import quantity
from labmethods.language import translator
from labmethods.sources.questionnaires import Plan, Questionnaire
from labmethods.sources.questionnaires.answers import GROUP, WRITTEN, month
from labmethods.widgets.questionnaire import QuestionnaireImporter, Receiver
from labmethods.workbook.lab import Lab


class Survey(QuestionnaireImporter):
    """Import a questionnaire into indicators.

    Parameters
    ----------
    on_imported
        Called when values came in.
    """

    def __init__(self, lab: Lab, on_imported: Callable[[], None]) -> None:
        _ = translator(lab.language)
        self.on_imported = on_imported
        self.period = widgets.Text(
            description=_("Period of the answers (empty: the month of each)"),
            continuous_update=False,
        )
        receiver = Receiver(
            targets=lambda: targets(lab),
            uses=(GROUP, WRITTEN),
            look=self._looked,
            take=self._taken,
            read=self._read,
        )
        super().__init__(lab, receiver, [self.period])

    def _read(self, asked: Questionnaire) -> None:
        self.period.value = month(asked.days)

    def _looked(self, asked: Questionnaire, plan: Plan) -> list[Block]:
        taken = import_answers(
            self.lab, asked, plan, period=self.period.value, source=self.source, dry_run=True
        )
        blocks: list[Block] = [Text(taken.sentence(self._, kept=False))]
        if plan.targets():
            blocks.append(self._values(asked, plan))
        return blocks

    def _values(self, asked: Questionnaire, plan: Plan) -> Table:
        _ = self._
        known = {one.id: one for one in self.lab["indicators"].all()}
        rows = []
        for one in observations(asked, plan, known, self.period.value):
            indicator, n = known[one["indicator"]], one.get("answers", one.get("denominator"))
            value = one.get("value")
            if value is None:
                value = 100 * one["numerator"] / one["denominator"]
            rows.append(
                {
                    _("Indicator"): indicator.name,
                    _("Period"): period_words(one["period"], _),
                    _("Group"): group_words(one["group"], _),
                    _("Value"): quantity(value, indicator, _),
                    _("Number of answers"): int(n),
                }
            )
        return Table(pd.DataFrame(rows), _("The values that would come in"))

    def _taken(self, asked: Questionnaire, plan: Plan, source: str) -> str:
        taken = import_answers(self.lab, asked, plan, period=self.period.value, source=source)
        self.on_imported()
        return taken.sentence(self._)
