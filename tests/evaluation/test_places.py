"""Difference in differences and interrupted series: against least squares, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.formula.api import ols

from labmethods.errors import Invalid
from labmethods.evaluation import analysis as ea

few = settings(max_examples=40, deadline=None)


def panel(seed: int = 0, times: int = 10, places: int = 24, effect: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    values = rng.normal(50, 5, places) + rng.normal(0, 1, (times, places))
    values[times // 2 :, 0] += effect
    return pd.DataFrame(
        values, index=range(2010, 2010 + times), columns=[f"p{i}" for i in range(places)]
    )


def test_effect_is_the_interaction_of_least_squares():
    frame = panel(effect=2)
    long = frame.rename_axis("time").reset_index().melt("time", var_name="place")
    long["own"], long["late"] = (
        (long["place"] == "p0").astype(int),
        (long["time"] >= 2015).astype(int),
    )
    fit = ols("value ~ own * late", long).fit()
    result = ea.difference_in_differences(frame, "p0", 2015)
    assert result.effect == pytest.approx(fit.params["own:late"])


def test_a_large_effect_is_certain_and_goes_the_hoped_way():
    result = ea.difference_in_differences(panel(effect=6), "p0", 2015, better="higher")
    assert result.p_value == pytest.approx(1 / 24)
    assert result.certain
    assert result.hoped_for
    assert not ea.difference_in_differences(panel(effect=-6), "p0", 2015).hoped_for


def test_few_places_can_never_be_certain():
    result = ea.difference_in_differences(panel(effect=50, places=6), "p0", 2015)
    assert result.smallest_p_value == pytest.approx(1 / 6)
    assert not result.certain


def test_drifting_places_make_no_certain_effect():
    frame = panel(effect=6)
    frame["p0"] += np.arange(len(frame)) * 5.0
    result = ea.difference_in_differences(frame, "p0", 2015)
    assert result.drifting
    assert not result.certain


def test_several_treated_places_are_permuted_together():
    frame = panel(effect=0, places=12)
    frame.loc[2015:, ["p0", "p1", "p2"]] += 5
    result = ea.difference_in_differences(frame, ["p0", "p1", "p2"], 2015)
    assert result.smallest_p_value == pytest.approx(1 / 220)
    assert result.p_value == pytest.approx(1 / 220)


@few
@given(st.integers(0, 10_000), st.floats(-5, 5))
def test_effect_lies_in_its_interval_and_moves_with_the_outcome(seed, effect):
    plain = ea.difference_in_differences(panel(seed, places=8), "p0", 2015)
    moved = ea.difference_in_differences(panel(seed, places=8, effect=effect), "p0", 2015)
    assert plain.low <= plain.effect <= plain.high
    assert moved.effect - plain.effect == pytest.approx(effect, abs=1e-9)
    assert moved.high - moved.low == pytest.approx(plain.high - plain.low)


def test_places_with_gaps_are_left_out_and_named():
    frame = panel().astype("Float64")
    frame.loc[2012, "p3"] = pd.NA
    result = ea.difference_in_differences(frame, "p0", 2015)
    assert result.left_out == ("p3",)
    assert result.others == 22
    assert "p3" in result.conclusion("sv")


def bad(change) -> pd.DataFrame:
    frame = panel()
    change(frame)
    return frame


@pytest.mark.parametrize("method", [ea.difference_in_differences, ea.synthetic_control])
@pytest.mark.parametrize(
    ("frame", "treated", "start", "others", "message"),
    [
        (panel(), "p99", 2015, None, "no place called p99"),
        (panel(), "p0", 1999, None, "outside the times"),
        (panel(), "p0", 2030, None, "outside the times"),
        (panel(), "p0", "2015", None, "another kind"),
        (panel(), "p0", 2015, ["p0", "p1", "p2"], "compared with itself"),
        (panel(), "p0", 2015, ["p1"], "at least 2"),
        (panel().head(0), "p0", 2015, None, "outside the times"),
        (
            bad(lambda f: f.insert(1, "p0", f["p0"], allow_duplicates=True)),
            "p0",
            2015,
            None,
            "twice",
        ),
        (bad(lambda f: f.__setitem__("copy", f["p0"])), "p0", 2015, None, "very same values"),
        (
            bad(lambda f: f.__setitem__("p0", f["p0"].where(f.index != 2012))),
            "p0",
            2015,
            None,
            "2012",
        ),
        (bad(lambda f: f.__setitem__("p1", "many")), "p0", 2015, None, "not a number"),
    ],
)
def test_panels_that_cannot_be_compared_are_refused_in_plain_words(
    method, frame, treated, start, others, message
):
    with pytest.raises(Invalid) as caught:
        method(frame, treated, start, others)
    assert message in caught.value.text("en")
    assert caught.value.text("sv")


def series(n: int = 24, jump: float = 0.0, seed: int = 0) -> pd.Series:
    rng = np.random.default_rng(seed)
    values = 20 + 0.2 * np.arange(n) + rng.normal(0, 1, n)
    values[n // 2 :] += jump
    return pd.Series(values, index=pd.period_range("2018-01", periods=n, freq="M").to_timestamp())


def test_a_jump_is_seen_and_none_is_not_made_up():
    start = pd.Timestamp("2019-01-01")
    seen = ea.interrupted_time_series(series(jump=6), start)
    assert seen.certain
    assert seen.level_low <= 6 <= seen.level_high
    assert not ea.interrupted_time_series(series(), start).certain


def test_a_long_independent_series_agrees_with_least_squares():
    values = series(400, jump=2).reset_index(drop=True)
    time = np.arange(400)
    frame = pd.DataFrame({"value": values, "time": time - 200, "late": (time >= 200).astype(int)})
    fit = ols("value ~ time + late + late:time", frame).fit()
    result = ea.interrupted_time_series(values, 200)
    assert result.level == pytest.approx(fit.params["late"], abs=0.03)
    assert result.slope == pytest.approx(fit.params["late:time"], abs=0.001)
    low, high = fit.conf_int().loc["late"]
    assert (result.level_low, result.level_high) == pytest.approx((low, high), abs=0.08)


def test_seasons_are_taken_out():
    values = series(48, jump=3) + pd.Series(
        4 * np.sin(2 * np.pi * np.arange(48) / 12), index=series(48).index
    )
    start = values.index[24]
    with_seasons = ea.interrupted_time_series(values, start, season=12)
    without = ea.interrupted_time_series(values, start)
    assert with_seasons.high - with_seasons.low < without.high - without.low
    assert with_seasons.low <= 3 <= with_seasons.high


@pytest.mark.parametrize(
    ("values", "start", "season", "message"),
    [
        (series(10), pd.Timestamp("2018-06-01"), None, "at least 6"),
        (pd.Series([3.0] * 20), 10, None, "never varies"),
        (series().drop(series().index[5]), pd.Timestamp("2019-01-01"), None, "evenly"),
        (
            series().where(series().index != "2018-03-01"),
            pd.Timestamp("2019-01-01"),
            None,
            "2018-03-01",
        ),
        (series(), pd.Timestamp("2025-01-01"), None, "outside"),
        (series(), pd.Timestamp("2019-01-01"), 12, "two whole years"),
        (pd.Series(range(20), index=[2000, 2001, *range(2003, 2021)]), 2012, None, "evenly"),
        (pd.Series([], dtype=float), 3, None, "outside"),
    ],
)
def test_series_that_cannot_be_judged_are_refused_in_plain_words(values, start, season, message):
    with pytest.raises(Invalid) as caught:
        ea.interrupted_time_series(values, start, season=season)
    assert message in caught.value.text("en")
