"""Where actors stand in a grid whose rows are as high as their fullest square needs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.stakeholders.analysis import HELD, SCALES
from labmethods.widgets.wrapping import lines

WIDE = 15
"""Letters that fit beside a mark in a square, on a page 760 px wide."""
_LOWEST = 3  # lines of an empty row
_NARROWEST = 0.4  # of a column with actors
_HEADING = 1.6  # lines of a quarter's name
_EDGE = 0.08


@dataclass(frozen=True)
class Scale:
    """One direction of the grid: each step's beginning and size."""

    begins: dict[int, float]
    sizes: dict[int, float]
    high: int
    """The lowest step that counts as high."""

    @property
    def steps(self) -> list[int]:
        return list(self.sizes)

    @property
    def end(self) -> float:
        return sum(self.sizes.values())

    @property
    def border(self) -> float:
        """Where the high part begins."""
        return self.begins[self.high]

    def middle(self, step: int) -> float:
        return self.begins[step] + self.sizes[step] / 2

    def ends(self, step: int) -> float:
        return self.begins[step] + self.sizes[step]


@dataclass(frozen=True)
class Squares:
    """The grid: rows as high as their fullest square needs, columns narrow where nobody stands."""

    across: Scale
    up: Scale


def squares(places: pd.DataFrame, across: str, up: str) -> Squares:
    """The grid for actors with ``column, row`` and the ``label`` that is written."""
    taken = set(places["column"])
    widths = {step: 1.0 if step in taken else _NARROWEST for step in _steps(across)}
    needed = places.assign(lines=[_height(label) for label in places["label"]])
    fullest = needed.groupby(["row", "column"])["lines"].sum().groupby("row").max()
    heights = {step: max(_LOWEST, fullest.get(step, 0) + 0.8) for step in _steps(up)}
    for headed in (_steps(up)[-1], _high(up) - 1):
        heights[headed] += _HEADING
    return Squares(_scale(widths, _high(across)), _scale(heights, _high(up)))


def _scale(sizes: dict[int, float], high: int) -> Scale:
    begins, begin = {}, 0.0
    for step, size in sizes.items():
        begins[step] = begin
        begin += size
    return Scale(begins, sizes, high)


def _steps(rating: str) -> range:
    low, high = SCALES[rating]
    return range(low, high + 1)


def _high(rating: str) -> int:
    return 1 if rating == "attitude" else HELD


def _height(label: str) -> float:
    return len(lines(label, WIDE, 3)) + 0.25


def spots(places: pd.DataFrame, grid: Squares) -> pd.DataFrame:
    """The places with ``x`` and ``y``, from the top of each square downwards."""
    index = places.index
    heights = pd.Series([_height(label) for label in places["label"]], index=index, dtype=float)
    above = heights.groupby([places["row"], places["column"]]).cumsum() - heights / 2
    headed = (grid.up.steps[-1], grid.up.high - 1)
    tops = [grid.up.ends(row) - 0.4 - (_HEADING if row in headed else 0) for row in places["row"]]
    lefts = [grid.across.begins[column] + _EDGE for column in places["column"]]
    return places.assign(
        x=pd.Series(lefts, index=index, dtype=float),
        y=pd.Series(tops, index=index, dtype=float) - above,
    )


def leavings(columns: list[int], rows: list[int], grid: Squares) -> list[tuple[float, float]]:
    """Where arrows begin that lead out of these squares: at the right, each at its own height."""
    places = list(zip(columns, rows, strict=True))
    met: dict[tuple[int, int], int] = {}
    found = []
    for column, row in places:
        met[column, row] = met.get((column, row), 0) + 1
        share = met[column, row] / (places.count((column, row)) + 1)
        y = grid.up.begins[row] + grid.up.sizes[row] * share
        found.append((grid.across.ends(column) - _EDGE, y))
    return found
