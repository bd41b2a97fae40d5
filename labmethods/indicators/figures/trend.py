"""An indicator over time: its way from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.labels import (
    Label,
    amount,
    group_words,
    name_lines,
    time_axis,
    unit_words,
    value_axis,
    value_range,
)
from labmethods.indicators.plans import Milestone
from labmethods.indicators.records import Indicator
from labmethods.language import N_, Translator, translator
from labmethods.widgets.theme import COLOURS, INK, QUIET, SYMBOLS, figure

_STYLE = {
    "T": (COLOURS[0], SYMBOLS[0], "solid"),
    "K": (COLOURS[1], SYMBOLS[1], "dash"),
    "M": (COLOURS[2], SYMBOLS[2], "dot"),
}


def trend_chart(
    series: pd.DataFrame,
    indicator: Indicator,
    milestones: Sequence[Milestone] = (),
    *,
    language: str = "sv",
) -> go.Figure:
    """An indicator over time against its baseline and target, each line named where it ends.

    Parameters
    ----------
    series
        What ``analysis.series`` gives: ``period, start, group, value, low, high, status``.
    indicator
        Its baseline, target and unit.
    milestones
        Values that should be reached on the way.
    """
    _ = translator(language)
    chart = figure(language=language, height=460, showlegend=False)
    groups = list(dict.fromkeys(series["group"]))
    labels = [
        _add_line(chart, series[series["group"] == group], group, len(groups) > 1, _)
        for group in groups
    ]
    labels += _add_levels(chart, indicator, _)
    low, high = value_range(series, indicator, [one.value for one in milestones])
    value_axis(chart, low, high, unit_words(indicator, _))
    name_lines(chart, labels, low, high)
    _mark_gaps(chart, series[series["group"] == groups[0]] if groups else series, low, _)
    _add_milestones(chart, milestones, _)
    time_axis(chart, series, _)
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


def _add_milestones(chart: go.Figure, milestones: Sequence[Milestone], _: Translator) -> None:
    """A hollow flag for each value on the way."""
    if not milestones:
        return
    chart.add_scatter(
        x=[pd.Timestamp(one.day) for one in milestones],
        y=[one.value for one in milestones],
        mode="markers+text",
        marker={
            "symbol": "triangle-right-open",
            "size": 14,
            "color": INK,
            "line": {"width": 2},
        },
        text=[_("Milestone {value}", value=amount(one.value, _)) for one in milestones],
        textposition="bottom center",
        textfont={"size": 14},
        customdata=[_.day(one.day) for one in milestones],
        hovertemplate="%{customdata}: %{y}<extra></extra>",
        cliponaxis=False,
    )


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
