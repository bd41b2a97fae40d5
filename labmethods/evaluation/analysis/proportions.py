"""Shares of small groups: intervals, the chance of passing a criterion, two groups compared."""

from __future__ import annotations

from dataclasses import dataclass

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import count
from labmethods.evaluation.analysis.result import Result, certain
from labmethods.language import N_
from labmethods.proportion import proportion as share_of


@dataclass(frozen=True, repr=False)
class GroupShare(Result):
    """So many of a small group, with what that says about the next group.

    Attributes
    ----------
    successes, n, share
        The count, the number of people, and ``successes / n``.
    low, high
        Wilson's 95 % interval: right on average over all shares.
    exact_low, exact_high
        Clopper and Pearson's 95 % interval: never too narrow, so somewhat wider.
    criterion
        The share that was to be reached, locked before the start; None where there was none.
    probability
        How probable it is that the share in the long run is at least the criterion, given what was
        seen and no knowledge before (Jeffreys' prior, Beta(½, ½)).
    """

    successes: int
    n: int
    share: float
    low: float
    high: float
    exact_low: float
    exact_high: float
    criterion: float | None = None
    probability: float | None = None

    def __repr__(self) -> str:
        return f"GroupShare({self.successes} of {self.n}, {self.low:.3f}-{self.high:.3f})"


def proportion(successes: int, n: int, criterion: float | None = None) -> GroupShare:
    """The share of a small group that reached something.

    Parameters
    ----------
    successes, n
        How many of how many people.
    criterion
        The share that was to be reached, between 0 and 1.

    Returns
    -------
    GroupShare
        Wilson (1927), JASA 22(158); Clopper & Pearson (1934), Biometrika 26(4); Brown, Cai &
        DasGupta (2001), Statistical Science 16(2), on which to use when.

    Raises
    ------
    Invalid
        If there is nobody, more successes than people, or a number is negative or not whole.

    Examples
    --------
    >>> nine = proportion(9, 10, criterion=0.5)
    >>> nine
    GroupShare(9 of 10, 0.596-0.982)
    >>> round(nine.probability, 3)
    0.996
    """
    from scipy.stats import beta

    successes, n = _counts(successes, n)
    wilson = share_of(successes, n)
    exact = share_of(successes, n, method="clopper-pearson")
    probability = None
    if criterion is not None:
        criterion = _share(criterion)
        probability = float(beta.sf(criterion, successes + 0.5, n - successes + 0.5))
    return GroupShare(
        successes,
        n,
        wilson.share,
        wilson.low,
        wilson.high,
        exact.low,
        exact.high,
        criterion,
        probability,
    )


@dataclass(frozen=True)
class ShareDifference(Result):
    """The share of one group less that of another.

    Attributes
    ----------
    successes, n, share
        Of the group.
    other_successes, other_n, other_share
        Of the group it is compared with.
    difference, low, high
        ``share - other_share`` with Newcombe's 95 % interval.
    p_value
        Boschloo's exact test.
    better
        Whether a ``"higher"`` or a ``"lower"`` share is what was hoped for.
    """

    successes: int
    n: int
    share: float
    other_successes: int
    other_n: int
    other_share: float
    difference: float
    low: float
    high: float
    p_value: float
    better: str = "higher"

    @property
    def certain(self) -> bool:
        return certain(self.low, self.high, self.p_value)


def share_difference(
    successes: int, n: int, other_successes: int, other_n: int, *, better: str = "higher"
) -> ShareDifference:
    """How much larger the share is in one group than in another of other people.

    Newcombe (1998), Statistics in Medicine 17(8), method 10; Boschloo (1970), Statistica
    Neerlandica 24(1).

    Raises
    ------
    Invalid
        As ``proportion``, for either group.

    Examples
    --------
    >>> answer = share_difference(15, 22, 9, 24)
    >>> round(answer.difference, 3), round(answer.low, 3), round(answer.high, 3)
    (0.307, 0.019, 0.532)
    """
    from scipy.stats import boschloo_exact
    from statsmodels.stats.proportion import confint_proportions_2indep

    successes, n = _counts(successes, n)
    other_successes, other_n = _counts(other_successes, other_n)
    low, high = confint_proportions_2indep(
        successes, n, other_successes, other_n, method="newcomb", compare="diff"
    )
    test = boschloo_exact(
        [[successes, other_successes], [n - successes, other_n - other_successes]]
    )
    # Nobody or everybody in both groups: the two are equal and there is nothing to test.
    p_value = float(test.pvalue) if test.pvalue == test.pvalue else 1.0
    share, other_share = successes / n, other_successes / other_n
    difference = share - other_share
    return ShareDifference(
        successes,
        n,
        share,
        other_successes,
        other_n,
        other_share,
        difference,
        max(-1.0, min(float(low), difference)),
        min(1.0, max(float(high), difference)),
        min(1.0, p_value),
        better,
    )


def _counts(successes: object, n: object) -> tuple[int, int]:
    successes, n = count(successes, N_("successes")), count(n, N_("number of people"))
    if n == 0:
        raise Invalid(N_("There are no participants, so there is no share to work out."))
    if successes > n:
        raise Invalid(
            N_("{successes} of {n} can't be: there were no more than {n} people. Count again."),
            successes=successes,
            n=n,
        )
    return successes, n


def _share(criterion: float) -> float:
    if not 0 <= criterion <= 1:
        raise Invalid(
            N_(
                "The criterion {value} is no share. Write it between 0 and 1, such as 0.5 for half."
            ),
            value=criterion,
        )
    return float(criterion)
