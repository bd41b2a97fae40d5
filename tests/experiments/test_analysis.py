"""What cards, log, results and decisions add up to."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from labmethods.errors import Invalid
from labmethods.experiments import analysis
from labmethods.experiments.records import STARTED, STATES

TODAY = datetime.date(2026, 11, 24)
DAYS = ["planned_start", "planned_end", "started", "ended"]


def cards(*rows: dict) -> pd.DataFrame:
    columns = ["id", "name", "state", "focus_areas", "criterion", "cost", *DAYS]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype({name: "datetime64[s]" for name in DAYS})


def card(**values) -> dict:
    return {"id": "a", "name": "Kafé", "state": "running", "focus_areas": ["school"], **values}


def log(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["experiment", "day", "present"])
    return frame.astype({"day": "datetime64[s]"})


def decisions(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["experiment", "day", "decision"])
    return frame.astype({"day": "datetime64[s]"})


def results(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(
        list(rows), columns=["experiment", "counted", "successes", "participants", "published"]
    )


def test_the_portfolio_counts_what_was_logged_and_takes_the_latest_decision():
    found = analysis.portfolio(
        cards(card(), card(id="b", name="Mentor", state="decided")),
        log(("a", "2026-09-01", 12), ("a", "2026-09-08", None)),
        results(("b", "fick jobb", 9, 10, None)),
        decisions(("b", "2026-03-01", "adapt"), ("b", "2026-08-01", "adopt")),
    ).set_index("id")
    assert found.loc["a", "entries"] == 2
    assert found.loc["a", "last_entry"] == pd.Timestamp("2026-09-08")
    assert pd.isna(found.loc["a", "decision"])
    assert found.loc["b", "results"] == 1
    assert found.loc["b", "decision"] == "adopt"
    assert found.loc["b", "decided_on"] == pd.Timestamp("2026-08-01")


def test_running_experiments_come_first_and_ideas_last():
    states = ["idea", "decided", "running", "planned", "paused"]
    found = analysis.portfolio(
        cards(*(card(id=state, state=state) for state in states)), log(), results(), decisions()
    )
    assert list(found["state"]) == ["running", "paused", "decided", "planned", "idea"]


def test_an_experiment_with_two_focus_areas_counts_in_both():
    found = analysis.by_focus_area(
        cards(card(focus_areas=["school", "safety"]), card(id="b", state="idea", focus_areas=[]))
    ).set_index("focus_area")
    assert found.loc["school", "running"] == found.loc["safety", "running"] == 1
    assert found.loc["employment", "total"] == 0
    assert found.loc["", "idea"] == 1


def test_empty_tables_give_empty_answers():
    assert len(analysis.portfolio(cards(), log(), results(), decisions())) == 0
    assert len(analysis.timeline(cards(), decisions(), today=TODAY)) == 0
    assert len(analysis.overdue(cards(), decisions(), today=TODAY)) == 0
    assert list(analysis.by_focus_area(cards())["total"]) == [0, 0, 0, 0]
    assert len(analysis.result_shares(results())) == 0
    assert len(analysis.presence(log())) == 0
    assert len(analysis.criterion_locks(cards(), versions())) == 0
    assert len(analysis.changes_after_start(versions())) == 0


def test_the_timeline_prefers_what_happened_to_what_was_planned():
    found = analysis.timeline(
        cards(
            card(
                state="decided",
                planned_start="2026-01-01",
                planned_end="2026-02-01",
                started="2026-01-10",
                ended="2026-03-01",
            )
        ),
        decisions(),
        today=TODAY,
    ).iloc[0]
    assert (found["start"], found["end"]) == (
        pd.Timestamp("2026-01-10"),
        pd.Timestamp("2026-03-01"),
    )
    assert (found["start_known"], found["end_known"]) == ("actual", "actual")


def test_a_running_experiment_past_its_planned_end_still_goes_on():
    found = analysis.timeline(
        cards(card(started="2026-09-01", planned_end="2026-10-01")), decisions(), today=TODAY
    ).iloc[0]
    assert found["end"] == pd.Timestamp(TODAY)
    assert found["end_known"] == "today"


def test_a_decided_experiment_without_an_end_ends_with_its_decision():
    found = analysis.timeline(
        cards(card(state="decided", started="2026-01-01", planned_end="2026-12-01")),
        decisions(("a", "2026-05-05", "abandon")),
        today=TODAY,
    ).iloc[0]
    assert found["end"] == pd.Timestamp("2026-05-05")
    assert found["end_known"] == "actual"


def test_an_experiment_without_any_start_is_not_on_the_timeline():
    assert analysis.timeline(cards(card(state="idea")), decisions(), today=TODAY).empty


@pytest.mark.parametrize(
    ("state", "decided", "reason"),
    [
        ("running", None, "decide"),
        ("paused", None, "decide"),
        ("running", "2026-10-01", "decide"),
        ("running", "2026-11-20", None),
        ("planned", None, "start"),
        ("idea", None, None),
        ("decided", None, "record"),
        ("decided", "2026-10-01", None),
    ],
)
def test_what_is_overdue_and_why(state, decided, reason):
    found = analysis.overdue(
        cards(card(state=state, planned_end="2026-11-14")),
        decisions(*([("a", decided, "adapt")] if decided else [])),
        today=TODAY,
    )
    assert list(found["reason"]) == ([reason] if reason else [])
    if reason in ("decide", "start"):
        assert list(found["days"]) == [10]


def test_nothing_is_overdue_on_the_day_itself():
    found = analysis.overdue(cards(card(planned_end=TODAY)), decisions(), today=TODAY)
    assert found.empty


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64"])
def test_nine_of_ten_has_an_interval_from_60_to_98_per_cent(dtype):
    frame = results(("a", "fick jobb", 9, 10, None)).astype(
        {"successes": dtype, "participants": dtype}
    )
    before = frame.copy()
    found = analysis.result_shares(frame).iloc[0]
    assert (round(100 * found["low"]), round(100 * found["high"])) == (60, 98)
    assert_frame_equal(frame, before)


def test_a_result_without_numbers_has_no_share():
    frame = results(("a", "fler unga", None, None, "80 procent fler"))
    found = analysis.result_shares(frame.astype({"successes": "Int64", "participants": "Int64"}))
    assert found[["share", "low", "high"]].isna().all(axis=None)


def test_impossible_results_are_refused():
    with pytest.raises(Invalid):
        analysis.result_shares(results(("a", "fick jobb", 11, 10, None)))


def test_two_counts_on_one_day_stay_two():
    found = analysis.presence(log(("a", "2026-09-01", 12), ("a", "2026-09-01", 8)))
    assert list(found["present"]) == [12, 8]


# The lock


def versions(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["moment", "state", "criterion", "logged"]).assign(
        experiment="a"
    )
    return frame.assign(moment=pd.to_datetime(frame["moment"], utc=True, format="ISO8601"))


def lock(*rows: tuple, started: str | None = None) -> pd.Series:
    seen = versions(*rows)
    last = seen.iloc[-1]
    now = cards(card(state=last["state"], criterion=last["criterion"], started=started))
    return analysis.criterion_locks(now, seen).iloc[0]


def test_the_criterion_is_open_until_the_start():
    assert lock(("2026-08-01", "planned", "20 kommer", 0))["lock"] == "open"


def test_the_criterion_locks_with_the_start():
    found = lock(
        ("2026-08-01", "planned", "30 kommer", 0),
        ("2026-08-02", "planned", "20 kommer", 0),
        ("2026-09-01", "running", "20 kommer", 0),
        ("2026-09-09", "running", "20 kommer", 2),
    )
    assert found["lock"] == "locked"
    assert found["original"] == "20 kommer"
    assert found["locked_at"] == pd.Timestamp("2026-09-01", tz="UTC")


def test_a_change_after_the_start_shows_with_the_original():
    found = lock(
        ("2026-09-01", "running", "20 kommer", 0), ("2026-10-01", "decided", "10 kommer", 3)
    )
    assert (found["lock"], found["original"], found["criterion"]) == (
        "changed",
        "20 kommer",
        "10 kommer",
    )


def test_changing_it_back_still_counts_as_changed():
    found = lock(
        ("2026-09-01", "running", "20 kommer", 0),
        ("2026-10-01", "running", "10 kommer", 0),
        ("2026-10-02", "running", "20 kommer", 0),
    )
    assert found["lock"] == "changed"


def test_a_slip_is_forgiven_before_anything_was_logged():
    rows = [
        ("2026-09-01", "running", "20 kommer", 0),
        ("2026-09-01 00:01", "planned", "20 kommer", 0),
        ("2026-09-02", "planned", "15 kommer", 0),
        ("2026-09-03", "running", "15 kommer", 0),
    ]
    assert lock(*rows)["lock"] == "locked"


def test_going_back_to_planned_does_not_unlock_what_has_been_logged():
    found = lock(
        ("2026-09-01", "running", "20 kommer", 0),
        ("2026-09-05", "running", "20 kommer", 4),
        ("2026-09-06", "planned", "20 kommer", 4),
        ("2026-09-07", "planned", "5 kommer", 4),
        ("2026-09-08", "running", "5 kommer", 4),
    )
    assert (found["lock"], found["original"]) == ("changed", "20 kommer")


def test_logging_before_the_start_locks_too():
    found = lock(
        ("2026-09-01", "planned", "20 kommer", 1), ("2026-09-06", "running", "5 kommer", 1)
    )
    assert (found["lock"], found["original"]) == ("changed", "20 kommer")


def test_a_criterion_written_after_the_start_is_late():
    found = lock(("2026-09-01", "running", None, 0), ("2026-09-06", "running", "5 kommer", 1))
    assert found["lock"] == "late"


def test_a_card_typed_in_long_after_the_experiment_began_is_late():
    found = lock(("2026-09-01", "decided", "5 kommer", 0), started="2018-06-01")
    assert found["lock"] == "late"


def test_a_card_of_the_same_day_as_the_start_is_in_time():
    found = lock(("2026-09-01 13:00", "running", "5 kommer", 0), started="2026-09-01")
    assert found["lock"] == "locked"


def test_started_without_a_criterion_is_missing_one():
    assert lock(("2026-09-01", "running", None, 0))["lock"] == "missing"


def test_changes_after_the_start_name_the_field_and_both_texts():
    seen = versions(
        ("2026-08-01", "planned", "30 kommer", 0),
        ("2026-08-02", "planned", "20 kommer", 0),
        ("2026-09-01", "running", "20 kommer", 0),
        ("2026-10-01", "running", "10 kommer", 1),
        ("2026-10-02", "running", None, 1),
    )
    found = analysis.changes_after_start(seen)
    assert list(found["field"]) == ["criterion", "criterion"]
    assert list(found["before"]) == ["20 kommer", "10 kommer"]
    assert found["after"].iloc[0] == "10 kommer"
    assert found["after"].isna().iloc[1]


histories = st.lists(
    st.tuples(st.sampled_from(list(STATES)), st.sampled_from([None, "10", "20"]), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(histories)
def test_a_lock_that_holds_means_that_nothing_was_changed_after_the_start(history):
    logged, rows = 0, []
    for day, (state, criterion, more) in enumerate(history, start=1):
        logged += more
        rows.append((f"2026-09-{day:02}", state, criterion, logged))
    found, changes = lock(*rows), analysis.changes_after_start(versions(*rows))
    if found["lock"] == "locked":
        assert found["original"] == rows[-1][2]
        assert changes.empty
    if found["lock"] == "open":
        assert rows[-1][1] not in STARTED
        assert changes.empty
    if found["lock"] == "changed":
        assert len(changes)


def test_an_experiment_of_unknown_state_is_counted_without_one():
    areas = analysis.by_focus_area(cards(card(state=None))).set_index("focus_area")
    assert areas.loc["school", "total"] == 1
    assert areas.loc["school", list(STATES)].sum() == 0
    assert analysis.overdue(
        cards(card(state=None, planned_end="2026-01-01")), decisions(), today=TODAY
    ).empty
    found = analysis.portfolio(cards(card(state=None), card(id="b")), log(), results(), decisions())
    assert list(found["id"]) == ["b", "a"]
