"""Where two changed the same, on a board or among answers, it is asked what should stand."""

from __future__ import annotations

import pytest

import labmethods as lm
from labmethods.evaluation.answers import AnswerGrid
from labmethods.pathway.panel.board import PathBoard
from labmethods.stakeholders.panel.board import ActorBoard
from labmethods.widgets.asking import Asking


@pytest.fixture
def colleague(any_lab):
    """The same lab, opened by somebody else."""
    with lm.open_lab(any_lab.home) as other:
        yield other


def asked(asking: Asking) -> list[str]:
    return [button.description for button in asking.choice.children]


def press(asking: Asking, start: str) -> None:
    next(b for b in asking.choice.children if b.description.startswith(start)).click()


class Answers(list):
    """What a board answered its page."""

    def of(self, board) -> Answers:
        board.send = self.append
        return self


class TestThePowerInterestBoard:
    @pytest.fixture
    def church(self, any_lab):
        return any_lab.actors.add(name="Kyrkan", power=2, interest=2)

    @pytest.fixture
    def board(self, any_lab, church):
        self.moved, self.listed = [], []
        made = ActorBoard(any_lab, self.moved.append, lambda: self.listed.append(1), print)
        made.refresh()
        return made

    def test_a_drag_onto_anothers_drag_shows_both_and_moves_nothing(
        self, any_lab, colleague, church, board
    ):
        answers = Answers().of(board.board)
        colleague.actors.change(church.id, power=5, interest=3)
        board.board.receive({"event": "moved", "id": church.id, "x": 4, "y": 4, "ticket": 1})
        assert answers[0]["ok"] is False
        assert "Kyrkan" in board.asking.said.value
        assert asked(board.asking) == [
            "Behåll deras: Intresse 3, Makt 5",
            "Spara min: Intresse 4, Makt 4",
        ]
        note = board.board.note(church.id)
        assert (note["x"], note["y"]) == (3, 5)
        assert any_lab.actors.get(church.id).power == 5
        assert self.moved == []

    @pytest.mark.parametrize(("start", "stands"), [("Behåll", (3, 5)), ("Spara", (4, 4))])
    def test_what_is_chosen_stands(self, any_lab, colleague, church, board, start, stands):
        Answers().of(board.board)
        colleague.actors.change(church.id, power=5, interest=3)
        board.board.receive({"event": "moved", "id": church.id, "x": 4, "y": 4, "ticket": 1})
        press(board.asking, start)
        kept, note = any_lab.actors.get(church.id), board.board.note(church.id)
        assert (kept.interest, kept.power) == (note["x"], note["y"]) == stands
        assert board.asking.children == ()
        assert len(self.moved) == 1

    def test_what_the_other_changed_beside_it_is_kept_without_a_question(
        self, any_lab, colleague, church, board
    ):
        answers = Answers().of(board.board)
        colleague.actors.change(church.id, interest=5)
        # Straight up: only the power is changed here.
        board.board.receive({"event": "moved", "id": church.id, "x": 2, "y": 4, "ticket": 1})
        kept, note = any_lab.actors.get(church.id), board.board.note(church.id)
        assert answers[0]["ok"] is True
        assert (kept.interest, kept.power) == (note["x"], note["y"]) == (5, 4)

    def test_one_after_the_other_from_here_is_no_question(self, any_lab, church, board):
        answers = Answers().of(board.board)
        for ticket, place in enumerate([(4, 4), (5, 1), (1, 1)]):
            moved = {"event": "moved", "id": church.id, "x": place[0], "y": place[1]}
            board.board.receive({**moved, "ticket": ticket})
        assert [one["ok"] for one in answers] == [True] * 3
        assert any_lab.actors.get(church.id).interest == 1

    def test_changed_once_more_while_asked_is_asked_again(self, any_lab, colleague, church, board):
        Answers().of(board.board)
        colleague.actors.change(church.id, name="Svenska kyrkan")
        board.board.receive(
            {"event": "edited", "id": church.id, "label": "Kyrkans lokal", "ticket": 1}
        )
        colleague.actors.change(church.id, name="Församlingen")
        press(board.asking, "Spara")
        assert asked(board.asking)[0] == "Behåll deras: Församlingen"
        press(board.asking, "Spara")
        assert any_lab.actors.get(church.id).name == "Kyrkans lokal"


