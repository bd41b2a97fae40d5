"""That charts tell actors apart without colour and keep names readable."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.labels import label_places
from labmethods.stakeholders.figures.marks import marks
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
    assert np.diff(heights).min() * per_line > 22
    assert heights[0] > 0


def test_every_assessed_actor_is_drawn_once_with_its_whole_name_on_hover():
    figure = figures.power_interest_chart(crowd(9))
    shown = [name for trace in figure.data for name in trace.hovertext]
    assert sorted(shown) == sorted(crowd(9)["name"])


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


def test_who_moved_gets_an_arrow_from_its_old_square_and_who_left_stands_hollow():
    before = crowd(3).assign(power=[2, 5, 5])
    after = crowd(4).assign(power=[4, 5, 5, 1]).drop(index=2)
    figure = figures.movement_chart(analysis.compare(before, after), language="en")
    (arrows,) = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert len(arrows.x) == 3, "one arrow: from, to, gap"
    labels = {
        text.replace("-<br>\u2009", "").replace("<br>\u2009", " ").strip("\u2009"): colour
        for trace in figure.data
        if trace.mode == "markers+text"
        for text, colour in zip(trace.text, trace.marker.color, strict=True)
    }
    assert labels["Hyresgästföreningen i område 2 (left)"] == "white"
    assert labels["Hyresgästföreningen i område 3 (new)"] != "white"


def test_influential_actors_have_large_marks_and_unknown_power_a_hollow_one():
    actors = crowd(3).assign(attitude=[2, 0, -2], power=[5, 1, None])
    figure = figures.alignment_chart(actors)
    looks = {
        name: (size, colour == "white")
        for trace in figure.data
        for name, size, colour in zip(
            trace.hovertext, trace.marker.size, trace.marker.color, strict=True
        )
    }
    sizes = [looks[name] for name in actors["name"]]
    assert sizes == [(20, False), (11, False), (11, True)]


def test_all_eight_classes_are_shown_also_those_that_nobody_is_in():
    actors = crowd(2).assign(legitimacy=[5, None], urgency=[1, 1])
    figure = figures.salience_chart(analysis.salience(actors))
    assert len(figure.layout.yaxis.ticktext) == 8
    texts = next(trace.text for trace in figure.data if trace.mode == "text")
    assert sum(text == "ingen" for text in texts) == 7
    assert "område 1" in figure.layout.annotations[0].text


@given(st.lists(st.tuples(st.integers(-400, 400), st.integers(-300, 300)), max_size=12))
def test_every_name_gets_a_place_beside_its_own_mark(spots):
    radii = np.full(len(spots), 9.0)
    texts = [["Namn"]] * len(spots)
    found = label_places(np.array(spots, dtype=float).reshape(-1, 2), radii, texts)
    assert len(found) == len(spots)
    assert all(9 < np.hypot(dx, dy) < 60 for dx, dy, _ in found)
