"""Actors by the strategy towards them: power and interest, alignment and interest, and movement."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.figures.grid import grid_chart, unassessed
from labmethods.stakeholders.words import APPROACHES, STRATEGIES

_QUARTERS = {held: STRATEGIES[name] for held, name in analysis.STRATEGIES.items()}
_INFLUENTIAL, _OTHER = 20, 11


def power_interest_chart(actors: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Actors by interest (across) and power (up), with the strategy of each quarter.

    Parameters
    ----------
    actors
        Columns ``id, name, kind, power, interest``. Actors that lack a rating are named below.
    language
        ``sv`` or ``en``.
    """
    places = analysis.chart_places(actors, x="interest", y="power")
    places = places.assign(label=places["name"])
    below = unassessed(actors, places, language)
    return grid_chart(places, ("interest", "power"), _QUARTERS, below, language)


def alignment_chart(actors: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Actors by interest (across) and attitude (up); large marks are influential.

    Parameters
    ----------
    actors
        Columns ``id, name, kind, attitude, interest, power``. A mark is hollow where the power
        isn't known; actors that lack attitude or interest are named below.
    language
        ``sv`` or ``en``.
    """
    places = analysis.chart_places(actors, x="interest", y="attitude", size="power")
    large = places["power"] >= analysis.HELD
    places = places.assign(
        label=places["name"],
        pixels=large.map({True: _INFLUENTIAL, False: _OTHER}),
        hollow=places["power"].isna(),
    )
    quarters = {held: APPROACHES[name] for held, name in analysis.APPROACHES.items()}
    below = unassessed(actors, places, language)
    return grid_chart(places, ("interest", "attitude"), quarters, below, language)


def movement_chart(comparison: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Actors where they stand now, with arrows from the squares they stood in before.

    Parameters
    ----------
    comparison
        What ``analysis.compare`` returns. Who left stands hollow where it last stood.
    language
        ``sv`` or ``en``.
    """
    _ = translator(language)
    left = comparison["change"] == "left"
    now = comparison.assign(
        power=comparison["power_after"].where(~left, comparison["power_before"]),
        interest=comparison["interest_after"].where(~left, comparison["interest_before"]),
    )
    places = analysis.chart_places(now, x="interest", y="power")
    told = comparison.loc[places.index]
    said = {"came": _(N_("new")), "left": _(N_("left"))}
    labels = [
        f"{name} ({said[change]})" if change in said else name
        for name, change in zip(told["name"], told["change"], strict=True)
    ]
    arrow = told["change"].isin(["moved", "shifted"])
    places = places.assign(
        label=labels,
        hollow=told["change"] == "left",
        quiet=told["change"].isin(["same", "left"]),
        from_column=told["interest_before"].where(arrow) // 1,
        from_row=told["power_before"].where(arrow) // 1,
    )
    # A rating that changed within its square has no arrow to draw.
    same = (places["from_column"] == places["column"]) & (places["from_row"] == places["row"])
    places.loc[same, "from_column"] = None
    return grid_chart(
        places, ("interest", "power"), _QUARTERS, unassessed(now, places, language), language
    )
