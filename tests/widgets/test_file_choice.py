"""A chosen file comes whole, in pieces, whatever else was chosen before."""

from __future__ import annotations

import pytest

from labmethods.widgets.file_choice import FileChoice


@pytest.fixture
def choice(monkeypatch):
    made = FileChoice("sv", description="Välj en fil", accept=".csv")
    made.answers = []
    monkeypatch.setattr(made, "send", made.answers.append)
    return made


def bring(choice: FileChoice, file: str, *pieces: bytes, ends: bool = True) -> None:
    """As the page sends a file."""
    choice._brought(choice, {"begins": file}, [])
    for place, piece in enumerate(pieces, start=1):
        told = {"file": file, "name": f"{file}.csv", "last": ends and place == len(pieces)}
        choice._brought(choice, told, [memoryview(piece)])


def test_a_file_that_came_in_pieces_is_whole_and_named(choice):
    seen = []
    choice.observe(lambda change: seen.append(change["new"]), "value")
    bring(choice, "a", b"ett;", b"tva;", b"tre")
    assert seen[-1] == ({"name": "a.csv", "content": b"ett;tva;tre"},)
    assert choice.chosen == "a.csv"
    assert choice.answers == [{"file": "a"}] * 3


def test_what_was_chosen_before_counts_no_more_when_another_file_begins_to_come(choice):
    bring(choice, "a", b"1")
    bring(choice, "b", b"2", ends=False)
    assert choice.value == ()
    assert choice.chosen == ""


def test_a_piece_of_a_file_that_was_given_up_is_left_out(choice):
    bring(choice, "a", b"1", ends=False)
    bring(choice, "b", b"2", ends=False)
    choice._brought(choice, {"file": "a", "name": "a.csv", "last": True}, [b"3"])
    assert choice.value == ()
    choice._brought(choice, {"file": "b", "name": "b.csv", "last": True}, [b"4"])
    assert choice.value == ({"name": "b.csv", "content": b"24"},)


def test_a_file_is_let_go(choice):
    bring(choice, "a", b"1")
    choice.value = ()
    assert choice.chosen == ""
