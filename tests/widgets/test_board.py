"""The board's Python side: what it sends, what it asks its owner and how it answers."""

from __future__ import annotations

import pandas as pd
import pytest

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.widgets.board import Board, Lanes, Numbers, Quadrants, notes_of
from labmethods.widgets.board.page import PARTS, script
from labmethods.widgets.board.words import WORDS, words_in

NOTES = [
    {"id": "a", "label": "Kyrkan", "x": 1, "y": 2, "kind": "faith"},
    {"id": "b", "label": "Skolan", "x": 3, "y": 4, "kind": "school"},
]


class Owner:
    """Keeps what it is asked to save; refuses when told to."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        self.error: Exception | None = None

    def __call__(self, *values: object) -> str:
        if self.error:
            raise self.error
        self.calls.append(values)
        return "c"


@pytest.fixture
def owner() -> Owner:
    return Owner()


@pytest.fixture
def board(owner: Owner) -> Board:
    names = ("on_move", "on_add", "on_edit", "on_open", "on_undo", "on_redo")
    made = Board(
        NOTES,
        x=Numbers("Intresse"),
        y=Numbers("Makt"),
        title="Aktörer",
        language="sv",
        **{name: (owner if name == "on_add" else lambda *v: owner(*v) and None) for name in names},
    )
    made.answers = []
    made.send = lambda content, buffers=None: made.answers.append(content)
    return made


def test_a_move_is_saved_by_the_owner_and_then_shown(board, owner):
    board.receive({"event": "moved", "ticket": "1", "id": "a", "x": 5, "y": 5})
    assert owner.calls == [("a", 5, 5)]
    assert board.answers == [{"answer": "1", "ok": True, "message": ""}]
    assert (board.note("a")["x"], board.note("a")["y"]) == (5, 5)


def test_a_refused_move_changes_nothing_and_says_why_in_the_readers_language(board, owner):
    owner.error = Refused(N_("This must be filled in."))
    board.receive({"event": "moved", "ticket": "1", "id": "a", "x": 5, "y": 5})
    assert board.answers[0]["ok"] is False
    assert board.answers[0]["message"] == owner.error.text("sv")
    assert (board.note("a")["x"], board.note("a")["y"]) == (1, 2)


def test_an_unexpected_error_is_answered_too(board, owner):
    owner.error = RuntimeError("secret path")
    board.receive({"event": "moved", "ticket": "1", "id": "a", "x": 5, "y": 5})
    assert "RuntimeError" in board.answers[0]["message"]
    assert "secret path" not in board.answers[0]["message"]


def test_an_added_note_stands_under_the_id_that_the_owner_gave(board, owner):
    board.receive({"event": "added", "ticket": "1", "label": "Polisen", "x": None, "y": None})
    assert owner.calls == [("Polisen", None, None)]
    assert board.answers == [{"answer": "1", "ok": True, "id": "c", "message": ""}]
    assert board.note("c")["label"] == "Polisen"


def test_notes_that_the_owner_sets_anew_are_kept_as_they_are(board):
    fresh = [{"id": "c", "label": "Polisen", "x": 2, "y": 2, "kind": "police"}]

    def add(*values: object) -> str:
        board.notes = fresh
        return "c"

    board._callbacks["added"] = add
    board.receive({"event": "added", "ticket": "1", "label": "Polisen", "x": 2, "y": 2})
    assert board.notes == fresh


def test_a_new_name_is_saved_and_shown(board, owner):
    board.receive({"event": "edited", "ticket": "1", "id": "a", "label": "Svenska kyrkan"})
    assert owner.calls == [("a", "Svenska kyrkan")]
    assert board.note("a")["label"] == "Svenska kyrkan"


def test_undo_redo_and_opening_are_passed_on(board, owner):
    for event in ("undo", "redo"):
        board.receive({"event": event, "ticket": event})
    board.receive({"event": "opened", "ticket": "o", "id": "b"})
    assert owner.calls == [(), (), ("b",)]


def test_an_owners_own_words_are_shown(board):
    board._callbacks["undo"] = lambda: "Flytten ångrades."
    board.receive({"event": "undo", "ticket": "1"})
    assert board.answers == [{"answer": "1", "ok": True, "message": "Flytten ångrades."}]


def test_a_board_to_read_refuses_changes_also_when_a_page_asks(board, owner):
    board.read_only = True
    board.receive({"event": "moved", "ticket": "1", "id": "a", "x": 5, "y": 5})
    assert owner.calls == []
    assert board.answers[0]["ok"] is False
    board.receive({"event": "opened", "ticket": "2", "id": "a"})
    assert owner.calls == [("a",)]


def test_without_a_callback_people_cant_do_it(owner):
    made = Board(x=Numbers("X"), title="T", language="sv", on_move=owner)
    assert made.can == ["move"]
    made.send = lambda content: owner.calls.append(content["ok"])
    made.receive({"event": "added", "ticket": "1", "label": "Nej", "x": 1, "y": None})
    assert owner.calls == [False]


def test_a_message_of_another_kind_is_left_alone(board):
    board.receive({"event": "something else", "ticket": "1"})
    board.receive({})
    assert board.answers == []


@pytest.mark.parametrize("kind", ["Int64", "int64", "Float64", "float64"])
def test_a_frames_rows_become_notes_and_missing_values_have_no_place(kind):
    whole = [3, 4] if kind == "int64" else [3, None]
    frame = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "interest": [1, 2]})
    frame["power"] = pd.array(whole, dtype=kind)
    notes = notes_of(frame, x="interest", y="power", kind=None)
    assert [note["y"] for note in notes] == whole
    Board(notes, x=Numbers("X"), y=Numbers("Y"), title="T", language="sv")


def test_an_empty_frame_makes_an_empty_board():
    frame = pd.DataFrame({"id": [], "name": [], "kind": [], "interest": []})
    assert notes_of(frame, x="interest") == []


@pytest.mark.parametrize(
    "notes",
    [
        [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}],
        [{"label": "A"}],
        [{"id": "a"}],
        [{"id": "a", "label": "A", "colour": "red"}],
    ],
)
def test_notes_that_are_none_are_refused(notes):
    with pytest.raises(ValueError, match="note"):
        Board(notes, x=Numbers("X"), title="T", language="sv")


def test_axes_that_are_none_are_refused():
    with pytest.raises(ValueError, match="scale"):
        Numbers("X", low=5, high=1)
    with pytest.raises(ValueError, match="lanes"):
        Lanes("X", {})


def test_kinds_come_in_the_given_order_and_others_after_them(board):
    board._titles = {"school": "Skola"}
    board.notes = [*NOTES, {"id": "d", "label": "Utan"}]
    assert [kind["title"] for kind in board.kinds] == ["Skola", "faith", "Utan slag"]
    assert len({(kind["colour"], kind["symbol"]) for kind in board.kinds}) == 3


def test_other_axes_can_be_set(board):
    board.set_axes(Lanes("Steg", {"a": "Ankomst"}), None)
    assert board.x_axis["type"] == "lanes"
    assert board.y_axis == {"type": "none"}
    board.set_axes(Numbers("X"), Numbers("Y"), Quadrants("a", "b", "c", "d"))
    assert board.quadrants["titles"] == ["a", "b", "c", "d"]


def test_every_word_has_its_swedish():
    swedish, english = words_in("sv"), words_in("en")
    assert swedish.keys() == english.keys() == WORDS.keys()
    assert [name for name in WORDS if swedish[name] == english[name]] == []


def test_own_words_take_the_place_of_the_boards():
    assert words_in("sv", new="Ny aktör")["new"] == "Ny aktör"
    with pytest.raises(ValueError, match="no word"):
        words_in("sv", nwe="Ny aktör")


def test_the_script_is_one_module_of_all_parts_that_never_writes_html():
    text = script()
    assert "\nimport " not in text
    assert text.count("export ") == 1
    assert len(PARTS) == 12
    for writer in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert writer not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
