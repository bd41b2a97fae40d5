"""Charts of an indicator: its way from baseline to target, and its signals."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.analysis import RULES
from labmethods.indicators.labels import (
    Label,
    amount,
    group_words,
    name_lines,
    padded,
    time_axis,
    unit_words,
    value_axis,
    value_range,
)
from labmethods.indicators.records import Indicator
from labmethods.language import N_, Translator, translator
from labmethods.widgets.theme import COLOURS, INK, QUIET, SYMBOLS, figure

_STYLE = {
    "T": (COLOURS[0], SYMBOLS[0], "solid"),
    "K": (COLOURS[1], SYMBOLS[1], "dash"),
    "M": (COLOURS[2], SYMBOLS[2], "dot"),
}
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


def trend_chart(series: pd.DataFrame, indicator: Indicator, *, language: str = "sv") -> go.Figure:
    """An indicator over time against its baseline and target, each line named where it ends.

    Parameters
    ----------
    series
        What ``analysis.series`` gives: ``period, start, group, value, low, high, status``.
    indicator
        Its baseline, target and unit.
    """
    _ = translator(language)
    chart = figure(language=language, height=460, showlegend=False)
    groups = list(dict.fromkeys(series["group"]))
    labels = [
        _add_line(chart, series[series["group"] == group], group, len(groups) > 1, _)
        for group in groups
    ]
    labels += _add_levels(chart, indicator, _)
    low, high = value_range(series, indicator)
    value_axis(chart, low, high, unit_words(indicator, _))
    name_lines(chart, labels, low, high)
    _mark_gaps(chart, series[series["group"] == groups[0]] if groups else series, low, _)
    time_axis(chart, series, _)
    return chart


def xmr_chart(
    signals: pd.DataFrame, periods: pd.Series, indicator: Indicator, *, language: str = "sv"
) -> go.Figure:
    """An XmR chart: the values, their mean and limits, and the points that are signals.

    Parameters
    ----------
    signals
        What ``analysis.judged`` gives: ``value, center, lower, upper, signal, meaning``.
    periods
        The periods in words, on the same index.
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
    time_axis(chart, pd.DataFrame({"start": place, "period": periods}), _)
    return chart


def _add_line(
    chart: go.Figure, rows: pd.DataFrame, group: str, several: bool, _: Translator
) -> Label:
    colour, symbol, dash = _STYLE.get(group, (COLOURS[3], SYMBOLS[3], "longdash"))
    intervals = rows["high"].notna().any()
    labelled = not several and len(rows) <= 12 and not intervals
    chart.add_scatter(
        x=rows["start"],
        y=rows["value"],
        mode="lines+markers" + ("+text" if labelled else ""),
        text=[amount(value, _) for value in rows["value"]] if labelled else None,
        textposition="top center",
        line={"color": colour, "width": 3, "dash": dash},
        marker={"color": colour, "symbol": symbol, "size": 10},
        customdata=rows["period"],
        hovertemplate="%{customdata}: %{y}<extra>" + group_words(group, _) + "</extra>",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": rows["high"] - rows["value"],
            "arrayminus": rows["value"] - rows["low"],
            "color": colour,
            "thickness": 1,
            "width": 3,
        }
        if intervals
        else None,
    )
    known = rows[rows["value"].notna()]
    if known.empty:
        return Label("", float("nan"), colour)
    last = known.iloc[-1]
    return Label(f"{group_words(group, _)} {amount(last['value'], _)}", last["value"], colour)


def _mark_gaps(chart: go.Figure, rows: pd.DataFrame, low: float, _: Translator) -> None:
    """A mark on the axis where a value is missing or suppressed: neither is zero."""
    said = []
    for status, symbol, sign, title in (
        ("missing", "x-thin", "×", N_("missing")),
        ("suppressed", "asterisk", "∗", N_("suppressed: too few people")),
    ):
        gaps = rows[rows["status"] == status]
        if gaps.empty:
            continue
        said.append(f"{sign} {_(title)}")
        chart.add_scatter(
            x=gaps["start"],
            y=[low] * len(gaps),
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": QUIET, "line": {"width": 2}},
            cliponaxis=False,
            customdata=gaps["period"],
            hovertemplate="%{customdata}: " + _(title) + "<extra></extra>",
        )
    if said:
        chart.update_xaxes(title={"text": "    ".join(said), "font": {"size": 15, "color": QUIET}})


def _add_levels(chart: go.Figure, indicator: Indicator, _: Translator) -> list[Label]:
    """The lines of baseline and target, across the chart."""
    labels = []
    for value, title, dash in (
        (indicator.baseline, N_("Baseline {value}"), "dot"),
        (indicator.target, N_("Target {value}"), "dash"),
    ):
        if value is not None:
            chart.add_hline(y=value, line={"color": INK, "width": 2, "dash": dash})
            labels.append(Label(_(title, value=amount(value, _)), value, INK))
    return labels


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
    """Mean and limits as lines that step where they are worked out anew."""
    labels = []
    for column, title, dash, colour in (
        ("upper", N_("Upper limit {value}"), "dash", QUIET),
        ("center", N_("Mean {value}"), "solid", INK),
        ("lower", N_("Lower limit {value}"), "dash", QUIET),
    ):
        line = signals[column]
        if line.isna().all():
            continue
        chart.add_scatter(
            x=place,
            y=line,
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash, "shape": "hvh"},
            hoverinfo="skip",
        )
        last = line.dropna().iloc[-1]
        labels.append(Label(_(title, value=amount(last, _)), last, colour))
    return labels
