"""Places against need."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped


def need_chart(steps: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """How many need each step and how many places there are.

    Parameters
    ----------
    steps
        What ``analysis.step_shortage`` returns. Where the places of an activity aren't known, the
        mark for places is left out and words stand beside the need.
    """
    _ = translator(language)
    rows = [wrapped(name, 22, 2) for name in steps["step_name"]]
    known = (steps["unknown"] == 0).tolist()
    height = 58 * max(1, len(rows))
    figure = theme.figure(
        height=height + 150,
        language=language,
        xaxis={"title": _("Number of people"), "rangemode": "tozero"},
        yaxis={
            "range": [len(rows) - 0.4, -0.75], "showgrid": False,
            "tickvals": list(range(len(rows))), "ticktext": rows,
        },
        margin={"l": 20, "r": 150, "t": 10, "b": 120},
        legend={"y": -84 / height, "yanchor": "top"},
    )  # fmt: skip
    need, places = steps["people"].tolist(), steps["places"].tolist()
    for row, sure in enumerate(known):
        if sure:
            figure.add_shape(
                type="line", x0=need[row], x1=places[row], y0=row, y1=row, layer="below",
                line={"color": theme.QUIET, "width": 3},
            )  # fmt: skip
    figure.add_trace(_marks(_("Need"), need, [True] * len(rows), "diamond", theme.COLOURS[1]))
    figure.add_trace(_marks(_("Places"), places, known, "square", theme.COLOURS[0]))
    for row, (sure, short) in enumerate(zip(known, steps["short"], strict=True)):
        if not sure or short > 0:
            without = _("{n} without a place", n=f"{short:g}")
            figure.add_annotation(
                x=max(need[row], places[row] if sure else 0), y=row, xanchor="left", xshift=16,
                text=without if sure else _("places not known"),
                showarrow=False, font={"size": 16, "color": theme.INK},
            )  # fmt: skip
    return figure


def _marks(
    name: str, values: list[float], shown: list[bool], symbol: str, colour: str
) -> go.Scatter:
    at = [row for row, show in enumerate(shown) if show]
    return go.Scatter(
        x=[values[row] for row in at], y=at, name=name, mode="markers+text",
        text=[f"{values[row]:g}" for row in at], textposition="top center",
        textfont={"size": 16, "color": theme.INK},
        marker={"symbol": symbol, "size": 15, "color": colour}, cliponaxis=False,
    )  # fmt: skip
