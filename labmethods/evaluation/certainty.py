"""How sure what the evaluations say is: the evidence level of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.evaluation.findings import read
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def certainty(lab: Lab, language: str) -> list[str]:
    """Each evaluation's evidence level, and what the next one lacks."""
    _ = translator(language)
    return [
        _.about(evaluation.name, read(lab, evaluation).level.conclusion(language))
        for evaluation in lab["evaluations"].all()
    ]
