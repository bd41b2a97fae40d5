"""How sure what the experiments say is: when their criteria were set, and how few they were."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.experiments import contents
from labmethods.experiments.sentences import lock_sentence
from labmethods.experiments.summary import FEW
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def certainty(lab: Lab, language: str) -> list[str]:
    """For each experiment that has begun: its criterion, and what a small number means."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    said = []
    for card in found.cards:
        lock = found.lock(card.id)
        results = found.shares[found.shares["experiment"] == card.id]
        if lock["lock"] == "open" and results.empty:
            continue
        sentences = [_.about(card.name, lock_sentence(lock, _))]
        counted = results[results["share"].notna()]
        if len(counted) and counted["participants"].min() < FEW:
            sentences.append(
                _(
                    "The participants are fewer than {few}, so the interval is wide: read it, not "
                    "the share alone.",
                    few=_.number(FEW),
                )
            )
        said.append(" ".join(sentences))
    return said
