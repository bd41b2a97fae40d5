"""A map of municipalities in five classes, one's own with a thick line around it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.labels import amount
from labmethods.language import translator
from labmethods.widgets.theme import COLOURS, INK, figure

# ColorBrewer's Blues, from few to many; told apart in grey, too.
_CLASSES = ("#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c")
_NONE = "#d9d9d9"
_HEIGHT = 620


def map_chart(
    shapes: Mapping[str, Sequence[Sequence[tuple[float, float]]]],
    values: pd.Series,
    edges: Sequence[float],
    own: str,
    own_name: str,
    *,
    language: str = "sv",
) -> go.Figure:
    """The map.

    Parameters
    ----------
    shapes
        Rings by a municipality's code.
    values
        Value by code.
    edges
        Where the classes end, the lowest and the highest value with them.
    own, own_name
        One's own municipality: its code and what it is called.
    """
    _ = translator(language)
    chart = figure(language=language, height=_HEIGHT, legend={"orientation": "v", "x": 1, "y": 1})
    known = values[values.index.isin(shapes)].dropna().astype("float64")
    missing = [code for code in shapes if code not in known.index]
    _area(chart, shapes, missing, _NONE, _("no value"))
    for place in range(max(len(edges) - 1, 0)):
        low, high = edges[place], edges[place + 1]
        last = place == len(edges) - 2
        inside = known[(known >= low) & ((known <= high) if last else (known < high))]
        name = f"{amount(low, _)} – {amount(high, _)}"
        _area(chart, shapes, inside.index, _CLASSES[-len(edges) + 1 + place], name)
    if own in shapes:
        _outline(chart, shapes[own], own_name)
    hidden = {"visible": False, "showgrid": False}
    chart.update_xaxes(**hidden)
    chart.update_yaxes(**hidden, scaleanchor="x", scaleratio=_ratio(shapes))
    return chart


def _area(chart, shapes, codes, colour: str, name: str) -> None:
    xs, ys = _joined([ring for code in codes for ring in shapes[code]])
    if xs:
        line = {"color": "white", "width": 0.5}
        chart.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line=line,
            name=name,
            hoverinfo="skip",
        )


def _outline(chart, rings, name: str) -> None:
    xs, ys = _joined(rings)
    line = {"color": COLOURS[1], "width": 3}
    chart.add_scatter(x=xs, y=ys, mode="lines", line=line, name=name, hoverinfo="skip")
    known = [(x, y) for x, y in zip(xs, ys, strict=True) if x is not None]
    chart.add_annotation(
        x=sum(x for x, _y in known) / len(known),
        y=max(y for _x, y in known),
        text=f"<b>{name}</b>",
        showarrow=False,
        yanchor="bottom",
        font={"size": 16, "color": INK},
    )


def _joined(rings) -> tuple[list[float | None], list[float | None]]:
    """All rings in one line, lifted between them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(round(x, 4) for x, _y in ring), None]
        ys += [*(round(y, 4) for _x, y in ring), None]
    return xs, ys


def _ratio(shapes) -> float:
    """How long a step north is beside one east: degrees grow narrow in the north, metres don't."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points or any(abs(x) > 180 or abs(y) > 90 for x, y in points):
        return 1.0
    middle = sum(y for _x, y in points) / len(points)
    return 1 / max(math.cos(math.radians(middle)), 0.1)
