"""Random effects against published numbers, and what holds whatever the labs say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.programme.analysis import pool, pool_shares

# BCG vaccine against tuberculosis, 13 trials: cases and the others, vaccinated and not. Colditz et
# al. (1994), JAMA 271(9); as in the data set dat.bcg of the R package metafor.
BCG = np.array(
    [
        [4, 119, 11, 128],
        [6, 300, 29, 274],
        [3, 228, 11, 209],
        [62, 13536, 248, 12619],
        [33, 5036, 47, 5761],
        [180, 1361, 372, 1079],
        [8, 2537, 10, 619],
        [505, 87886, 499, 87892],
        [29, 7470, 45, 7232],
        [17, 1699, 65, 1600],
        [186, 50448, 141, 27197],
        [5, 2493, 3, 2338],
        [27, 16886, 29, 17825],
    ],
    dtype="float64",
)


def log_risk_ratios() -> pd.DataFrame:
    a, b, c, d = BCG.T
    return pd.DataFrame(
        {
            "lab": [f"trial {i}" for i in range(1, 14)],
            "effect": np.log((a / (a + b)) / (c / (c + d))),
            "variance": 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
        }
    )


def test_dersimonian_and_laird_agree_with_metafor():
    # rma(yi, vi, method="DL") on dat.bcg: Viechtbauer (2010), J. Statistical Software 36(3); the
    # counts stand in metafor-project.org/doku.php/analyses:vanhouwelingen2002.
    found = pool(log_risk_ratios(), method="dersimonian-laird")
    assert found.effect == pytest.approx(-0.7141, abs=5e-5)
    assert found.q == pytest.approx(152.2330, abs=5e-5)
    assert found.i2 == pytest.approx(0.9212, abs=5e-5)
    assert found.q_p_value < 0.0001


def test_the_spread_is_that_of_dersimonian_and_laird():
    # (1986), Controlled Clinical Trials 7(3): (Q - (k - 1)) / (sum w - sum w^2 / sum w).
    trials = log_risk_ratios()
    w = 1 / trials["variance"]
    q = (w * (trials["effect"] - (w * trials["effect"]).sum() / w.sum()) ** 2).sum()
    found = pool(trials, method="dersimonian-laird")
    assert found.tau2 == pytest.approx((q - 12) / (w.sum() - (w**2).sum() / w.sum()))


def test_the_spread_is_that_of_paule_and_mandel():
    # (1982), J. Research of the National Bureau of Standards 87(5): the spread at which the
    # weighted squares add to k - 1.
    trials = log_risk_ratios()
    found = pool(trials)
    w = 1 / (trials["variance"] + found.tau2)
    mean = (w * trials["effect"]).sum() / w.sum()
    assert (w * (trials["effect"] - mean) ** 2).sum() == pytest.approx(12, abs=1e-4)
    assert found.effect == pytest.approx(mean)


def test_the_prediction_interval_is_that_of_higgins_thompson_and_spiegelhalter():
    # Their formula (2009, JRSS A 172(1), section 5): mean ± t(k-2) sqrt(tau2 + se2).
    from scipy import stats

    found = pool(log_risk_ratios())
    error = (found.high - found.low) / 2 / stats.t.ppf(0.975, 12)
    half = stats.t.ppf(0.975, 11) * np.sqrt(found.tau2 + error**2)
    assert found.expected_low == pytest.approx(found.effect - half)
    assert found.expected_high == pytest.approx(found.effect + half)


effects = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 10)), min_size=2, max_size=12).map(
    lambda rows: pd.DataFrame(rows, columns=["effect", "variance"]).assign(
        lab=[f"lab {i}" for i in range(len(rows))], n=20
    )
)
counts = st.lists(
    st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=8,
).map(
    lambda rows: pd.DataFrame(rows, columns=["successes", "participants"]).assign(
        lab=[f"lab {i}" for i in range(len(rows))]
    )
)


@given(effects, st.randoms(use_true_random=False))
def test_the_order_of_the_labs_does_not_matter(frame, random):
    order = list(frame.index)
    random.shuffle(order)
    one, other = pool(frame), pool(frame.loc[order])
    assert one.summary().equals(other.summary())
    assert one.labs.equals(other.labs)


@given(effects)
def test_the_intervals_contain_what_they_are_about(frame):
    found = pool(frame)
    assert found.low <= found.effect <= found.high
    assert frame["effect"].min() - 1e-9 <= found.effect <= frame["effect"].max() + 1e-9
    assert (found.labs["low"] <= found.labs["effect"]).all()
    assert found.labs["weight"].sum() == pytest.approx(1)
    assert 0 <= found.i2 <= 1
    assert found.tau2 >= 0
    if found.k > 2:
        assert found.expected_low <= found.low + 1e-9
        assert found.expected_high >= found.high - 1e-9
    else:
        assert found.expected_low is None


@given(counts)
def test_pooled_shares_stay_shares(frame):
    found = pool_shares(frame)
    assert 0 <= found.low <= found.effect <= found.high <= 1
    assert found.n == frame["participants"].sum()
    shares = (frame["successes"] / frame["participants"]).sort_values(ascending=False)
    assert np.allclose(found.labs["effect"], shares)


def test_labs_that_agree_have_no_variance_between_them():
    frame = pd.DataFrame({"lab": list("abc"), "effect": 1.0, "variance": 0.5})
    assert (pool(frame).tau2, pool(frame).i2) == (0, 0)
    assert pool(frame, method="dersimonian-laird").tau2 == 0


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({"lab": ["a"], "effect": [1.0], "variance": [1.0]}, "minst två labb"),
        ({"lab": ["a", "a"], "effect": [1.0, 2], "variance": [1.0, 1]}, "dubbelt"),
        ({"lab": ["a", "b"], "effect": [1.0, None], "variance": [1.0, 1]}, "saknas"),
        ({"lab": ["a", "b"], "effect": [1.0, 2], "variance": [1.0, 0]}, "större än 0"),
    ],
)
def test_what_cannot_be_pooled_is_refused(frame, said):
    with pytest.raises(Invalid, match=said):
        pool(pd.DataFrame(frame))


def test_fewer_than_five_participants_are_never_pooled():
    frame = pd.DataFrame({"lab": ["a", "b"], "successes": [1, 9], "participants": [4, 10]})
    with pytest.raises(Invalid, match="färre än 5"):
        pool_shares(frame)


def test_nullable_columns_are_read_and_stay_as_they_are():
    frame = pd.DataFrame(
        {
            "lab": ["a", "b"],
            "successes": pd.array([9, 15], dtype="Int64"),
            "participants": pd.array([10, 22], dtype="Int64"),
        },
        index=[7, 3],
    )
    before = frame.copy()
    assert pool_shares(frame).n == 32
    pd.testing.assert_frame_equal(frame, before)
