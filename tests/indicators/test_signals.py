"""XmR charts against published numbers, and what holds for every series."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.indicators import analysis as ia

# The documentation of NHSRplotthedots, vignette "Deviations from excel defaults".
PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

# Mean 11 and limits 11 ± 5.32, whatever comes after it when it is the baseline.
STEADY = [10, 12] * 10

numbers = st.one_of(st.none(), st.integers(-1000, 1000), st.floats(-1e6, 1e6))


def signals(values, **options):
    frame = ia.xmr(pd.Series(values), **options)
    return {place: name for place, name in frame["signal"].items() if name}


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64"])
def test_the_published_example_has_its_mean_its_limits_and_one_signal(dtype):
    frame = ia.xmr(pd.Series(PUBLISHED, dtype=dtype))
    assert frame["center"].iloc[0] == pytest.approx(1.94, abs=0.005)
    assert frame["upper"].iloc[0] == pytest.approx(4.60, abs=0.005)
    assert frame["lower"].iloc[0] == pytest.approx(-0.72, abs=0.005)
    assert frame["signal"][frame["signal"] != ""].to_dict() == {4: "outside limits"}


def test_the_index_and_the_input_are_left_as_they_are():
    values = pd.Series(PUBLISHED, index=pd.period_range("2019-01", periods=18, freq="M"))
    before = values.copy()
    assert ia.xmr(values).index.equals(values.index)
    pd.testing.assert_series_equal(values, before)


def test_seven_points_on_one_side_are_a_signal_and_six_are_not():
    assert signals([*STEADY, 10, *[11.4, 11.6] * 3, 10], baseline=20) == {}
    found = signals([*STEADY, 10, *[11.4, 11.6] * 3, 11.4, 10], baseline=20)
    assert found == {place: "seven on one side" for place in range(21, 28)}


def test_seven_rising_points_are_a_signal_and_six_are_not():
    rising = [9, 9.5, 10, 10.5, 11.2, 12, 12.5]
    assert signals([*STEADY, *rising[:6], 9], baseline=20) == {}
    assert signals([*STEADY, *rising, 10], baseline=20) == {
        place: "seven in a trend" for place in range(20, 27)
    }


def test_equal_neighbours_break_a_trend():
    assert signals([*STEADY, 9, 9.5, 10, 10, 10.5, 11, 11.5, 10], baseline=20) == {}


def test_two_of_three_near_the_same_limit_are_a_signal():
    # The outer third begins at 11 + 2/3 of 5.32 = 14.55.
    found = signals([*STEADY, 15, 12, 15, 10], baseline=20)
    assert found == {20: "two of three near a limit", 22: "two of three near a limit"}


def test_two_points_near_different_limits_are_none():
    assert signals([*STEADY, 15, 12, 7, 10], baseline=20) == {}


def test_a_point_outside_the_limits_is_named_so_whatever_else_it_breaks():
    assert signals([*STEADY, 17], baseline=20)[20] == "outside limits"


def test_fewer_than_twelve_values_have_no_limits_and_no_signals():
    frame = ia.xmr(pd.Series([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99]))
    assert frame[["lower", "upper"]].isna().all(axis=None)
    assert (frame["signal"] == "").all()
    assert frame["center"].iloc[0] == pytest.approx(154 / 11)


def test_a_baseline_of_fewer_than_twelve_values_is_refused():
    with pytest.raises(Invalid, match="minst 12"):
        ia.xmr(pd.Series(PUBLISHED), baseline=6)


def test_later_values_do_not_move_limits_of_a_baseline():
    short = ia.xmr(pd.Series(PUBLISHED), baseline=18)
    long = ia.xmr(pd.Series([*PUBLISHED, 50, 50, 50]), baseline=18)
    pd.testing.assert_frame_equal(short, long.iloc[:18])
    assert (long["signal"].iloc[18:] == "outside limits").all()


def test_a_series_that_never_varies_has_no_signal():
    assert signals([0.1] * 30) == {}


def test_text_is_refused():
    with pytest.raises(Invalid):
        ia.xmr(pd.Series(["mycket"] * 12))


def test_no_values_give_no_rows():
    frame = ia.xmr(pd.Series([], dtype="float64"))
    assert list(frame.columns) == ["value", "center", "lower", "upper", "signal"]
    assert len(ia.judged(frame, "up")) == 0


@given(st.lists(numbers, max_size=60))
def test_missing_values_change_nothing_for_the_others(values):
    series = pd.Series(values, dtype="float64")
    whole = ia.xmr(series)
    pd.testing.assert_frame_equal(whole[series.notna()], ia.xmr(series.dropna()))
    assert (whole["signal"][series.isna()] == "").all()


@given(st.lists(st.integers(-1000, 1000), min_size=12, max_size=60))
def test_a_mirrored_series_has_the_same_signals(values):
    series = pd.Series(values, dtype="float64")
    frame, mirrored = ia.xmr(series), ia.xmr(-series)
    assert frame["signal"].tolist() == mirrored["signal"].tolist()
    np.testing.assert_allclose(frame["upper"], -mirrored["lower"])


@given(st.lists(st.integers(-1000, 1000), min_size=12, max_size=40), st.integers(1, 50))
def test_another_unit_changes_no_signal(values, factor):
    series = pd.Series(values, dtype="float64")
    assert ia.xmr(series)["signal"].tolist() == ia.xmr(7 + series * factor)["signal"].tolist()


@settings(max_examples=40)
@given(st.lists(st.lists(numbers, min_size=20, max_size=20), min_size=1, max_size=8))
def test_many_series_at_once_are_as_each_by_itself(columns):
    frame = pd.DataFrame(dict(enumerate(columns)), dtype="float64")
    many = ia.xmr_many(frame)
    for name in frame:
        one = many.loc[name].astype({"signal": "str"})
        pd.testing.assert_frame_equal(one, ia.xmr(frame[name]), check_names=False)


def test_no_series_give_no_rows():
    assert len(ia.xmr_many(pd.DataFrame(index=range(12)))) == 0


def test_the_direction_says_whether_a_signal_is_good():
    frame = ia.xmr(pd.Series([*STEADY, 17]), baseline=20)
    assert ia.judged(frame, "up")["meaning"].iloc[-1] == "improvement"
    assert ia.judged(frame, "down")["meaning"].iloc[-1] == "concern"
    assert ia.judged(frame, "neither")["meaning"].iloc[-1] == "change"
    assert (ia.judged(frame, "up")["meaning"].iloc[:-1] == "").all()


def test_a_rising_trend_below_the_mean_is_rising():
    rising = [6.5, 7, 7.5, 8, 8.5, 9, 9.5]
    judged = ia.judged(ia.xmr(pd.Series([*STEADY, *rising]), baseline=20), "up")
    assert judged["meaning"].iloc[-7:].tolist() == ["improvement"] * 7


def test_a_run_chart_has_the_median():
    frame = ia.run_chart(pd.Series([1, 5, None, 100], dtype="Int64"))
    assert frame["center"].tolist() == [5.0] * 4
    assert ia.run_chart(pd.Series([], dtype="float64")).empty
