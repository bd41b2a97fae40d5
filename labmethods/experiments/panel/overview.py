"""All experiments together, as the report tells of them."""

from __future__ import annotations

import datetime

from labmethods.blocks import Text
from labmethods.experiments import contents
from labmethods.experiments.report.overview import overview
from labmethods.experiments.sentences import portfolio_sentence
from labmethods.language import translator
from labmethods.widgets.block_list import BlockList
from labmethods.workbook.lab import Lab


class OverviewPart(BlockList):
    """How many experiments there are, what is overdue, the timeline and the lessons."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self.lab = lab

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.lab.language)
        found = contents.read(self.lab, datetime.date.today())
        blocks = overview(found, _) if len(found.portfolio) else []
        self.show([Text(portfolio_sentence(found.portfolio, _)), *blocks])
