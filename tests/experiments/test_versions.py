"""The lock of the criterion as the journal of a real store gives it."""

import datetime

from labmethods.experiments import analysis, steps
from labmethods.experiments.versions import versions

TODAY = datetime.datetime.now(datetime.UTC).date()


def lock(lab):
    return analysis.criterion_locks(lab.experiments.frame(), versions(lab)).iloc[0]


def test_a_lab_without_experiments_has_no_versions(lab):
    assert versions(lab).empty


def test_the_journal_keeps_the_criterion_that_was_locked(any_lab):
    card = any_lab.experiments.add(name="Kafé", criterion="20 kommer")
    assert lock(any_lab)["lock"] == "open"
    steps.start(any_lab, card.id, TODAY)
    assert lock(any_lab)["lock"] == "locked"
    any_lab.log_entries.add(experiment=card.id, day=TODAY, event="12 kom", present=12)
    any_lab.experiments.change(card.id, criterion="10 kommer")
    found = lock(any_lab)
    assert (found["lock"], found["original"]) == ("changed", "20 kommer")
    changes = analysis.changes_after_start(versions(any_lab))
    assert list(changes["before"]) == ["20 kommer"]
    assert list(changes["after"]) == ["10 kommer"]


def test_undoing_the_start_opens_the_criterion_again(lab):
    card = lab.experiments.add(name="Kafé", criterion="20 kommer")
    steps.start(lab, card.id, TODAY)
    lab.undo()
    lab.experiments.change(card.id, criterion="15 kommer")
    steps.start(lab, card.id, TODAY)
    found = lock(lab)
    assert (found["lock"], found["original"]) == ("locked", "15 kommer")


def test_removing_a_log_entry_does_not_unlock(lab):
    card = lab.experiments.add(name="Kafé", criterion="20 kommer")
    steps.start(lab, card.id, TODAY)
    entry = lab.log_entries.add(experiment=card.id, day=TODAY, event="ingen kom")
    lab.log_entries.remove(entry.id)
    lab.experiments.change(card.id, state="planned")
    lab.experiments.change(card.id, criterion="1 kommer")
    assert lock(lab)["lock"] == "changed"


def test_undoing_a_log_entry_does_unlock_a_card_that_never_started(lab):
    card = lab.experiments.add(name="Kafé", criterion="20 kommer")
    lab.log_entries.add(experiment=card.id, day=TODAY, event="fel experiment")
    assert lock(lab)["lock"] == "locked"
    lab.undo()
    assert lock(lab)["lock"] == "open"


def test_a_removed_experiment_leaves_no_lock_behind(lab):
    card = lab.experiments.add(name="Kafé", criterion="20 kommer", state="running")
    lab.experiments.remove(card.id)
    assert analysis.criterion_locks(lab.experiments.frame(), versions(lab)).empty
