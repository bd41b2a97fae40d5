"""Who is still there: how many answered at each follow-up, and whether those who left differ."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import answers
from labmethods.evaluation.analysis.unpaired import GroupDifference, unpaired_comparison
from labmethods.language import N_
from labmethods.proportion import proportion

OCCASIONS = ("before", "during", "after", "6 months", "12 months")
"""When participants are asked, in order."""


def attrition_table(
    measurements: pd.DataFrame, started: int | None = None, occasions: Sequence[str] = OCCASIONS
) -> pd.DataFrame:
    """How many of those who started answered on each occasion.

    Parameters
    ----------
    measurements
        ``participant``, ``occasion`` and ``value``; a missing value is no answer. Several answers
        of a person on one occasion count once.
    started
        How many people started, if more than ever answered.
    occasions
        The occasions in order; those without any answer are left out of the table.

    Returns
    -------
    pandas.DataFrame
        One row an occasion: ``occasion, answered, started, missing, share, low, high`` (Wilson,
        95 %).

    Raises
    ------
    Invalid
        If fewer started than answered, or an occasion isn't one of ``occasions``.

    Examples
    --------
    >>> rows = [("A", "before", 3), ("B", "before", 2), ("A", "after", 4)]
    >>> table = attrition_table(pd.DataFrame(rows, columns=["participant", "occasion", "value"]))
    >>> table[["occasion", "answered", "missing"]].values.tolist()
    [['before', 2, 0], ['after', 1, 1]]
    """
    given = measurements[measurements["value"].notna()]
    unknown = set(given["occasion"].dropna()) - set(occasions)
    if unknown:
        raise Invalid(N_("“{occasion}” is none of the occasions."), occasion=sorted(unknown)[0])
    people = given.groupby("occasion")["participant"].nunique()
    ever = int(given["participant"].nunique())
    started = ever if started is None else int(started)
    if started < ever:
        raise Invalid(
            N_("{started} people are said to have started, but {answered} have answered."),
            started=started,
            answered=ever,
        )
    rows = []
    for occasion in occasions:
        answered = int(people.get(occasion, 0))
        if answered:
            share = proportion(answered, started)
            rows.append(
                (
                    occasion,
                    answered,
                    started,
                    started - answered,
                    share.share,
                    share.low,
                    share.high,
                )
            )
    columns = ["occasion", "answered", "started", "missing", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def dropout_difference(before: pd.Series, after: pd.Series) -> GroupDifference | None:
    """How those who answered again differed before from those who did not.

    Parameters
    ----------
    before, after
        One number a person, on the person's code as index.

    Returns
    -------
    GroupDifference or None
        The before-answers of those who stayed against those who left; None if fewer than two left
        or stayed, which is too few to say anything.
    """
    first = answers(before, N_("answer before")).dropna()
    again = first.index.isin(answers(after, N_("answer after")).dropna().index)
    stayed, left = first[again], first[~again]
    if stayed.index.nunique() < 2 or left.index.nunique() < 2:
        return None
    return unpaired_comparison(stayed, left)
