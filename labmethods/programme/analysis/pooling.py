"""The same measure in several labs, pooled with random effects."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_, default_language, translator
from labmethods.proportion import proportion

FEWEST = 5
"""Labs with fewer people are left out, so that what is pooled tells of nobody."""

_COLUMNS = ["lab", "effect", "low", "high", "weight", "n"]


@dataclass(frozen=True)
class Pooled:
    """What several labs come to together, and how much they differ.

    Attributes
    ----------
    labs
        One row a lab, largest effect first: ``lab, effect, low, high`` (its own interval),
        ``weight`` (share of 1) and ``n`` (people).
    effect, low, high
        The mean of the labs' true values, with its interval.
    expected_low, expected_high
        Where a new lab's true value is expected to lie (the prediction interval); None with fewer
        than three labs.
    q, q_p_value
        Cochran's Q, and how often chance alone gives one as large.
    i2
        How much of the labs' spread is more than chance, 0 to 1.
    tau2
        The variance between the labs' true values, on the scale that was pooled.
    n
        People in all.
    scale
        ``"share"``: 0 to 1, pooled as log odds. ``"difference"``: pooled as they are.
    confidence
        How often such intervals hold the true value.
    """

    labs: pd.DataFrame
    effect: float
    low: float
    high: float
    expected_low: float | None
    expected_high: float | None
    q: float
    q_p_value: float
    i2: float
    tau2: float
    n: int
    scale: str
    confidence: float

    @property
    def k(self) -> int:
        """How many labs."""
        return len(self.labs)

    def summary(self) -> pd.DataFrame:
        """One row, with every number but the labs' own."""
        names = ["effect", "low", "high", "expected_low", "expected_high", "q", "q_p_value"]
        names += ["i2", "tau2", "k", "n"]
        return pd.DataFrame([{name: getattr(self, name) for name in names}])

    def sentence(self, language: str | None = None) -> str:
        """What it comes to, with its interval and how many it rests on."""
        _ = translator(language or default_language())

        def shown(value: float) -> str:
            return _.percent(value) if self.scale == "share" else _.number(value, 2)

        return _(
            "{effect} in {k} labs together ({confidence} interval {low} to {high}, n = {n})",
            effect=shown(self.effect),
            k=self.k,
            confidence=_.percent(self.confidence),
            low=shown(self.low),
            high=shown(self.high),
            n=_.number(self.n),
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>"


def pool(
    effects: pd.DataFrame,
    *,
    method: Literal["paule-mandel", "dersimonian-laird"] = "paule-mandel",
    confidence: float = 0.95,
) -> Pooled:
    """Pool effects that measure the same on the same scale.

    Parameters
    ----------
    effects
        One row a lab: ``lab`` (name), ``effect``, ``variance`` (the square of its standard error)
        and ``n`` (people; may be missing).
    method
        How the variance between labs is worked out: Paule & Mandel (1982), Journal of Research of
        the National Bureau of Standards 87(5), or DerSimonian & Laird (1986), Controlled Clinical
        Trials 7(3).

    Returns
    -------
    Pooled
        Random effects by statsmodels' ``combine_effects``. The interval uses Knapp & Hartung's t
        and variance (2003, Statistics in Medicine 22(17)), never a smaller variance than without
        (Röver, Knapp & Friede 2015, BMC Medical Research Methodology 15:99), since a handful of
        labs is little to know their spread from. Prediction interval by Higgins, Thompson &
        Spiegelhalter (2009), JRSS A 172(1). The order of the rows doesn't matter.

    Raises
    ------
    Invalid
        If there are fewer than two labs, or an effect or its variance is missing or impossible.

    Examples
    --------
    >>> effects = pd.DataFrame(
    ...     {"lab": ["A", "B", "C"], "effect": [0.2, 0.5, 0.9], "variance": [0.04, 0.05, 0.04]}
    ... )
    >>> found = pool(effects)
    >>> round(found.effect, 2), round(found.i2, 1)
    (0.53, 0.7)
    """
    from scipy import stats

    table = _checked(effects)
    effect, variance = table["effect"].to_numpy(), table["variance"].to_numpy()
    tau2, q = _between(effect, variance, method)
    weight = 1 / (variance + tau2)
    mean = float((weight * effect).sum() / weight.sum())
    df = len(table) - 1
    spread = float((weight * (effect - mean) ** 2).sum() / df)
    error = math.sqrt(max(1.0, spread) / weight.sum())
    tail = 1 - (1 - confidence) / 2
    half = float(stats.t.ppf(tail, df)) * error
    expected = None
    if df > 1:
        expected = float(stats.t.ppf(tail, df - 1)) * math.sqrt(tau2 + error**2)
    # A mean of n people has n - 1 degrees of freedom; where n isn't known the normal must do.
    people = table["n"].to_numpy()
    quantile = np.where(
        people > 1, stats.t.ppf(tail, np.maximum(people - 1, 1)), stats.norm.ppf(tail)
    )
    own = quantile * np.sqrt(variance)
    labs = table.assign(
        low=effect - own, high=effect + own, weight=weight / weight.sum(), n=table["n"]
    )
    return Pooled(
        labs=labs[_COLUMNS]
        .sort_values(["effect", "lab"], ascending=[False, True], kind="stable")
        .reset_index(drop=True),
        effect=mean,
        low=mean - half,
        high=mean + half,
        expected_low=None if expected is None else mean - expected,
        expected_high=None if expected is None else mean + expected,
        q=q,
        q_p_value=float(stats.chi2.sf(q, df)),
        i2=max(0.0, (q - df) / q) if q > 0 else 0.0,
        tau2=tau2,
        n=int(table["n"].sum()),
        scale="difference",
        confidence=confidence,
    )


def pool_shares(counts: pd.DataFrame, *, confidence: float = 0.95) -> Pooled:
    """Pool shares: how many of how many, in labs that count the same.

    Parameters
    ----------
    counts
        One row a lab: ``lab``, ``successes`` and ``participants``. Labs with fewer than five
        participants must be left out before.

    Returns
    -------
    Pooled
        Log odds with half a person added to each side (Haldane 1956, Annals of Human Genetics
        20(4)), pooled as by ``pool`` and told as shares from 0 to 1. Each lab's own share and
        interval are those of its count (Wilson).

    Raises
    ------
    Invalid
        If there are fewer than two labs, a lab has fewer than five participants, or a count is
        impossible.

    Examples
    --------
    >>> counts = pd.DataFrame(
    ...     {"lab": ["A", "B"], "successes": [9, 15], "participants": [10, 22]}
    ... )
    >>> found = pool_shares(counts)
    >>> found.n, round(found.effect, 2)
    (32, 0.74)
    """
    own = [
        proportion(row.successes, row.participants, confidence=confidence)
        for row in counts.itertuples()
    ]
    if any(one.n < FEWEST for one in own):
        raise Invalid(N_("A lab with fewer than {n} participants can't be pooled."), n=FEWEST)
    yes = np.array([one.successes + 0.5 for one in own])
    no = np.array([one.n - one.successes + 0.5 for one in own])
    odds = pd.DataFrame(
        {
            "lab": counts["lab"].to_numpy(),
            "effect": np.log(yes / no),
            "variance": 1 / yes + 1 / no,
            "n": [one.n for one in own],
        }
    )
    found = pool(odds, confidence=confidence)
    told = pd.DataFrame(
        {
            "lab": counts["lab"].to_numpy(),
            "effect": [one.share for one in own],
            "low": [one.low for one in own],
            "high": [one.high for one in own],
            "n": [one.n for one in own],
        }
    ).merge(found.labs[["lab", "weight"]], on="lab")
    values = {
        name: _share(getattr(found, name))
        for name in ("effect", "low", "high", "expected_low", "expected_high")
    }
    labs = told[_COLUMNS].sort_values(["effect", "lab"], ascending=[False, True], kind="stable")
    rest = {name: getattr(found, name) for name in ("q", "q_p_value", "i2", "tau2", "n")}
    return Pooled(
        labs=labs.reset_index(drop=True), scale="share", confidence=confidence, **values, **rest
    )


def _share(log_odds: float | None) -> float | None:
    return None if log_odds is None else float(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))))


