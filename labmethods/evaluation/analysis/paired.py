"""The same people before and after: the change, its interval and its tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import answers, direction, one_each
from labmethods.evaluation.analysis.ranks import signed_rank_outermost, signed_rank_p_value
from labmethods.evaluation.analysis.result import Result, certain
from labmethods.language import N_

LEAST_FOR_INTERVAL = 6
"""With five pairs even “all rose” comes by chance one time in sixteen: no 95 % interval exists."""


@dataclass(frozen=True)
class PairedChange(Result):
    """What the same people answered before and after.

    Attributes
    ----------
    n
        People with answers both before and after.
    only_before, only_after
        People with just one of the two; they are left out of the change.
    repeated
        People with several answers on one occasion; their mean is used.
    higher, same, lower
        How many of ``n`` answered higher, the same and lower after; None where that is not told.
    before, after
        Median answer of the ``n`` people.
    shift, low, high
        The typical change (Hodges & Lehmann's estimate: the median of all pairs' mean changes), in
        the scale's steps, with its 95 % interval; the ends are None where no interval exists.
    p_value
        Wilcoxon's signed-rank test, exact also with ties; zeros ranked as Pratt did.
    permutation_p_value
        The test that tosses each person's sign: whether the mean change could be chance.
    effect_size
        Matched-pairs rank-biserial correlation, -1 (all fell) to 1 (all rose).
    better
        Whether ``"higher"`` or ``"lower"`` answers are what was hoped for.
    """

    n: int
    only_before: int
    only_after: int
    repeated: int
    higher: int | None
    same: int | None
    lower: int | None
    before: float
    after: float
    shift: float
    low: float | None
    high: float | None
    p_value: float
    permutation_p_value: float
    effect_size: float
    better: str = "higher"

    def without_few(self, least: int = 5) -> PairedChange:
        """For outside the lab: without how many went which way, where those are a few people."""
        counts = (self.higher, self.same, self.lower)
        if all(not few or few >= least for few in counts):
            return self
        return replace(self, higher=None, same=None, lower=None)

    @property
    def certain(self) -> bool:
        """Whether the change is told apart from chance."""
        return certain(self.low, self.high, self.p_value)

    @property
    def hoped_for(self) -> bool:
        """Whether the change is certain and goes the way that was hoped for."""
        return self.certain and (self.shift > 0) == (self.better == "higher")


def paired_change(
    before: pd.Series | Sequence,
    after: pd.Series | Sequence,
    *,
    better: str = "higher",
    rng: np.random.Generator | None = None,
) -> PairedChange:
    """How the same people's answers on a scale changed.

    Parameters
    ----------
    before, after
        One number a person, on the person's code as index; lists of the same length are paired in
        order. Missing answers are allowed, and several answers of a person (their mean is used).
    better
        ``"higher"`` or ``"lower"``: what was hoped for.
    rng
        Random numbers for the permutation test with more than 13 people; the same each time if not
        given.

    Returns
    -------
    PairedChange
        Hodges & Lehmann (1963), Annals of Mathematical Statistics 34(2); Wilcoxon (1945),
        Biometrics Bulletin 1(6); Pratt (1959), JASA 54(287); Kerby (2014), Comprehensive
        Psychology 3.

    Raises
    ------
    Invalid
        If an answer isn't a number, lists differ in length, or fewer than two people answered both.

    Examples
    --------
    >>> change = paired_change([2, 3, 2, 4, 1, 3, 2, 3], [3, 4, 4, 4, 3, 4, 2, 5])
    >>> change.n, change.higher, change.same, change.lower
    (8, 6, 2, 0)
    >>> change.shift, change.low, change.high, change.p_value
    (1.0, 0.5, 2.0, 0.03125)
    """
    from scipy.stats import permutation_test, rankdata

    direction(better)
    first, second, repeated = _series(before, after)
    pairs = pd.concat({"before": first, "after": second}, axis=1, join="inner")
    _enough(pairs, first, second)
    # Means of repeated answers differ by rounding noise that would break ties.
    change = np.round((pairs["after"] - pairs["before"]).to_numpy(), 9)
    test = permutation_test(
        (change,),
        lambda sample, axis: np.mean(sample, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9999,
        rng=rng if rng is not None else np.random.default_rng(1),
    )
    ranks = rankdata(np.abs(change))
    low, high = _interval(change)
    return PairedChange(
        n=len(change),
        only_before=len(first) - len(change),
        only_after=len(second) - len(change),
        repeated=repeated,
        higher=int((change > 0).sum()),
        same=int((change == 0).sum()),
        lower=int((change < 0).sum()),
        before=float(pairs["before"].median()),
        after=float(pairs["after"].median()),
        shift=float(np.median(_walsh(change))),
        low=low,
        high=high,
        p_value=signed_rank_p_value(change, ranks),
        permutation_p_value=float(test.pvalue),
        effect_size=_rank_biserial(change, ranks),
        better=better,
    )


def _series(before: object, after: object) -> tuple[pd.Series, pd.Series, int]:
    if not (isinstance(before, pd.Series) and isinstance(after, pd.Series)) and len(before) != len(
        after
    ):
        raise Invalid(
            N_(
                "There are {before} answers before and {after} after. Give each person's code as "
                "index."
            ),
            before=len(before),
            after=len(after),
        )
    first, twice_before = one_each(answers(before, N_("answer before")))
    second, twice_after = one_each(answers(after, N_("answer after")))
    return first, second, max(twice_before, twice_after)


def _enough(pairs: pd.DataFrame, first: pd.Series, second: pd.Series) -> None:
    if len(pairs) < 2:
        raise Invalid(
            N_(
                "{n} people have answers both before and after ({before} before, {after} after). "
                "At least two are needed to speak of a group."
            ),
            n=len(pairs),
            before=len(first),
            after=len(second),
        )


def _walsh(change: np.ndarray) -> np.ndarray:
    """The mean of every two changes, each with itself too."""
    i, j = np.triu_indices(len(change))
    return (change[i] + change[j]) / 2


def _interval(change: np.ndarray) -> tuple[float | None, float | None]:
    """The changes that the signed-rank test would not reject; closed, so ties make it wider."""
    if len(change) < LEAST_FOR_INTERVAL or np.ptp(change) == 0:
        return None, None
    k = signed_rank_outermost(len(change))
    means = np.sort(_walsh(change))
    return float(means[k - 1]), float(means[-k])


def _rank_biserial(change: np.ndarray, ranks: np.ndarray) -> float:
    moved = ranks[change != 0].sum()
    return float((ranks[change > 0].sum() - ranks[change < 0].sum()) / moved) if moved else 0.0
