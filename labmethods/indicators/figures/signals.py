"""The XmR chart: values, mean, limits, and the points that are signals."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.analysis import RULES
from labmethods.indicators.labels import (
    Label,
    amount,
    name_lines,
    padded,
    time_axis,
    unit_words,
    value_axis,
)
from labmethods.indicators.records import Indicator
from labmethods.language import N_, Translator, translator
from labmethods.widgets.theme import COLOURS, INK, QUIET, figure

_MEANING = {
    "improvement": (COLOURS[0], "triangle-up"),
    "concern": (COLOURS[1], "square"),
    "change": (COLOURS[3], "diamond"),
}
MEANINGS = {
    "improvement": N_("Improvement"),
    "concern": N_("Concern"),
    "change": N_("A change"),
}


def xmr_chart(
    signals: pd.DataFrame,
    periods: pd.Series,
    indicator: Indicator,
    changes: Mapping[int, str] | None = None,
    *,
    language: str = "sv",
) -> go.Figure:
    """An XmR chart: the values, their mean and limits, and the points that are signals.

    Parameters
    ----------
    signals
        What ``analysis.judged`` gives: ``value, center, lower, upper, signal, meaning``.
    periods
        The periods, on the same index.
    changes
        What was changed before the value at a place (0 is the first): a line stands there.
    """
    _ = translator(language)
    chart = figure(language=language, height=460, showlegend=False)
    place = list(range(len(signals)))
    chart.add_scatter(
        x=place,
        y=signals["value"],
        mode="lines+markers",
        line={"color": QUIET, "width": 2},
        marker={"color": QUIET, "size": 8, "symbol": "circle"},
        customdata=periods,
        hovertemplate="%{customdata}: %{y}<extra></extra>",
    )
    _add_signals(chart, signals.assign(place=place), periods, _)
    labels = _add_limits(chart, signals, place, _)
    low, high = padded(signals[["value", "lower", "upper"]])
    value_axis(chart, low, high, unit_words(indicator, _))
    name_lines(chart, labels, low, high)
    for at, title in (changes or {}).items():
        chart.add_vline(
            x=at - 0.5,
            line={"color": INK, "width": 1, "dash": "dot"},
            annotation={
                "text": title,
                "font": {"size": 15},
                "textangle": 0,
                "xanchor": "left",
                "yanchor": "top",
                "bgcolor": "rgba(255,255,255,0.85)",
            },
        )
    time_axis(chart, pd.DataFrame({"start": place, "period": periods}), _)
    return chart


def _add_signals(
    chart: go.Figure, signals: pd.DataFrame, periods: pd.Series, _: Translator
) -> None:
    for meaning, (colour, symbol) in _MEANING.items():
        points = signals[signals["meaning"] == meaning]
        if points.empty:
            continue
        words = [_(RULES[name]) for name in points["signal"]]
        chart.add_scatter(
            x=points["place"],
            y=points["value"],
            mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 15},
            customdata=list(zip(periods[points.index], words, strict=True)),
            hovertemplate="%{customdata[0]}: %{y}<br>%{customdata[1]}<extra></extra>",
        )
        away = (points["value"] - points["center"]).abs()
        furthest = points.loc[away.idxmax()]
        chart.add_annotation(
            x=furthest["place"],
            y=furthest["value"],
            text=_(MEANINGS[meaning]),
            showarrow=True,
            arrowcolor=colour,
            ax=-50,
            ay=-35 if furthest["value"] >= furthest["center"] else 35,
            font={"size": 16, "color": colour},
        )


def _add_limits(
    chart: go.Figure, signals: pd.DataFrame, place: list[int], _: Translator
) -> list[Label]:
    """Mean and limits of each phase; those in force at the end are named."""
    labels = []
    phases = signals["phase"] if "phase" in signals else pd.Series(0, index=signals.index)
    for column, title, dash, colour in (
        ("upper", N_("Upper limit {value}"), "dash", QUIET),
        ("center", N_("Mean {value}"), "solid", INK),
        ("lower", N_("Lower limit {value}"), "dash", QUIET),
    ):
        for phase in phases.unique():
            rows = [at for at in place if phases.iloc[at] == phase]
            value = signals[column].iloc[rows[-1]]
            if not pd.isna(value):
                chart.add_scatter(
                    x=[rows[0] - 0.5, rows[-1] + 0.5],
                    y=[value, value],
                    mode="lines",
                    line={"color": colour, "width": 2, "dash": dash},
                    hoverinfo="skip",
                )
        last = signals[column].iloc[-1] if len(signals) else float("nan")
        if not pd.isna(last):
            labels.append(Label(_(title, value=amount(last, _)), last, colour))
    return labels
