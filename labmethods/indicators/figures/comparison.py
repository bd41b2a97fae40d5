"""One small chart a place, all on the same scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from labmethods.indicators.labels import amount, padded, unit_words
from labmethods.indicators.records import Indicator
from labmethods.language import translator
from labmethods.widgets.theme import COLOURS, GRID, QUIET, figure

_ACROSS = 3


def places_chart(
    values: pd.DataFrame,
    places: Sequence[str],
    names: Mapping[str, str],
    indicator: Indicator,
    *,
    language: str = "sv",
) -> go.Figure:
    """Each place's way over time, the others thin behind it.

    Parameters
    ----------
    values
        ``place, period, value``.
    places
        Which places, one's own first.
    names
        What each is called.
    """
    _ = translator(language)
    down = -(-len(places) // _ACROSS)
    chart = figure(language=language, height=90 + 210 * down, showlegend=False)
    chart = make_subplots(
        rows=down,
        cols=_ACROSS,
        figure=chart,
        shared_xaxes=True,
        shared_yaxes=True,
        vertical_spacing=0.32 / down,
        horizontal_spacing=0.04,
        subplot_titles=[_title(values, place, names, _) for place in places],
    )
    lines = {place: values[values["place"] == place].sort_values("period") for place in places}
    for number, place in enumerate(places):
        at = {"row": number // _ACROSS + 1, "col": number % _ACROSS + 1}
        for other in places:
            if other != place:
                chart.add_trace(_line(lines[other], GRID, 1), **at)
        chart.add_trace(_line(lines[place], COLOURS[0] if number == 0 else QUIET, 3), **at)
    low, high = padded(values.loc[values["place"].isin(places), ["value"]])
    periods = sorted(values["period"].unique())
    chart.update_yaxes(range=[low, high], nticks=4)
    chart.update_xaxes(tickvals=[periods[0], periods[-1]] if periods else [], tickangle=0)
    chart.update_annotations(font={"size": 16})
    chart.update_layout(margin_t=60)
    chart.add_annotation(
        text=unit_words(indicator, _),
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        yshift=34,
        showarrow=False,
        font={"size": 16, "color": QUIET},
    )
    return chart


def _title(values: pd.DataFrame, place: str, names: Mapping[str, str], _) -> str:
    known = values[(values["place"] == place) & values["value"].notna()].sort_values("period")
    name = names.get(place, place)
    return f"{name} {amount(known['value'].iloc[-1], _)}" if len(known) else name


def _line(rows: pd.DataFrame, colour: str, width: int) -> go.Scatter:
    return go.Scatter(
        x=rows["period"],
        y=rows["value"],
        mode="lines+markers" if width > 1 else "lines",
        line={"color": colour, "width": width},
        marker={"color": colour, "size": 7},
        hovertemplate="%{x}: %{y}<extra></extra>" if width > 1 else None,
        hoverinfo=None if width > 1 else "skip",
    )
