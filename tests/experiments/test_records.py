"""The rules of test cards, log entries, results and decisions."""

import datetime

import pytest

from labmethods.experiments.records import Decision, Experiment, LogEntry, Result
from labmethods.workbook.records import FieldErrors


def refusal(record, **values) -> str:
    with pytest.raises(FieldErrors) as refused:
        record.valid(**values)
    return refused.value.text("sv")


def test_a_name_is_enough_for_an_idea():
    card = Experiment.valid(name="Öppet kafé")
    assert (card.state, card.focus_areas, card.criterion) == ("idea", [], None)


def test_swedish_words_are_read_as_states():
    card = Experiment.valid(name="Kafé", state="Pågår", focus_areas="safety; school")
    assert card.state == "running"
    assert card.focus_areas == ["safety", "school"]


@pytest.mark.parametrize(
    ("first", "last"), [("planned_start", "planned_end"), ("started", "ended")]
)
def test_an_experiment_cannot_end_before_it_starts(first, last):
    said = refusal(Experiment, name="Kafé", **{first: "2026-05-02", last: "2026-05-01"})
    assert "2026-05-01" in said
    assert "2026-05-02" in said


def test_a_negative_cost_is_refused():
    assert "Kostnad" in refusal(Experiment, name="Kafé", cost="-1")


def test_more_successes_than_participants_are_refused():
    said = refusal(Result, experiment="a", counted="fick jobb", successes=11, participants=10)
    assert "11 av 10" in said


@pytest.mark.parametrize("half", [{"successes": 9}, {"participants": 10}, {}])
def test_a_result_needs_both_numbers_or_the_sources_words(half):
    assert refusal(Result, experiment="a", counted="fick jobb", **half)


def test_a_result_may_be_told_in_the_sources_words():
    result = Result.valid(experiment="a", counted="Fler unga", published="80 procent fler")
    assert result.participants is None


def test_a_decision_needs_its_reason_and_who_took_it():
    with pytest.raises(FieldErrors) as refused:
        Decision.valid(experiment="a", day="2026-05-01", decision="inför")
    assert set(refused.value.fields) == {"reason", "decided_by"}


def test_labels_work_on_records_from_the_journal():
    entry = LogEntry.model_construct(id="1", day="2026-05-01", event="x" * 200)
    assert entry.label().startswith("2026-05-01 xxx")
    assert len(entry.label()) < 80
    decision = Decision.valid(
        experiment="a",
        day=datetime.date(2026, 5, 1),
        decision="adapt",
        reason="för få",
        decided_by="styrgruppen",
    )
    assert decision.label() == "2026-05-01 adapt"
