"""Attendance, attrition, several outcomes and planning."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from labmethods.errors import Invalid
from labmethods.evaluation import analysis as ea

few = settings(max_examples=40, deadline=None)


def marks(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["participant", "occasion", "present"])


@few
@given(
    st.lists(st.lists(st.booleans(), min_size=1, max_size=8), min_size=1, max_size=12),
)
def test_attendance_counts_people_and_its_interval_holds_the_rate(people):
    rows = [(who, when, came) for who, each in enumerate(people) for when, came in enumerate(each)]
    result = ea.attendance(marks(rows))
    assert result.people == len(people)
    assert result.present == sum(map(sum, people))
    assert 0 <= result.low <= result.rate <= result.high <= 1
    assert result.by_person["marked"].sum() == result.marked


def test_people_who_always_or_never_come_count_as_so_many_people():
    rows = [(who, when, who < 5) for who in range(10) for when in range(20)]
    result = ea.attendance(marks(rows))
    ten = ea.proportion(5, 10)
    assert (result.low, result.high) == pytest.approx((ten.exact_low, ten.exact_high), abs=1e-9)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "marked yet"),
        ([("A", 1, None)], "marked yet"),
        ([("A", 1, 2)], "neither present"),
        ([("A", 1, 1), ("A", 1, 0)], "marked twice"),
    ],
)
def test_marks_that_cannot_be_are_refused(rows, message):
    with pytest.raises(Invalid) as caught:
        ea.attendance(marks(rows))
    assert message in caught.value.text("en")


def test_attrition_says_how_many_are_left():
    rows = [(f"D{i}", "before", 3) for i in range(12)] + [(f"D{i}", "after", 4) for i in range(7)]
    rows += [("D1", "after", 4), ("D11", "6 months", None)]
    frame = pd.DataFrame(rows, columns=["participant", "occasion", "value"])
    table = ea.attrition_table(frame, started=15)
    assert table["occasion"].tolist() == ["before", "after"]
    assert table["answered"].tolist() == [12, 7]
    assert table["missing"].tolist() == [3, 8]
    assert ea.attrition_table(frame.head(0)).empty
    with pytest.raises(Invalid):
        ea.attrition_table(frame, started=5)


def test_those_who_left_are_compared_with_those_who_stayed():
    before = pd.Series([1, 1, 2, 1, 4, 5, 4, 5], index=list("ABCDEFGH"))
    after = pd.Series([4, 5, 4, 5], index=list("EFGH"))
    apart = ea.dropout_difference(before, after)
    assert apart.shift > 2
    assert apart.p_value < 0.05
    assert ea.dropout_difference(before, before) is None


def test_holm_refuses_what_is_no_p_value_and_takes_nothing():
    with pytest.raises(Invalid):
        ea.holm({"a": 1.2})
    with pytest.raises(Invalid):
        ea.holm({"a": float("nan")})
    assert ea.holm({}).empty


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_makes_a_p_value_smaller(p_values):
    table = ea.holm(pd.Series(p_values))
    assert (table["adjusted"] >= table["p_value"] - 1e-12).all()
    assert table["adjusted"].max() <= 1


@pytest.mark.parametrize(
    "p_values",
    [[0.04], [0.01, 0.04, 0.03, 0.005], [0.02, 0.02, 0.02], [0.9, 0.8, 0.0, 1.0, 0.025, 0.0125]],
)
def test_holm_is_what_statsmodels_has(p_values, monkeypatch):
    # It collects the garbage of the whole process in each call.
    monkeypatch.setattr("gc.collect", int)
    certain, adjusted, *_ = multipletests(p_values, method="holm")
    table = ea.holm(pd.Series(p_values))
    assert table["adjusted"].tolist() == pytest.approx(adjusted)
    assert table["certain"].tolist() == certain.tolist()


def test_detectable_change_is_found_as_often_as_promised():
    rng = np.random.default_rng(4)
    plan = ea.detectable_change(20)
    found = [stats.wilcoxon(rng.normal(plan.smallest, 1, 20)).pvalue < 0.05 for _ in range(1500)]
    assert np.mean(found) == pytest.approx(0.8, abs=0.035)


def test_detectable_difference_is_found_as_often_as_promised():
    rng = np.random.default_rng(4)
    plan = ea.detectable_difference(15, 25, spread=2.0)
    found = [
        stats.mannwhitneyu(rng.normal(plan.smallest, 2, 15), rng.normal(0, 2, 25)).pvalue < 0.05
        for _ in range(1500)
    ]
    assert np.mean(found) == pytest.approx(0.8, abs=0.035)


@pytest.mark.parametrize(("n", "baseline"), [(10, 0.2), (20, 0.4), (50, 0.7)])
def test_detectable_share_is_found_as_often_as_promised(n, baseline):
    plan = ea.detectable_share(n, baseline)
    assert stats.binom.sf(plan.least - 1, n, baseline) <= 0.025
    assert stats.binom.sf(plan.least - 2, n, baseline) > 0.025
    assert stats.binom.sf(plan.least - 1, n, plan.smallest) == pytest.approx(0.8)


def test_nothing_can_be_told_from_a_high_share_with_few_people():
    plan = ea.detectable_share(5, 0.9)
    assert plan.smallest is None
    assert "not even if all succeed" in plan.conclusion("en")


@few
@given(st.integers(6, 200))
def test_more_people_see_smaller_changes(n):
    assert ea.detectable_change(n + 1).smallest < ea.detectable_change(n).smallest


@pytest.mark.parametrize(
    "plan",
    [
        lambda: ea.detectable_change(5),
        lambda: ea.detectable_change(20, spread=0),
        lambda: ea.detectable_change(20, power=1.5),
        lambda: ea.detectable_difference(20, 2),
        lambda: ea.detectable_share(0, 0.5),
        lambda: ea.detectable_share(20, 1.0),
        lambda: ea.detectable_change(-20),
    ],
)
def test_plans_that_make_no_sense_are_refused(plan):
    with pytest.raises(Invalid):
        plan()
