"""The rules of test cards, log entries, results and decisions."""

import datetime

import pytest

from labmethods.experiments.records import (
    ChainLink,
    Decision,
    Experiment,
    LogEntry,
    Result,
    split_group,
)
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


@pytest.mark.parametrize("half", [{"participants": 10}, {}])
def test_a_result_needs_its_count_or_the_sources_words(half):
    assert refusal(Result, experiment="a", counted="fick jobb", **half)


def test_the_two_numbers_of_a_result_may_come_one_by_one(lab):
    card = lab.experiments.add(name="Mentor")
    result = lab.results.add(experiment=card.id, counted="fick jobb", successes=9)
    assert lab.results.change(result.id, participants=10).participants == 10
    lab.results.change(result.id, participants=12)


@pytest.mark.parametrize(
    "typed", ["flickor 8", "flickor: 8", "8 flickor", "flickor:8", " flickor  08"]
)
def test_a_group_and_its_number_are_read_as_people_write_them(typed):
    entry = LogEntry.valid(experiment="a", day="2026-05-01", event="Kväll", groups=typed)
    assert entry.groups == ["flickor: 8"]
    assert split_group(entry.groups[0]) == ("flickor", 8)


def test_a_group_may_have_a_number_in_its_name():
    entry = LogEntry.valid(
        experiment="a", day="2026-05-01", event="Kväll", groups="årskurs 8: 12; årskurs 9: 3"
    )
    assert entry.groups == ["årskurs 8: 12", "årskurs 9: 3"]


@pytest.mark.parametrize("typed", ["många flickor", "8", "8 9"])
def test_a_group_without_its_number_is_refused(typed):
    assert "girls 8" in refusal(
        LogEntry, experiment="a", day="2026-05-01", event="Kväll", groups=typed
    ) or "flickor 8" in refusal(
        LogEntry, experiment="a", day="2026-05-01", event="Kväll", groups=typed
    )


def test_groups_cannot_be_more_than_were_present():
    said = refusal(
        LogEntry,
        experiment="a",
        day="2026-05-01",
        event="Kväll",
        present=10,
        groups="flickor 8, pojkar 3",
    )
    assert "11" in said
    assert "10" in said


def test_an_arrow_leads_to_another_box():
    assert refusal(ChainLink, source="a", target="a")


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
    assert decision.label() == "2026-05-01 Anpassa"
