"""Phases, the target by chance, seasons and revisions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.indicators import analysis as ia

STEADY = [10, 12] * 10


def test_each_phase_has_its_own_mean_and_limits():
    values = pd.Series([*STEADY, *[value + 20 for value in STEADY]], dtype="Int64")
    frame = ia.xmr_phases(values, starts=[20])
    assert frame.groupby("phase")["center"].unique().map(list).tolist() == [[11.0], [31.0]]
    assert (frame["signal"] == "").all()
    assert (ia.xmr(values)["signal"] != "").any()


def test_a_short_phase_has_no_limits():
    frame = ia.xmr_phases(pd.Series([*STEADY, 30, 32, 30]), starts=[20])
    assert frame["lower"].notna().tolist() == [True] * 20 + [False] * 3
    assert frame["center"].iloc[-1] == pytest.approx(92 / 3)


def test_a_phase_may_begin_at_the_first_value():
    whole = ia.xmr_phases(pd.Series(STEADY))
    pd.testing.assert_frame_equal(whole, ia.xmr_phases(pd.Series(STEADY), starts=[0]))


def test_a_phase_that_begins_nowhere_is_refused():
    with pytest.raises(Invalid):
        ia.xmr_phases(pd.Series(STEADY), starts=[99])


def test_no_values_have_no_phases():
    assert ia.xmr_phases(pd.Series([], dtype="float64")).empty


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=40), st.data())
def test_without_starts_there_is_one_phase(values, data):
    series = pd.Series(values)
    expected = ia.xmr(series)
    pd.testing.assert_frame_equal(ia.xmr_phases(series).drop(columns="phase"), expected)
    starts = data.draw(st.lists(st.sampled_from(series.index.tolist()), unique=True))
    assert len(ia.xmr_phases(series, starts)) == len(series)


# Mean 11, limits 5.68 and 16.32.
@pytest.mark.parametrize(
    ("target", "direction", "kind"),
    [
        (17, "up", "never"),
        (17, "down", "always"),
        (5, "up", "always"),
        (5, "down", "never"),
        (12, "up", "by chance"),
        (12, "down", "by chance"),
        (12, "neither", ""),
        (None, "up", ""),
    ],
)
def test_whether_the_target_is_reached_by_chance(target, direction, kind):
    assert ia.assurance(ia.xmr(pd.Series(STEADY)), target, direction).kind == kind


def test_without_limits_nothing_is_said_of_the_target():
    assert ia.assurance(ia.xmr(pd.Series([1, 2, 3])), 5, "up").kind == ""
    assert ia.assurance(ia.xmr(pd.Series([], dtype="float64")), 5, "up").kind == ""


def test_a_month_is_compared_with_the_same_month_a_year_before():
    rows = pd.DataFrame(
        {
            "period": ["2018", "2018-07", "2018-Q3", "2019-06", "2019-07", "2019-Q3"],
            "value": [1.0, 4.0, 10.0, 9.0, 6.0, np.nan],
        }
    )
    frame = ia.seasonal(rows)
    assert frame["period"].tolist() == ["2018-07", "2018-Q3", "2019-06", "2019-07", "2019-Q3"]
    assert frame["change"].dropna().tolist() == [2.0]
    assert frame["before"].tolist()[-1] == 10.0
    assert ia.seasonal(rows.iloc[:0]).empty


def test_revisions_say_what_was_and_what_became():
    rows = pd.DataFrame(
        {
            "indicator": "a",
            "period": ["2019", "2019", "2018"],
            "group": "T",
            "value": [51.0, 50.0, 40.0],
            "numerator": np.nan,
            "denominator": np.nan,
            "revision": pd.array([1, 0, 0], dtype="Int64"),
            "fetched_on": pd.to_datetime(["2021-05-01", "2020-05-01", None]),
        }
    )
    (row,) = ia.revisions(rows).to_dict("records")
    assert (row["was"], row["became"], row["change"], row["revision"]) == (50, 51, 1, 1)
    assert ia.revisions(rows.iloc[:0]).empty
