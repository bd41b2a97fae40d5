"""The experiments on the drag board."""

import pytest

from labmethods.experiments.panel.board import BoardPart
from labmethods.experiments.panel.current import Current


@pytest.fixture
def board(lab):
    lab.experiments.add(name="Kafé", state="planned", planned_end="2020-01-01")
    lab.experiments.add(name="Mentorer", state="", focus_areas=["employment"])
    return BoardPart(lab, Current(lab))


def note(part: BoardPart, label: str) -> dict:
    (found,) = [one for one in part.board.notes if one["label"] == label]
    return found


def answer(part: BoardPart, **content: object) -> dict:
    sent: list[dict] = []
    part.board.send = lambda message, buffers=None: sent.append(message)
    part.board.receive(content)
    return sent[-1]


def test_each_experiment_stands_in_the_column_of_its_state(board):
    assert note(board, "Kafé")["x"] == "planned"
    assert note(board, "Kafé")["badge"] == "beslut försenat"
    assert note(board, "Mentorer")["x"] is None
    assert note(board, "Mentorer")["kind"] == "employment"


def test_a_step_that_is_not_allowed_is_answered_and_changes_nothing(board, lab):
    one = note(board, "Kafé")["id"]
    said = answer(board, event="moved", id=one, x="running", y=None, ticket=1)
    assert not said["ok"]
    assert "Vi har rätt om" in said["message"]
    assert lab.experiments.get(one).state == "planned"
    assert note(board, "Kafé")["x"] == "planned"


def test_a_step_that_is_allowed_is_saved_and_undone_from_the_board(board, lab):
    one = note(board, "Kafé")["id"]
    lab.experiments.change(one, criterion="20 kommer")
    assert answer(board, event="moved", id=one, x="running", y=None, ticket=1)["ok"]
    assert lab.experiments.get(one).state == "running"
    assert answer(board, event="undo", ticket=2)["ok"]
    assert lab.experiments.get(one).state == "planned"
    assert note(board, "Kafé")["x"] == "planned"


def test_a_new_note_begins_as_an_idea_wherever_it_is_put(board, lab):
    assert answer(board, event="added", label="Läxhjälp", x="running", y=None, ticket=1)["ok"]
    (made,) = lab.experiments.find(name="Läxhjälp")
    assert made.state == "idea"
    assert note(board, "Läxhjälp")["x"] == "idea"


def test_opening_a_note_shows_its_card(board):
    opened = []
    board.current.open_card = lambda: opened.append(board.current.experiment)
    one = note(board, "Mentorer")["id"]
    assert answer(board, event="opened", id=one, ticket=1)["ok"]
    assert opened == [one]
