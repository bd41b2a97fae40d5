"""How often each 95 % interval holds the truth; the figures stand in docs/coverage.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from labmethods.evaluation import analysis as ea

pytestmark = pytest.mark.slow

ROUNDS = 2000


def said(what: str, setting: str, coverage: float) -> float:
    print(f"| {what} | {setting} | {100 * coverage:.1f} |")
    return coverage


def binomial_coverage(low: str, high: str, n: int, shares: np.ndarray) -> np.ndarray:
    """Exact, by going through every count."""
    results = [ea.proportion(successes, n) for successes in range(n + 1)]
    held = np.array(
        [[getattr(r, low) <= share <= getattr(r, high) for r in results] for share in shares]
    )
    weight = binom.pmf(np.arange(n + 1)[None, :], n, shares[:, None])
    return (held * weight).sum(axis=1)


@pytest.mark.parametrize("n", [5, 10, 22, 50])
def test_wilson_interval_holds_the_share_on_average_over_all_shares(n):
    shares = (np.arange(1000) + 0.5) / 1000
    coverage = binomial_coverage("low", "high", n, shares)
    said("Share, Wilson", f"n = {n}, mean over shares 0-1", coverage.mean())
    middle = coverage[(shares >= 0.1) & (shares <= 0.9)]
    said("Share, Wilson", f"n = {n}, worst share between 0.1 and 0.9", middle.min())
    assert coverage.mean() >= 0.94


@pytest.mark.parametrize("n", [5, 10, 22, 50])
def test_exact_interval_holds_every_share(n):
    coverage = binomial_coverage("exact_low", "exact_high", n, (np.arange(1000) + 0.5) / 1000)
    said("Share, Clopper-Pearson", f"n = {n}, worst of all shares", coverage.min())
    assert coverage.min() >= 0.95


@pytest.mark.parametrize(("n", "m"), [(8, 8), (10, 25), (22, 24)])
def test_interval_of_a_difference_of_shares_holds_it_on_average(n, m):
    held = {
        (x, y): (result.low, result.high)
        for x in range(n + 1)
        for y in range(m + 1)
        for result in [ea.share_difference(x, n, y, m)]
    }
    low = np.array([[held[x, y][0] for y in range(m + 1)] for x in range(n + 1)])
    high = np.array([[held[x, y][1] for y in range(m + 1)] for x in range(n + 1)])
    shares, total = np.linspace(0.025, 0.975, 39), []
    for p in shares:
        for q in shares:
            weight = np.outer(binom.pmf(range(n + 1), n, p), binom.pmf(range(m + 1), m, q))
            total.append((weight * ((low <= p - q) & (p - q <= high))).sum())
    assert said("Difference of shares, Newcombe", f"n = {n} and {m}", np.mean(total)) >= 0.94


def scale(rng: np.random.Generator, shift: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Answers 1-5 of the same people, pulled up by ``shift`` on the scale beneath."""
    person = rng.normal(2.8, 0.8, n)
    first, second = (person + move + rng.normal(0, 0.6, n) for move in (0, shift))
    return np.clip(np.rint(first), 1, 5), np.clip(np.rint(second), 1, 5)


