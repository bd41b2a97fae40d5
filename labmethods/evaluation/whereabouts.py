"""How many participants were where, as it may leave the lab: alone, and beside earlier reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from labmethods.blocks import Told
from labmethods.privacy import suppress
from labmethods.privacy.releases import TOTAL, as_told
from labmethods.privacy.small_numbers import LEAST

Earlier = Mapping[str, Sequence[pd.Series]]
"""What was told before, by what it was about; from ``labmethods.privacy.releases.earlier``."""


def suppressed(counts: pd.Series, about: str, earlier: Earlier) -> pd.Series:
    """The counts that may leave the lab, held against what left it before; the total is known."""
    return suppress(
        counts, least=LEAST, total=TOTAL, total_known=True, earlier=earlier.get(about, ())
    )


def without_unreached(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts without those who were not reached.

    How many these are is no secret: it follows from the number who answered, which every result
    says. So the others must hide each other among themselves.
    """
    return counts.drop(columns="unknown", errors="ignore")


def told_counts(
    counts: pd.DataFrame, evaluation: str, earlier: Earlier
) -> tuple[pd.DataFrame, tuple[Told, ...]]:
    """The counts of one evaluation that may leave the lab, occasion by occasion.

    Parameters
    ----------
    counts
        From ``analysis.status_counts``.
    evaluation
        Its id.

    Returns
    -------
    DataFrame, Told
        The same counts with the hidden ones missing, and what is to be noted when they leave.
    """
    known = without_unreached(counts)
    rows = {
        occasion: suppressed(row, f"where {occasion}", earlier)
        for occasion, row in known.iterrows()
    }
    told = tuple(
        as_told("evaluations", evaluation, f"where {occasion}", row)
        for occasion, row in rows.items()
    )
    shown = pd.DataFrame(rows).T.reindex(columns=known.columns)
    return (shown.join(counts[["unknown"]]) if "unknown" in counts else shown), told
