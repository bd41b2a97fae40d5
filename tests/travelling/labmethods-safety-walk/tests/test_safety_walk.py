"""The method in a real lab; run it once the package is installed."""

from __future__ import annotations

import pandas as pd
import pytest
from safety_walk import analysis

import labmethods as lm
from labmethods.workbook.check import check
from labmethods.workbook.records import FieldErrors


@pytest.fixture(params=["sv", "en"])
def lab(request, tmp_path):
    with lm.new_lab("Provlabbet", language=request.param, to=tmp_path) as made:
        yield made


def test_a_new_lab_has_the_notebook_and_an_empty_table(lab):
    assert (lab.home / "06-safety_walk.ipynb").exists()
    assert len(lab["safety_places"]) == 0
    assert check(lab) == []


def test_a_rating_outside_the_scale_is_refused(lab):
    with pytest.raises(FieldErrors):
        lab["safety_places"].add(name="A", rating=6)


def test_a_thing_is_not_done_before_the_walk_that_agreed_on_it(lab):
    with pytest.raises(FieldErrors):
        lab["safety_places"].add(name="A", agreed="Ljus", day="2026-10-01", done="2026-09-01")
    with pytest.raises(FieldErrors):
        lab["safety_places"].add(name="A", done="2026-10-01")


def test_the_report_says_what_feels_least_safe_and_what_came_of_the_walk(lab):
    company = lab["actors"].add(name="Bostadsbolaget")
    lab["safety_places"].add_many(
        [
            {"name": "Tunneln", "kind": "path", "rating": 1, "agreed": "Ljus", "actor": company},
            {"name": "Torget", "kind": "meeting", "rating": 4, "agreed": "Bänk"},
            {"name": "Porten", "kind": "entrance", "rating": None},
        ]
    )
    lab["safety_places"].change(
        lab["safety_places"].find(name="Torget")[0].id, day="2026-09-01", done="2026-10-01"
    )
    chart, said, table = lab.blocks("safety_walk")
    assert "1" in chart.finding
    assert len(chart.table.frame) == 2
    assert "1" in said.text
    assert "2" in said.text
    assert list(table.frame.iloc[:, 0]) == ["Tunneln", "Torget"]
    assert table.frame.iloc[0, 2] == "Bostadsbolaget"


def test_a_lab_without_entries_says_so(lab):
    assert len(lab.blocks("safety_walk")) == 1
    assert lab["safety_places"].frame().empty


def test_missing_ratings_and_kinds_are_counted_not_lost():
    places = pd.DataFrame({"kind": ["a", None], "rating": pd.array([3, None], dtype="Int64")})
    found = analysis.by_kind(places)
    assert found["places"].sum() == 2
    assert found["rated"].sum() == 1


def test_the_panel_opens(lab):
    assert lab.panel("safety_walk").children
