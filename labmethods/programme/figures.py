"""Labs side by side: the forest plot; nothing is worked out here."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import Translator, translator
from labmethods.programme.analysis import Pooled
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

MOST = 40
"""So many labs can be read in one picture; the table has all of them."""


def forest_chart(pooled: Pooled, *, language: str = "sv") -> go.Figure:
    """Each lab's value with its interval, what they come to together, and what to expect elsewhere.

    Parameters
    ----------
    pooled
        What ``analysis.pool`` or ``analysis.pool_shares`` gives. With many labs, those that weigh
        most are drawn.
    """
    _ = translator(language)
    drawn = pooled.labs.nlargest(MOST, "weight", keep="first").sort_index()
    factor = 100 if pooled.scale == "share" else 1
    names = [lab_label(row, pooled, _) for row in drawn.itertuples()]
    together = _("Together")
    rows = [*names, together]
    figure = theme.figure(height=190 + 44 * (len(rows) + 1), language=language, showlegend=False)
    figure.add_trace(_labs(drawn, names, factor))
    figure.add_trace(_whole(pooled, together, factor))
    if pooled.expected_low is not None:
        expected = _("A new lab like these")
        rows.append(expected)
        figure.add_trace(_expected(pooled, expected, factor))
    figure.update_yaxes(categoryorder="array", categoryarray=rows[::-1], showgrid=False)
    title = (
        _("Share, with its 95% interval") if factor == 100 else _("Change, with its 95% interval")
    )
    figure.update_xaxes(title=title)
    if factor == 100:
        figure.update_xaxes(range=[0, 100], ticksuffix=" %", nticks=6)
    else:
        figure.add_vline(x=0, line={"color": theme.INK, "dash": "dot", "width": 2})
    return figure


def lab_label(row: tuple, pooled: Pooled, _: Translator) -> str:
    """A lab's name with how many people its value rests on."""
    name = wrapped(row.lab, 26)
    return _("{lab} (n = {n})", lab=name, n=_.number(row.n)) if row.n else name


def _labs(drawn: pd.DataFrame, names: list[str], factor: int) -> go.Scatter:
    # The area of a mark is the lab's weight; the smallest can still be seen.
    size = 9 + 17 * (drawn["weight"] / drawn["weight"].max()) ** 0.5
    return go.Scatter(
        x=(factor * drawn["effect"]).tolist(),
        y=names,
        mode="markers",
        marker={"symbol": "square", "size": size.tolist(), "color": theme.COLOURS[0], "opacity": 1},
        error_x=_bar(drawn["effect"], drawn["low"], drawn["high"], factor, theme.COLOURS[0]),
        hoverinfo="skip",
        cliponaxis=False,
    )


def _whole(pooled: Pooled, name: str, factor: int) -> go.Scatter:
    one = pd.Series([pooled.effect])
    low, high = pd.Series([pooled.low]), pd.Series([pooled.high])
    return go.Scatter(
        x=[factor * pooled.effect],
        y=[name],
        mode="markers",
        marker={"symbol": "diamond", "size": 24, "color": theme.COLOURS[1]},
        error_x={**_bar(one, low, high, factor, theme.COLOURS[1]), "thickness": 5},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _expected(pooled: Pooled, name: str, factor: int) -> go.Scatter:
    return go.Scatter(
        x=[factor * pooled.expected_low, factor * pooled.expected_high],
        y=[name, name],
        mode="lines+markers",
        line={"color": theme.INK, "width": 3, "dash": "dash"},
        marker={"symbol": "line-ns-open", "size": 16, "color": theme.INK},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _bar(effect: pd.Series, low: pd.Series, high: pd.Series, factor: int, colour: str) -> dict:
    return {
        "type": "data",
        "symmetric": False,
        "array": (factor * (high - effect)).tolist(),
        "arrayminus": (factor * (effect - low)).tolist(),
        "thickness": 3,
        "width": 8,
        "color": colour,
    }
