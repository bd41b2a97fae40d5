"""How often success factors and obstacles are found, as bars; nothing is worked out here."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import translator
from labmethods.learning.records import CODE_KINDS
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

# A kind is told by colour and by the pattern in its bar.
_LOOKS = {"factor": (2, ""), "obstacle": (1, "/")}


def code_chart(counts: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """A bar for each code; success factors and obstacles differ in colour and pattern.

    Parameters
    ----------
    counts
        ``name, kind``, ``found`` (the bar's length) and ``label`` (what stands at its end).
    """
    _ = translator(language)
    figure = theme.figure(height=170 + 46 * len(counts), language=language)
    names = [wrapped(name) for name in counts["name"]]
    for kind, (colour, pattern) in _LOOKS.items():
        part = counts[counts["kind"] == kind]
        if len(part):
            figure.add_trace(
                go.Bar(
                    x=part["found"].tolist(),
                    y=[wrapped(name) for name in part["name"]],
                    orientation="h",
                    name=_(CODE_KINDS[kind]),
                    text=part["label"].tolist(),
                    textposition="outside",
                    cliponaxis=False,
                    marker={
                        "color": theme.COLOURS[colour],
                        "pattern": {
                            "shape": pattern,
                            "fillmode": "overlay",
                            "fgcolor": theme.INK,
                            "solidity": 0.15,
                        },
                    },
                    hoverinfo="skip",
                )
            )
    most = max(int(counts["found"].max()), 1)
    figure.update_xaxes(range=[0, most * 1.25], tickformat="d", nticks=min(most + 1, 8))
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1], showgrid=False)
    return figure.update_layout(legend={"y": 1.02, "yanchor": "bottom"}, margin={"t": 50})
