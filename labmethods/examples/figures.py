"""The pictures of the examples: where they are, and who learnt from whom."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.widgets.theme import COLOURS, INK, QUIET, figure
from labmethods.widgets.wrapping import wrapped

_LINE = 42
"""So many letters of a name stand on one line."""


def county_chart(counties: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """A tile for each county, in the shape of Sweden: its name and its number of examples.

    Parameters
    ----------
    counties
        From ``analysis.by_county``.
    """
    most = max(1, int(counties["n"].max()))
    shown = figure(
        height=780,
        language=language,
        showlegend=False,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"visible": False, "range": [0.45, 4.55], "fixedrange": True},
        yaxis={"visible": False, "range": [7.55, -0.55], "fixedrange": True},
    )
    for one in counties.itertuples():
        shade = one.n / most
        shown.add_shape(
            type="rect",
            layer="below",
            x0=one.column - 0.48,
            x1=one.column + 0.48,
            y0=one.row - 0.47,
            y1=one.row + 0.47,
            line={"color": QUIET, "width": 1},
            fillcolor=_shade(shade) if one.n else "white",
        )
    dark = [one.n / most > 0.5 for one in counties.itertuples()]
    shown.add_scatter(
        x=counties["column"],
        y=counties["row"],
        mode="text",
        text=[f"{one.county}<br><b>{one.n if one.n else '–'}</b>" for one in counties.itertuples()],
        textfont={"size": 15, "color": ["white" if one else INK for one in dark]},
        hovertext=[
            f"{one.county}: {', '.join(one.places) or '–'}" for one in counties.itertuples()
        ],
        hoverinfo="text",
    )
    return shown


def _shade(share: float) -> str:
    """From a light blue to the dark one."""
    light, dark = (222, 238, 248), (0, 82, 127)
    mixed = (round(a + (b - a) * share) for a, b in zip(light, dark, strict=True))
    return f"rgb({', '.join(map(str, mixed))})"


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
