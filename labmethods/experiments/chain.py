"""What a lab's effect chain holds, read from its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments import analysis

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class EffectChain:
    """The boxes with what backs them up and where they stand, the arrows, and the gaps."""

    boxes: pd.DataFrame
    links: pd.DataFrame
    gaps: pd.DataFrame


def read_chain(lab: Lab) -> EffectChain:
    """The effect chain as it is."""
    boxes, links = lab.chain_boxes.frame(), lab.chain_links.frame()
    known = lab.store.records
    evidence = analysis.chain_evidence(
        boxes,
        results=lab.results.frame(),
        decisions=lab.decisions.frame(),
        observations=lab["observations"].frame() if "observations" in known else None,
    )
    places = analysis.chain_layout(boxes, links)
    return EffectChain(
        boxes=evidence.merge(places, on="id"),
        links=links,
        gaps=analysis.chain_gaps(boxes, links, evidence),
    )
