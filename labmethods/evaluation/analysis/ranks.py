"""Null distributions of rank statistics, exact also with ties, as scipy's are not."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

# Above these sizes the normal curve differs from the exact distribution by less than one step.
_EXACT_SIGNED = 300
_EXACT_SUM = 10_000


def signed_rank_null(ranks: np.ndarray) -> np.ndarray:
    """The distribution of the sum of the positive ranks when every sign is a toss of a coin.

    Parameters
    ----------
    ranks
        Ranks of the differences' sizes; midranks (such as 2.5) where there are ties.

    Returns
    -------
    numpy.ndarray
        The probability of each sum in half steps: ``answer[k]`` is that of the sum ``k / 2``.
    """
    distribution = np.ones(1)
    for doubled in np.rint(2 * np.asarray(ranks, dtype=float)).astype(int):
        longer = np.zeros(len(distribution) + doubled)
        longer[: len(distribution)] += distribution / 2
        longer[doubled:] += distribution / 2
        distribution = longer
    return distribution


def signed_rank_p_value(change: np.ndarray, ranks: np.ndarray) -> float:
    """Two-sided p-value of the signed-rank test; those who did not change are ranked, then left "
    "out."""
    from scipy.stats import norm

    moved = change != 0
    if not moved.any():
        return 1.0
    seen, all_ranks = float(ranks[change > 0].sum()), ranks[moved]
    if len(all_ranks) > _EXACT_SIGNED:
        z = (abs(seen - all_ranks.sum() / 2) - 0.25) / np.sqrt((all_ranks**2).sum() / 4)
        return float(min(1.0, 2 * norm.sf(z)))
    null, place = signed_rank_null(all_ranks), round(2 * seen)
    return float(min(1.0, 2 * min(null[: place + 1].sum(), null[place:].sum())))


@lru_cache
def signed_rank_outermost(n: int, level: float = 0.05) -> int:
    """How many of the pairs' ordered mean changes lie outside the interval at either end.

    The interval runs from that one in order to the same one from the other end; 0 if even the
    outermost is too probable, so that no interval of that level exists.
    """
    if n > _EXACT_SIGNED:
        return _normal_outermost(n * (n + 1) / 4, n * (n + 1) * (2 * n + 1) / 24, level)
    # Ranks without ties are whole, so every second place of the half-step distribution is empty.
    return _outermost(signed_rank_null(np.arange(1, n + 1))[::2], level)


def rank_sum_null(n: int, m: int) -> np.ndarray:
    """The distribution of the number of pairs won (Mann-Whitney's U) when two groups are alike.

    Mann & Whitney (1947), Annals of Mathematical Statistics 18(1): the largest of all is in the one
    group, and wins against the whole other, or in the other.

    Returns
    -------
    numpy.ndarray
        The probability of each U from 0 to ``n * m``; there are no ties.
    """
    row = [np.ones(1) for _ in range(m + 1)]
    for i in range(1, n + 1):
        new = [np.ones(1)]
        for j in range(1, m + 1):
            ways = np.zeros(i * j + 1)
            ways[j:] += row[j] * i / (i + j)
            ways[: i * (j - 1) + 1] += new[j - 1] * j / (i + j)
            new.append(ways)
        row = new
    return row[m]


@lru_cache
def rank_sum_outermost(n: int, m: int, level: float = 0.05) -> int:
    """As ``signed_rank_outermost``, of the ordered differences between two groups."""
    if n * m > _EXACT_SUM:
        return _normal_outermost(n * m / 2, n * m * (n + m + 1) / 12, level)
    return _outermost(rank_sum_null(n, m), level)


def _outermost(distribution: np.ndarray, level: float) -> int:
    return int(np.searchsorted(np.cumsum(distribution), level / 2 + 1e-12, side="right"))


def _normal_outermost(mean: float, variance: float, level: float) -> int:
    from scipy.stats import norm

    return int(np.floor(mean + norm.ppf(level / 2) * np.sqrt(variance)))
