"""The months of each year above one another: is this July like other Julys?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.indicators.labels import Label, amount, name_lines, padded, unit_words, value_axis
from labmethods.indicators.records import Indicator
from labmethods.language import Translator, translator
from labmethods.widgets.theme import COLOURS, QUIET, SYMBOLS, figure

_DASHES = ("dot", "dash", "dashdot", "longdash")
_SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚"}
_YEARS = 5


def season_chart(seasons: pd.DataFrame, indicator: Indicator, *, language: str = "sv") -> go.Figure:
    """A line a year over its months or quarters; the latest year stands out.

    Parameters
    ----------
    seasons
        What ``analysis.seasonal`` gives: ``year, part, value``. The five latest years are shown.
    """
    _ = translator(language)
    chart = figure(language=language, height=460, showlegend=False)
    years = sorted(seasons["year"].unique())[-_YEARS:]
    parts = sorted(seasons["part"].unique())
    labels = []
    for place, year in enumerate(years):
        rows = seasons[seasons["year"] == year].sort_values("part")
        labels.append(_add_year(chart, rows, str(year), len(years) - 1 - place, _))
    low, high = padded(seasons.loc[seasons["year"].isin(years), ["value"]])
    value_axis(chart, low, high, unit_words(indicator, _))
    name_lines(chart, labels, low, high)
    chart.update_xaxes(
        categoryorder="array",
        categoryarray=parts,
        tickvals=parts,
        ticktext=[part_words(part, _) for part in parts],
        type="category",
    )
    return chart


def _add_year(chart: go.Figure, rows: pd.DataFrame, year: str, age: int, _: Translator) -> Label:
    latest = age == 0
    colour = COLOURS[0] if latest else QUIET
    chart.add_scatter(
        x=rows["part"],
        y=rows["value"],
        mode="lines+markers",
        line={
            "color": colour,
            "width": 4 if latest else 2,
            "dash": "solid" if latest else _DASHES[(age - 1) % len(_DASHES)],
        },
        marker={"color": colour, "size": 9, "symbol": SYMBOLS[age]},
        hovertemplate=f"%{{x}} {year}: %{{y}}<extra></extra>",
    )
    known = rows[rows["value"].notna()]
    if known.empty:
        return Label("", float("nan"), colour)
    last = known.iloc[-1]
    sign = _SIGNS[SYMBOLS[age]]
    return Label(f"{sign} {year}: {amount(last['value'], _)}", last["value"], colour)


def part_words(part: str, _: Translator) -> str:
    """A month's or a quarter's name in a year: ``juli``, ``kv 3``."""
    from babel.dates import get_month_names

    if part.startswith("Q"):
        return _("Q{quarter}", quarter=part[1:])
    return get_month_names("abbreviated", locale=_.locale)[int(part)]
