"""Results of people as pictures: intervals, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.language import translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

if TYPE_CHECKING:
    import plotly.graph_objects as go


_OWN, _OTHER, _QUIET = theme.COLOURS[0], theme.COLOURS[1], "#b0b0b0"


def interval_chart(
    rows: pd.DataFrame, *, unit: str, share: bool = False, language: str = "sv"
) -> go.Figure:
    """Each result as a point with its 95 % interval; changes with a line at no change.

    Parameters
    ----------
    rows
        ``name, estimate, low, high, label``; ends that don't exist are missing, and then the point
        stands alone.
    unit
        The title of the axis, in the reader's language.
    share
        Whether the values are shares of 1, drawn as per cent from 0 to 100.
    """
    import plotly.graph_objects as go

    scale = 100 if share else 1
    figure = theme.figure(height=170 + 90 * max(len(rows), 1), language=language)
    names = [wrapped(name) for name in rows["name"]]
    ends = (
        rows[["low", "high"]]
        .astype("float64")
        .fillna({"low": rows["estimate"], "high": rows["estimate"]})
    )
    figure.add_trace(
        go.Scatter(
            x=scale * rows["estimate"],
            y=names,
            mode="markers+text",
            text=rows["label"],
            textposition="top center",
            marker={"symbol": "diamond", "size": 16, "color": _OWN},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": scale * (ends["high"] - rows["estimate"]),
                "arrayminus": scale * (rows["estimate"] - ends["low"]),
                "thickness": 4,
                "width": 10,
                "color": _OWN,
            },
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    figure.update_xaxes(title=unit, nticks=7)
    figure.update_yaxes(range=[-0.5, len(names) - 0.2])
    if share:
        figure.update_xaxes(range=[0, 100], ticksuffix="\N{NO-BREAK SPACE}%")
    else:
        figure.add_vline(x=0, line={"color": theme.INK, "width": 2, "dash": "dot"})
    return figure.update_layout(showlegend=False, margin={"t": 40})


def paired_chart(pairs: pd.DataFrame, *, scale: str, language: str = "sv") -> go.Figure:
    """Every person's answer before and after as a line; for the lab's own eyes.

    Parameters
    ----------
    pairs
        ``before`` and ``after``, one row a person.
    scale
        What was asked, the title of the axis.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    figure = theme.figure(height=460, language=language)
    alike = pairs.groupby(["before", "after"]).size()
    styles = {
        1: (theme.COLOURS[2], "solid", _("Higher after")),
        0: ("#767676", "dot", _("The same")),
        -1: (theme.COLOURS[1], "dash", _("Lower after")),
    }
    told = set()
    # The thinnest of each kind comes first, for the legend's sake.
    for (before, after), people in alike.sort_values().items():
        way = int(after > before) - int(after < before)
        colour, dash, title = styles[way]
        figure.add_trace(
            go.Scatter(
                x=[0, 1],
                y=[before, after],
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2 + 2 * people},
                marker={"size": 14, "symbol": "circle", "color": colour},
                name=title,
                legendgroup=title,
                showlegend=title not in told,
                hovertemplate=_.plural("{n} person", "{n} people", int(people)) + "<extra></extra>",
            )
        )
        told.add(title)
    figure.update_xaxes(
        tickvals=[0, 1], ticktext=[_("Before"), _("After")], range=[-0.15, 1.15], showgrid=False
    )
    width = pairs.to_numpy().max() - pairs.to_numpy().min()
    return figure.update_yaxes(title=scale, dtick=1 if width <= 12 else None)
