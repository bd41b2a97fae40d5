"""Where actors stand in a grid whose rows are as high as their fullest square needs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.stakeholders.analysis import HELD, SCALES
from labmethods.stakeholders.figures.marks import lines

LINE = 22
"""Pixels of a line of 16 px text."""
WIDE = 19
"""Letters that fit beside a mark in a square of a 900 px chart."""
_LOWEST = 3  # lines of an empty row
_HEADING = 1.6  # lines of a quarter's name
_LEFT = 0.43


@dataclass(frozen=True)
class Squares:
    """The grid: its steps upwards, and where the low part of each axis ends."""

    up: str
    bottoms: dict[int, float]
    heights: dict[int, float]

    @property
    def steps(self) -> list[int]:
        return list(self.heights)

    @property
    def top(self) -> float:
        return sum(self.heights.values())

    @property
    def border(self) -> int:
        """The lowest step of the upper quarters."""
        return high_from(self.up)

    def middle(self, step: int) -> float:
        return self.bottoms[step] + self.heights[step] / 2

    def headed(self, step: int) -> bool:
        """Whether a quarter's name stands at the top of the row."""
        return step in (self.steps[-1], self.border - 1)


def high_from(rating: str) -> int:
    """The lowest step that counts as high."""
    return 1 if rating == "attitude" else HELD


def steps(rating: str) -> range:
    """The steps of a rating's scale."""
    low, high = SCALES[rating]
    return range(low, high + 1)


def squares(places: pd.DataFrame, up: str) -> Squares:
    """The grid for actors with ``column, row`` and the ``label`` that is written."""
    needed = places.assign(lines=[_height(label) for label in places["label"]])
    fullest = needed.groupby(["row", "column"])["lines"].sum().groupby("row").max()
    heights, bottoms, bottom = {}, {}, 0.0
    for step in steps(up):
        heading = _HEADING if step in (steps(up)[-1], high_from(up) - 1) else 0
        heights[step] = max(_LOWEST, fullest.get(step, 0) + 0.8) + heading
        bottoms[step] = bottom
        bottom += heights[step]
    return Squares(up, bottoms, heights)


def _height(label: str) -> float:
    return len(lines(label, WIDE, 3)) + 0.25


def spots(places: pd.DataFrame, grid: Squares) -> pd.DataFrame:
    """The places with ``x`` and ``y``, from the top of each square downwards."""
    index = places.index
    heights = pd.Series([_height(label) for label in places["label"]], index=index, dtype=float)
    above = heights.groupby([places["row"], places["column"]]).cumsum() - heights / 2
    tops = [
        grid.bottoms[row] + grid.heights[row] - 0.4 - (_HEADING if grid.headed(row) else 0)
        for row in places["row"]
    ]
    return places.assign(x=places["column"] - _LEFT, y=pd.Series(tops, index=index) - above)


def leavings(columns: list[int], rows: list[int], grid: Squares) -> list[tuple[float, float]]:
    """Where arrows begin that lead out of these squares: at the right, each at its own height."""
    places = list(zip(columns, rows, strict=True))
    met: dict[tuple[int, int], int] = {}
    found = []
    for column, row in places:
        met[column, row] = met.get((column, row), 0) + 1
        share = met[column, row] / (places.count((column, row)) + 1)
        found.append((column + 0.4, grid.bottoms[row] + grid.heights[row] * share))
    return found
