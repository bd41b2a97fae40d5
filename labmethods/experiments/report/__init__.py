"""What the experiments say in the lab's report."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.blocks import Block, Text
from labmethods.experiments import contents
from labmethods.experiments.report.chain import chain_blocks
from labmethods.experiments.report.experiment import experiment
from labmethods.experiments.report.overview import overview
from labmethods.experiments.sentences import portfolio_sentence
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """Overview, then each experiment, then the effect chain that they belong to."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    blocks: list[Block] = [Text(portfolio_sentence(found.portfolio, _))]
    if len(found.portfolio):
        blocks += overview(found, _)
    for card in found.cards:
        blocks += experiment(found, card, _)
    return blocks + chain_blocks(lab, _)
