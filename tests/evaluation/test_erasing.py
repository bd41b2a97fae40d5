"""A participant is erased through the panel: looked at first, confirmed by the code, then gone."""

from __future__ import annotations

import pytest

from labmethods.evaluation.panel import Panel


@pytest.fixture
def people(any_lab):
    evaluation = any_lab.evaluations.add(name="Framtidstro", design="paired")
    outcome = any_lab.outcomes.add(evaluation=evaluation, name="Tro")
    made = any_lab.participants.add_many(
        [{"evaluation": evaluation.id, "code": code} for code in ("D01", "D02")]
    )
    for one in made:
        any_lab.measurements.add(participant=one.id, outcome=outcome.id, occasion="before", value=3)
    any_lab.notes.add(key="evaluation", text="D01 fick jobb.")
    return made


@pytest.fixture
def panel(any_lab, people):
    made = Panel(any_lab)
    made.chosen.show(any_lab.evaluations.all()[0].id)
    return made


def look(panel, code):
    panel.eraser.code.value = code
    panel.eraser.look.click()
    return panel.eraser


def test_what_there_is_is_listed_and_nothing_is_erased_by_looking(any_lab, panel):
    eraser = look(panel, "d01")
    assert eraser.chosen.layout.display == ""
    assert "Deltagarna: 1 poster" in eraser.list.value
    assert "Nämns i" in eraser.list.value
    assert "Inget har raderats" in eraser.status.value
    assert len(any_lab.participants) == 2


def test_the_code_typed_once_more_erases_and_the_result_says_what_is_left(any_lab, panel, people):
    eraser = look(panel, "D01")
    eraser.reason.value = "begärd"
    eraser.again.value = "d01"
    eraser.erase.click()
    assert [one.code for one in any_lab.participants.all()] == ["D02"]
    assert len(any_lab.measurements) == 1
    assert "Raderat: 2 poster" in eraser.status.value
    assert "Koden står kvar i andra texter i labbet." in eraser.status.value
    assert any_lab.note_text("evaluation") == "D01 fick jobb."
    assert any_lab.erasures.all()[0].reason == "begärd"
    assert eraser.chosen.layout.display == "none"
    assert any_lab.store.broken_chain() == []
    # The lists beside show it at once.
    assert all(key[0] != people[0].id for key in panel.chosen.grid.fields)


def test_the_code_is_taken_out_of_texts_when_asked(any_lab, panel):
    eraser = look(panel, "D01")
    assert eraser.mentions.layout.display == ""
    eraser.mentions.value = True
    eraser.again.value = "D01"
    eraser.erase.click()
    assert any_lab.note_text("evaluation") == "[…] fick jobb."
    assert "Koden står kvar" not in eraser.status.value


@pytest.mark.parametrize("again", ["", "D02", "ja"])
def test_without_the_right_code_nothing_is_erased(any_lab, panel, again):
    eraser = look(panel, "D01")
    eraser.again.value = again
    eraser.erase.click()
    assert "Skriv D01 en gång till" in eraser.status.value
    assert len(any_lab.participants) == 2
    assert len(any_lab.erasures) == 0


def test_a_code_that_was_changed_after_looking_erases_nobody(any_lab, panel):
    eraser = look(panel, "D01")
    eraser.code.value = eraser.again.value = "D02"
    eraser.erase.click()
    assert "Titta först på vad som finns" in eraser.status.value
    assert len(any_lab.participants) == 2


def test_of_several_with_one_code_only_the_ticked_one_goes(any_lab, panel, people):
    other = any_lab.evaluations.add(name="Trygghet", design="paired")
    twin = any_lab.participants.add(evaluation=other.id, code="D01")
    eraser = look(panel, "D01")
    assert {box.description for box in eraser.people} == {"Framtidstro", "Trygghet"}
    eraser.again.value = "D01"
    eraser.erase.click()
    assert "Kryssa för den som menas" in eraser.status.value
    next(box for box in eraser.people if box.description == "Trygghet").value = True
    eraser.erase.click()
    assert {one.id for one in any_lab.participants.all()} == {one.id for one in people}
    assert not any_lab.participants.find(id=twin.id)


@pytest.mark.parametrize(
    ("code", "said"), [("D77", "Ingen i labbet har koden D77"), (" ", "Skriv först")]
)
def test_a_code_that_nobody_has_is_told(panel, code, said):
    eraser = look(panel, code)
    assert said in eraser.status.value
    assert eraser.chosen.layout.display == "none"
