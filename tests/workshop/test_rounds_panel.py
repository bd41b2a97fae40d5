"""The part of the panel that plans a workshop's rounds."""

import datetime

from labmethods.workshop.panel import Current, RoundsPart


def test_the_part_says_what_comes_next_until_there_is_a_round(lab):
    workshop = lab.workshops.add(name="Kväll", day=datetime.date(2026, 9, 1))
    part = RoundsPart(lab, Current(lab), ["question", "kind"])
    part.refresh()
    assert part.editor.add.description == "Lägg till runda"
    assert "Lägg till en runda, så går rummet att öppna." in part.children[1].value
    part.editor.add.click()
    part.editor.form.fields["question"].input.widget.value = "Vad behövs?"
    kinds = part.editor.form.fields["kind"].input.widget
    kinds.value = kinds.options[1][1]
    assert lab.workshop_rounds.find(workshop=workshop.id)
    assert part.children[1].value == ""
