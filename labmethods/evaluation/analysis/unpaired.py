"""Two groups of different people: how far apart their answers lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import Term, answers, direction, one_each
from labmethods.evaluation.analysis.ranks import rank_sum_outermost
from labmethods.evaluation.analysis.result import Result, certain
from labmethods.language import N_


@dataclass(frozen=True)
class GroupDifference(Result):
    """The answers of one group against those of another.

    Attributes
    ----------
    n, other_n
        People with an answer in the group and in the one it is compared with.
    missing
        People without an answer, of both groups.
    median, other_median
        The groups' median answers.
    shift, low, high
        The typical difference (Hodges & Lehmann: the median of all differences between a person of
        one group and one of the other) with its 95 % interval, which holds also when one group is
        more spread out than the other; the ends are None where none exists.
    p_value
        Mann and Whitney's test, exact for small groups also with ties.
    superiority
        How often a person of the group lies above one of the other, ties as halves: 0.5 is alike.
    better
        Whether ``"higher"`` or ``"lower"`` answers are what was hoped for.
    """

    n: int
    other_n: int
    missing: int
    median: float
    other_median: float
    shift: float
    low: float | None
    high: float | None
    p_value: float
    superiority: float
    better: str = "higher"

    @property
    def certain(self) -> bool:
        """Whether the difference is told apart from chance."""
        return certain(self.low, self.high, self.p_value)

    @property
    def hoped_for(self) -> bool:
        """Whether the difference is certain and goes the way that was hoped for."""
        return self.certain and (self.shift > 0) == (self.better == "higher")


def unpaired_comparison(
    group: pd.Series | Sequence,
    other: pd.Series | Sequence,
    *,
    better: str = "higher",
    rng: np.random.Generator | None = None,
) -> GroupDifference:
    """How the answers of one group differ from those of a group of other people.

    Parameters
    ----------
    group, other
        One number a person; missing answers are left out, several answers of a person become
        their mean when the index holds the person's code.
    better
        ``"higher"`` or ``"lower"``: what was hoped for.
    rng
        Random numbers for the test with ties in groups that are too large to go through all; the
        same each time if not given.

    Returns
    -------
    GroupDifference
        Mann & Whitney (1947), Annals of Mathematical Statistics 18(1); Hodges & Lehmann (1963),
        34(2); Vargha & Delaney (2000), Journal of Educational and Behavioral Statistics 25(2).

    Raises
    ------
    Invalid
        If an answer isn't a number or a group has fewer than two answers.

    Examples
    --------
    >>> apart = unpaired_comparison([4, 5, 3, 5, 4, 5], [2, 3, 3, 1, 4, 2])
    >>> apart.shift, apart.low, apart.high
    (2.0, 1.0, 3.0)
    """
    direction(better)
    first, second = answers(group, N_("group")), answers(other, N_("comparison group"))
    missing = int(first.isna().sum() + second.isna().sum())
    x, y = one_each(first)[0].to_numpy(), one_each(second)[0].to_numpy()
    for name, sample in ((N_("group"), x), (N_("comparison group"), y)):
        if len(sample) < 2:
            raise Invalid(
                N_("The {group} has {n} answers; at least two are needed to compare."),
                group=Term(name),
                n=len(sample),
            )
    apart = np.round(np.subtract.outer(x, y), 9)
    low, high = _interval(apart)
    return GroupDifference(
        n=len(x),
        other_n=len(y),
        missing=missing,
        median=float(np.median(x)),
        other_median=float(np.median(y)),
        shift=float(np.median(apart)),
        low=low,
        high=high,
        p_value=_mann_whitney(x, y, rng),
        superiority=float(np.mean((apart > 0) + 0.5 * (apart == 0))),
        better=better,
    )


def _interval(apart: np.ndarray) -> tuple[float | None, float | None]:
    if np.ptp(apart) == 0:
        return None, None
    k = rank_sum_outermost(*apart.shape)
    if k == 0:
        return None, None
    # Groups of one size stand unequal spread (Pratt 1964, JASA 59(307)).
    if apart.shape[0] != apart.shape[1]:
        k = max(1, min(k, _outermost_if_unlike(apart)))
    ordered = np.sort(apart, axis=None)
    return float(ordered[k - 1]), float(ordered[-k])


def _outermost_if_unlike(apart: np.ndarray) -> int:
    """As ``rank_sum_outermost``, when one group may be more spread out than the other.

    Fligner & Policello (1981), Journal of the American Statistical Association 76(373): the
    variance of the share of pairs won, from how it differs between people.
    """
    from scipy.stats import norm

    centred = apart - np.median(apart)
    won = (centred > 0) + 0.5 * (centred == 0)
    spread = sum(won.mean(axis=axis).var(ddof=1) / won.shape[1 - axis] for axis in (0, 1))
    return int(np.floor(apart.size * (0.5 + norm.ppf(0.025) * np.sqrt(spread))))


def _mann_whitney(x: np.ndarray, y: np.ndarray, rng: np.random.Generator | None) -> float:
    from scipy.stats import PermutationMethod, mannwhitneyu

    both = np.concatenate([x, y])
    if np.ptp(both) == 0:
        return 1.0
    if len(np.unique(both)) == len(both) and len(both) <= 100:
        method = "exact"
    elif len(both) <= 100:
        method = PermutationMethod(
            n_resamples=19_999, rng=rng if rng is not None else np.random.default_rng(1)
        )
    else:
        method = "asymptotic"
    return float(min(1.0, mannwhitneyu(x, y, method=method).pvalue))
