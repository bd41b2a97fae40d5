"""Strategy, salience and alignment: every class, every border, and ratings that are missing."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.stakeholders import analysis

RATINGS = ["power", "interest", "legitimacy", "urgency", "attitude"]


def actor(**ratings) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(RATINGS) | {"id": "a", "name": "A", "kind": None} | ratings])


@pytest.mark.parametrize(
    ("power", "interest", "strategy"),
    [
        (3, 3, "manage closely"),
        (3, 2, "keep satisfied"),
        (2, 3, "keep informed"),
        (2, 2, "monitor"),
        (5, 5, "manage closely"),
        (1, 1, "monitor"),
    ],
)
def test_a_rating_counts_as_held_from_three(power, interest, strategy):
    found = analysis.power_interest(actor(power=power, interest=interest))
    assert found["power_interest"].tolist() == [strategy]


@pytest.mark.parametrize(
    ("power", "legitimacy", "urgency", "salience"),
    # Mitchell, Agle & Wood (1997), figure 2 and pages 874-879.
    [
        (3, 3, 3, "definitive"),
        (3, 3, 2, "dominant"),
        (3, 2, 3, "dangerous"),
        (2, 3, 3, "dependent"),
        (3, 2, 2, "dormant"),
        (2, 3, 2, "discretionary"),
        (2, 2, 3, "demanding"),
        (2, 2, 2, "non-stakeholder"),
    ],
)
def test_each_of_the_eight_classes_is_found(power, legitimacy, urgency, salience):
    found = analysis.salience(actor(power=power, legitimacy=legitimacy, urgency=urgency))
    assert found["salience"].tolist() == [salience]


@pytest.mark.parametrize(
    ("attitude", "interest", "approach"),
    [
        (1, 3, "learn in partnership"),
        (1, 2, "develop enthusiasm"),
        (0, 3, "challenge beliefs"),
        (-2, 1, "develop awareness"),
    ],
)
def test_the_approach_follows_attitude_and_interest(attitude, interest, approach):
    found = analysis.alignment(actor(attitude=attitude, interest=interest))
    assert found["alignment"].tolist() == [approach]
    assert found["attitude"].tolist() == [attitude]


def test_an_actor_that_lacks_a_rating_is_not_classed():
    assert analysis.power_interest(actor(power=5))["power_interest"].isna().all()
    assert analysis.salience(actor(power=5, legitimacy=5))["salience"].isna().all()
    assert analysis.alignment(actor(attitude=2))["alignment"].isna().all()


@pytest.mark.parametrize("value", [0, 6, -1, 5.1])
def test_a_rating_outside_the_scale_is_refused_with_the_actors_name(value):
    with pytest.raises(Invalid) as error:
        analysis.power_interest(actor(name="Kyrkan", power=value, interest=3))
    assert "Kyrkan" in error.value.text("sv")


def test_words_in_a_rating_and_a_missing_column_are_refused():
    with pytest.raises(Invalid, match="mycket"):
        analysis.power_interest(actor(power="mycket", interest=3))
    with pytest.raises(Invalid, match="urgency"):
        analysis.salience(actor(power=3, legitimacy=3).drop(columns="urgency"))


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "object"])
def test_every_type_of_number_that_a_frame_can_have_is_read(dtype):
    actors = pd.concat([actor(power=4, interest=2), actor(power=1, interest=5)])
    actors = actors.astype({"power": dtype, "interest": dtype})
    assert analysis.power_interest(actors)["power_interest"].tolist() == [
        "keep satisfied",
        "keep informed",
    ]


def test_a_lab_without_actors_gets_empty_frames(lab):
    actors = lab.actors.frame()
    assert analysis.power_interest(actors)["power_interest"].empty
    assert analysis.salience(actors)["salience"].empty
    assert analysis.alignment(actors)["alignment"].empty
    assert analysis.chart_places(actors).empty


@st.composite
def rated(draw) -> pd.DataFrame:
    n = draw(st.integers(0, 20))
    scale = st.one_of(st.none(), st.integers(1, 5))
    columns = {name: draw(st.lists(scale, min_size=n, max_size=n)) for name in RATINGS[:4]}
    attitude = draw(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=n, max_size=n))
    frame = pd.DataFrame({**columns, "attitude": attitude}).astype("Int64")
    ids = [str(number) for number in range(n)]
    index = draw(st.permutations(range(n)))
    return frame.assign(id=ids, name=ids, kind=None).set_axis(index)


@given(rated())
def test_classes_keep_rows_and_are_known_exactly_where_the_ratings_are(actors):
    before = actors.copy()
    for classify, column, needed in [
        (analysis.power_interest, "power_interest", ["power", "interest"]),
        (analysis.salience, "salience", ["power", "legitimacy", "urgency"]),
        (analysis.alignment, "alignment", ["attitude", "interest"]),
    ]:
        found = classify(actors)
        pd.testing.assert_frame_equal(found[before.columns], before)
        known = before[needed].notna().all(axis=1)
        assert found[column].notna().tolist() == known.tolist()
    pd.testing.assert_frame_equal(actors, before)


@given(rated())
def test_no_two_actors_cover_each_other_in_the_chart(actors):
    places = analysis.chart_places(actors)
    assert len(places) == analysis.assessed(actors, "power", "interest").sum()
    assert not places.duplicated(["column", "row", "slot"]).any()
    assert (places["slot"] < places["slots"]).all()
    for _, square in places.groupby(["column", "row"]):
        assert sorted(square["slot"]) == list(range(len(square)))


def test_a_median_between_two_steps_stays_on_its_side_of_the_border():
    halves = [1, 1.5, 2, 2.5, 3, 3.5]
    actors = pd.concat([actor(power=p, interest=i) for p, i in itertools.product(halves, halves)])
    strategy = analysis.power_interest(actors)["power_interest"]
    places = analysis.chart_places(actors.assign(id=range(len(actors))).reset_index(drop=True))
    high = strategy.reset_index(drop=True).isin(["manage closely", "keep satisfied"])
    assert (places["row"].sort_index() >= 3).tolist() == high.tolist()
