"""Several voices: how far apart participants rate the same actors."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders.analysis import SCALES
from labmethods.stakeholders.words import RATINGS
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped


def voices_chart(opinions: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """For each actor from the lowest to the highest rating, the middle half and the median.

    Parameters
    ----------
    opinions
        What ``analysis.voices`` returns, of one rating; the first row stands at the top.
    language
        ``sv`` or ``en``.
    """
    _ = translator(language)
    figure = theme.figure(language=language)
    rows = opinions.assign(y=list(range(len(opinions), 0, -1)))
    spans = (
        ("lowest", "highest", 2, theme.QUIET, N_("all voices")),
        ("lower", "upper", 12, theme.COLOURS[5], N_("the middle half")),
    )
    for low, high, width, colour, title in spans:
        figure.add_scatter(
            x=[x for row in rows.to_dict("records") for x in (row[low], row[high], None)],
            y=[y for y in rows["y"] for y in (y, y, None)],
            mode="lines",
            line={"width": width, "color": colour},
            name=_(title),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=rows["median"],
        y=rows["y"],
        mode="markers",
        marker={"symbol": "diamond", "size": 16, "color": theme.INK},
        name=_("median"),
        hoverinfo="skip",
    )
    rating = opinions["rating"].iloc[0]
    _draw_axes(figure, rows, rating, language)
    return figure


def _draw_axes(figure: go.Figure, rows: pd.DataFrame, rating: str, language: str) -> None:
    _ = translator(language)
    low, high = SCALES[rating]
    figure.update_xaxes(
        range=[low - 0.3, high + 0.3],
        tickvals=list(range(low, high + 1)),
        title=_(RATINGS[rating]),
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0.4, len(rows) + 0.6],
        tickvals=rows["y"],
        ticktext=[
            f"{wrapped(name, 24, 2)} (n={n})"
            for name, n in zip(rows["name"], rows["n"], strict=True)
        ],
        showgrid=False,
        fixedrange=True,
    )
    figure.update_layout(
        height=180 + 48 * len(rows),
        margin={"l": 20, "r": 20, "t": 60, "b": 70},
        legend={"y": 1, "yanchor": "bottom", "x": 0},
    )
