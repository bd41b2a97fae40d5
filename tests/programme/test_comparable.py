"""What measures the same, and assumptions that contradict each other."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from labmethods.programme.analysis import by_assumption, comparable

FIELDS = ["unit", "lowest"]


def test_a_lab_with_another_definition_is_left_out_with_what_differs():
    table = pd.DataFrame(
        {
            "lab": ["A", "B", "C", "D"],
            "unit": ["share", "Share ", "count", "share"],
            "lowest": [1, 1.0, 1, None],
        }
    )
    found = comparable(table, FIELDS)
    assert found.labs == ["A", "B"]
    left = found.left_out.set_index(["lab", "field"])["value"]
    assert left[("C", "unit")] == "count"
    assert pd.isna(left[("D", "lowest")])
    assert len(left) == 2


definitions = st.lists(
    st.tuples(st.sampled_from(["share", "count"]), st.sampled_from([None, 0, 1])), max_size=8
).map(
    lambda rows: pd.DataFrame(rows, columns=FIELDS).assign(lab=[f"L{i}" for i in range(len(rows))])
)


@given(definitions, st.randoms(use_true_random=False))
def test_who_is_comparable_does_not_depend_on_the_order(frame, random):
    order = list(frame.index)
    random.shuffle(order)
    one, other = comparable(frame, FIELDS), comparable(frame.loc[order], FIELDS)
    assert set(one.labs) == set(other.labs)
    assert set(one.labs) | set(one.left_out["lab"]) == set(frame["lab"])
    assert not set(one.labs) & set(one.left_out["lab"])


def tried(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lab", "assumption", "mark", "decision"])


def test_a_mark_joins_what_labs_put_in_different_words():
    found = by_assumption(
        tried(
            ("A", "De kommer när en vän frågar", "vän", "adopt"),
            ("B", "En vän är det som drar", "vän", "abandon"),
            ("C", "Lokalen räcker", None, "adapt"),
        )
    )
    assert found["labs"].tolist() == [2, 1]
    assert found["contradicts"].tolist() == [True, False]
    assert (found["adopt"][0], found["abandon"][0]) == (["A"], ["B"])


def test_without_assumptions_there_is_an_empty_table_with_its_columns():
    assert list(by_assumption(tried()).columns)[:2] == ["assumption", "labs"]
    assert by_assumption(tried(("A", None, None, "adopt"))).empty