def normal(rng: np.random.Generator, shift: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(0, 1, n), rng.normal(shift, 1, n)


def heavy(rng: np.random.Generator, shift: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    first = rng.standard_t(3, n)
    return first, first + shift + rng.standard_t(3, n)


def pseudomedian(draw: Callable, shift: float, pairwise: Callable) -> float:
    first, second = draw(np.random.default_rng(0), shift, 400_000)
    return float(np.median(pairwise(first, second)))


@pytest.mark.parametrize("draw", [scale, normal, heavy])
@pytest.mark.parametrize("n", [8, 12, 20])
def test_interval_of_a_paired_change_holds_it(draw, n):
    rng = np.random.default_rng(n)
    truth = pseudomedian(draw, 0.6, lambda a, b: ((b - a)[::2] + (b - a)[1::2]) / 2)
    held = []
    for _ in range(ROUNDS):
        result = ea.paired_change(*draw(rng, 0.6, n))
        if result.low is not None:
            held.append(result.low <= truth <= result.high)
    assert said("Change of the same people", f"{draw.__name__}, n = {n}", np.mean(held)) >= 0.94


def heavy_groups(rng: np.random.Generator, shift: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    return rng.standard_t(3, n), shift + rng.standard_t(3, n)


def unlike(rng: np.random.Generator, shift: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    """One group twice as spread out as the other."""
    return rng.normal(0, 1, n), rng.normal(shift, 2, n)


@pytest.mark.parametrize("draw", [scale, normal, heavy_groups, unlike])
@pytest.mark.parametrize(("n", "m"), [(8, 8), (10, 20)])
def test_interval_of_a_difference_between_groups_holds_it(draw, n, m):
    rng = np.random.default_rng(n)
    truth = pseudomedian(draw, 0.6, lambda a, b: b - np.random.default_rng(1).permutation(a))
    held = []
    for _ in range(ROUNDS // 4 if draw is scale else 2 * ROUNDS):
        other, group = draw(rng, 0.6, m)[0], draw(rng, 0.6, n)[1]
        result = ea.unpaired_comparison(group, other)
        if result.low is not None:
            held.append(result.low <= truth <= result.high)
    setting = f"{draw.__name__.removesuffix('_groups')}, n = {n} and {m}"
    assert said("Difference between groups", setting, np.mean(held)) >= 0.94


@pytest.mark.parametrize(("a", "b"), [(8, 2), (2, 1), (40, 10), (1, 1)])
@pytest.mark.parametrize("people", [5, 10, 20])
def test_interval_of_attendance_holds_the_rate(a, b, people):
    rng = np.random.default_rng(people)
    held = []
    for _ in range(ROUNDS // 2):
        marks = pd.DataFrame(
            [
                (person, occasion, float(rng.random() < habit))
                for person, habit in enumerate(rng.beta(a, b, people))
                for occasion in range(rng.integers(6, 13))
            ],
            columns=["participant", "occasion", "present"],
        )
        result = ea.attendance(marks)
        held.append(result.low <= a / (a + b) <= result.high)
    setting = f"{people} people, habits Beta({a}, {b})"
    assert said("Attendance", setting, np.mean(held)) >= 0.94


def moving_places(rng: np.random.Generator, places: int, tail: str) -> Iterator[pd.DataFrame]:
    """Places with levels of their own, a common path and wandering that hangs together."""
    for _ in range(ROUNDS):
        step = (
            rng.normal(0, 1, (10, places)) if tail == "normal" else rng.standard_t(5, (10, places))
        )
        common = np.cumsum(rng.normal(0, 1, 10))[:, None]
        panel = rng.normal(50, 10, places) + common + np.cumsum(step, axis=0)
        panel[5:, 0] += 3
        yield pd.DataFrame(panel, columns=[f"p{i}" for i in range(places)])


@pytest.mark.parametrize("tail", ["normal", "heavy"])
@pytest.mark.parametrize("places", [4, 9, 25])
def test_interval_of_a_difference_in_differences_holds_it(places, tail):
    results = [
        ea.difference_in_differences(panel, "p0", 5)
        for panel in moving_places(np.random.default_rng(places), places, tail)
    ]
    held = np.mean([result.low <= 3 <= result.high for result in results])
    setting = f"{places - 1} comparison places, {tail} steps"
    # The interval takes normal steps; heavier tails than that cost up to a percentage point more.
    assert said("Difference in differences", setting, held) >= (0.94 if tail == "normal" else 0.93)


@pytest.mark.parametrize("hanging", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("n", [16, 24, 48])
def test_interval_of_an_interrupted_series_holds_effect_jump_and_slope(n, hanging):
    rng, held = np.random.default_rng(n), {"effect": [], "jump": [], "slope": []}
    for _ in range(ROUNDS):
        result, truth = interrupted(rng, n, hanging)
        held["effect"].append(result.low <= truth <= result.high)
        held["jump"].append(result.level_low <= 2 <= result.level_high)
        held["slope"].append(result.slope_low <= 0.05 <= result.slope_high)
    for name, each in held.items():
        setting = f"n = {n}, hanging {hanging}"
        assert said(f"Interrupted series, {name}", setting, np.mean(each)) >= 0.94


def interrupted(rng: np.random.Generator, n: int, hanging: float):
    time, error = np.arange(n), rng.normal(0, 1, n)
    error[0] /= np.sqrt(1 - hanging**2)
    for i in range(1, n):
        error[i] += hanging * error[i - 1]
    after = time >= n // 2
    values = 10 + 0.1 * time + after * (2 + 0.05 * (time - n // 2)) + error
    result = ea.interrupted_time_series(pd.Series(values), n // 2)
    return result, 2 + 0.05 * float(np.mean((time - n // 2)[after]))


@pytest.mark.parametrize("donors", [19, 39])
def test_synthetic_control_seldom_finds_an_effect_where_there_is_none(donors):
    rng = np.random.default_rng(donors)
    found = []
    for _ in range(ROUNDS // 4):
        factors = np.cumsum(rng.normal(0, 1, (30, 3)), axis=0)
        panel = factors @ rng.normal(0, 1, (3, donors + 1)) + rng.normal(0, 1, (30, donors + 1))
        frame = pd.DataFrame(panel, columns=[f"p{i}" for i in range(donors + 1)])
        found.append(ea.synthetic_control(frame, "p0", 20).p_value <= 0.05)
    said("Synthetic control without effect: p ≤ 0.05", f"{donors} donors", np.mean(found))
    # The test's level is 5 %; three standard errors of the simulation on top.
    assert np.mean(found) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / len(found))
