"""Where the examples are, and who learnt from whom."""

from __future__ import annotations

import pandas as pd

from labmethods.examples import figures
from labmethods.examples.analysis import by_county, by_municipality, spread
from labmethods.examples.analysis.places import COUNTIES


def test_there_are_twenty_one_counties_each_in_a_place_of_its_own():
    assert len(COUNTIES) == 21
    assert len({(column, row) for _name, column, row in COUNTIES.values()}) == 21


def test_every_example_with_a_code_is_counted_once(catalogue):
    counties, places = by_county(catalogue), by_municipality(catalogue)
    having = int(catalogue["municipality_code"].notna().sum())
    assert counties["n"].sum() == having
    assert places["n"].sum() == len(catalogue)
    goteborg = counties.set_index("county").loc["Västra Götaland"]
    assert goteborg["n"] == 6
    assert goteborg["places"] == ["Göteborg 6"]


def test_a_catalogue_without_places_has_empty_tiles():
    counties = by_county(pd.DataFrame({"name": ["A"]}))
    assert counties["n"].sum() == 0
    assert len(figures.county_chart(counties).layout.shapes) == 21


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
