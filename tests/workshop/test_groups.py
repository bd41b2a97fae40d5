"""Breakout groups: a workshop each, with the same rounds."""

from __future__ import annotations

from labmethods.workshop.groups import another_group
from labmethods.workshop.rounds import rounds_of
from tests.workshop.planning import plan


def test_another_group_gets_the_same_rounds_unopened_and_without_what_was_decided(lab):
    planned = plan(lab)
    lab.workshop_rounds.change(planned["dots"], state="closed", decided="Belysningen först.")
    lab.workshops.change(planned["workshop"], concluded="Vi ses.", participants=40)
    first = lab.workshops.get(planned["workshop"])
    second = another_group(lab, first)
    third = another_group(lab, second)
    assert [one.name for one in (second, third)] == [
        "En tryggare gård, grupp 2",
        "En tryggare gård, grupp 3",
    ]
    assert (second.day, second.welcome) == (first.day, first.welcome)
    assert (second.concluded, second.participants) == (None, None)
    asked = [(one.kind, one.question, one.options) for one in rounds_of(lab, first)]
    copied = rounds_of(lab, third)
    assert [(one.kind, one.question, one.options) for one in copied] == asked
    assert {(one.state, one.decided) for one in copied} == {("planned", None)}


def test_a_group_is_added_with_all_its_rounds_or_taken_back_whole(lab):
    first = lab.workshops.get(plan(lab)["workshop"])
    another_group(lab, first)
    lab.undo()
    assert lab.workshops.all() == [first]
    assert len(lab.workshop_rounds.all()) == 10


def test_the_panel_adds_a_group_and_goes_on_with_it(lab):
    plan(lab)
    shown = lab.workshop()
    _press(shown, "En grupp till med samma rundor")
    assert [one.name for one in lab.workshops.all()][-1] == "En tryggare gård, grupp 2"


def _press(widget, description: str) -> None:
    for one in _all(widget):
        if getattr(one, "description", None) == description:
            one.click()


def _all(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)
