"""How an actor looks in every chart: colour and shape by kind, name on short lines."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, translator
from labmethods.stakeholders.words import ACTOR_KINDS, title
from labmethods.widgets.theme import styles
from labmethods.widgets.wrapping import lines, plain

UNKNOWN_KIND = N_("Kind not stated")
LINE = 22
"""Pixels of a line of 16 px text."""


@dataclass(frozen=True)
class Mark:
    """The look of a kind."""

    kind: str | None
    title: str
    colour: str
    symbol: str


def marks(kinds: pd.Series, language: str) -> list[Mark]:
    """One mark a kind that occurs; a kind looks the same in every chart of every lab."""
    found = set(kinds.dropna())
    own = sorted(found - set(ACTOR_KINDS))
    ordered = [*(kind for kind in ACTOR_KINDS if kind in found), *own]
    looks = styles([*ACTOR_KINDS, *own])
    known = [
        Mark(kind, plain(title(ACTOR_KINDS, kind, language)), *looks[kind]) for kind in ordered
    ]
    if kinds.isna().any():
        known.append(Mark(None, translator(language)(UNKNOWN_KIND), "white", "circle"))
    return known


def of_kind(frame: pd.DataFrame, mark: Mark) -> pd.DataFrame:
    """The rows of a mark's kind."""
    return frame[frame["kind"].isna() if mark.kind is None else frame["kind"] == mark.kind]


def names(frame: pd.DataFrame, language: str, most: int = 12) -> str:
    """Names as a list in a sentence; beyond ``most``, how many more there are."""
    _ = translator(language)
    all_names = [str(name) for name in frame["name"]]
    if len(all_names) > most:
        rest = len(all_names) - most + 1
        more = _.plural("{n} more", "{n} more", rest)
        return _.listing([*all_names[: most - 1], more])
    return _.listing(all_names)


def tell_below(figure: go.Figure, told: str, top: int) -> int:
    """Say ``top`` pixels under the picture what it can't show; the pixels that it takes."""
    parts = lines(told, 80, 6)
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-top,
        text="<br>".join(plain(part) for part in parts), align="left", showarrow=False,
    )  # fmt: skip
    return 12 + LINE * len(parts)


def legend_above(figure: go.Figure, bottom: int, height: float) -> None:
    """Put the legend above the picture, with room for all its lines, whatever the page is wide.

    ``height`` is the picture's own, without what stands above and below it.
    """
    entries = sum(trace.showlegend is not False for trace in figure.data)
    top = 40 + 24 * math.ceil(entries / 4)
    figure.update_layout(
        height=height + bottom + top,
        margin={"t": top, "b": bottom},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"},
    )
