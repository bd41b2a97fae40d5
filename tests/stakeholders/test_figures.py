"""That charts tell actors apart without colour and keep names readable."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.labels import label_places
from labmethods.stakeholders.figures.marks import lines, marks
from labmethods.stakeholders.words import ACTOR_KINDS


def crowd(n: int) -> pd.DataFrame:
    names = [f"Hyresgästföreningen i område {number}" for number in range(n)]
    kinds = [list(ACTOR_KINDS)[number % len(ACTOR_KINDS)] for number in range(n)]
    return pd.DataFrame({"id": names, "name": names, "kind": kinds, "power": 5, "interest": 4})


def test_no_two_kinds_look_alike_and_a_kind_always_looks_the_same():
    every = marks(pd.Series([*ACTOR_KINDS, "egen", None], dtype="str"), "sv")
    looks = {(mark.colour, mark.symbol) for mark in every}
    assert len(looks) == len(ACTOR_KINDS) + 2
    alone = marks(pd.Series(["sport"]), "sv")[0]
    assert alone in every


def test_forty_actors_in_one_square_stand_apart():
    figure = figures.power_interest_chart(crowd(40))
    heights = sorted(y for trace in figure.data for y in trace.y)
    per_line = (figure.layout.height - 200) / figure.layout.yaxis.range[1]
    assert np.diff(heights).min() * per_line > 30
    assert heights[0] > 0


def test_every_assessed_actor_is_drawn_once_with_its_whole_name_on_hover():
    figure = figures.power_interest_chart(crowd(9))
    shown = [name for trace in figure.data for name in trace.hovertext]
    assert sorted(shown) == sorted(crowd(9)["name"])


def test_a_long_name_is_cut_with_a_mark_and_never_lost():
    assert lines("Studieförbundet Vuxenskolan", 17, 3) == ["Studieförbundet", "Vuxenskolan"]
    cut = lines("x" * 100, 10, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")


def test_an_arrow_ends_at_the_mark_and_strength_shows_as_thickness():
    actors = crowd(2)
    relations = pd.DataFrame(
        {"source": actors["id"], "target": actors["id"][::-1].tolist(), "kind": "referral",
         "weight": [1.0, 4.0]}
    )  # fmt: skip
    figure = figures.relation_map(analysis.layout(actors, relations), relations)
    ties = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert sorted(tie.line.width for tie in ties) == [1.5, 6.0]
    assert all(tie.marker.standoff[1] > 0 for tie in ties)


def test_a_map_of_two_hundred_actors_names_the_largest():
    actors = crowd(200)
    around = actors["id"].tolist()
    relations = pd.DataFrame(
        {"source": around, "target": around[1:] + around[:1], "kind": None, "weight": None}
    )
    places = analysis.layout(actors, relations).assign(betweenness=range(200))
    figure = figures.relation_map(places, relations, size="betweenness")
    named = [note.text for note in figure.layout.annotations]
    assert len(named) == 60
    assert any("199" in name for name in named)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-400, 400), st.integers(-300, 300)), max_size=12))
def test_every_name_gets_a_place_beside_its_own_mark(spots):
    radii = np.full(len(spots), 9.0)
    texts = [["Namn"]] * len(spots)
    found = label_places(np.array(spots, dtype=float).reshape(-1, 2), radii, texts)
    assert len(found) == len(spots)
    assert all(9 < np.hypot(dx, dy) < 60 for dx, dy, _ in found)
