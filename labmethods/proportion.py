"""A count out of a number of participants, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labmethods.errors import Invalid
from labmethods.language import N_, default_language, translator


@dataclass(frozen=True)
class Proportion:
    """So many out of so many, and how far the truth may lie from it.

    Attributes
    ----------
    successes, n
        The count and the number of participants.
    share
        ``successes / n``, between 0 and 1.
    low, high
        The interval's ends, between 0 and 1.
    confidence
        How often such intervals hold the true share, 0.95 for 95 %.
    method
        ``"wilson"`` or ``"clopper-pearson"``.
    """

    successes: int
    n: int
    share: float
    low: float
    high: float
    confidence: float
    method: str

    def sentence(self, language: str | None = None) -> str:
        """Such as ``9 of 10 (95% interval 60–98%)``: the count first, never a bare share."""
        _ = translator(language or default_language())
        return _(
            "{successes} of {n} ({confidence} interval {low}–{high})",
            successes=_.number(self.successes),
            n=_.number(self.n),
            confidence=_.percent(self.confidence),
            low=_.number(100 * self.low),
            high=_.percent(self.high),
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>"


def proportion(
    successes: int,
    n: int,
    *,
    confidence: float = 0.95,
    method: Literal["wilson", "clopper-pearson"] = "wilson",
) -> Proportion:
    """A proportion of a small group with its interval.

    Wilson's interval keeps its promise with ten participants, where the textbook's does not
    (Wilson 1927, JASA 22(158); Brown, Cai & DasGupta 2001, Statistical Science 16(2)).

    Raises
    ------
    Invalid
        If ``n`` is not positive, a number isn't whole, or ``successes`` is outside 0 to ``n``.

    Examples
    --------
    >>> nine = proportion(9, 10)
    >>> round(nine.low, 3), round(nine.high, 3)
    (0.596, 0.982)
    >>> nine.sentence("en")
    '9 of 10 (95% interval 60–98%)'
    """
    from statsmodels.stats.proportion import proportion_confint

    if n != n or successes != successes or int(n) != n or int(successes) != successes:
        raise Invalid(N_("The count and the number of participants must be whole numbers."))
    if n < 1:
        raise Invalid(N_("There are no participants, so there is no share to work out."))
    if successes < 0:
        raise Invalid(N_("A count cannot be negative: {value}."), value=successes)
    if successes > n:
        raise Invalid(
            N_("{successes} out of {participants} cannot be: more than there were."),
            successes=successes,
            participants=n,
        )
    name = {"wilson": "wilson", "clopper-pearson": "beta"}[method]
    low, high = proportion_confint(int(successes), int(n), alpha=1 - confidence, method=name)
    share = successes / n
    # Rounding can put an end a hair inside the share when nobody or everybody did.
    return Proportion(
        int(successes),
        int(n),
        share,
        max(0.0, min(float(low), share)),
        min(1.0, max(float(high), share)),
        confidence,
        method,
    )
