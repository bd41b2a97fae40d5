"""The panel as a facilitator and a second reader use it."""

from __future__ import annotations

import pytest

from labmethods.learning.panel import panel
from labmethods.learning.panel.coding import CodingPart
from labmethods.learning.panel.tables import CodeBookPart, ReleasePart, StoriesPart


@pytest.fixture
def coded(lab):
    experiment = lab.experiments.add(name="Fika")
    for day in ("2026-09-01", "2026-09-08"):
        lab.log_entries.add(experiment=experiment, day=day, event=f"Det kom några den {day}.")
    book = CodeBookPart(lab)
    book.begin.click()
    part = CodingPart(lab)
    part.refresh()
    return part


def test_an_empty_lab_says_what_to_do_first(lab):
    part = CodingPart(lab)
    part.refresh()
    assert "skriv i loggen" in part.children[0].value


def test_marking_a_code_saves_it_and_reading_without_a_code_counts(coded):
    lab = coded.lab
    next(iter(coded.boxes.values())).value = True
    assert len(lab.readings.all()[0].codes) == 1
    coded.next.click()
    assert "2026-09-08" in coded.text.value
    coded.next.click()
    assert [len(one.codes) for one in lab.readings.all()] == [1, 0]
    assert "har läst 2" in coded.progress.value


def test_the_second_reader_does_not_see_the_first_readers_codes(coded):
    first = next(iter(coded.boxes))
    coded.boxes[first].value = True
    coded.coder.value = "second"
    assert "2026-09-01" in coded.text.value
    assert not coded.boxes[first].value
    coded.boxes[first].value = True
    assert len(coded.lab.readings) == 2


def test_a_quote_that_is_not_there_is_explained_and_not_saved(coded):
    coded.quote.value = "Alla var glada"
    assert "ordagrant" in coded.status.value
    assert len(coded.lab.readings) == 0


def test_a_corrected_entry_is_not_read(coded):
    lab = coded.lab
    wrong = lab.log_entries.all()[0]
    lab.log_entries.add(
        experiment=wrong.experiment, day=wrong.day, event="Rättat: fyra kom.", corrects=wrong
    )
    coded.refresh()
    assert "Rättat" in coded.text.value
    assert "av 2" in coded.progress.value


def test_a_text_from_the_log_is_shown_as_text(lab):
    experiment = lab.experiments.add(name="Fika")
    lab.log_entries.add(experiment=experiment, day="2026-09-01", event="<img src=x onerror=1>")
    lab.codes.add(name="Tillit")
    part = CodingPart(lab)
    part.refresh()
    assert "<img" not in part.text.value


def test_a_story_is_chosen_in_the_panel_and_told_once_its_teller_agrees(lab):
    part = StoriesPart(lab)
    part.refresh()
    story = lab.stories.add(name="Nyckeln", story="De fick en nyckel.", consent=True)
    part.refresh()
    part.stories.choose(story.id)
    part.choices.add.click()
    part.choices.form.fields["group"].input.widget.value = "Gruppen"
    part.choices.form.fields["reason"].input.widget.value = "Det håller."
    assert lab.story_choices.all()[0].reason == "Det håller."
    assert any("Nyckeln" in getattr(one, "value", "") for one in part.told.children)


def test_what_leaves_is_said_before_and_after_a_decision(lab):
    part = ReleasePart(lab)
    part.refresh()
    before = part.overview.value
    lab.programme_releases.add(what="stories", decided_by="Gruppen")
    part.refresh()
    assert part.overview.value != before
    assert "lämnar labbet" in before


def test_the_panel_opens_in_the_sample_lab(exempellabbet):
    shown = panel(exempellabbet)
    assert shown.children
