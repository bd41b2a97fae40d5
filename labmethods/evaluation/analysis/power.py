"""Before the start: how small a change can be seen with so many people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import count
from labmethods.evaluation.analysis.result import Result
from labmethods.language import N_

# Rank tests need 1/0.955 as many people as the t-test where answers are normally spread
# (Pitman; Lehmann 1975, Nonparametrics, ch. 2 and 4).
_RANKS = 0.955
_LEVEL = 0.05


@dataclass(frozen=True)
class Detectable(Result):
    """The smallest change that a group of a size can show.

    Attributes
    ----------
    kind
        ``"change"`` (the same people twice), ``"difference"`` (two groups) or ``"share"``.
    n, other_n
        People in the group, and in the one it is compared with (None where there is none).
    smallest
        The smallest change that is found with the probability ``power``: in the scale's steps when
        the spread is known, else in spreads; for a share the share itself. None if no change at
        all could be found.
    spread
        Standard deviation of people's changes or answers in the scale's steps; None if not known.
    baseline
        The share that is usual without the activity; None for other kinds.
    least
        For a share: how many of ``n`` are needed to tell it from the baseline.
    power
        The probability of finding it, usually 0.8.
    """

    kind: Literal["change", "difference", "share"]
    n: int
    other_n: int | None
    smallest: float | None
    spread: float | None
    baseline: float | None
    least: int | None
    power: float


def detectable_change(n: int, spread: float | None = None, power: float = 0.8) -> Detectable:
    """The smallest change of ``n`` people, before to after, that the signed-rank test finds.

    Parameters
    ----------
    n
        People expected to answer both before and after.
    spread
        Standard deviation of people's changes, in the scale's steps, if known from earlier.
    power
        The probability of finding the change if it is there.

    Raises
    ------
    Invalid
        If fewer than six people are expected (no 95 % interval exists), or power or spread make no
        sense.

    Examples
    --------
    >>> round(detectable_change(20, spread=1.0).smallest, 2)
    0.68
    """
    from statsmodels.stats.power import TTestPower

    n, test = _people(n, 6), TTestPower()
    effect = _smallest(lambda size: test.power(size, n * _RANKS, _LEVEL), n * _RANKS, power)
    return Detectable("change", n, None, _steps(effect, spread), spread, None, None, power)


def detectable_difference(
    n: int, other_n: int, spread: float | None = None, power: float = 0.8
) -> Detectable:
    """The smallest difference between two groups of other people that the rank test finds.

    Raises
    ------
    Invalid
        If a group has fewer than four people, or power or spread make no sense.

    Examples
    --------
    >>> round(detectable_difference(20, 20).smallest, 2)
    0.93
    """
    from statsmodels.stats.power import TTestIndPower

    n, other_n, test = _people(n, 4), _people(other_n, 4), TTestIndPower()
    effect = _smallest(
        lambda size: test.power(size, n * _RANKS, _LEVEL, ratio=other_n / n),
        _RANKS / (1 / n + 1 / other_n),
        power,
    )
    smallest = _steps(effect, spread)
    return Detectable("difference", n, other_n, smallest, spread, None, None, power)


def detectable_share(n: int, baseline: float, power: float = 0.8) -> Detectable:
    """The smallest share above a known baseline that an exact test finds with ``n`` people.

    Parameters
    ----------
    n
        People expected.
    baseline
        The share that reaches it anyhow, between 0 and 1, from statistics or from earlier.

    Raises
    ------
    Invalid
        If nobody is expected, or the baseline or power make no sense.

    Examples
    --------
    >>> answer = detectable_share(20, 0.4)
    >>> answer.least, round(answer.smallest, 2)
    (13, 0.71)
    """
    from scipy.optimize import brentq
    from scipy.stats import binom

    n, power = _people(n, 1), _probability(power)
    if not 0 < baseline < 1:
        raise Invalid(
            N_(
                "The criterion {value} is no share. Write it between 0 and 1, such as 0.5 for half."
            ),
            value=baseline,
        )
    least = int(binom.isf(_LEVEL / 2, n, baseline)) + 1
    if least > n:
        return Detectable("share", n, None, None, None, baseline, None, power)
    smallest = brentq(lambda share: binom.sf(least - 1, n, share) - power, baseline, 1)
    return Detectable("share", n, None, float(smallest), None, baseline, least, power)


def _people(n: object, least: int) -> int:
    n = count(n, N_("number of people"))
    if n < least:
        raise Invalid(
            N_("{n} people are too few to plan for; at least {least} are needed."), n=n, least=least
        )
    return n


def _probability(power: float) -> float:
    if not 0.05 < power < 1:
        raise Invalid(
            N_("The probability {value} must lie between 0.05 and 1; 0.8 is usual."), value=power
        )
    return power


def _smallest(power_of: Callable[[float], float], worth: float, power: float) -> float:
    """The effect that is found so often, by people who are worth so many in one group.

    The search stays near the normal curve's answer: statsmodels' own wanders off to where the
    distribution can't be computed, and then fails.
    """
    from scipy.optimize import brentq
    from scipy.stats import norm

    upper = (norm.isf(_LEVEL / 2) + norm.ppf(_probability(power))) / worth**0.5
    while power_of(upper) < power:
        upper *= 1.1
    return float(brentq(lambda size: power_of(size) - power, 0, upper))


def _steps(effect: float, spread: float | None) -> float:
    if spread is None:
        return effect
    if not spread > 0:
        raise Invalid(N_("The spread {value} must be above zero."), value=spread)
    return effect * spread
