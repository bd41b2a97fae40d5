"""In the report's notebook each find is decided where it is shown."""

from __future__ import annotations

import nbformat
import pytest

from labmethods.reporting.gate_panel import Gate
from labmethods.reporting.panel import panel

NUMBER = "640823-3234"


@pytest.fixture
def told(lab):
    lab["facts"].change(lab.facts.id, challenge=f"<b>Hyresgästen</b> {NUMBER} har sagt nej.")
    return lab


def widgets_of(box) -> list:
    """The box and everything in it."""
    return [box, *(one for child in getattr(box, "children", ()) for one in widgets_of(child))]


def texts_of(box) -> str:
    return " ".join(str(getattr(one, "value", "")) for one in widgets_of(box))


def press(card, choice: str, reason: str = "") -> None:
    card.reason.value = reason
    card.buttons[choice].click()


def test_a_find_is_shown_in_its_place_marked_and_harmless(told):
    (card,) = Gate(told).cards
    shown = card.children[0].value
    assert "Labbet, ”Provlabbet”, Vår utmaning" in shown
    assert f"<mark>{NUMBER}</mark>" in shown
    assert "&lt;b&gt;Hyresgästen" in shown


def test_hiding_decides_and_the_report_is_made(told):
    made = panel(told)
    button = next(w for w in widgets_of(made) if getattr(w, "description", "") == "Gör rapporten")
    button.click()
    assert "avgör nedan" in texts_of(made)
    assert not (told.home / "reports").exists()
    gate = next(w for w in widgets_of(made) if isinstance(w, Gate))
    press(gate.cards[0], "mask")
    assert gate.cards == []
    button.click()
    assert "1 uppgift som kunde peka ut en person är dold." in texts_of(made)
    (path,) = (told.home / "reports").iterdir()
    assert NUMBER not in path.read_text(encoding="utf-8")


def test_keeping_asks_for_a_reason_and_can_be_taken_back(told):
    gate = Gate(told)
    press(gate.cards[0], "keep")
    assert "Skriv varför" in gate.status.value
    press(gate.cards[0], "keep", "Påhittat nummer ur en övning")
    assert gate.cards == []
    assert "Påhittat nummer ur en övning" in texts_of(gate)
    assert "prov" in texts_of(gate)
    anew = next(w for w in widgets_of(gate) if getattr(w, "description", "") == "Avgör på nytt")
    anew.click()
    assert len(gate.cards) == 1


def test_taking_away_changes_the_record(told):
    gate = Gate(told)
    press(gate.cards[0], "remove")
    assert NUMBER not in told.facts.challenge
    assert gate.cards == []


def test_what_a_cell_puts_out_is_decided_too(lab):
    cell = nbformat.v4.new_code_cell("print('6408' + '23-' + '3234')")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), lab.home / "20-eget.ipynb")
    made = panel(lab)
    button = next(w for w in widgets_of(made) if getattr(w, "description", "") == "Gör rapporten")
    button.click()
    gate = next(w for w in widgets_of(made) if isinstance(w, Gate))
    (card,) = gate.cards
    assert "rapporten, under ”20-eget”" in card.children[0].value
    press(card, "keep", "Påhittat nummer")
    button.click()
    assert "Rapporten är klar" in texts_of(made)
