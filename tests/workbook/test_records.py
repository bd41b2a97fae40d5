"""What a valid field is, and what is said when it isn't."""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import Annotated

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Refused
from labmethods.workbook.kinds import clean
from labmethods.workbook.records import (
    Choice,
    Day,
    Decimal,
    FieldErrors,
    Flag,
    Line,
    Name,
    Prose,
    Record,
    Scale,
    Several,
    Whole,
    field,
)


class Sample(Record):
    name: Name = field("Name")
    text: Prose = field("Text", default=None)
    power: Annotated[int | None, Scale(1, 5)] = field("Power", default=None)
    share: Annotated[float | None, Decimal(0, 100)] = field("Share", default=None)
    count: Annotated[int | None, Whole(0)] = field("Count", default=None)
    day: Annotated[datetime.date | None, Day()] = field("Day", default=None)
    kind: Annotated[str | None, Choice({"school": "School", "other": "Other"})] = field(
        "Kind", default=None
    )
    done: Annotated[bool | None, Flag()] = field("Done", default=None)
    areas: Annotated[list[str], Several(Choice({"school": "School", "safety": "Safety"}))] = field(
        "Areas", default=[]
    )


def value(name: str, typed: object) -> object:
    return getattr(Sample.valid(**{"name": "a", name: typed}), name)


def refusal(name: str, typed: object) -> str:
    with pytest.raises(FieldErrors) as refused:
        Sample.valid(**{"name": "a", name: typed})
    return refused.value.fields[name].text("sv")


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("power", "3", 3),
        ("power", " 3,0 ", 3),
        ("power", 3.0, 3),
        ("power", "", None),
        ("power", float("nan"), None),
        ("power", pd.NA, None),
        ("day", pd.NaT, None),
        ("share", "12,5", 12.5),
        ("share", "1\N{NO-BREAK SPACE}00", 100.0),
        ("share", "0", 0.0),
        ("count", "46 008", 46008),
        ("day", "2026-11-24", datetime.date(2026, 11, 24)),
        ("day", "20261124", datetime.date(2026, 11, 24)),
        ("day", "24/11 2026", datetime.date(2026, 11, 24)),
        ("day", datetime.datetime(2026, 11, 24, 9), datetime.date(2026, 11, 24)),
        ("kind", "Skola", "school"),
        ("kind", "SCHOOL", "school"),
        ("done", "ja", True),
        ("done", "Nej", False),
        ("areas", "Skola; Trygghet, skola", ["school", "safety"]),
        ("name", "  Röda   Korset\n", "Röda Korset"),
        ("name", "Bjo\u0308rk", "Björk"),
        ("name", '<b>"O\'Brien" 👩‍👩‍👧</b>', '<b>"O\'Brien" 👩‍👩‍👧</b>'),
        ("name", "a\u202eb\x00c", "abc"),
        ("text", "rad 1\r\nrad 2", "rad 1\nrad 2"),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(name, typed, read):
    assert value(name, typed) == read


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "Det här måste fyllas i."),
        ("name", "\u200b ", "Det här måste fyllas i."),
        ("name", "x" * 10_000, "Texten har 10000 tecken; högst 200 får plats. Korta den."),
        ("power", "6", "6 ligger utanför skalan 1 till 5."),
        ("power", "0", "0 ligger utanför skalan 1 till 5."),
        ("power", "2,5", "2,5 är inte ett heltal."),
        ("power", "mycket", "”mycket” är inte ett tal."),
        ("power", True, "”True” är inte ett tal."),
        ("share", "101", "101 ligger utanför skalan 0 till 100."),
        ("share", "inf", "”inf” är inte ett tal."),
        ("share", "1e400", "”1e400” är inte ett tal."),
        ("count", "-1", "-1 är för litet; minst 0."),
        ("day", "2026-02-30", "2026-02-30 finns inte i kalendern."),
        ("day", "i går", "”i går” är inget datum. Skriv det som 2026-11-24."),
        ("kind", "kyrka", "”kyrka” är inte ett av valen: Skola, Annat."),
        ("done", "kanske", "”kanske” är varken ja eller nej."),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(name, typed, said):
    assert refusal(name, typed) == said


def test_every_broken_rule_of_a_record_is_told_at_once():
    with pytest.raises(FieldErrors) as refused:
        Sample.valid(name="", power="9", day="2026-13-01")
    assert set(refused.value.fields) == {"name", "power", "day"}


def test_a_field_that_is_not_known_is_refused():
    assert "Det fältet finns inte" in refusal("makt", 3)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.binary()))
def test_any_input_is_read_or_refused_and_never_breaks(typed):
    for name in Sample.fields():
        with suppress(FieldErrors):
            Sample.valid(**{"name": "a", name: typed})


@given(st.floats(0, 100), st.sampled_from(["sv", "en"]))
def test_a_shown_number_is_read_back_as_itself(number, language):
    kind = Decimal(0, 100)
    assert kind.parse(kind.show(number, language) or "0") == pytest.approx(number, rel=1e-11)


@given(st.text(min_size=1))
def test_a_line_has_one_line(text):
    assert "\n" not in Line(10_000).parse(clean(text))


@pytest.mark.parametrize(
    "typed",
    ["1 april 2026", "1 APRIL 2026", "den 1 april 2026", "1/4 2026", "April 1, 2026", "1 apr 2026"],
)
def test_a_day_is_read_with_its_month_in_words(typed):
    assert Day().parse(typed) == datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("sv", "en", "month"),
    [
        ("maj", "May", 5),
        ("mars", "March", 3),
        ("juni", "June", 6),
        ("juli", "July", 7),
        ("augusti", "August", 8),
        ("oktober", "October", 10),
        ("januari", "January", 1),
        ("februari", "February", 2),
        ("september", "September", 9),
        ("december", "December", 12),
    ],
)
def test_every_month_is_read_in_both_languages(sv, en, month):
    assert Day().parse(f"2 {sv} 2025") == datetime.date(2025, month, 2)
    assert Day().parse(f"{en} 2nd 2025") == datetime.date(2025, month, 2)


def test_a_day_without_a_year_is_this_years():
    assert Day().parse("1 april") == datetime.date(datetime.date.today().year, 4, 1)


@pytest.mark.parametrize("typed", ["31 april 2026", "1 aprilsnö 2026", "april 2026", "april"])
def test_what_is_no_day_in_words_is_refused(typed):
    with pytest.raises(Refused):
        Day().parse(typed)
