"""Charts of what a room chose: dots, order, ratings and places on the board."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

_AROUND = ("top right", "bottom right", "bottom left", "top left")


def dots_chart(table: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Bars of the dots each choice got, as ``analysis.dots`` gives them."""
    _ = translator(language)
    return _bars(table, "dots", _("Dots"), language)


def order_chart(table: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Bars of the Borda points each choice got, as ``analysis.rank_order(...).table`` has them."""
    _ = translator(language)
    return _bars(table, "points", _("Points"), language)


def ratings_chart(table: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """How many gave each rating, one row a statement; the middle rating is marked.

    Parameters
    ----------
    table
        What ``analysis.ratings`` returns.
    """
    _ = translator(language)
    figure = theme.figure(height=140 + 70 * len(table), language=language)
    labels = [wrapped(choice) for choice in table["choice"]]
    scale = [name for name in table.columns if str(name).isdigit()]
    most = max(int(table[scale].to_numpy().max(initial=1)), 1)
    for value in scale:
        figure.add_scatter(
            x=[int(value)] * len(table),
            y=labels,
            mode="markers+text",
            text=["" if n == 0 else _.number(int(n)) for n in table[value]],
            textfont={"color": "white"},
            marker={
                "size": [0 if n == 0 else 22 + 26 * (n / most) ** 0.5 for n in table[value]],
                "color": theme.COLOURS[0],
                "opacity": 1,
            },
            hoverinfo="skip",
            showlegend=False,
        )
    rated = table["median"].notna()
    figure.add_scatter(
        x=table.loc[rated, "median"],
        y=[label for label, known in zip(labels, rated, strict=True) if known],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 54, "color": theme.COLOURS[1]},
        marker_line_width=4,
        name=_("Middle rating (median)"),
        hoverinfo="skip",
    )
    figure.update_xaxes(range=[0.5, len(scale) + 0.5], dtick=1, fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)
    return figure


def board_chart(table: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """The actors on the power-interest board; the bars hold the middle half of the voices.

    Parameters
    ----------
    table
        What ``analysis.placements`` returns, with the column ``name``.
    """
    _ = translator(language)
    placed = table.dropna(subset=["power", "interest"])
    figure = theme.figure(height=620, language=language)
    styles = theme.styles(placed["name"].tolist())
    beside = placed.groupby(["power", "interest"]).cumcount()
    for (_i, row), before in zip(placed.iterrows(), beside, strict=True):
        name = row["name"]
        colour, symbol = styles[name]
        # Actors in the same place stand side by side, their names around them.
        aside = 0.08 * before
        figure.add_scatter(
            x=[row["interest"] + aside],
            y=[row["power"] - aside],
            error_x=_spread(row, "interest"),
            error_y=_spread(row, "power"),
            mode="markers+text",
            text=[wrapped(name, 18)],
            textposition=_AROUND[before % len(_AROUND)],
            marker={"color": colour, "symbol": symbol, "size": 15},
            showlegend=False,
            hoverinfo="skip",
            cliponaxis=False,
        )
    for axis in (figure.update_xaxes, figure.update_yaxes):
        axis(range=[0.6, 5.4], dtick=1, fixedrange=True)
    figure.update_xaxes(title=_("Interest, 1 to 5"))
    figure.update_yaxes(title=_("Power, 1 to 5"))
    figure.add_hline(y=3, line={"dash": "dot", "color": theme.QUIET})
    figure.add_vline(x=3, line={"dash": "dot", "color": theme.QUIET})
    figure.update_layout(margin={"r": 120})
    return figure


def _spread(row: pd.Series, name: str) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [row[f"{name}_high"] - row[name]],
        "arrayminus": [row[name] - row[f"{name}_low"]],
        "thickness": 2,
    }


def _bars(table: pd.DataFrame, column: str, title: str, language: str) -> go.Figure:
    _ = translator(language)
    figure = theme.figure(height=120 + 56 * len(table), language=language)
    digits = 0 if (table[column] % 1 == 0).all() else 1
    figure.add_bar(
        x=table[column],
        y=[wrapped(choice) for choice in table["choice"]],
        orientation="h",
        text=[_.number(float(value), digits) for value in table[column]],
        textposition="outside",
        cliponaxis=False,
        marker_color=theme.COLOURS[0],
        hoverinfo="skip",
    )
    figure.update_xaxes(title=title, rangemode="tozero", fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)
    figure.update_layout(margin={"r": 60})
    return figure
