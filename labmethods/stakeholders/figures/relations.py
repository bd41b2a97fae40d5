"""The relation map: who has ties with whom, as a picture that stays in place."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders.figures.labels import label_places
from labmethods.stakeholders.figures.marks import (
    legend_above,
    marks,
    names,
    of_kind,
    tell_below,
)
from labmethods.stakeholders.words import RELATION_KINDS, title
from labmethods.widgets import theme
from labmethods.widgets.wrapping import plain, wrapped

WIDTH, HEIGHT = 800, 640  # pixels of the picture that names are placed for
_DASHES = ("solid", "dot", "dash", "dashdot", "2px,7px", "longdashdot")
_GREYS = (theme.QUIET, theme.INK, "#8a8a8a")
_LETTERS = 22
_SMALLEST, _LARGEST = 14, 38
_NAMED = 60
UNKNOWN_RELATION = N_("Kind of tie not stated")


def relation_map(
    places: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    size: str | None = None,
    language: str = "sv",
) -> go.Figure:
    """Actors and their ties; an arrow leads from who does something to whom it is done for.

    Parameters
    ----------
    places
        What ``analysis.layout`` returns, and the column named by ``size``. Actors without ties are
        named below the map.
    relations
        Columns ``source, target, kind, weight``.
    size
        A measure that the size of the marks shows; all are equal without one.
    language
        ``sv`` or ``en``.
    """
    figure = theme.figure(language=language)
    drawn = places.dropna(subset=["x", "y"])
    drawn = drawn.assign(pixels=_pixels(drawn, size))
    _draw_ties(figure, drawn.set_index("id"), relations, language)
    _draw_actors(figure, drawn, language)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[-1.25, 1.25], **hidden)
    figure.update_yaxes(range=[-1.15, 1.15], **hidden)
    _tell_untied(figure, places[places["x"].isna()], language)
    return figure


def _pixels(drawn: pd.DataFrame, size: str | None) -> pd.Series:
    if size is None or not drawn[size].max() > 0:
        return pd.Series(float(_SMALLEST + 4), index=drawn.index)
    # The area shows the measure, so that twice as much looks twice as large.
    share = (drawn[size].fillna(0) / drawn[size].max()) ** 0.5
    return _SMALLEST + (_LARGEST - _SMALLEST) * share


def _draw_ties(
    figure: go.Figure, spots: pd.DataFrame, relations: pd.DataFrame, language: str
) -> None:
    kinds = relations["kind"].where(relations["kind"].notna(), None)
    ordered = [kind for kind in RELATION_KINDS if (kinds == kind).any()]
    ordered += sorted(set(kinds.dropna()) - set(RELATION_KINDS))
    for place, kind in enumerate([*ordered, *([None] if kinds.isna().any() else [])]):
        own = relations[kinds.isna() if kind is None else kinds == kind]
        named = plain(title(RELATION_KINDS, kind, language, missing=UNKNOWN_RELATION))
        look = {
            "dash": _DASHES[place % len(_DASHES)],
            "color": _GREYS[place // len(_DASHES) % len(_GREYS)],
        }
        for width, ties in _by_width(own):
            _draw_tie_group(figure, spots, ties, look | {"width": width})
        figure.add_scatter(x=[None], y=[None], mode="lines", line=look | {"width": 2}, name=named)


def _by_width(ties: pd.DataFrame) -> list[tuple[float, pd.DataFrame]]:
    weight = pd.to_numeric(ties["weight"]).astype("Float64").fillna(1.0)
    widths = weight.mul(1.5).clip(1.0, 7.0).round(1)
    return [(float(width), group) for width, group in ties.groupby(widths)]


def _draw_tie_group(figure: go.Figure, spots: pd.DataFrame, ties: pd.DataFrame, line: dict) -> None:
    xs, ys, sizes, standoffs = [], [], [], []
    for source, target in zip(ties["source"], ties["target"], strict=True):
        start, end = spots.loc[source], spots.loc[target]
        xs += [start["x"], end["x"], None]
        ys += [start["y"], end["y"], None]
        sizes += [0, 9 + line["width"], 0]
        standoffs += [0, end["pixels"] / 2 + 1, 0]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines+markers",
        line=line,
        marker={
            "symbol": "arrow",
            "angleref": "previous",
            "size": sizes,
            "standoff": standoffs,
            "color": line["color"],
            "opacity": 1,
        },
        showlegend=False,
        hoverinfo="skip",
    )


def _draw_actors(figure: go.Figure, drawn: pd.DataFrame, language: str) -> None:
    drawn = drawn.assign(label=_labels(drawn))
    for mark in marks(drawn["kind"], language):
        own = of_kind(drawn, mark)
        figure.add_scatter(
            x=own["x"],
            y=own["y"],
            mode="markers",
            name=mark.title,
            marker={
                "symbol": mark.symbol,
                "color": mark.colour,
                "size": own["pixels"],
                "line": {"width": 1.5, "color": theme.INK},
                "opacity": 1,
            },
            hovertext=[plain(name) for name in own["name"]],
            hoverinfo="text",
        )
    _draw_names(figure, drawn)
    figure.update_layout(legend={"itemsizing": "constant"})


def _labels(drawn: pd.DataFrame) -> list[str]:
    """Names of all, or of the largest marks only where all would hide the map."""
    shown = set(drawn.nlargest(_NAMED, "pixels", keep="first").index)
    return [
        wrapped(name, _LETTERS, 2) if index in shown else ""
        for index, name in zip(drawn.index, drawn["name"], strict=True)
    ]


def _draw_names(figure: go.Figure, drawn: pd.DataFrame) -> None:
    labelled = drawn[drawn["label"] != ""]
    corners = label_places(
        labelled[["x", "y"]].to_numpy() * (WIDTH / 2.5, HEIGHT / 2.3),
        labelled["pixels"].to_numpy() / 2,
        [label.split("<br>") for label in labelled["label"]],
    )
    # All at once: one by one, plotly looks through all earlier ones each time.
    figure.update_layout(
        annotations=[
            {
                "x": actor["x"],
                "y": actor["y"],
                "xshift": shift_x,
                "yshift": shift_y,
                "xanchor": anchor,
                "yanchor": "middle",
                "text": actor["label"],
                "align": anchor,
                "bgcolor": "rgba(255,255,255,0.75)",
                "borderpad": 0,
                "showarrow": False,
            }
            for (_index, actor), (shift_x, shift_y, anchor) in zip(
                labelled.iterrows(), corners, strict=True
            )
        ]
    )


def _tell_untied(figure: go.Figure, untied: pd.DataFrame, language: str) -> None:
    _ = translator(language)
    bottom = 10
    if len(untied):
        told = _.plural(
            "{n} actor has no relation: {names}",
            "{n} actors have no relation: {names}",
            len(untied),
            names=names(untied, language),
        )
        bottom += tell_below(figure, told, 8)
    figure.update_layout(margin={"l": 20, "r": 20})
    legend_above(figure, bottom, HEIGHT)
