"""Proportions of small groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.proportion import proportion

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_newcombes_table(successes, n, low, high):
    found = proportion(successes, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_clopper_pearson_agrees_with_newcombes_table():
    found = proportion(81, 263, method="clopper-pearson")
    assert (round(found.low, 4), round(found.high, 4)) == (0.2527, 0.3676)


@given(counts)
def test_the_interval_holds_the_share(count):
    for method in ("wilson", "clopper-pearson"):
        found = proportion(*count, method=method)
        assert 0 <= found.low <= found.share <= found.high <= 1


@given(counts)
def test_more_of_the_same_makes_the_interval_narrower(count):
    successes, n = count
    one, ten = proportion(successes, n), proportion(10 * successes, 10 * n)
    assert ten.high - ten.low < one.high - one.low


@pytest.mark.parametrize(
    ("successes", "n"), [(11, 10), (-1, 10), (0, 0), (1.5, 10), (float("nan"), 10)]
)
def test_a_count_that_cannot_be_is_refused(successes, n):
    with pytest.raises(Invalid) as refused:
        proportion(successes, n)
    assert "{" not in refused.value.text("sv")


def test_the_sentence_gives_the_count_and_its_interval():
    found = proportion(9, 10)
    assert found.sentence("en") == "9 of 10 (95% interval 60–98%)"
    assert found.sentence("sv").replace("\N{NO-BREAK SPACE}", " ") == (
        "9 av 10 (95 %-intervall 60–98 %)"
    )
    assert "60–98" in proportion(9, 10)._repr_html_()
