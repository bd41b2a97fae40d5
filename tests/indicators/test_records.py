"""What is refused, and that nothing is saved then."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Refused
from labmethods.indicators.periods import Period, start_day
from labmethods.indicators.records import Indicator, Observation
from labmethods.workbook.lab import Lab


@pytest.fixture
def share(lab: Lab) -> Indicator:
    return lab["indicators"].add(name="Arbete eller studier", unit="share")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2019", "2019"),
        (2019, "2019"),
        (2019.0, "2019"),
        ("2019-3", "2019-03"),
        ("2019M03", "2019-03"),
        ("2019K1", "2019-Q1"),
        ("2019-Q4", "2019-Q4"),
        ("2019-03-14", "2019-03-14"),
        (datetime.date(2019, 3, 14), "2019-03-14"),
        (datetime.datetime(2019, 3, 14, 12), "2019-03-14"),
    ],
)
def test_a_period_is_read_as_people_and_statistics_write_it(typed, kept):
    assert Period().parse(typed) == kept


@pytest.mark.parametrize("typed", ["2019-13", "2019-02-30", "2019K5", "19", "maj", "2019-", "0000"])
def test_a_period_that_cannot_be_is_refused(typed):
    with pytest.raises(Refused):
        Period().parse(typed)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
def test_a_periods_start_is_never_after_a_day_within_it(day):
    for written in (f"{day:%Y}", f"{day:%Y}-Q{(day.month + 2) // 3}", f"{day:%Y-%m}", f"{day}"):
        assert start_day(Period().parse(written)) <= day


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"value": 101}, "mellan 0 och 100"),
        ({"value": -1}, "mellan 0 och 100"),
        ({"numerator": 11, "denominator": 10}, "större än det hela"),
        ({"numerator": 0, "denominator": 0}, "Av 0 personer"),
        ({"numerator": 9}, "hör ihop"),
        ({"value": 60, "numerator": 9, "denominator": 10}, "9 av 10 är 90 procent, inte 60"),
        ({"status": "missing", "value": 5}, "läget är"),
        ({}, "Skriv ett värde"),
        ({"value": "mycket"}, "mycket"),
    ],
)
def test_an_impossible_share_is_refused(lab, share, values, reason):
    with pytest.raises(Refused) as refused:
        lab["observations"].add(indicator=share, period="2019", **values)
    assert reason in refused.value.text("sv")
    assert len(lab["observations"]) == 0


def test_a_negative_count_is_refused(lab):
    count = lab["indicators"].add(name="Nya kontakter", unit="count")
    with pytest.raises(Refused, match="negativt"):
        lab["observations"].add(indicator=count, period="2019", value=-1)
    lab["observations"].add(indicator=count, period="2019", value=0)


def test_a_difference_may_be_negative(lab):
    difference = lab["indicators"].add(name="Avvikelse", unit="difference")
    assert lab["observations"].add(indicator=difference, period="2019", value="−2,5").value == -2.5


def test_a_value_outside_the_scale_is_refused(lab):
    scale = lab["indicators"].add(name="Framtidstro", unit="scale", lowest=1, highest=5)
    with pytest.raises(Refused, match="högst 5"):
        lab["observations"].add(indicator=scale, period="2019", value=6)


def test_a_period_that_has_not_been_is_refused(lab, share):
    with pytest.raises(Refused, match="har inte varit ännu"):
        lab["observations"].add(indicator=share, period="2999", value=5)


def test_missing_suppressed_and_zero_are_three_things(lab, share):
    lab["observations"].add_many(
        [
            {"indicator": share, "period": "2017", "status": "missing"},
            {"indicator": share, "period": "2018", "status": "suppressed"},
            {"indicator": share, "period": "2019", "value": 0},
        ]
    )
    frame = lab["observations"].frame()
    assert frame["status"].tolist() == ["missing", "suppressed", "value"]
    assert frame["value"].isna().tolist() == [True, True, False]


def test_two_values_for_one_period_are_refused_and_none_is_saved(any_lab):
    indicator = any_lab["indicators"].add(name="Arbete", unit="share")
    row = {"indicator": indicator, "period": "2019", "value": 50}
    with pytest.raises(Refused, match="har redan ett värde för 2019"):
        any_lab["observations"].add_many([row, {**row, "value": 60}])
    assert len(any_lab["observations"]) == 0
    any_lab["observations"].add_many([row, {**row, "value": 60, "revision": 1}])
    any_lab["observations"].add(**{**row, "group": "K"})


def test_a_unit_that_observations_contradict_is_refused(lab, share):
    lab["observations"].add(indicator=share, period="2019", numerator=9, denominator=10)
    with pytest.raises(Refused, match="2019"):
        lab["indicators"].change(share, unit="count")
    assert lab["indicators"].get(share).unit == "share"


def test_an_indicator_takes_its_observations_along_and_undo_brings_both_back(lab, share):
    lab["observations"].add(indicator=share, period="2019", value=50)
    lab["indicators"].remove(share)
    assert len(lab["observations"]) == 0
    lab.undo()
    assert len(lab["indicators"]) == len(lab["observations"]) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"unit": "share", "target": 110},
        {"unit": "scale", "lowest": 5, "highest": 1},
        {"unit": "scale", "lowest": 1, "highest": 5, "baseline": 0},
        {"target_day": "2020-12-31"},
    ],
)
def test_an_indicator_with_an_impossible_aim_is_refused(values):
    with pytest.raises(Refused):
        Indicator.valid(name="X", **values)


def test_swedish_decimals_are_read():
    indicator = Indicator.valid(name="Andel", unit="Andel (%)", target="82,5", direction="up")
    assert (indicator.unit, indicator.target) == ("share", 82.5)


def test_an_observation_says_its_amount():
    one = Observation.valid(indicator="x", period="2019", numerator=9, denominator=10)
    assert one.amount() == 90
    assert Observation.valid(indicator="x", period="2019", status="missing").amount() is None
