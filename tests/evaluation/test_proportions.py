"""Shares of small groups against published intervals, and what must hold for any count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.evaluation import analysis as ea

few = settings(max_examples=40, deadline=None)

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, methods 3 and 5.
@pytest.mark.parametrize(
    ("successes", "n", "wilson", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_intervals_are_those_published(successes, n, wilson, exact):
    result = ea.proportion(successes, n)
    assert (result.low, result.high) == pytest.approx(wilson, abs=5e-5)
    assert (result.exact_low, result.exact_high) == pytest.approx(exact, abs=5e-5)


# The labs' own published results: Boden 9 of 10, Norrköping 15 of 22.
@pytest.mark.parametrize(("successes", "n", "low", "high"), [(9, 10, 60, 98), (15, 22, 47, 84)])
def test_the_labs_results_have_wide_intervals(successes, n, low, high):
    result = ea.proportion(successes, n)
    assert (round(100 * result.low), round(100 * result.high)) == (low, high)


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
@pytest.mark.parametrize(
    ("counts_of_both", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ],
)
def test_difference_of_shares_has_the_published_interval(counts_of_both, interval):
    result = ea.share_difference(*counts_of_both)
    assert (result.low, result.high) == pytest.approx(interval, abs=5e-5)


@few
@given(counts)
def test_interval_contains_the_share_and_the_exact_one_is_no_narrower_in_cover(count):
    successes, n = count
    result = ea.proportion(successes, n)
    assert 0 <= result.low <= result.share <= result.high <= 1
    assert 0 <= result.exact_low <= result.share <= result.exact_high <= 1


@few
@given(counts, st.integers(2, 5))
def test_more_people_with_the_same_share_give_a_narrower_interval(count, times):
    successes, n = count
    few, many = ea.proportion(successes, n), ea.proportion(successes * times, n * times)
    assert many.high - many.low < few.high - few.low


@few
@given(counts)
def test_one_more_success_raises_interval_and_probability(count):
    successes, n = count
    if successes == n:
        return
    less, more = (ea.proportion(k, n, criterion=0.5) for k in (successes, successes + 1))
    assert more.low >= less.low
    assert more.high >= less.high
    assert more.probability >= less.probability


@few
@given(counts, counts)
def test_swapping_the_groups_turns_the_difference(first, second):
    there, back = ea.share_difference(*first, *second), ea.share_difference(*second, *first)
    assert there.low <= there.difference <= there.high
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert there.p_value == pytest.approx(back.p_value, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((11, 10), "11 of 10 can't be"),
        ((-1, 10), "negative"),
        ((1.5, 10), "not a whole number"),
        ((float("nan"), 10), "not a whole number"),
        (("many", 10), "not a number"),
        ((0, 0), "no participants"),
        ((1, 2, 1.5), "no share"),
    ],
)
def test_counts_that_cannot_be_are_refused_in_plain_words(arguments, message):
    with pytest.raises(Invalid) as caught:
        ea.proportion(*arguments)
    assert message in caught.value.text("en")
    assert caught.value.text("sv") != caught.value.text("en")
