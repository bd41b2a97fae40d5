"""Salience: which of power, legitimacy and urgency each actor holds, class by class."""

from __future__ import annotations

from itertools import accumulate

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.figures.grid import unassessed
from labmethods.stakeholders.figures.marks import LINE, tell_below
from labmethods.stakeholders.words import RATINGS, SALIENCE_CLASSES
from labmethods.widgets import theme
from labmethods.widgets.wrapping import lines, plain

_WIDE = 58
_ATTRIBUTES = ("power", "legitimacy", "urgency")


def salience_chart(actors: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """The eight classes from the most salient to the least, with the actors of each.

    Parameters
    ----------
    actors
        What ``analysis.salience`` returns. Actors without a class are named below.
    language
        ``sv`` or ``en``.
    """
    _ = translator(language)
    figure = theme.figure(language=language)
    rows = _rows(actors, language)
    height = rows["height"].sum()
    rows["y"] = height - rows["height"].cumsum() + rows["height"] / 2
    _draw_attributes(figure, rows, language)
    figure.add_scatter(
        x=[3.6] * len(rows),
        y=rows["y"],
        mode="text",
        text=rows["text"],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    figure.update_xaxes(
        range=[0.4, 11],
        tickvals=[1, 2, 3],
        ticktext=[_(RATINGS[name]) for name in _ATTRIBUTES],
        tickangle=-35,
        side="top",
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0, height],
        tickvals=rows["y"],
        ticktext=[f"<b>{_(name)}</b>" for name in rows["title"]],
        showgrid=False,
        fixedrange=True,
    )
    classed = actors[actors["salience"].notna()]
    _finish(figure, height, unassessed(actors, classed, language))
    return figure


def _rows(actors: pd.DataFrame, language: str) -> pd.DataFrame:
    _ = translator(language)
    rows = []
    for held, name in analysis.SALIENCE_CLASSES.items():
        own = actors.loc[actors["salience"] == name, "name"].astype(str)
        parts = lines(", ".join(own), _WIDE, 12) if len(own) else [_(N_("nobody"))]
        text = "<br>".join(plain(part) for part in parts)
        rows.append((SALIENCE_CLASSES[name], held, text, len(parts) + 0.8))
    return pd.DataFrame(rows, columns=["title", "held", "text", "height"])


def _draw_attributes(figure: go.Figure, rows: pd.DataFrame, language: str) -> None:
    _ = translator(language)
    for holds, title in ((True, N_("rated 3-5")), (False, N_("rated 1-2"))):
        spots = [
            (place + 1, y)
            for y, held in zip(rows["y"], rows["held"], strict=True)
            for place, one in enumerate(held)
            if one == holds
        ]
        figure.add_scatter(
            x=[x for x, _y in spots],
            y=[y for _x, y in spots],
            mode="markers",
            name=_(title),
            marker={
                "symbol": "circle" if holds else "circle-open",
                "size": 18,
                "color": theme.COLOURS[0] if holds else theme.QUIET,
                "line": {"width": 1.5},
            },
            hoverinfo="skip",
        )
    bottoms = list(accumulate(reversed(rows["height"].tolist()[1:])))
    # All at once: one by one, plotly looks through all earlier ones each time.
    figure.update_layout(shapes=[_line(bottom) for bottom in bottoms])


def _line(bottom: float) -> dict[str, object]:
    """A thin line right across the chart."""
    across = {"xref": "x domain", "x0": 0, "x1": 1}
    return {
        "type": "line",
        **across,
        "y0": bottom,
        "y1": bottom,
        "line": {"width": 1, "color": theme.GRID},
    }


def _finish(figure: go.Figure, height: float, below: str) -> None:
    bottom = 50
    if below:
        bottom += tell_below(figure, below, bottom)
    figure.update_layout(
        height=height * LINE + bottom + 130,
        margin={"l": 140, "r": 20, "t": 130, "b": bottom},
        legend={"y": 0, "yanchor": "top", "x": 0},
    )