class TestThePath:
    @pytest.fixture
    def steps(self, any_lab):
        return [any_lab.steps.add(name=name, position=n).id for n, name in enumerate("ABC")]

    def test_a_drag_onto_anothers_drag_asks_by_the_steps_names(self, any_lab, colleague, steps):
        made = any_lab.activities.add(name="Språkkafé", step=steps[0])
        board = PathBoard(any_lab, on_change=lambda: board.refresh(), on_open=print)
        answers = Answers().of(board.board)
        colleague.activities.change(made.id, step=steps[1])
        moved = {"event": "moved", "id": made.id, "x": steps[2], "y": "nobody", "ticket": 1}
        board.board.receive(moved)
        assert answers[0]["ok"] is False
        assert board.board.note(made.id)["x"] == steps[1]
        assert asked(board.asking) == ["Behåll deras: B", "Spara min: C"]
        press(board.asking, "Spara")
        assert any_lab.activities.get(made.id).step == steps[2]
        assert board.board.note(made.id)["x"] == steps[2]

    def test_another_lane_and_another_step_are_both_kept(self, any_lab, colleague, steps):
        made = any_lab.activities.add(name="Språkkafé", step=steps[0])
        actor = any_lab.actors.add(name="ABF")
        board = PathBoard(any_lab, on_change=lambda: board.refresh(), on_open=print)
        Answers().of(board.board)
        colleague.activities.change(made.id, actor=actor.id)
        board.board.receive(
            {"event": "moved", "id": made.id, "x": steps[1], "y": "nobody", "ticket": 1}
        )
        kept = any_lab.activities.get(made.id)
        assert (kept.step, kept.actor) == (steps[1], actor.id)


class TestTheAnswers:
    @pytest.fixture
    def grid(self, any_lab):
        evaluation = any_lab.evaluations.add(name="Framtidstro", design="paired")
        outcome = any_lab.outcomes.add(evaluation=evaluation, name="Tro")
        person = any_lab.participants.add(evaluation=evaluation, code="D1")
        self.key, self.changed = (person.id, outcome.id), []
        return AnswerGrid(any_lab, evaluation.id, lambda: self.changed.append(1))

    def answer(self, lab, value):
        person, outcome = self.key
        return lab.measurements.add(
            participant=person, outcome=outcome, occasion="before", value=value
        )

    def value(self, lab):
        (found,) = lab.measurements.all()
        return found.value

    def test_an_answer_that_somebody_else_gave_meanwhile_is_asked_about(
        self, any_lab, colleague, grid
    ):
        self.answer(colleague, 2)
        grid.fields[self.key].value = "4"
        assert asked(grid.asking) == ["Behåll deras: 2", "Spara min: 4"]
        assert self.value(any_lab) == 2
        press(grid.asking, "Behåll")
        assert grid.fields[self.key].value == "2"
        grid.fields[self.key].value = "3"
        assert self.value(any_lab) == 3

    def test_an_answer_that_somebody_else_changed_is_asked_about(self, any_lab, colleague, grid):
        made = self.answer(any_lab, 1)
        grid.refresh()
        colleague.measurements.change(made.id, value=2)
        grid.fields[self.key].value = "5"
        press(grid.asking, "Spara")
        assert self.value(any_lab) == 5
        assert grid.fields[self.key].value == "5"
        assert grid.asking.children == ()

    def test_the_same_answer_from_both_is_no_question(self, any_lab, colleague, grid):
        self.answer(colleague, 4)
        grid.fields[self.key].value = "4"
        assert grid.asking.children == ()
        assert self.changed == [1]
