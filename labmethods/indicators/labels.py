"""What the charts of indicators share: names beside the lines, axes, units and amounts in words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.periods import period_words
from labmethods.indicators.records import GROUPS, UNITS, Indicator
from labmethods.language import Translator
from labmethods.widgets.theme import QUIET

_GAP = 0.085
"""The least distance between two names in the right margin, as a share of the chart's height."""
_LETTER = 9
"""About how wide a letter is, in pixels."""


class Label(NamedTuple):
    """A line's name, the value where the line ends, and the line's colour."""

    text: str
    value: float
    colour: str


def name_lines(chart: go.Figure, labels: list[Label], low: float, high: float) -> None:
    """Put each line's name in the right margin beside its end, apart from the others."""
    labels = sorted((one for one in labels if one.text), key=lambda one: one.value)
    heights = spread([(one.value - low) / (high - low) for one in labels], _GAP)
    for label, height in zip(labels, heights, strict=True):
        chart.add_annotation(
            x=1.01,
            xref="paper",
            xanchor="left",
            y=height,
            yref="paper",
            yanchor="middle",
            text=label.text,
            showarrow=False,
            font={"size": 16, "color": label.colour},
        )
    longest = max((len(one.text) for one in labels), default=0)
    chart.update_layout(margin_r=30 + _LETTER * longest)


def spread(heights: list[float], gap: float) -> list[float]:
    """Heights in rising order, moved as little as needed to stand ``gap`` apart.

    >>> [round(height, 2) for height in spread([0.5, 0.5, 0.9], 0.1)]
    [0.45, 0.55, 0.9]
    """
    blocks: list[list[float]] = []
    for height in heights:
        blocks.append([height, 1])
        while len(blocks) > 1 and _top(blocks[-2], gap) + gap > _bottom(blocks[-1], gap):
            (middle, n), (other, m) = blocks[-2], blocks.pop()
            blocks[-1] = [(middle * n + other * m) / (n + m), n + m]
    return [_bottom(block, gap) + gap * place for block in blocks for place in range(int(block[1]))]


def _bottom(block: list[float], gap: float) -> float:
    return block[0] - gap * (block[1] - 1) / 2


def _top(block: list[float], gap: float) -> float:
    return block[0] + gap * (block[1] - 1) / 2


def value_range(
    series: pd.DataFrame, indicator: Indicator, levels: list[float]
) -> tuple[float, float]:
    """The axis: a scale whole, a count from zero, a share at least 20 points high.

    So a change of a few tenths doesn't fill the chart.
    """
    aims = [value for value in (indicator.baseline, indicator.target) if value is not None]
    values = np.concatenate(
        [series[["value", "low", "high"]].to_numpy(float).ravel(), aims, levels]
    )
    low, high = padded(pd.DataFrame({"value": values}))
    if indicator.unit == "scale" and None not in (indicator.lowest, indicator.highest):
        whole = indicator.highest - indicator.lowest
        if high - low > whole / 3:
            return indicator.lowest - whole / 20, indicator.highest + whole / 20
        middle = (low + high) / 2
        return middle - whole / 4, middle + whole / 4
    if indicator.unit in ("count", "time"):
        return 0, high
    if indicator.unit == "share":
        if high - low < 20:
            low, high = (low + high) / 2 - 10, (low + high) / 2 + 10
        return max(low, 0), min(high, 104)
    return low, high


def padded(values: pd.DataFrame) -> tuple[float, float]:
    """The range of the values that are there, with room above and below."""
    known = values.to_numpy(float)
    known = known[np.isfinite(known)]
    if not len(known):
        return 0, 1
    low, high = float(known.min()), float(known.max())
    room = (high - low) * 0.15 or abs(high) * 0.15 or 1
    return low - room, high + room


def value_axis(chart: go.Figure, low: float, high: float, unit: str) -> None:
    """The axis of the values, its unit written above it where it reads without turning the head."""
    chart.update_yaxes(range=[low, high])
    chart.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-60,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6,
        text=unit,
        showarrow=False,
        font={"size": 16, "color": QUIET},
    )
    chart.update_layout(margin_t=45)


def time_axis(chart: go.Figure, rows: pd.DataFrame, _: Translator, most: int = 7) -> None:
    """Periods in words under the axis: all of them, or as many as have room."""
    rows = rows.drop_duplicates("start").sort_values("start")
    step = max(1, -(-len(rows) // most))
    shown = rows.iloc[::-1].iloc[::step].iloc[::-1]
    chart.update_xaxes(
        tickvals=list(shown["start"]),
        ticktext=[period_words(one, _) for one in shown["period"]],
        tickangle=0,
    )


def amount(value: float | None, _: Translator) -> str:
    """A value with as many decimals as it needs, at most one below 1,000 and none above."""
    if value is None or pd.isna(value):
        return "–"
    whole = abs(value) >= 1000 or abs(value - round(value)) < 0.05
    return _.number(value, 0 if whole else 1)


def unit_words(indicator: Indicator, _: Translator) -> str:
    """The unit in words: the lab's own, else the kind of unit."""
    return indicator.unit_words or _(UNITS[indicator.unit])


def group_words(group: str, _: Translator) -> str:
    """What a group is called."""
    return _(GROUPS[group]) if group in GROUPS else group
