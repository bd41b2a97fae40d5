"""What should be looked at before the values are believed."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from labmethods.indicators import analysis as ia

from .test_analysis import observations

TODAY = datetime.date(2020, 3, 1)
MONTHS = [f"2019-{month:02d}" for month in range(1, 13)]
CALM = [10, 11, 10, 12, 11, 10, 11, 12, 10, 11, 12, 10]


def indicator(**values) -> pd.DataFrame:
    one = {"id": "a", "name": "A", "unit": "count", "frequency": "month"}
    return pd.DataFrame([{**one, **values}])


def months(values, source="Enkät") -> pd.DataFrame:
    rows = [
        {"period": period, "value": value, "source": source}
        for period, value in zip(MONTHS, values, strict=False)
        if value is not None
    ]
    return observations(*rows)


def found(frame: pd.DataFrame, **values) -> list[tuple[str, object]]:
    result = ia.quality(indicator(**values), frame, TODAY)
    return [(row.kind, None if pd.isna(row.period) else row.period) for row in result.itertuples()]


def test_calm_fresh_values_have_no_findings():
    assert found(months(CALM)) == []


def test_a_month_of_which_nothing_is_said_is_a_gap_but_a_missing_one_is_not():
    assert found(months([10, None, None, 12])) == [("gap", None), ("old", "2019-04")]
    said = pd.concat(
        [months([10, None, 11, 12]), observations({"period": "2019-02", "status": "missing"})]
    )
    kinds = [kind for kind, _ in found(said.assign(source="Enkät"))]
    assert "gap" not in kinds


def test_a_value_far_from_the_others_is_an_outlier_and_a_jump():
    assert found(months([*CALM[:6], 110, *CALM[7:]])) == [
        ("outlier", "2019-07"),
        ("jump", "2019-07"),
        ("jump", "2019-08"),
    ]


def test_a_share_written_as_a_fraction_among_per_cents_is_found():
    rows = months([80, 82, 0.81, 83])
    assert ("unit", "2019-03") in found(rows, unit="share")
    assert ("unit", "2019-03") not in found(rows, unit="scale")


def test_old_values_are_found_by_the_pace_they_come():
    year = observations({"period": "2016", "value": 5, "source": "Kolada"})
    assert found(year, frequency=None) == [("old", "2016")]
    later = observations({"period": "2018", "value": 5, "source": "Kolada"})
    assert found(later, frequency="year") == []


def test_several_sources_and_none_are_found():
    rows = observations(
        {"period": "2019-11", "value": 5, "source": "A"},
        {"period": "2019-12", "value": 5, "source": "B"},
        {"period": "2020-01", "value": 5},
    )
    assert found(rows) == [("sources", None), ("no source", None)]


def test_coverage_counts_what_should_have_been_there():
    frame = pd.concat(
        [
            months([10, None, None, 12]),
            observations({"period": "2019-02", "status": "suppressed"}),
        ]
    )
    (row,) = ia.coverage(indicator(), frame).to_dict("records")
    assert (row["expected"], row["known"], row["suppressed"]) == (4, 2, 1)
    assert row["share"] == 0.5


@pytest.mark.parametrize("function", [ia.coverage, lambda i, o: ia.quality(i, o, TODAY)])
def test_no_rows_give_no_findings(function):
    assert len(function(indicator().iloc[:0], observations())) == 0
    assert len(ia.quality(indicator(), observations(), TODAY)) == 0
