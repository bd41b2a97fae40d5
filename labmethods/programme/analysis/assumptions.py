"""Experiments by what they assumed: tried where, with which decision, and what contradicts what."""

from __future__ import annotations

import pandas as pd

_COLUMNS = ["assumption", "labs", "experiments", "adopt", "adapt", "abandon", "contradicts"]


def by_assumption(experiments: pd.DataFrame) -> pd.DataFrame:
    """One row an assumption, the most tried first.

    Assumptions count as the same when they have the same mark in the labs' code books, or else the
    same words but for capitals, spaces and the full stop.

    Parameters
    ----------
    experiments
        One row an experiment: ``lab``, ``assumption`` (text), ``mark`` (the code book's mark, or
        missing) and ``decision`` (``"adopt"``, ``"adapt"``, ``"abandon"`` or missing). An
        experiment with several marked assumptions has a row for each.

    Returns
    -------
    pandas.DataFrame
        ``assumption`` (as it is written first in order of the alphabet), ``labs`` and
        ``experiments`` (how many tried it), ``adopt``, ``adapt`` and ``abandon`` (lists of labs)
        and ``contradicts``: whether one lab adopted and another abandoned what rested on it.

    Examples
    --------
    >>> experiments = pd.DataFrame(
    ...     {
    ...         "lab": ["A", "B"],
    ...         "assumption": ["They come when a friend asks.", "they come when a friend asks"],
    ...         "mark": [None, None],
    ...         "decision": ["adopt", "abandon"],
    ...     }
    ... )
    >>> by_assumption(experiments)[["labs", "contradicts"]].values.tolist()
    [[2, True]]
    """
    table = experiments[experiments["assumption"].notna()].copy()
    if table.empty:
        return pd.DataFrame(columns=_COLUMNS)
    words = [_plain(text) for text in table["assumption"]]
    marks = table["mark"].astype("object").where(table["mark"].notna(), None)
    table["key"] = [mark or text for mark, text in zip(marks, words, strict=True)]
    rows = [_row(part) for _, part in table.groupby("key", sort=True)]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    return found.sort_values(
        ["contradicts", "labs", "experiments", "assumption"],
        ascending=[False, False, False, True],
        kind="stable",
    ).reset_index(drop=True)


def _plain(text: str) -> str:
    return " ".join(str(text).casefold().split()).strip(" .!")


def _row(part: pd.DataFrame) -> tuple:
    decided = {
        decision: sorted(set(part.loc[part["decision"] == decision, "lab"]))
        for decision in ("adopt", "adapt", "abandon")
    }
    contradicts = bool(decided["adopt"]) and bool(decided["abandon"])
    name = sorted(part["assumption"])[0]
    return name, part["lab"].nunique(), len(part), *decided.values(), contradicts
