"""Similar places, comparison, index and per head."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.indicators import analysis as ia


def background() -> pd.DataFrame:
    return pd.DataFrame(
        {"new": [10.0, 11, 30, 10], "educated": [0.40, 0.41, 0.40, np.nan]}, index=list("abcd")
    )


def values() -> pd.DataFrame:
    rows = [("a", 2018, 80), ("a", 2019, 84), ("b", 2018, 90), ("b", 2019, 88), ("c", 2018, 70)]
    return pd.DataFrame(rows, columns=["place", "period", "value"])


def test_the_nearest_place_comes_first_whatever_the_units():
    found = ia.similar(background(), "a", count=3)
    assert found.index.tolist() == ["d", "b", "c"]
    assert found["shared"].tolist() == [1, 2, 2]
    larger = background().assign(new=background()["new"] * 1000)
    np.testing.assert_allclose(ia.similar(larger, "a", 3)["distance"], found["distance"])


def test_the_distance_is_in_standard_deviations():
    frame = background()[["new"]]
    expected = 1 / frame["new"].std(ddof=0)
    assert ia.similar(frame, "a").loc["b", "distance"] == pytest.approx(expected)


def test_weights_move_what_is_near():
    frame = pd.DataFrame({"x": [0.0, 1, 3], "y": [0.0, 3, 1]}, index=list("abc"))
    assert ia.similar(frame, "a", 1, {"x": 10}).index.tolist() == ["b"]
    assert ia.similar(frame, "a", 1, {"y": 10}).index.tolist() == ["c"]


@pytest.mark.parametrize("place", ["e", "f"])
def test_a_place_without_background_is_refused(place):
    frame = pd.concat([background(), pd.DataFrame(index=["f"])])
    with pytest.raises(Invalid):
        ia.similar(frame, place)


@given(
    st.lists(
        st.tuples(st.floats(-1e3, 1e3), st.one_of(st.just(np.nan), st.floats(-1e3, 1e3))),
        min_size=2,
        max_size=20,
    )
)
def test_distances_are_the_same_both_ways(rows):
    frame = pd.DataFrame(rows, columns=["x", "y"])
    there = ia.similar(frame, 0, count=99)
    for other in there.index:
        back = ia.similar(frame, other, count=99)
        assert back.loc[0, "distance"] == pytest.approx(there.loc[other, "distance"], abs=1e-9)


def test_places_are_compared_in_the_latest_period_best_first():
    frame = ia.compared(values(), ["a", "b", "c"])
    assert frame["place"].tolist() == ["b", "a", "c"]
    assert frame["value"].tolist()[:2] == [88, 84]
    assert np.isnan(frame["value"].iloc[2])
    assert frame["change"].tolist()[:2] == [-2, 4]
    assert frame["difference"].tolist()[:2] == [-4, 0]
    assert ia.compared(values(), ["a", "b"], "down")["place"].tolist() == ["a", "b"]


@pytest.mark.parametrize("places", [[], ["x", "a"]])
def test_nothing_to_compare_with_is_refused(places):
    with pytest.raises(Invalid):
        ia.compared(values(), places)


def test_equal_places_share_a_rank():
    ranks = pd.Series({"a": 5.0, "b": 9.0, "c": 5.0, "d": np.nan})
    assert ia.rank(ranks, "c") == (2, 3)
    assert ia.rank(ranks, "c", "down") == (1, 3)


def test_an_index_starts_at_100_in_each_place():
    frame = ia.indexed(values(), 2018)
    assert frame["value"].round(1).tolist() == [100, 105, 100, 97.8, 100]
    assert ia.indexed(values(), 1990)["value"].isna().all()


def test_per_head_uses_the_people_of_the_same_year():
    people = pd.DataFrame({"place": ["a", "a"], "period": [2018, 2019], "value": [1000, 2000]})
    frame = ia.per_capita(values(), people, per=100)
    assert frame["value"].tolist()[:2] == [8.0, 4.2]
    assert frame["value"].iloc[2:].isna().all()
