"""Small counts can't be read and can't be worked out, and no more is hidden than needs be."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from labmethods.errors import Invalid
from labmethods.privacy import suppress

tables = st.tuples(st.integers(1, 4), st.integers(2, 4)).flatmap(
    lambda shape: arrays(int, shape, elements=st.one_of(st.integers(0, 6), st.integers(0, 40)))
)


def possible(shown: pd.DataFrame, place: tuple[int, int]) -> tuple[float, float]:
    """What a reader can work out of a hidden count, from the sums of rows and columns."""
    from scipy.optimize import linprog

    rows, columns = shown.shape
    flat = shown.to_numpy(dtype=float, na_value=np.nan).ravel()
    equations = []
    for i in range(rows):
        line = np.zeros((rows, columns))
        line[i, :-1], line[i, -1] = 1, -1
        equations.append(line.ravel())
    for j in range(columns):
        line = np.zeros((rows, columns))
        line[:-1, j], line[-1, j] = 1, -1
        equations.append(line.ravel())
    bounds = [(0, None) if np.isnan(value) else (value, value) for value in flat]
    aim = np.zeros(len(flat))
    aim[place[0] * columns + place[1]] = 1
    ends = []
    for sign in (1, -1):
        answer = linprog(sign * aim, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=bounds)
        ends.append(sign * answer.fun if answer.status == 0 else np.inf)
    return ends[0], ends[1]


@settings(max_examples=25, deadline=None)
@given(tables)
def test_no_small_count_can_be_read_or_worked_out(values):
    counts = pd.DataFrame(values)
    shown = suppress(counts, total="all")
    full = np.vstack([values, values.sum(axis=0)])
    full = np.column_stack([full, full.sum(axis=1)])
    for place in itertools.product(*map(range, full.shape)):
        cell = shown.iloc[place]
        if pd.isna(cell):
            if 0 < full[place] < 5:
                low, high = possible(shown, place)
                assert high - low >= 5 - 1e-6
        else:
            assert cell == full[place]
            assert cell == 0 or cell >= 5


@given(arrays(int, 4, elements=st.integers(5, 50)))
def test_where_nobody_is_few_nothing_is_hidden(values):
    assert suppress(pd.Series(values), total="all").notna().all()
    assert suppress(pd.DataFrame(values.reshape(2, 2)), total="all").notna().all().all()


def test_a_second_count_is_hidden_so_that_the_first_does_not_follow_from_the_total():
    where = pd.Series({"work": 9, "studies": 6, "seeking": 2})
    assert suppress(where, total="all").tolist() == [9, pd.NA, pd.NA, 17]


def test_one_small_cell_of_a_table_hides_a_rectangle():
    counts = pd.DataFrame(
        [[10, 20, 3], [11, 7, 8], [9, 6, 12]], index=list("abc"), columns=list("xyz")
    )
    shown = suppress(counts, total="all")
    assert shown["all"].notna().all()
    assert shown.loc["all"].notna().all()
    assert pd.isna(shown.loc["a", "z"])
    assert shown.isna().sum().sum() <= 4


def test_totals_of_few_people_are_hidden_too():
    assert suppress(pd.Series([1, 2]), total="all").isna().all()
    assert suppress(pd.Series([0, 0]), total="all").tolist() == [0, 0, 0]


def test_without_totals_the_form_stays_and_the_input_too():
    counts = pd.DataFrame({"T1": [3, 9], "T2": [8, 7]}, index=["work", "none"], dtype="Int64")
    kept = counts.copy()
    shown = suppress(counts)
    assert shown.index.equals(counts.index)
    assert shown.columns.equals(counts.columns)
    pd.testing.assert_frame_equal(counts, kept)
    assert suppress(pd.Series([], dtype="int64")).empty
    assert suppress(pd.DataFrame()).empty


@pytest.mark.parametrize("values", [[1, -1], [1.5, 3], [None, 3]])
def test_counts_that_cannot_be_are_refused(values):
    with pytest.raises(Invalid):
        suppress(pd.Series(values, dtype="float64"))


def test_columns_of_texts_name_the_rows_and_stay():
    frame = pd.DataFrame({"group": ["a", "b", "c"], "n": [3, 9, 20], "place": ["x", "y", "z"]})
    told = suppress(frame)
    assert told.columns.tolist() == ["group", "n", "place"]
    assert told["group"].tolist() == ["a", "b", "c"]
    assert told["n"].isna().tolist() == [True, True, False]
    whole = suppress(frame, total="all")
    assert whole["group"].tolist() == ["a", "b", "c", "all"]
    assert frame["n"].tolist() == [3, 9, 20]


def test_a_count_without_end_is_refused():
    with pytest.raises(Invalid):
        suppress(pd.Series([float("inf"), 9.0]))