def _checked(effects: pd.DataFrame) -> pd.DataFrame:
    """The rows as decimals in an order of their own, so that sums come out the same."""
    table = pd.DataFrame({"lab": effects["lab"].astype("str").to_numpy()})
    for name in ("effect", "variance"):
        table[name] = pd.to_numeric(effects[name]).astype("float64").to_numpy()
    n = effects["n"] if "n" in effects else pd.Series(0, index=effects.index)
    table["n"] = pd.to_numeric(n).astype("Int64").fillna(0).to_numpy(dtype="int64")
    if len(table) < 2:
        raise Invalid(N_("It takes at least two labs to pool."))
    if table["lab"].duplicated().any():
        raise Invalid(N_("A lab stands twice, so it would count twice."))
    if not np.isfinite(table[["effect", "variance"]].to_numpy()).all():
        raise Invalid(N_("An effect or its variance is missing."))
    if (table["variance"] <= 0).any():
        raise Invalid(N_("A variance must be above 0."))
    return table.sort_values(["effect", "variance", "lab"], kind="stable").reset_index(drop=True)


def _between(effect: np.ndarray, variance: np.ndarray, method: str) -> tuple[float, float]:
    """The variance between labs, never negative, and Cochran's Q."""
    from statsmodels.stats.meta_analysis import combine_effects

    # Where the labs spread less than chance alone would, the estimate is negative: none is known.
    # statsmodels then divides by zero in numbers that aren't used here.
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "dersimonian-laird":
            found = combine_effects(effect, variance, method_re="dl")
            return max(0.0, float(found.tau2)), max(0.0, float(found.q))
        # The iteration counts in the effects' own units; a common size lets one tolerance fit all.
        size = float(np.median(variance))
        found = combine_effects(
            effect / math.sqrt(size), variance / size, method_re="pm", atol=1e-10, maxiter=500
        )
    return max(0.0, float(found.tau2) * size), max(0.0, float(found.q))
