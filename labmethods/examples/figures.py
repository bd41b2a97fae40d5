"""The pictures of the examples: where they are, and who learnt from whom."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.examples.analysis.places import EAST, NORTH, SOUTH, WEST
from labmethods.language import translator
from labmethods.widgets.theme import COLOURS, INK, QUIET, figure
from labmethods.widgets.wrapping import wrapped

_LINE = 42
"""So many letters of a name stand on one line."""


def map_chart(
    points: pd.DataFrame,
    land: pd.DataFrame,
    home: pd.DataFrame | None = None,
    *,
    language: str = "sv",
) -> go.Figure:
    """Sweden with a mark for each municipality that has examples, the larger the more it has.

    Parameters
    ----------
    points
        From ``analysis.on_map``.
    land
        ``sweden, x, y`` (km): the coasts and borders, an empty row between two pieces.
    home
        The lab's own municipality: ``place, x, y``, one row; a star marks it.
    """
    _ = translator(language)
    shown = figure(
        height=800,
        language=language,
        margin={"l": 4, "r": 4, "t": 64, "b": 4},
        legend={"orientation": "v", "x": 0, "y": 1, "yanchor": "bottom"},
        xaxis={"visible": False, "range": [WEST, EAST], "constrain": "domain"},
        yaxis={
            **{"visible": False, "range": [SOUTH, NORTH], "constrain": "domain"},
            **{"scaleanchor": "x", "constraintoward": "top"},
        },
    )
    for own, colour in ((False, "#f4f4f4"), (True, "#dcebf4")):
        piece = land[land["sweden"] == own]
        shown.add_scatter(
            x=piece["x"],
            y=piece["y"],
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"color": "#a6a6a6", "width": 1},
            hoverinfo="skip",
            showlegend=False,
        )
    if home is not None:
        named = _("Our lab: {place}", place=", ".join(home["place"]))
        marker = {"size": 26, "color": COLOURS[1], "symbol": "star", "line": _EDGE}
        shown.add_scatter(
            x=home["x"], y=home["y"], mode="markers", marker=marker, name=named, hoverinfo="name"
        )
    shown.add_scatter(
        x=points["x"],
        y=points["y"],
        mode="markers+text",
        # A name at the map's edge may stand beside it.
        cliponaxis=False,
        marker={"size": points["size"], "color": COLOURS[0], "opacity": 0.9, "line": _EDGE},
        text=[_named(one) if one.side else "" for one in points.itertuples()],
        textposition=[one or "middle right" for one in points["side"]],
        textfont={"size": 16, "color": INK},
        hovertext=[_told(one) for one in points.itertuples()],
        hoverinfo="text",
        name=_("Municipalities with examples, and how many"),
    )
    for one in points.dropna(subset=["name_x"]).itertuples():
        shown.add_annotation(
            x=one.x,
            y=one.y,
            ax=one.name_x,
            ay=-one.name_y,
            text=_named(one),
            font={"size": 16, "color": INK},
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=QUIET,
            standoff=one.size / 2,
        )
    return shown


_EDGE = {"color": "white", "width": 1.5}


def _named(point: tuple) -> str:
    """The name, with the number where there are several."""
    return f"{point.place} <b>{point.n}</b>" if point.n > 1 else point.place


def _told(point: tuple) -> str:
    return "<br>".join([f"<b>{point.place}</b>", *(wrapped(name, _LINE) for name in point.names)])


def spread_chart(lines: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Arrows from the examples to those who took them up.

    Parameters
    ----------
    lines
        From ``analysis.spread``.
    """
    rows = 1 + int(max(lines["source_row"].max(), lines["target_row"].max(), 0))
    shown = figure(
        height=140 + 80 * rows,
        language=language,
        showlegend=False,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"visible": False, "range": [-0.95, 1.95], "fixedrange": True},
        yaxis={"visible": False, "range": [rows - 0.4, -0.6], "fixedrange": True},
    )
    for one in lines.itertuples():
        shown.add_annotation(
            x=0.96,
            y=one.target_row,
            ax=0.04,
            ay=one.source_row,
            xref="x",
            yref="y",
            axref="x",
            ayref="y",
            text="",
            showarrow=True,
            arrowhead=2,
            arrowsize=1.4,
            arrowwidth=2,
            arrowcolor=QUIET,
        )
    for side, x, colour, symbol, anchor, shift in (
        ("source", 0, COLOURS[0], "circle", "right", -16),
        ("target", 1, COLOURS[1], "square", "left", 16),
    ):
        ends = lines.drop_duplicates(side)
        shown.add_scatter(
            x=[x] * len(ends),
            y=ends[f"{side}_row"],
            mode="markers",
            marker={"size": 14, "color": colour, "symbol": symbol},
            hoverinfo="skip",
            cliponaxis=False,
        )
        for name, row in ends[[side, f"{side}_row"]].itertuples(index=False):
            shown.add_annotation(
                x=x,
                y=row,
                text=wrapped(name, _LINE),
                showarrow=False,
                xanchor=anchor,
                xshift=shift,
                align=anchor,
                font={"size": 16, "color": INK},
            )
    return shown
