"""Series, intervals, revisions and standing."""

import datetime

import numpy as np
import pandas as pd
import pytest

from labmethods.indicators import analysis as ia


def observations(*rows: dict) -> pd.DataFrame:
    """Observations as the store gives them."""
    columns = {
        "indicator": "str",
        "period": "str",
        "value": "float64",
        "numerator": "float64",
        "denominator": "float64",
        "group": "str",
        "status": "str",
        "source": "str",
        "fetched_on": "datetime64[s]",
        "revision": "Int64",
    }
    full = [{"indicator": "a", "group": "T", "status": "value", "revision": 0, **r} for r in rows]
    return pd.DataFrame(full, columns=list(columns)).astype(columns)


def indicators(**values) -> pd.DataFrame:
    one = {"id": "a", "name": "A", "direction": "up", "baseline": np.nan, "target": np.nan}
    return pd.DataFrame([{**one, "baseline_period": None, **values}])


def test_a_share_is_worked_out_from_its_parts_with_its_interval():
    one = ia.series(observations({"period": "2019", "numerator": 9, "denominator": 10}), "a")
    # Wilson 1927; 9 of 10 at 95 %: 59.6-98.2 %.
    assert one.loc[0, ["value", "low", "high"]].tolist() == pytest.approx([90, 59.6, 98.2], abs=0.1)


def test_a_series_is_in_time_order_whatever_the_periods_length():
    frame = observations(
        {"period": "2020", "value": 3}, {"period": "2019-Q4", "value": 2}, {"period": "2019-03"}
    )
    assert ia.series(frame, "a")["period"].tolist() == ["2019-03", "2019-Q4", "2020"]


def test_the_latest_revision_is_in_force_and_the_old_one_is_kept():
    frame = observations(
        {"period": "2019", "value": 50, "fetched_on": "2020-05-01"},
        {"period": "2019", "value": 51, "fetched_on": "2021-05-01", "revision": 1},
    )
    assert ia.series(frame, "a")["value"].tolist() == [51]
    then = ia.series(frame, "a", datetime.date(2020, 12, 31))
    assert then["value"].tolist() == [50]
    assert ia.series(frame, "a", datetime.date(2019, 12, 31)).empty


def test_no_observations_give_an_empty_series_and_no_standing():
    assert ia.series(observations(), "a").empty
    row = ia.progress(indicators(), observations()).iloc[0]
    assert (row["n"], row["standing"]) == (0, "")
    assert ia.progress(indicators().iloc[:0], observations()).empty


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "latest", "standing", "way"),
    [
        ("up", 50, 80, 80, "reached", 1.0),
        ("up", 50, 80, 65, "closer", 0.5),
        ("up", 50, 80, 44, "further away", -0.2),
        ("up", 50, 80, 50, "unchanged", 0.0),
        ("down", 10, 5, 4, "reached", 1.2),
        ("down", 10, 5, 12, "further away", -0.4),
        ("up", 50, np.nan, 60, "improved", np.nan),
        ("down", 50, np.nan, 60, "worsened", np.nan),
        ("neither", 50, np.nan, 60, "changed", np.nan),
        ("up", np.nan, np.nan, 60, "", np.nan),
        ("up", np.nan, 50, 60, "reached", np.nan),
    ],
)
def test_where_an_indicator_stands(direction, baseline, target, latest, standing, way):
    frame = observations({"period": "2018", "value": 1}, {"period": "2019", "value": latest})
    aims = indicators(direction=direction, baseline=baseline, target=target)
    row = ia.progress(aims, frame).iloc[0]
    assert row["standing"] == standing
    assert row["share_of_way"] == pytest.approx(way, nan_ok=True)


def test_a_group_is_followed_where_there_is_no_total():
    frame = observations({"period": "2019", "value": 5, "group": "K"})
    row = ia.progress(indicators(), frame).iloc[0]
    assert (row["group"], row["latest"]) == ("K", 5)


def test_shares_of_few_people_are_hidden_with_what_would_give_them_away():
    def share(group, whole):
        return {"period": "2019", "group": group, "numerator": 2, "denominator": whole}

    hidden = ia.hide_small(observations(share("T", 14), share("K", 4), share("M", 10)))
    assert hidden["status"].tolist() == ["value", "suppressed", "suppressed"]
    assert hidden.loc[1:, ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_zero_observations_can_be_hidden():
    assert ia.hide_small(observations()).empty
