"""Catalogues put together, duplicates, and one record made of two."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.examples.analysis import differences, join, merged, same_examples

texts = st.one_of(st.none(), st.sampled_from(["", "a", "b"]))
records = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["x", "y"]),
        "name": st.sampled_from(["BIS", "Portalen"]),
        "place": texts,
        "results": texts,
        "partners": st.lists(st.sampled_from(["ABF", "Polisen", "Kyrkan"]), unique=True),
        "started": st.one_of(st.none(), st.integers(2000, 2020)),
    }
)


@given(records, records)
def test_nothing_that_is_told_is_lost_by_a_merge(kept, other):
    result = merged(kept, other)
    for name in ("place", "results", "started"):
        assert result[name] == (kept[name] or other[name] or kept[name])
    assert result["partners"][: len(kept["partners"])] == kept["partners"]
    assert set(result["partners"]) == {*kept["partners"], *other["partners"]}
    assert len(result["partners"]) == len(set(result["partners"]))
    assert (result["id"], result["name"]) == (kept["id"], kept["name"])


@given(records, records)
def test_merging_again_changes_nothing(kept, other):
    once = merged(kept, other)
    assert merged(once, other) == once
    assert merged(once, once) == once


@given(records, records, records)
def test_it_does_not_matter_which_two_of_three_are_merged_first(one, other, third):
    left, right = merged(merged(one, other), third), merged(one, merged(other, third))
    assert differences(left, right) == {}


@given(st.lists(records, max_size=5), st.lists(records, max_size=5))
def test_of_two_catalogues_with_the_same_ids_the_later_stands(first, second):
    frames = [pd.DataFrame(rows, columns=list(records_columns)) for rows in (first, second)]
    found = join(*frames).to_dict("records")
    assert {row["id"] for row in found} == {row["id"] for row in (*first, *second)}
    assert len(found) == len({row["id"] for row in found})
    last = {row["id"]: row for row in (*first, *second)}
    for row in found:
        assert differences(row, last[row["id"]]) == {}


records_columns = ("id", "name", "place", "results", "partners", "started")


def test_examples_without_ids_are_all_kept():
    frame = pd.DataFrame({"name": ["A", "B"]})
    assert join(frame, frame)["name"].tolist() == ["A", "B", "A", "B"]


def test_the_same_catalogue_twice_is_asked_about(catalogue):
    again = catalogue.assign(id=catalogue["id"] + "-igen")
    pairs = same_examples(join(catalogue, again))
    assert set(zip(pairs["first"], pairs["second"], strict=True)) == {
        (one, f"{one}-igen") for one in catalogue["id"]
    }
    assert all(one == [] for one in pairs["differs"])


def test_what_differs_is_told(catalogue):
    again = catalogue.head(1).assign(id="igen", place="Linköping", municipality_code="0580")
    (pair,) = same_examples(join(catalogue, again)).to_dict("records")
    assert pair["differs"] == ["place", "municipality_code"]


@pytest.mark.parametrize(
    "other", ["Läxhjälp på Ersboda", "Läxhjälp, Ersboda", "Läxhjälpen på Ersboda"]
)
def test_names_that_hardly_differ_are_asked_about(other):
    frame = pd.DataFrame({"id": ["a", "b"], "name": ["Läxhjälp på Ersboda", other]})
    assert len(same_examples(frame)) == 1


def test_the_same_name_elsewhere_is_another_example():
    frame = pd.DataFrame(
        {"id": ["a", "b"], "name": ["Nattvandring"] * 2, "place": ["Boden", "Malmö"]}
    )
    assert same_examples(frame).empty
