"""How it went: shares with their intervals."""

from __future__ import annotations

import pandas as pd

from labmethods.proportion import proportion


def result_shares(results: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """The results with the share and Wilson's interval where participants were counted.

    Returns
    -------
    pandas.DataFrame
        ``id, experiment, counted, successes, participants, published, period, source_url`` as they
        are, and ``share, low, high`` (0 to 1; missing where the source gives no numbers).

    Raises
    ------
    Invalid
        If more did than there were, or a count is negative.

    Examples
    --------
    >>> results = pd.DataFrame({"counted": ["got a job"], "successes": [9], "participants": [10]})
    >>> result_shares(results)[["share", "low", "high"]].round(2)
       share  low  high
    0    0.9  0.6  0.98
    """
    columns = ["id", "experiment", "counted", "successes", "participants"]
    columns += ["published", "period", "source_url"]
    table = results.reindex(columns=columns).reset_index(drop=True)
    shares = [
        _share(successes, participants, confidence)
        for successes, participants in zip(table["successes"], table["participants"], strict=True)
    ]
    numbers = pd.DataFrame(
        shares, columns=["share", "low", "high"], index=table.index, dtype="float64"
    )
    return table.join(numbers)


def _share(successes: object, participants: object, confidence: float) -> tuple:
    if pd.isna(successes) or pd.isna(participants):
        return (None, None, None)
    one = proportion(successes, participants, confidence=confidence)
    return (one.share, one.low, one.high)
