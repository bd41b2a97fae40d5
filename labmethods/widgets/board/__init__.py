"""The drag board: notes on a scale, in lanes or both, moved by mouse, touch and keyboard."""

from labmethods.widgets.board.axes import Lanes, Numbers, Quadrants
from labmethods.widgets.board.notes import notes_of
from labmethods.widgets.board.widget import Board

__all__ = ["Board", "Lanes", "Numbers", "Quadrants", "notes_of"]
