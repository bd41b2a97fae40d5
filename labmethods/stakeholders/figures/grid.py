"""Draw actors on a grid of two ratings, each with its name, also where many share a square."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders.figures.marks import (
    LINE,
    legend_above,
    marks,
    names,
    of_kind,
    tell_below,
)
from labmethods.stakeholders.figures.squares import (
    WIDE,
    Squares,
    leavings,
    spots,
    squares,
)
from labmethods.stakeholders.words import RATINGS
from labmethods.widgets import theme
from labmethods.widgets.wrapping import plain, wrapped

_SHADES = ("#ffffff", "#f0f3f7")
_MARK = 14
_ARROW = "#8fa3b5"


def grid_chart(
    places: pd.DataFrame,
    axes: tuple[str, str],
    quarters: dict[tuple[bool, bool], str],
    below: str,
    language: str,
) -> go.Figure:
    """The grid with its quarters, axes, actors and what is told below it.

    Parameters
    ----------
    places
        What ``analysis.chart_places`` returns, with ``label``; ``pixels``, ``hollow`` and ``quiet``
        (a grey name) for actors that differ; ``from_column, from_row`` where an arrow leads from
        another square.
    axes
        The ratings across and up.
    quarters
        High up, high across: the quarter's title, a catalogue message.
    below
        A sentence under the chart.
    """
    ordinary = {"pixels": _MARK, "hollow": False, "quiet": False}
    places = places.assign(**{name: v for name, v in ordinary.items() if name not in places})
    figure = theme.figure(language=language)
    grid = squares(places, *axes)
    placed = spots(places, grid)
    _draw_quarters(figure, grid, quarters, language)
    if "from_column" in placed:
        _draw_arrows(figure, placed.dropna(subset=["from_column"]), grid)
    _draw_actors(figure, placed, language)
    _draw_axes(figure, grid, axes, language)
    _tell(figure, grid, below)
    return figure


def _draw_actors(figure: go.Figure, placed: pd.DataFrame, language: str) -> None:
    for mark in marks(placed["kind"], language):
        own = of_kind(placed, mark)
        figure.add_scatter(
            x=own["x"],
            y=own["y"],
            mode="markers+text",
            name=mark.title,
            text=[wrapped(label, WIDE, 3, indent="\u2009") for label in own["label"]],
            textposition="middle right",
            textfont={
                "size": 16,
                "color": [theme.QUIET if quiet else theme.INK for quiet in own["quiet"]],
            },
            marker={
                "symbol": mark.symbol,
                "color": ["white" if hollow else mark.colour for hollow in own["hollow"]],
                "size": own["pixels"],
                "opacity": 1,
                "line": {"width": 1.5, "color": theme.INK},
            },
            hovertext=[plain(name) for name in own["name"]],
            hoverinfo="text",
            cliponaxis=False,
            showlegend=True,
        )


def _draw_arrows(figure: go.Figure, moved: pd.DataFrame, grid: Squares) -> None:
    """Arrows from the squares where actors stood before; from what they were to what they are."""
    begins = leavings(
        moved["from_column"].astype(int).tolist(), moved["from_row"].astype(int).tolist(), grid
    )
    figure.add_scatter(
        x=[x for x, _y in begins],
        y=[y for _x, y in begins],
        mode="markers",
        marker={"symbol": "circle", "size": 9, "color": _ARROW},
        hoverinfo="skip",
        showlegend=False,
    )
    xs, ys = [], []
    for (x, y), end_x, end_y in zip(begins, moved["x"], moved["y"], strict=True):
        xs += [x, end_x, None]
        ys += [y, end_y, None]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines+markers",
        line={"width": 3, "color": _ARROW},
        marker={
            "symbol": "arrow",
            "angleref": "previous",
            "size": [0, 15, 0] * len(moved),
            "standoff": [0, 9, 0] * len(moved),
            "color": _ARROW,
            "opacity": 1,
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _draw_quarters(
    figure: go.Figure, grid: Squares, quarters: dict[tuple[bool, bool], str], language: str
) -> None:
    _ = translator(language)
    across, up = grid.across, grid.up
    shapes, titles = [], []
    for (high, right), name in quarters.items():
        left, end = (across.border, across.end) if right else (0, across.border)
        bottom, top = (up.border, up.end) if high else (0, up.border)
        shapes.append(
            {
                "type": "rect",
                "x0": left,
                "x1": end,
                "y0": bottom,
                "y1": top,
                "line": {"width": 1.5, "color": theme.QUIET},
                "fillcolor": _SHADES[high != right],
                "layer": "below",
            }
        )
        titles.append(
            {
                "x": left,
                "y": top,
                "text": f"<b>{_(name)}</b>",
                "xanchor": "left",
                "yanchor": "top",
                "xshift": 6,
                "yshift": -4,
                "font": {"size": 18},
                "showarrow": False,
            }
        )
    rows = [(0, across.end, y, y) for y in up.begins.values() if y not in (0, up.border)]
    columns = [(x, x, 0, up.end) for x in across.begins.values() if x not in (0, across.border)]
    dotted = {"line": {"width": 1, "color": theme.GRID, "dash": "dot"}, "layer": "below"}
    shapes += [
        {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, **dotted}
        for x0, x1, y0, y1 in rows + columns
    ]
    # All at once: one by one, plotly looks through all earlier ones each time.
    figure.update_layout(shapes=shapes, annotations=titles)


def _draw_axes(figure: go.Figure, grid: Squares, axes: tuple[str, str], language: str) -> None:
    _ = translator(language)
    still = {"showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(
        range=[0, grid.across.end],
        tickvals=[grid.across.middle(step) for step in grid.across.steps],
        ticktext=[str(step) for step in grid.across.steps],
        title=_(N_("{rating}: low to the left, high to the right"), rating=_(RATINGS[axes[0]])),
        **still,
    )
    figure.update_yaxes(
        range=[0, grid.up.end],
        tickvals=[grid.up.middle(step) for step in grid.up.steps],
        ticktext=[str(step).replace("-", "−") for step in grid.up.steps],
        title=_(RATINGS[axes[1]]),
        **still,
    )


def _tell(figure: go.Figure, grid: Squares, below: str) -> None:
    """Say what the chart can't show, and make room for it."""
    bottom = 85
    if below:
        bottom += tell_below(figure, below, bottom)
    figure.update_layout(margin={"l": 70, "r": 20})
    legend_above(figure, bottom, grid.up.end * LINE)


def unassessed(actors: pd.DataFrame, places: pd.DataFrame, language: str) -> str:
    """Whom the chart can't show, by name; empty when it shows all."""
    rest = actors[~actors["id"].isin(places["id"])]
    if rest.empty:
        return ""
    return translator(language).plural(
        "{n} actor is not fully assessed: {names}",
        "{n} actors are not fully assessed: {names}",
        len(rest),
        names=names(rest, language),
    )
