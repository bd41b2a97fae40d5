"""Colours, marks and type that all charts share."""

from __future__ import annotations

import plotly.graph_objects as go

# Okabe & Ito (2008), Color Universal Design; yellow is left out: it can't be read on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon")
INK = "#1b1b1b"
QUIET = "#595959"
GRID = "#d9d9d9"

_FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": _FONT, "size": 16, "color": INK},
        colorway=COLOURS,
        paper_bgcolor="white",
        plot_bgcolor="white",
        margin={"l": 70, "r": 30, "t": 20, "b": 60},
        xaxis={"gridcolor": GRID, "linecolor": QUIET, "zeroline": False, "automargin": True},
        yaxis={"gridcolor": GRID, "linecolor": QUIET, "zeroline": False, "automargin": True},
        legend={"orientation": "h", "y": -0.2, "x": 0, "font": {"size": 15}},
        hoverlabel={"font": {"size": 15, "family": _FONT}},
        separators=", ",
    )
)


def figure(*, height: int = 480, language: str = "sv", **layout: object) -> go.Figure:
    """An empty figure in the shared look, without a title: the finding stands above it."""
    separators = {"sv": ",\N{NO-BREAK SPACE}", "en": ".,"}[language]
    return go.Figure(
        layout={"template": TEMPLATE, "height": height, "separators": separators, **layout}
    )


def styles(values: list[str]) -> dict[str, tuple[str, str]]:
    """A colour and a symbol for each value, in the order they are given; never colour alone."""
    unique = list(dict.fromkeys(values))
    return {
        value: (COLOURS[i % len(COLOURS)], SYMBOLS[(i + i // len(COLOURS)) % len(SYMBOLS)])
        for i, value in enumerate(unique)
    }
