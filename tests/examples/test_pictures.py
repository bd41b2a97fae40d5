"""Where the examples are, and who learnt from whom."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.examples import figures, geography
from labmethods.examples.analysis import off_map, on_map, projected, spread
from labmethods.examples.analysis.places import _beside, _box, _mark, _meet
from labmethods.examples.blocks import map_block
from labmethods.language import translator
from labmethods.shipped import shipped


def test_every_municipality_has_a_place_and_all_lie_in_sweden():
    places = geography.municipalities()
    known = pd.read_csv(shipped("data") / "kolada" / "municipalities.csv", dtype="str")
    known = known[(known["type"] == "K") & (known["id"] != "0000")]
    assert len(places) == 290
    assert dict(zip(places["code"], places["municipality"], strict=True)) == dict(
        zip(known["id"], known["title"], strict=True)
    )
    x, y = projected(places["latitude"], places["longitude"])
    edge = rings(geography.land().query("sweden"))
    off = {
        place: min(away(at, ring) for ring in edge)
        for place, *at in zip(places["place"], x, y, strict=True)
        if not any(inside(at, ring) for ring in edge)
    }
    # By the sea or on islands: no further off than the simplified coast is from the real one.
    assert max(off.values()) < 6, off
    assert len(off) < 40


def rings(land: pd.DataFrame) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[]]
    for one in land.itertuples():
        if pd.isna(one.x):
            found.append([])
        else:
            found[-1].append((one.x, one.y))
    return [ring for ring in found if ring]


def inside(at: list[float], ring: list[tuple[float, float]]) -> bool:
    """Whether a ray to the east crosses the edge an odd number of times."""
    x, y = at
    crossed = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


def away(at: list[float], ring: list[tuple[float, float]]) -> float:
    """How many km it is to the edge."""
    start, stop = np.array(ring[:-1]), np.array(ring[1:])
    along, to = stop - start, np.array(at) - start
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip((to * along).sum(axis=1) / length, 0, 1)
    return float(np.hypot(*(to - share[:, None] * along).T).min())


def test_the_projection_agrees_with_the_land_survey_within_a_map_s_width():
    # Stockholm in SWEREF 99 TM, Lantmäteriet: N 6 580 822, E 674 032 (500 000 is the middle).
    (x,), (y,) = projected(pd.Series([59.3293]), pd.Series([18.0686]))
    assert x == pytest.approx(174.0, abs=2)
    assert y == pytest.approx(6580.8, abs=20)


def test_every_example_is_a_point_or_listed_beside(catalogue):
    places = geography.municipalities()
    points, beside = on_map(catalogue, places), off_map(catalogue, places)
    assert points["n"].sum() + beside["n"].sum() == len(catalogue)
    assert points["place"].iloc[0] == "Göteborg"
    assert points["n"].iloc[0] == 6
    assert {name for names in beside["names"] for name in names} == {
        "Läxhjälpsprogrammet",
        "Huskurage",
        "Effektiv samordning för trygghet (EST)",
    }


def test_every_name_of_the_real_catalogue_stands_on_the_map(catalogue):
    points = on_map(catalogue, geography.municipalities())
    assert ((points["side"] != "") ^ points["name_x"].notna()).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 289), min_size=1, max_size=120))
def test_no_name_on_the_map_meets_another_or_a_mark(chosen):
    places = geography.municipalities()
    codes = places["code"].iloc[chosen]
    points = on_map(pd.DataFrame({"name": "A", "municipality_code": codes}), places)
    named = list(points.itertuples())
    boxes = [dict(_beside(one))[one.side] for one in named if one.side]
    boxes += [_box(one, one.name_x, one.name_y) for one in named if one.name_x == one.name_x]
    marks = [_mark(one) for one in named]
    for first, second in itertools.combinations(boxes, 2):
        assert not _meet(first, second)
    for box, mark in itertools.product(boxes, marks):
        assert not _meet(box, mark)


def test_a_catalogue_of_ten_thousand_examples_is_drawn_at_once():
    places = geography.municipalities()
    codes = list(places["code"]) * 35
    catalogue = pd.DataFrame({"name": "A", "municipality_code": codes})
    started = time.perf_counter()
    points = on_map(catalogue, places)
    figures.map_chart(points, geography.land())
    assert time.perf_counter() - started < 5
    assert len(points) == 290


def test_a_code_that_is_no_municipality_is_listed_and_not_drawn():
    catalogue = pd.DataFrame({"name": ["A", "B"], "municipality_code": ["9999", "2582"]})
    places = geography.municipalities()
    assert on_map(catalogue, places)["place"].tolist() == ["Boden"]
    assert off_map(catalogue, places)["names"].tolist() == [["A"]]


def test_without_places_there_is_no_map():
    nowhere = pd.DataFrame({"name": ["A"]})
    assert map_block(nowhere, translator("sv")) is None
    assert on_map(nowhere, geography.municipalities()).empty


def test_the_map_asks_nobody_and_says_where_it_comes_from(catalogue):
    chart = map_block(catalogue, translator("sv"), home="2582")
    assert {trace.type for trace in chart.figure.data} == {"scatter"}
    assert "http" not in chart.figure.to_json()
    assert "Natural Earth" in chart.source
    assert "GeoNames (CC BY 4.0)" in chart.source
    assert "Huskurage" in chart.note
    assert "Vårt labb: Boden" in [trace.name for trace in chart.figure.data]
    assert chart.table.frame["Exempel"].sum() == len(catalogue)


def test_lines_go_from_the_example_to_who_took_it_up(catalogue):
    adoptions = pd.DataFrame(
        [
            {"example": "example-portalen", "adopter": "BIS", "adopter_place": "Boden"},
            {"example": "example-the-rockin-pots", "adopter": "BIS", "adopter_place": "Boden"},
            {"example": "example-portalen", "adopter": "Nya labbet", "adopter_place": None},
            {"example": "finns inte", "adopter": "BIS", "adopter_place": None},
        ]
    )
    lines = spread(catalogue, adoptions)
    assert lines[["source", "target"]].values.tolist() == [
        ["Portalen, Norrköping", "BIS, Boden"],
        ["The Rockin' Pots, Östersund", "BIS, Boden"],
        ["Portalen, Norrköping", "Nya labbet"],
    ]
    assert lines.groupby("target")["target_row"].nunique().eq(1).all()
    assert lines["target_row"].nunique() == 2
    arrows = [one for one in figures.spread_chart(lines).layout.annotations if one.showarrow]
    assert len(arrows) == 3


def test_nobody_who_learnt_is_no_line(catalogue):
    assert spread(catalogue, pd.DataFrame(columns=["example", "adopter"])).empty
