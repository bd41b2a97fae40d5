"""What the indicators say to residents: easy to read, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.indicators import analysis
from labmethods.indicators.sentences import STANDINGS
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def plain(lab: Lab, language: str) -> list[str]:
    """Where each indicator stands, for those that have come somewhere."""
    _ = translator(language)
    observations = analysis.hide_small(lab["observations"].frame())
    overview = analysis.progress(lab["indicators"].frame(), observations)
    return [
        _("{name}: {standing}.", name=row.name, standing=_(STANDINGS[row.standing]).lower())
        for row in overview.itertuples(index=False)
        if row.standing
    ]
