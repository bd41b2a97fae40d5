"""What a valid reading, story choice and release are."""

from __future__ import annotations

import pytest

from labmethods.learning.codebook import begin, starter
from labmethods.programme.release import released
from labmethods.workbook.records import FieldErrors, Refused


@pytest.fixture
def entry(lab):
    experiment = lab.experiments.add(name="Fika")
    return lab.log_entries.add(
        experiment=experiment, day="2026-09-01", event="Det kom tolv.", quote="Vi kommer igen."
    )


def test_a_quote_must_stand_in_the_entry_word_by_word(lab, entry):
    with pytest.raises(Refused, match="ordagrant"):
        lab.readings.add(log_entry=entry, quote="Vi kommer aldrig mer.")
    assert lab.readings.add(log_entry=entry, quote="Vi  kommer\nigen.").quote


def test_one_reader_reads_an_entry_once(lab, entry):
    lab.readings.add(log_entry=entry, coder="first")
    lab.readings.add(log_entry=entry, coder="second")
    with pytest.raises(Refused, match="redan läst"):
        lab.readings.add(log_entry=entry, coder="first")


def test_a_story_is_chosen_step_by_step(lab):
    story = lab.stories.add(name="Nyckeln", story="De fick en nyckel.")
    with pytest.raises(Refused, match="steg för steg"):
        lab.story_choices.add(story=story, step="company", group="Ledningen", reason="Bra")
    lab.story_choices.add(story=story, step="lab", group="Gruppen", reason="Bra")
    lab.story_choices.add(story=story, step="company", group="Ledningen", reason="Bra")
    with pytest.raises(Refused, match="redan vald"):
        lab.story_choices.add(story=story, step="lab", group="En annan", reason="Också")


def test_a_choice_needs_its_reason(lab):
    story = lab.stories.add(name="Nyckeln", story="De fick en nyckel.")
    with pytest.raises(FieldErrors):
        lab.story_choices.add(story=story, step="lab", group="Gruppen", reason="")


def test_the_code_book_to_begin_with_comes_in_once_and_can_be_changed(lab):
    assert begin(lab) == len(starter("sv"))
    assert begin(lab) == 0
    one = lab.codes.all()[0]
    lab.codes.change(one.id, name="Eget namn")
    assert begin(lab) == 0
    lab.undo()
    lab.undo()
    assert len(lab.codes) == 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_code_book_has_both_languages_and_says_when_to_use_each(language):
    codes = starter(language)
    assert len({one["mark"] for one in codes}) == len(codes)
    assert all(one["name"] and one["meaning"] for one in codes)


def test_two_codes_are_not_called_the_same(lab):
    lab.codes.add(name="Tillit")
    with pytest.raises(Refused, match="finns redan"):
        lab.codes.add(name="tillit ")


def test_figures_leave_and_texts_stay_unless_the_lab_says_otherwise(lab):
    one, other = (lab.experiments.add(name=name) for name in ("A", "B"))
    may_leave = released(lab)
    assert may_leave("results", one.id)
    assert not may_leave("texts", one.id)
    lab.programme_releases.add(what="results", released=False, decided_by="Gruppen")
    lab.programme_releases.add(what="results", experiment=one, decided_by="Gruppen")
    lab.programme_releases.add(what="texts", decided_by="Gruppen")
    lab.programme_releases.add(what="texts", experiment=other, released=False, decided_by="Gruppen")
    may_leave = released(lab)
    assert may_leave("results", one.id)
    assert not may_leave("results", other.id)
    assert may_leave("texts", one.id)
    assert not may_leave("texts", other.id)


def test_a_story_is_not_released_before_its_teller_agrees(lab):
    story = lab.stories.add(name="Nyckeln", story="De fick en nyckel.")
    with pytest.raises(Refused, match="inte gått med på"):
        lab.programme_releases.add(what="stories", story=story, decided_by="Gruppen")
    lab.stories.change(story.id, consent=True)
    assert lab.programme_releases.add(what="stories", story=story, decided_by="Gruppen")


def test_a_release_is_about_one_thing_of_its_kind_and_decided_once(lab):
    experiment = lab.experiments.add(name="A")
    story = lab.stories.add(name="S", story="Det hände.", consent=True)
    for wrong in ({"experiment": experiment, "story": story}, {"story": story}):
        with pytest.raises(Refused):
            lab.programme_releases.add(what="texts", decided_by="Gruppen", **wrong)
    lab.programme_releases.add(what="texts", decided_by="Gruppen")
    with pytest.raises(Refused, match="redan ett beslut"):
        lab.programme_releases.add(what="texts", released=False, decided_by="Gruppen")
