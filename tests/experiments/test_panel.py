"""The panel of a real lab, used as a person would."""

import ipywidgets as widgets
import pytest

from labmethods.experiments.panel import ChosenExperiment, Overview
from labmethods.widgets.editor import RecordsEditor


def inside(widget, kind):
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child, kind)


def text(widget) -> str:
    return " ".join(one.value for one in inside(widget, widgets.HTML))


def press(panel, description: str) -> None:
    (button,) = [b for b in inside(panel, widgets.Button) if b.description == description]
    button.click()


@pytest.fixture
def card(lab):
    return lab.experiments.add(name="Öppet kafé", planned_end="2020-01-01")


@pytest.fixture
def panel(lab, card):
    shown = lab.experiments()
    editor = next(inside(shown, RecordsEditor))
    editor.choose(card.id)
    return shown


def test_an_empty_lab_opens(lab):
    assert "Labbet har inga experiment än." in text(lab.experiments())


def test_choosing_a_card_shows_its_log_results_and_decisions(panel):
    chosen = next(inside(panel, ChosenExperiment))
    tables = [editor.table.name for editor in inside(chosen, RecordsEditor)]
    assert tables == ["log_entries", "results", "decisions"]


def test_starting_without_a_criterion_says_what_to_do(panel, lab, card):
    press(panel, "Starta nu och lås kriteriet")
    assert "Vi har rätt om" in text(next(inside(panel, ChosenExperiment)))
    assert lab.experiments.get(card.id).state == "idea"


def test_starting_locks_and_shows_it(panel, lab, card):
    lab.experiments.change(card.id, criterion="20 kommer")
    press(panel, "Starta nu och lås kriteriet")
    assert lab.experiments.get(card.id).state == "running"
    assert "Kriteriet låstes" in text(next(inside(panel, ChosenExperiment)))
    assert "skulle ha beslutats" in text(next(inside(panel, Overview)))


def test_a_log_entry_belongs_to_the_chosen_experiment(panel, lab, card):
    chosen = next(inside(panel, ChosenExperiment))
    log = next(inside(chosen, RecordsEditor))
    log.add.click()
    log.form.fields["day"].input.widget.value = "2026-09-01"
    log.form.fields["event"].input.widget.value = "Tolv kom"
    (entry,) = lab.log_entries.all()
    assert (entry.experiment, entry.event) == (card.id, "Tolv kom")


def test_closing_needs_a_decision(panel, lab, card):
    lab.experiments.change(card.id, criterion="20 kommer")
    press(panel, "Starta nu och lås kriteriet")
    press(panel, "Avsluta med beslutet")
    assert "Skriv först ner beslutet" in text(next(inside(panel, ChosenExperiment)))
    lab.decisions.add(
        experiment=card.id, day="2026-10-01", decision="adopt", reason="20 kom", decided_by="alla"
    )
    press(panel, "Avsluta med beslutet")
    assert lab.experiments.get(card.id).state == "decided"
