"""Exact rank distributions against scipy, and published examples of the tests on them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from labmethods.errors import Invalid
from labmethods.evaluation import analysis as ea
from labmethods.evaluation.analysis.ranks import (
    rank_sum_null,
    rank_sum_outermost,
    signed_rank_outermost,
)

few = settings(max_examples=40, deadline=None)

answers = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=6, max_size=14)


def test_signed_rank_test_is_the_published_one():
    # Hollander & Wolfe (1973), Nonparametric Statistical Methods, 29-33: depression, Hamilton IV.
    first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    result = ea.paired_change(first, second, better="lower")
    assert result.p_value == pytest.approx(0.0390625)
    assert (result.shift, result.low, result.high) == pytest.approx(
        (-0.46, -0.786, -0.010), abs=5e-4
    )
    assert result.hoped_for


def test_rank_sum_test_is_the_published_one():
    # Hollander & Wolfe (1973), 69-72: permeability of the placenta, at term and at 12-26 weeks.
    term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    result = ea.unpaired_comparison(term, early)
    assert result.p_value == pytest.approx(0.2544, abs=5e-5)
    assert (result.shift, result.low, result.high) == pytest.approx((0.305, -0.15, 0.76), abs=5e-4)
    assert not result.certain


@few
@given(answers)
def test_signed_rank_p_value_with_ties_is_that_of_going_through_all_signs(pairs):
    change = np.array([after - before for before, after in pairs], dtype=float)
    result = ea.paired_change(*zip(*pairs, strict=True))
    if not change.any():
        assert result.p_value == 1.0
        return
    # scipy goes through all signs itself when there are no more than it may draw.
    ranked = stats.rankdata(np.abs(change)) * np.sign(change)
    every = stats.permutation_test(
        (ranked,),
        lambda sample, axis: np.where(sample > 0, sample, 0).sum(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=2**14,
    )
    assert result.p_value == pytest.approx(every.pvalue, abs=1e-9)


@few
@given(answers)
def test_paired_change_turns_with_the_scale(pairs):
    before, after = (np.array(side) for side in zip(*pairs, strict=True))
    there, back = ea.paired_change(before, after), ea.paired_change(after, before)
    assert there.shift == pytest.approx(-back.shift)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.effect_size == pytest.approx(-back.effect_size)
    assert there.higher + there.same + there.lower == there.n == len(pairs)
    if there.low is not None:
        assert there.low <= there.shift <= there.high
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@few
@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=9),
    st.lists(st.integers(1, 5), min_size=2, max_size=9),
)
def test_difference_between_groups_lies_in_its_interval(group, other):
    result = ea.unpaired_comparison(group, other)
    assert 0 < result.p_value <= 1
    assert 0 <= result.superiority <= 1
    if result.low is not None:
        assert result.low <= result.shift <= result.high


@pytest.mark.parametrize("n", [6, 10, 25, 49])
def test_outermost_mean_changes_agree_with_scipys_exact_test(n):
    k = signed_rank_outermost(n)
    # A sample whose negative ranks sum to s has the two-sided p-value 2 P(W <= s).
    ranks = np.arange(1, n + 1)
    for total, inside in ((k - 1, True), (k, False)):
        signs, left = np.ones(n), total
        for rank in ranks[::-1]:
            if rank <= left:
                signs[rank - 1], left = -1, left - rank
        assert left == 0
        assert (stats.wilcoxon(signs * ranks, method="exact").pvalue <= 0.05) == inside


@pytest.mark.parametrize(("n", "m"), [(4, 4), (5, 10), (12, 9)])
def test_distribution_of_pairs_won_is_scipys(n, m):
    null = rank_sum_null(n, m)
    assert null.sum() == pytest.approx(1)
    assert null == pytest.approx(null[::-1])
    x, y = np.arange(n) + 0.0, np.arange(m) + n - 1.5
    won = (np.subtract.outer(x, y) > 0).sum()
    exact = stats.mannwhitneyu(x, y, method="exact", alternative="less").pvalue
    assert null[: won + 1].sum() == pytest.approx(exact)


def test_large_groups_go_over_to_the_normal_curve_without_a_step():
    assert abs(signed_rank_outermost(300) - signed_rank_outermost(301)) < 200
    assert abs(rank_sum_outermost(100, 100) - rank_sum_outermost(100, 101)) < 60


def test_missing_answers_and_several_answers_of_a_person_are_counted():
    before = pd.Series([1, 2, None, 3, 5, 2, 2, 4], index=list("ABCDEFGG"), dtype="Int64")
    after = pd.Series([2, 3, 4, 4, 4, 4, 4], index=list("ABCDEFG"), dtype="float64")
    kept = before.copy(), after.copy()
    result = ea.paired_change(before, after)
    assert (result.n, result.only_before, result.only_after, result.repeated) == (6, 0, 1, 1)
    pd.testing.assert_series_equal(before, kept[0])
    pd.testing.assert_series_equal(after, kept[1])


def test_five_pairs_give_no_interval_and_equal_answers_none_either():
    few = ea.paired_change([1, 1, 1, 1, 1], [5, 5, 4, 5, 3])
    assert (few.low, few.high, few.certain) == (None, None, False)
    alike = ea.paired_change([3] * 12, [3] * 12)
    assert (alike.p_value, alike.low, alike.certain, alike.effect_size) == (1.0, None, False, 0.0)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ([1], [2], "At least two"),
        ([], [], "At least two"),
        ([1, 2], [2], "Give each person's code"),
        ([1, "ofta"], [2, 3], "not a number"),
        ([1, float("inf")], [2, 3], "infinite"),
        (pd.Series([1, 2], index=["A", "B"]), pd.Series([1, 2], index=["C", "D"]), "At least two"),
    ],
)
def test_answers_that_cannot_be_paired_are_refused_in_plain_words(before, after, message):
    with pytest.raises(Invalid) as caught:
        ea.paired_change(before, after)
    assert message in caught.value.text("en")


def test_permutation_test_is_the_same_each_time():
    before, after = [2, 3, 2, 4, 1, 3, 2, 3] * 3, [3, 4, 4, 4, 3, 4, 2, 5] * 3
    first, second = (ea.paired_change(before, after) for _ in range(2))
    assert first == second
    assert first.permutation_p_value < 0.01
