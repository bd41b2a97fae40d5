"""Kappa against published numbers; how often codes are found; how far stories have come."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.learning.analysis import agreement, chosen_stories, cohens_kappa, frequencies


def readers(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """The judgements of a table of counts: first reader by row, second by column."""
    pairs = [
        (i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _n in range(count)
    ]
    return [i for i, _j in pairs], [j for _i, j in pairs]


def test_kappa_of_a_hundred_diagnoses_is_that_worked_out_by_hand():
    # Rows add to 80, 10, 10 and columns to 80, 5, 15: agreed 0.89, by chance 0.64 + 0.005 + 0.015,
    # so kappa (0.89 - 0.66) / 0.34.
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    found = cohens_kappa(*readers(table))
    assert found.n == 100
    assert found.agreed == pytest.approx(0.89)
    assert found.kappa == pytest.approx(0.23 / 0.34)
    assert (found.high - found.low) / 2 / 1.959964 == pytest.approx(error_of(table), rel=1e-4)


def error_of(table: list[list[int]]) -> float:
    """The large-sample error of Fleiss, Cohen & Everitt (1969), written out."""
    p = np.array(table) / np.sum(table)
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    chance = rows @ columns
    apart = 1 - (np.trace(p) - chance) / (1 - chance)
    same = sum(p[i, i] * (1 - (rows[i] + columns[i]) * apart) ** 2 for i in range(len(p)))
    other = apart**2 * sum(
        p[i, j] * (columns[i] + rows[j]) ** 2
        for i in range(len(p))
        for j in range(len(p))
        if i != j
    )
    variance = same + other - (1 - apart - chance * apart) ** 2
    return float(np.sqrt(variance / np.sum(table)) / (1 - chance))


def test_kappa_of_yes_and_no_is_that_worked_out_by_hand():
    # 20 both yes, 15 both no, 5 and 10 apart: agreed 0.7, by chance 0.5, so kappa 0.4.
    found = cohens_kappa(*readers([[20, 5], [10, 15]]))
    assert (found.agreed, found.kappa) == (pytest.approx(0.7), pytest.approx(0.4))


judgements = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


@given(judgements, st.randoms(use_true_random=False))
def test_kappa_lies_between_its_ends_and_does_not_depend_on_order_or_on_who_is_first(pairs, random):
    first, second = [a for a, _b in pairs], [b for _a, b in pairs]
    found = cohens_kappa(first, second)
    assert 0 <= found.agreed <= 1
    if found.kappa is not None:
        assert -1 <= found.low <= found.kappa <= found.high <= 1
    random.shuffle(pairs)
    assert cohens_kappa([a for a, _b in pairs], [b for _a, b in pairs]) == found
    swapped = cohens_kappa(second, first)
    assert swapped.agreed == found.agreed
    assert swapped.kappa == pytest.approx(found.kappa) or found.kappa is None


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_full_agreement_is_one_unless_all_is_alike(judged):
    found = cohens_kappa(judged, judged)
    assert found.agreed == 1
    assert found.kappa == (None if len(set(judged)) == 1 else pytest.approx(1))


@pytest.mark.parametrize(("first", "second"), [([], []), ([1], [1, 2])])
def test_what_cannot_be_compared_is_refused(first, second):
    with pytest.raises(Invalid):
        cohens_kappa(first, second)


CODES = pd.DataFrame(
    {"id": ["a", "b"], "name": ["Tillit", "Lokal"], "kind": ["factor", "obstacle"], "mark": None}
)


def readings(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["log_entry", "coder", "codes"])


def test_an_entry_counts_once_however_many_read_it():
    found = frequencies(
        CODES,
        readings(("x", "first", ["a"]), ("x", "second", ["a", "b"]), ("y", "first", [])),
    )
    assert found.set_index("name")["entries"].to_dict() == {"Tillit": 1, "Lokal": 1}
    assert found.set_index("name")["both"].to_dict() == {"Tillit": 1, "Lokal": 0}
    assert set(found["read"]) == {2}


def test_only_entries_that_both_read_count_in_the_agreement():
    found = agreement(
        CODES,
        readings(
            ("x", "first", ["a"]),
            ("x", "second", ["a"]),
            ("y", "first", []),
            ("y", "second", ["b"]),
            ("z", "first", ["b"]),
        ),
    )
    assert found["n"].tolist() == [2, 2, 2]
    assert found["agreed"].tolist() == [1, 0.5, 0.75]
    assert found["kappa"].iloc[0] == pytest.approx(1)
    assert pd.isna(found["low"].iloc[-1])


def test_without_readings_there_are_empty_tables():
    none = readings()
    assert agreement(CODES, none).empty
    assert frequencies(CODES, none)["entries"].tolist() == [0, 0]
    assert frequencies(CODES.iloc[:0], none).empty


def test_a_story_keeps_the_reasons_of_every_step():
    stories = pd.DataFrame({"id": ["a", "b"], "name": ["Buss", "Nyckel"]})
    choices = pd.DataFrame(
        [("b", "company", "Ledningen", "Billigt"), ("b", "lab", "Gruppen", "Det håller")],
        columns=["story", "step", "group", "reason"],
    )
    found = chosen_stories(stories, choices)
    assert found["name"].tolist() == ["Nyckel", "Buss"]
    assert found["step"].tolist()[0] == "company"
    assert [step for step, *_ in found["reasons"][0]] == ["lab", "company"]
    assert found["level"].tolist() == [2, 0]
