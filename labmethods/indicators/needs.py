"""What doesn't move: the indicators that stand still or go the wrong way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.indicators import analysis
from labmethods.indicators.analysis.standing import FURTHER, UNCHANGED, WORSENED
from labmethods.needs import STILL, Need

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def needs(lab: Lab, language: str) -> list[Need]:
    """The indicators that have a baseline and haven't come closer to what is wished for."""
    frame = lab["indicators"].frame()
    if frame.empty:
        return []
    stands = analysis.progress(frame, lab["observations"].frame())
    still = stands[stands["standing"].isin([UNCHANGED, FURTHER, WORSENED])]
    return [Need(STILL, name, name) for name in still["name"]]
