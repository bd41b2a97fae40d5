"""Corrections, groups and rounds of a log."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from labmethods.experiments import analysis


def log(*rows: dict) -> pd.DataFrame:
    columns = ["id", "experiment", "day", "present", "groups", "round", "corrects"]
    frame = pd.DataFrame([{"experiment": "a", "day": "2026-09-01", **row} for row in rows])
    frame = frame.reindex(columns=columns)
    return frame.astype({"day": "datetime64[s]", "present": "Int64"})


def test_a_correction_takes_the_place_of_what_it_corrects():
    found = analysis.standing_entries(
        log({"id": "1", "present": 31}, {"id": "2", "present": 13, "corrects": "1"})
    )
    assert list(found["id"]) == ["2"]
    assert list(found["corrections"]) == [1]
    assert list(analysis.presence(log({"id": "1", "present": 31}))["present"]) == [31]


def test_of_two_corrections_the_newest_stands_whichever_it_points_to():
    for points_to in ("1", "2"):
        found = analysis.standing_entries(
            log({"id": "1"}, {"id": "2", "corrects": "1"}, {"id": "3", "corrects": points_to})
        )
        assert list(found["id"]) == ["3"]
        assert list(found["corrections"]) == [2]


def test_a_correction_of_an_entry_that_is_gone_still_stands():
    assert list(analysis.standing_entries(log({"id": "2", "corrects": "1"}))["id"]) == ["2"]


@given(
    st.lists(st.integers(-1, 7), max_size=8).map(
        lambda targets: log(
            *(
                {"id": str(place), "corrects": None if target < 0 else str(target)}
                for place, target in enumerate(targets)
            )
        )
    )
)
def test_corrections_never_make_a_whole_log_vanish(entries):
    found = analysis.standing_entries(entries)
    assert len(found) >= min(len(entries), 1)
    assert len(found) + found["corrections"].sum() == len(entries)


def test_groups_are_told_occasion_by_occasion():
    found = analysis.presence_by_group(
        log({"id": "1", "groups": ["flickor: 5", "pojkar: 9"]}, {"id": "2", "groups": None})
    )
    assert list(found["group"]) == ["flickor", "pojkar"]
    assert list(found["present"]) == [5, 9]


def test_entries_belong_to_the_round_they_name_or_to_the_one_of_their_day():
    rounds = pd.DataFrame(
        {
            "id": ["r1", "r2"],
            "experiment": "a",
            "number": [1, 2],
            "started": pd.to_datetime(["2026-09-01", "2026-10-01"]),
            "ended": pd.to_datetime(["2026-09-30", None]),
        }
    )
    entries = log(
        {"id": "1", "day": "2026-09-05", "present": 10},
        {"id": "2", "day": "2026-10-05", "present": 20},
        {"id": "3", "day": "2026-10-06", "present": 30},
        {"id": "4", "day": "2026-10-07", "present": 12, "round": "r1"},
        {"id": "5", "day": "2026-08-01", "present": 99},
        {"id": "6", "day": "2026-09-06", "experiment": "b", "present": 99},
    )
    found = analysis.rounds_overview(rounds, entries)
    assert list(found["entries"]) == [2, 2]
    assert list(found["middle"]) == [11, 25]
    assert list(found["high"]) == [12, 30]


def test_a_round_without_counts_has_no_numbers():
    rounds = pd.DataFrame({"id": ["r"], "experiment": ["a"], "number": [1]})
    found = analysis.rounds_overview(rounds, log({"id": "1", "round": "r"}))
    assert list(found["entries"]) == [1]
    assert found[["low", "middle", "high"]].isna().all(axis=None)
    assert len(analysis.rounds_overview(rounds.head(0), log())) == 0
    assert len(analysis.presence_by_group(log())) == 0
