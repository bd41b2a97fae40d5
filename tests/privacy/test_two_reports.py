"""Nobody is given away by what two reports of the same lab tell together."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from labmethods.privacy import suppress

LEAST = 5
rows = arrays(int, 4, elements=st.one_of(st.integers(0, 6), st.integers(0, 30)))
moves = arrays(int, 4, elements=st.one_of(st.just(0), st.integers(-3, 6), st.integers(0, 20)))
TABLE = (2, 3)
tables = arrays(int, TABLE, elements=st.one_of(st.integers(0, 6), st.integers(0, 30)))
table_moves = arrays(int, TABLE, elements=st.one_of(st.just(0), st.integers(-3, 6)))


def with_totals(values: np.ndarray) -> np.ndarray:
    if values.ndim == 1:
        return np.append(values, values.sum())
    full = np.vstack([values, values.sum(axis=0)])
    return np.column_stack([full, full.sum(axis=1)])


class Reader:
    """Somebody who has all reports, and solves what they say together.

    One unknown for each count of each report. What is shown is known, parts make up their totals,
    and if ``growing``, no count is smaller than in the report before.
    """

    def __init__(self, told: list[np.ndarray], *, growing: bool) -> None:
        self.told, self.size = told, told[0].size
        self.bounds = [
            (0, None) if np.isnan(value) else (value, value)
            for one in told
            for value in one.ravel()
        ]
        lines = list(self._lines(told[0].shape))
        self.equations = np.zeros((len(lines) * len(told), self.size * len(told)))
        for number, (report, (parts, whole)) in enumerate(
            itertools.product(range(len(told)), lines)
        ):
            self.equations[number, [report * self.size + place for place in parts]] = 1
            self.equations[number, report * self.size + whole] = -1
        steps = range(self.size * (len(told) - 1)) if growing else ()
        self.smaller = np.zeros((len(steps), self.size * len(told)))
        for place in steps:
            self.smaller[place, place], self.smaller[place, place + self.size] = 1, -1

    def _lines(self, shape):
        places = np.arange(self.size).reshape(shape)
        if len(shape) == 1:
            yield places[:-1], places[-1]
            return
        for one in (*places, *places.T):
            yield one[:-1], one[-1]

    def ends(self, aim: np.ndarray) -> tuple[float, float]:
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * aim,
                A_eq=self.equations,
                b_eq=np.zeros(len(self.equations)),
                A_ub=self.smaller if len(self.smaller) else None,
                b_ub=np.zeros(len(self.smaller)) if len(self.smaller) else None,
                bounds=self.bounds,
                method="highs",
            )
            ends.append(sign * answer.fun if answer.status == 0 else sign * -np.inf)
        return ends[0], ends[1]

    def count(self, report: int, place: int) -> tuple[float, float]:
        aim = np.zeros(self.size * len(self.told))
        aim[report * self.size + place] = 1
        return self.ends(aim)

    def difference(self, place: int) -> tuple[float, float]:
        aim = np.zeros(self.size * len(self.told))
        aim[-self.size + place], aim[-2 * self.size + place] = 1, -1
        return self.ends(aim)


def reports(first: np.ndarray, second: np.ndarray) -> list[np.ndarray]:
    """What the two reports show, with totals; NaN is hidden."""
    shape = pd.Series if first.ndim == 1 else pd.DataFrame
    before = suppress(shape(first), total="all")
    after = suppress(shape(second), total="all", earlier=[before])
    return [one.to_numpy(dtype=float, na_value=np.nan) for one in (before, after)]


def check(first: np.ndarray, second: np.ndarray) -> None:
    whole = [with_totals(first), with_totals(second)]
    told = reports(first, second)
    for shown, true in zip(told, whole, strict=True):
        known = ~np.isnan(shown)
        assert (shown[known] == true[known]).all()
    apart = (whole[1] - whole[0]).ravel()
    for growing in (False, True):
        if growing and (apart < 0).any():
            # Then nobody who takes it that counts grow is right about anything.
            continue
        reader = Reader(told, growing=growing)
        for report, place in itertools.product(range(2), range(whole[0].size)):
            if 0 < whole[report].ravel()[place] < LEAST:
                low, high = reader.count(report, place)
                assert high - low > 1e-6, (told, report, place)
        for place, change in enumerate(apart):
            if place == len(apart) - 1 and np.isnan(told[0].ravel()[:-1]).all():
                # How many they are may be told: what became of them was not told before.
                continue
            both = all(not np.isnan(one.ravel()[place]) for one in told)
            if 0 < abs(change) < LEAST:
                low, high = reader.difference(place)
                assert not both
                assert high - low > 1e-6, (told, place)


@example(np.array([2, 2, 2, 2]), np.array([1, 1, 1, 1]))
@settings(max_examples=60)
@given(rows, moves)
def test_no_count_and_no_change_of_fewer_than_five_follows_from_two_reports(first, move):
    check(first, np.maximum(first + move, 0))


@settings(max_examples=25)
@given(tables, table_moves)
def test_nor_from_two_tables_with_rows_and_columns(first, move):
    check(first, np.maximum(first + move, 0))


def test_one_who_came_to_the_group_does_not_show():
    first = pd.Series({"work": 9, "studies": 6, "seeking": 7})
    told = suppress(first, total="all")
    assert told.notna().all()
    one_more = pd.Series({"work": 10, "studies": 6, "seeking": 7})
    assert suppress(one_more, total="all", earlier=[told]).isna().all()


def test_three_who_went_from_one_to_another_do_not_show():
    told = suppress(pd.Series({"work": 9, "studies": 6, "seeking": 12}), total="all")
    moved = suppress(
        pd.Series({"work": 12, "studies": 6, "seeking": 9}), total="all", earlier=[told]
    )
    assert moved.isna().tolist() == [True, False, True, False]


def test_what_is_told_again_unchanged_stays_told():
    told = suppress(pd.Series({"work": 9, "studies": 6}), total="all")
    again = suppress(pd.Series({"work": 9, "studies": 6}), total="all", earlier=[told])
    pd.testing.assert_series_equal(told, again)


def test_a_group_that_grew_by_five_is_told():
    told = suppress(pd.Series({"work": 9, "studies": 6}), total="all")
    later = suppress(pd.Series({"work": 14, "studies": 6}), total="all", earlier=[told])
    assert later.tolist() == [14, 6, 20]


def test_a_report_that_told_nothing_hinders_none():
    hidden = pd.Series([pd.NA] * 3, index=["work", "studies", "all"], dtype="Int64")
    later = suppress(pd.Series({"work": 9, "studies": 6}), total="all", earlier=[hidden])
    assert later.tolist() == [9, 6, 15]


@pytest.mark.parametrize("values", [[3, 0], [2, 2], [1, 9]])
def test_a_total_that_is_told_elsewhere_gives_no_count_away(values):
    counts = pd.Series(values, index=["work", "studies"])
    told = suppress(counts, total="all", total_known=True)
    assert told["all"] == sum(values)
    assert told[["work", "studies"]].isna().all()
