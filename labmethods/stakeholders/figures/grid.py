"""Actors on a grid of two ratings, each with its name, also where many share a square."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.figures.marks import broken, lines, marks, names, of_kind, plain
from labmethods.stakeholders.words import RATINGS, STRATEGIES
from labmethods.widgets import theme

_LINE = 22  # pixels of a line of 16 px text
_WIDE = 17  # letters that fit beside a mark in a square of a 900 px chart
_LOWEST = 3  # lines of an empty row
_SHADES = ("#ffffff", "#f0f3f7")


def power_interest_chart(actors: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Actors by interest (across) and power (up), with the strategy of each quarter.

    Parameters
    ----------
    actors
        Columns ``id, name, kind, power, interest``. Actors that lack a rating are named below.
    language
        ``sv`` or ``en``.
    """
    places = analysis.chart_places(actors, x="interest", y="power")
    quarters = {
        (low_power, low_interest): STRATEGIES[analysis.STRATEGIES[not low_power, not low_interest]]
        for low_power in (False, True)
        for low_interest in (False, True)
    }
    return _grid_chart(actors, places, ("interest", "power"), quarters, language)


@dataclass(frozen=True)
class _Rows:
    """The rows of the grid in lines of text: a row is as high as its fullest square needs."""

    steps: list[int]
    bottoms: dict[int, float]
    heights: dict[int, float]

    @property
    def top(self) -> float:
        return sum(self.heights.values())

    def middle(self, step: int) -> float:
        return self.bottoms[step] + self.heights[step] / 2


def _rows(places: pd.DataFrame, steps: list[int], headed: set[int]) -> _Rows:
    needed = places.assign(lines=[_height(name) for name in places["name"]])
    fullest = needed.groupby(["row", "column"])["lines"].sum().groupby("row").max()
    heights, bottoms, bottom = {}, {}, 0.0
    for step in steps:
        heading = 1.6 if step in headed else 0
        heights[step] = max(_LOWEST, fullest.get(step, 0) + 0.8) + heading
        bottoms[step] = bottom
        bottom += heights[step]
    return _Rows(steps, bottoms, heights)


def _height(name: str) -> float:
    return len(lines(name, _WIDE, 3)) + 0.25


def _grid_chart(
    actors: pd.DataFrame,
    places: pd.DataFrame,
    axes: tuple[str, str],
    quarters: dict[tuple[bool, bool], str],
    language: str,
) -> go.Figure:
    figure = theme.figure(language=language)
    across, up = (list(range(*_span(axis))) for axis in axes)
    # The row under each quarter's upper edge carries the quarter's name.
    border = 3 if axes[1] != "attitude" else 1
    rows = _rows(places, up, headed={up[-1], border - 1})
    _draw_quarters(figure, rows, quarters, border, language)
    _draw_actors(figure, _spots(places, rows, {up[-1], border - 1}), language)
    _draw_axes(figure, rows, across, axes, language)
    _tell_unassessed(figure, actors[~actors["id"].isin(places["id"])], rows, language)
    return figure


def _span(axis: str) -> tuple[int, int]:
    low, high = analysis.SCALES[axis]
    return low, high + 1


def _spots(places: pd.DataFrame, rows: _Rows, headed: set[int]) -> pd.DataFrame:
    """Every actor's place in lines of text: from the top of its square downwards."""
    heights = pd.Series([_height(name) for name in places["name"]], index=places.index, dtype=float)
    above = heights.groupby([places["row"], places["column"]]).cumsum() - heights / 2
    tops = [
        rows.bottoms[row] + rows.heights[row] - 0.4 - (1.6 if row in headed else 0)
        for row in places["row"]
    ]
    return places.assign(x=places["column"] - 0.43, y=pd.Series(tops, index=places.index) - above)


def _draw_actors(figure: go.Figure, spots: pd.DataFrame, language: str) -> None:
    for mark in marks(spots["kind"], language):
        own = of_kind(spots, mark)
        figure.add_scatter(
            x=own["x"],
            y=own["y"],
            mode="markers+text",
            name=mark.title,
            text=["\u2009" + broken(name, _WIDE, 3) for name in own["name"]],
            textposition="middle right",
            textfont_size=16,
            marker={
                "symbol": mark.symbol,
                "color": mark.colour,
                "size": 14,
                "line": {"width": 1, "color": theme.INK},
            },
            hovertext=[plain(name) for name in own["name"]],
            hoverinfo="text",
            cliponaxis=False,
            showlegend=True,
        )


def _draw_quarters(
    figure: go.Figure,
    rows: _Rows,
    quarters: dict[tuple[bool, bool], str],
    border: int,
    language: str,
) -> None:
    _ = translator(language)
    for (low_row, low_column), name in quarters.items():
        bottom = 0 if low_row else rows.bottoms[border]
        top = rows.bottoms[border] if low_row else rows.top
        left, right = (0.5, 2.5) if low_column else (2.5, 5.5)
        figure.add_shape(
            type="rect",
            x0=left,
            x1=right,
            y0=bottom,
            y1=top,
            line={"width": 1.5, "color": theme.QUIET},
            fillcolor=_SHADES[low_row != low_column],
            layer="below",
        )
        figure.add_annotation(
            x=left,
            y=top,
            text=f"<b>{_(name)}</b>",
            xanchor="left",
            yanchor="top",
            xshift=6,
            yshift=-4,
            font_size=18,
            showarrow=False,
        )
    for step in set(rows.steps[1:]) - {border}:
        figure.add_shape(
            type="line", x0=0.5, x1=5.5, y0=rows.bottoms[step], y1=rows.bottoms[step],
            line={"width": 1, "color": theme.GRID, "dash": "dot"}, layer="below",
        )  # fmt: skip
    for column in (1, 3, 4):
        figure.add_shape(
            type="line", x0=column + 0.5, x1=column + 0.5, y0=0, y1=rows.top,
            line={"width": 1, "color": theme.GRID, "dash": "dot"}, layer="below",
        )  # fmt: skip


def _draw_axes(
    figure: go.Figure, rows: _Rows, across: list[int], axes: tuple[str, str], language: str
) -> None:
    _ = translator(language)
    figure.update_xaxes(
        range=[0.5, 5.5],
        tickvals=list(range(1, 6)),
        ticktext=[str(step) for step in across],
        title=_(N_("{rating}: low to the left, high to the right"), rating=_(RATINGS[axes[0]])),
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0, rows.top],
        tickvals=[rows.middle(step) for step in rows.steps],
        ticktext=[str(step) for step in rows.steps],
        title=_(RATINGS[axes[1]]),
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    )


def _tell_unassessed(
    figure: go.Figure, unassessed: pd.DataFrame, rows: _Rows, language: str
) -> None:
    """Name below the axis whom the chart can't show, and make room for all of it."""
    _ = translator(language)
    bottom = 85
    if len(unassessed):
        told = _.plural(
            "{n} actor is not assessed: {names}",
            "{n} actors are not assessed: {names}",
            len(unassessed),
            names=names(unassessed, language),
        )
        parts = lines(told, 105, 6)
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-bottom,
            text="<br>".join(plain(part) for part in parts), align="left", showarrow=False,
        )  # fmt: skip
        bottom += 12 + _LINE * len(parts)
    figure.update_layout(
        height=rows.top * _LINE + bottom + 80, margin={"l": 70, "r": 20, "t": 80, "b": bottom}
    )
