"""Where participants were on each occasion, and went from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from labmethods.evaluation.analysis.attrition import OCCASIONS

BROAD = {
    "work": "busy",
    "traineeship": "busy",
    "studies": "busy",
    "business": "busy",
    "programme": "not busy",
    "seeking": "not busy",
    "other": "not busy",
    "unknown": "unknown",
}
"""Fewer kinds of status, so that a small group needs less hidden: in work or studies, or not."""

_COLUMNS = ["from_occasion", "from_status", "to_occasion", "to_status", "people"]


def follow_up_flows(
    followups: pd.DataFrame,
    participants: Sequence[str] | None = None,
    occasions: Sequence[str] = OCCASIONS,
    kinds: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How many people went from which status to which, between occasions that follow each other.

    Parameters
    ----------
    followups
        ``participant``, ``occasion`` and ``status``, at most one row a person and occasion.
    participants
        Everybody who is followed; who has no status on an occasion counts as ``"unknown"``. Those
        who have any status if not given.
    occasions
        The occasions in order; those that nobody has are left out.
    kinds
        Each status' broader kind, such as ``BROAD``; the statuses themselves without it.

    Returns
    -------
    pandas.DataFrame
        ``from_occasion, from_status, to_occasion, to_status, people``; nothing with fewer than two
        occasions.

    Examples
    --------
    >>> rows = [("A", "before", "seeking"), ("B", "before", "seeking"), ("A", "after", "work")]
    >>> flows = follow_up_flows(pd.DataFrame(rows, columns=["participant", "occasion", "status"]))
    >>> flows[["from_status", "to_status", "people"]].values.tolist()
    [['seeking', 'unknown', 1], ['seeking', 'work', 1]]
    """
    where = _where(followups, participants, occasions, kinds)
    rows = []
    for first, second in pairwise(where.columns):
        counted = where.groupby([first, second]).size()
        rows += [(first, a, second, b, int(n)) for (a, b), n in counted.items()]
    return pd.DataFrame(rows, columns=_COLUMNS)


def status_counts(
    followups: pd.DataFrame,
    participants: Sequence[str] | None = None,
    occasions: Sequence[str] = OCCASIONS,
    kinds: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How many people were where on each occasion.

    Parameters
    ----------
    followups, participants, occasions, kinds
        As in ``follow_up_flows``.

    Returns
    -------
    pandas.DataFrame
        Occasion x status, whole numbers; statuses in the order of ``BROAD``.

    Examples
    --------
    >>> rows = [("A", "before", "seeking"), ("B", "before", "seeking"), ("A", "after", "work")]
    >>> frame = pd.DataFrame(rows, columns=["participant", "occasion", "status"])
    >>> status_counts(frame).loc["after"].to_dict()
    {'work': 1, 'seeking': 0, 'unknown': 1}
    """
    where = _where(followups, participants, occasions, kinds)
    counts = where.apply(pd.Series.value_counts).T.reindex(where.columns)
    order = [kind for kind in dict.fromkeys([*BROAD, *BROAD.values()]) if kind in counts.columns]
    return counts.reindex(columns=order).fillna(0).astype("int64")


def _where(
    followups: pd.DataFrame,
    participants: Sequence[str] | None,
    occasions: Sequence[str],
    kinds: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Person x occasion: everybody's status."""
    known = followups.dropna(subset=["status"])
    used = [occasion for occasion in occasions if (known["occasion"] == occasion).any()]
    people = pd.Index(known["participant"].unique() if participants is None else participants)
    where = known.pivot(index="participant", columns="occasion", values="status")
    where = where.reindex(index=people, columns=used).astype("object")
    where = where.where(where.notna(), "unknown")
    return where.replace(dict(kinds)) if kinds else where
