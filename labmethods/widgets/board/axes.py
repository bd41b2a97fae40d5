"""What the board's two directions mean: numbers on a scale, or lanes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """A scale of numbers.

    Attributes
    ----------
    title
        What the scale measures, in the reader's language.
    low, high, step
        The scale's ends and its steps; the arrow keys move by a step.
    between
        Whether a note may be dropped between the steps.
    low_name, high_name
        What the ends mean, such as "none" and "much".
    """

    title: str
    low: float = 1
    high: float = 5
    step: float = 1
    between: bool = False
    low_name: str = ""
    high_name: str = ""

    def __post_init__(self) -> None:
        if not (self.low < self.high and self.step > 0):
            raise ValueError("a scale needs low < high and a step above 0")

    def state(self) -> dict:
        """What the page is told."""
        return {"type": "numbers", **self.__dict__}


@dataclass(frozen=True)
class Lanes:
    """Categories side by side: columns on the x axis, lanes on the y axis.

    Attributes
    ----------
    title
        What the lanes are, such as "Step".
    options
        Value to title, in order; a value is what ``x`` or ``y`` of a note holds.
    """

    title: str
    options: Mapping[str, str]

    def __post_init__(self) -> None:
        if not self.options:
            raise ValueError("lanes need at least one option")

    def state(self) -> dict:
        """What the page is told."""
        options = [{"value": value, "title": title} for value, title in self.options.items()]
        return {"type": "lanes", "title": self.title, "options": options}


@dataclass(frozen=True)
class Quadrants:
    """What the four corners of two scales are called, and where they part.

    With steps of 1 and a part of 3 that counts as high, they part at 2.5.
    """

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str
    x: float = 2.5
    y: float = 2.5

    def state(self) -> dict:
        """What the page is told."""
        titles = [self.top_left, self.top_right, self.bottom_left, self.bottom_right]
        return {"titles": titles, "x": self.x, "y": self.y}


Axis = Numbers | Lanes | None


def axis_state(axis: Axis) -> dict:
    """What the page is told of an axis; a board may lack one of them."""
    return {"type": "none"} if axis is None else axis.state()
