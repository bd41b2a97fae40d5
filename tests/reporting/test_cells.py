import datetime

import pandas as pd

from labmethods.language import translator
from labmethods.reporting.cells import columns

SV = translator("sv")


def cells(values, **options) -> tuple[str, ...]:
    return columns(pd.DataFrame({"x": pd.Series(values, **options)}), SV)[0].cells


def test_decimals_are_as_few_as_the_column_needs():
    assert cells([1.0, 2.0]) == ("1", "2")
    assert cells([1.5, 2.0]) == ("1,5", "2,0")
    assert cells([1 / 3, 0.123456]) == ("0,333", "0,123")
    assert cells([10 / 3]) == ("3,33",)


def test_years_have_no_space_but_large_numbers_do():
    assert cells([2018, 2019], dtype="Int64") == ("2018", "2019")
    assert cells([2018, 12500]) == ("2\N{NO-BREAK SPACE}018", "12\N{NO-BREAK SPACE}500")


def test_what_is_missing_is_a_dash_and_never_nan():
    assert cells([1.0, None]) == ("1", "–")
    assert cells([1, None], dtype="Int64") == ("1", "–")
    assert cells(["a", None, ""]) == ("a", "–", "–")
    assert cells([pd.Timestamp("2018-06-03"), pd.NaT]) == ("3 juni 2018", "–")
    assert cells([True, None], dtype="boolean") == ("Ja", "–")


def test_lists_days_and_flags_are_read_as_people_write_them():
    assert cells([["Rotary", "ABF"], []]) == ("Rotary och ABF", "–")
    assert cells([datetime.date(2018, 6, 3)]) == ("3 juni 2018",)
    assert cells([True, False]) == ("Ja", "Nej")


def test_numbers_are_marked_so_that_they_stand_right():
    frame = pd.DataFrame({"a": ["x"], "b": [1], "c": [True], "d": pd.Series([2.5], dtype=object)})
    assert [column.number for column in columns(frame, SV)] == [False, True, False, True]


def test_a_named_index_is_the_first_column():
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["Boden"], name="Plats"))
    assert [column.title for column in columns(frame, SV)] == ["Plats", "n"]


def test_a_frame_without_rows_keeps_its_titles():
    assert [column.title for column in columns(pd.DataFrame({"a": [], "b": []}), SV)] == ["a", "b"]
