"""Experiments as pictures: when they go on, how many came, and how sure the results are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments.records import STATES
from labmethods.language import translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

if TYPE_CHECKING:
    import datetime

    import plotly.graph_objects as go

# A state is told by colour, by the pattern in its bar, by its marker and in words beside the bar.
_COLOURS = {"idea": 3, "planned": 5, "running": 2, "paused": 4, "decided": 0}
_PATTERNS = {"idea": ".", "planned": "/", "running": "", "paused": "x", "decided": "-"}
_MARKERS = {
    "idea": "circle",
    "planned": "triangle-up",
    "running": "triangle-right",
    "paused": "square",
    "decided": "diamond",
}


def timeline_chart(
    timeline: pd.DataFrame, *, today: datetime.date | None = None, language: str = "sv"
) -> go.Figure:
    """A bar for each experiment from start to end, by state.

    Parameters
    ----------
    timeline
        What ``analysis.timeline`` gives.
    today
        Where the line for today stands; no line without it.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    figure = theme.figure(height=140 + 60 * max(len(timeline), 1), language=language)
    for state, title in STATES.items():
        part = timeline[timeline["state"] == state]
        if len(part):
            colour = theme.COLOURS[_COLOURS[state]]
            figure.add_trace(_bars(go, part, colour, _PATTERNS[state]))
            figure.add_trace(_ends(go, part, colour, _MARKERS[state], _(title)))
    names = [wrapped(name, 28) for name in timeline["name"]]
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1], showgrid=False)
    figure.update_xaxes(type="date", tickformat="%Y-%m", nticks=7)
    figure.update_layout(
        barmode="overlay", bargap=0.45, showlegend=False, margin={"t": 40, "r": 110}
    )
    if today is not None and len(timeline):
        _mark_today(figure, today, _("Today"))
    return figure


def _bars(go, part: pd.DataFrame, colour: str, pattern: str) -> go.Bar:
    # A date axis takes a bar's length in milliseconds; a day's work must still be seen.
    length = (part["end"].fillna(part["start"]) - part["start"]).dt.total_seconds() * 1000
    return go.Bar(
        y=[wrapped(name, 28) for name in part["name"]],
        x=length.clip(lower=86_400_000),
        base=part["start"],
        orientation="h",
        marker={
            "color": colour,
            "line": {"color": theme.INK, "width": 1},
            "pattern": {
                "shape": pattern,
                "fillmode": "overlay",
                "fgcolor": theme.INK,
                "fgopacity": 0.8,
                "solidity": 0.12,
            },
        },
        hoverinfo="skip",
    )


def _ends(go, part: pd.DataFrame, colour: str, marker: str, title: str) -> go.Scatter:
    end = part["end"].fillna(part["start"])
    days = [
        f"{first:%Y-%m-%d} – {last:%Y-%m-%d}" if pd.notna(last) else f"{first:%Y-%m-%d} –"
        for first, last in zip(part["start"], part["end"], strict=True)
    ]
    return go.Scatter(
        x=end,
        y=[wrapped(name, 28) for name in part["name"]],
        mode="markers+text",
        marker={
            "symbol": marker,
            "size": 16,
            "color": colour,
            "line": {"color": theme.INK, "width": 2},
        },
        text=[f"  {title}"] * len(part),
        textposition="middle right",
        customdata=days,
        hovertemplate="%{y}: " + title + "<br>%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _mark_today(figure: go.Figure, today: datetime.date, text: str) -> None:
    moment = pd.Timestamp(today)
    figure.add_shape(
        type="line",
        layer="below",
        x0=moment,
        x1=moment,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.INK, "dash": "dot", "width": 2},
    )
    figure.add_annotation(x=moment, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False)


def presence_chart(presence: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """How many were present, occasion by occasion, in one experiment.

    Parameters
    ----------
    presence
        What ``analysis.presence`` gives, of one experiment.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    figure = theme.figure(height=380, language=language)
    figure.add_trace(
        go.Scatter(
            x=presence["day"],
            y=presence["present"],
            mode="lines+markers",
            marker={"symbol": "circle", "size": 12, "color": theme.COLOURS[0]},
            line={"color": theme.COLOURS[0], "width": 3},
            hovertemplate="%{x|%Y-%m-%d}: %{y}<extra></extra>",
        )
    )
    highest = int(presence["present"].max()) if len(presence) else 0
    figure.update_yaxes(title=_("Number present"), range=[0, max(highest * 1.1, 5)], tickformat="d")
    figure.update_xaxes(type="date", tickformat="%Y-%m-%d", nticks=6)
    return figure.update_layout(showlegend=False)


def results_chart(shares: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Each counted result as a point with its interval, and the count itself in words.

    Parameters
    ----------
    shares
        What ``analysis.result_shares`` gives; results without numbers are left out.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    counted = shares[shares["share"].notna()]
    labels = [
        _(
            "{successes} of {n}",
            successes=_.number(int(row.successes)),
            n=_.number(int(row.participants)),
        )
        for row in counted.itertuples()
    ]
    figure = theme.figure(height=170 + 90 * max(len(counted), 1), language=language)
    names = [wrapped(text, 38) for text in counted["counted"]]
    figure.add_trace(
        go.Scatter(
            x=100 * counted["share"],
            y=names,
            mode="markers+text",
            text=labels,
            textposition="top center",
            marker={"symbol": "diamond", "size": 16, "color": theme.COLOURS[0]},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": 100 * (counted["high"] - counted["share"]),
                "arrayminus": 100 * (counted["share"] - counted["low"]),
                "thickness": 4,
                "width": 10,
                "color": theme.COLOURS[0],
            },
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(
        title=_("Share, with its 95% interval"), range=[0, 100], ticksuffix=" %", nticks=6
    )
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    return figure.update_layout(showlegend=False)
