"""Several voices: the middle, the spread and where the room disagrees most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.stakeholders import analysis

ACTORS = pd.DataFrame({"id": ["a", "b"], "name": ["Kyrkan", "Klubben"]})


def said(actor: str, **power: int | None) -> pd.DataFrame:
    blank = dict.fromkeys(["interest", "legitimacy", "urgency", "attitude"])
    rows = [{"actor": actor, "voice": v, "power": p, **blank} for v, p in power.items()]
    return pd.DataFrame(rows)


def test_the_median_and_the_quartiles_of_a_rating_are_given():
    found = analysis.voices(said("a", p1=1, p2=2, p3=2, p4=5), ACTORS)
    (row,) = found.to_dict("records")
    assert (row["name"], row["rating"], row["n"]) == ("Kyrkan", "power", 4)
    assert [row[name] for name in ("lowest", "median", "highest")] == [1, 2, 5]
    assert (row["lower"], row["upper"]) == (1.75, 2.75)


@pytest.mark.parametrize(
    ("counts", "consensus"),
    # Tastle & Wierman (2007): consensus is 1 where all say the same and 0 where half stand at
    # either end; the even spread is 1 + (2 log2(1 - 2/4) + 2 log2(1 - 1/4)) / 5 by their formula.
    [((10, 0, 0, 0, 0), 1.0), ((5, 0, 0, 0, 5), 0.0), ((2, 2, 2, 2, 2), 0.434)],
)
def test_disagreement_follows_its_published_definition(counts, consensus):
    values = np.repeat([1, 2, 3, 4, 5], counts)
    assert analysis.dissent(values, 1, 5) == pytest.approx(1 - consensus, abs=5e-4)


def test_the_greatest_disagreement_comes_first_and_one_voice_alone_last():
    both = pd.concat([said("a", p1=3, p2=3), said("b", p1=1, p2=5)])
    alone = said("a", p1=2).assign(power=None, interest=4)
    found = analysis.voices(pd.concat([both, alone.assign(voice="p9")]), ACTORS)
    assert found["name"].tolist() == ["Klubben", "Kyrkan", "Kyrkan"]
    assert found["rating"].tolist() == ["power", "power", "interest"]
    assert np.isnan(found["disagreement"].iloc[-1])


def test_what_the_room_agreed_on_and_actors_that_are_gone_are_left_out():
    rows = pd.concat([said("a", p1=3), said("gone", p1=4), said("a", p2=5).assign(voice=None)])
    assert analysis.voices(rows, ACTORS)["n"].tolist() == [1]


def test_the_later_rating_of_a_voice_counts():
    found = analysis.voices(pd.concat([said("a", p1=1), said("a", p1=5)]), ACTORS)
    assert (found["n"].iloc[0], found["median"].iloc[0]) == (1, 5)


def test_nobody_having_spoken_gives_an_empty_frame(lab):
    assert analysis.voices(lab.assessments.frame(), lab.actors.frame()).empty


@given(st.lists(st.integers(1, 5), min_size=2, max_size=30))
def test_disagreement_is_between_none_and_all_and_the_same_upside_down(values):
    found = analysis.dissent(np.array(values), 1, 5)
    assert 0 <= found <= 1
    assert found == pytest.approx(analysis.dissent(6 - np.array(values), 1, 5))
    assert (found == 0) == (len(set(values)) == 1)
