"""One order of many: what the room as a whole puts first."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Order:
    """What the room puts first.

    Attributes
    ----------
    table
        ``choice``, ``points`` (Borda), ``first`` (voices that put it first), ``beats`` (choices
        that it beats one against one); most points first.
    pairs
        How many voices put the row's choice before the column's.
    winner
        The Condorcet winner: it beats every other choice one against one. None where there is none.
    n
        How many voices.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame
    winner: str | None
    n: int

    def summary(self) -> pd.DataFrame:
        """The table of choices."""
        return self.table

    def _repr_html_(self) -> str:
        winner = html.escape(self.winner) if self.winner else "–"
        return f"{self.table.to_html(index=False)}<p>{winner} (n = {self.n})</p>"


def rank_order(contributions: pd.DataFrame, choices: Sequence[str]) -> Order:
    """Borda points and pairwise wins from the voices' orders.

    A voice may rank only some choices: the others share the places that are left, and lose against
    each that was ranked. Points: the number of choices put after it, half for those that share its
    place.

    Parameters
    ----------
    contributions
        Columns ``voice``, ``subject`` (the choice) and ``value`` (1 is first).
    choices
        All choices.

    References
    ----------
    de Borda (1781): Mémoire sur les élections au scrutin. Condorcet (1785): Essai sur l'application
    de l'analyse. Shared places: Emerson (2013): The original Borda count and partial voting. Social
    Choice and Welfare 40, 353-358, discusses the alternatives.

    Examples
    --------
    >>> votes = pd.DataFrame({"voice": ["a", "a", "b", "b"], "subject": ["x", "y", "x", "y"],
    ...                       "value": [1, 2, 1, 2]})
    >>> rank_order(votes, ["y", "x"]).winner
    'x'
    """
    given = contributions.dropna(subset=["value"])
    if "hidden" in given:
        given = given[~given["hidden"].fillna(False).astype(bool)]
    given = given[given["subject"].isin(list(choices))]
    places = (
        given.assign(value=given["value"].astype("float64"))
        .pivot_table(index="voice", columns="subject", values="value", aggfunc="last")
        .reindex(columns=list(choices))
        .to_numpy(dtype="float64")
    )
    unranked = np.where(np.isnan(places), np.inf, places)
    before = (unranked[:, :, None] < unranked[:, None, :]).sum(axis=0)
    n, k = len(places), len(choices)
    ties = n - before - before.T
    np.fill_diagonal(ties, 0)
    points = (before + ties / 2).sum(axis=1)
    beats = before > before.T
    first = (unranked == 1).sum(axis=0) if n else np.zeros(k, dtype=int)
    table = pd.DataFrame(
        {
            "choice": list(choices),
            "points": points.astype("float64"),
            "first": first.astype("int64"),
            "beats": beats.sum(axis=1).astype("int64"),
        }
    ).sort_values("points", ascending=False, kind="stable", ignore_index=True)
    winners = [choices[i] for i in range(k) if k > 1 and beats[i].sum() == k - 1]
    pairs = pd.DataFrame(before, index=list(choices), columns=list(choices))
    return Order(table, pairs, winners[0] if winners else None, n)
