"""The effect chain as a picture: boxes in five columns, arrows with numbered assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments.records import LEVELS
from labmethods.language import Translator, translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import plain, wrapped

if TYPE_CHECKING:
    import plotly.graph_objects as go

# What backs up a box is told by its mark and words, by its border and by its colour.
_LOOKS = {
    "recorded": ("✔", "solid", 4, theme.COLOURS[2], "#eaf6f1"),
    "underway": ("◐", "dash", 3, theme.COLOURS[0], "#eef5fb"),
    "claimed": ("?", "dashdot", 3, theme.COLOURS[3], "#faf0f6"),
    "none": ("✖", "dot", 3, theme.COLOURS[1], "#fdf1ea"),
}
_WORDS = 15
_HALF_WIDTH = 0.41
_ROW = 175
"""Points of height for a row of boxes."""


def chain_chart(boxes: pd.DataFrame, links: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """The effect chain.

    Parameters
    ----------
    boxes
        What ``analysis.chain_evidence`` gives, with ``column`` and ``row`` of ``chain_layout``.
    links
        ``source, target, assumption``; an arrow with an assumption carries its number.
    """
    _ = translator(language)
    rows = boxes["row"].abs().max() * 2 + 1 if len(boxes) else 1
    figure = theme.figure(height=int(90 + _ROW * rows), language=language)
    reach = (rows - 1) / 2 + 0.55
    figure.update_xaxes(visible=False, range=[-0.5, len(LEVELS) - 0.5], fixedrange=True)
    figure.update_yaxes(visible=False, range=[reach, -reach], fixedrange=True)
    figure.update_layout(margin={"l": 5, "r": 5, "t": 45, "b": 10}, showlegend=False)
    for place, title in enumerate(LEVELS.values()):
        figure.add_annotation(
            x=place,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"<b>{_(title)}</b>",
            showarrow=False,
            font={"size": 18},
        )
    _draw_arrows(figure, boxes, links)
    for box in boxes.itertuples():
        _draw_box(figure, box, _)
    return figure


def _draw_box(figure: go.Figure, box: tuple, _: Translator) -> None:
    mark, dash, width, colour, fill = _LOOKS[box.evidence]
    figure.add_shape(
        type="rect",
        x0=box.column - _HALF_WIDTH,
        x1=box.column + _HALF_WIDTH,
        y0=box.row - 0.42,
        y1=box.row + 0.42,
        fillcolor=fill,
        line={"color": colour, "dash": dash, "width": width},
    )
    words = [wrapped(box.text, _WORDS, 4), f"<b>{mark}</b> {_short(box, _)}", *_ties(box, _)]
    figure.add_annotation(
        x=box.column,
        y=box.row,
        text="<br>".join(words),
        showarrow=False,
        font={"size": 16},
        hovertext=plain(box.text),
    )


def _short(box: tuple, _: Translator) -> str:
    return {
        "recorded": _("evidence"),
        "underway": _("under way"),
        "claimed": _("no source"),
        "none": _("no evidence"),
    }[box.evidence]


def _ties(box: tuple, _: Translator) -> list[str]:
    """How many experiments and indicators the box carries; a line only for those it has."""
    lines = []
    if box.experiments:
        lines.append(_.plural("{n} experiment", "{n} experiments", box.experiments))
    if box.indicators:
        lines.append(_.plural("{n} indicator", "{n} indicators", box.indicators))
    return lines


def _draw_arrows(figure: go.Figure, boxes: pd.DataFrame, links: pd.DataFrame) -> None:
    place = {box.id: (box.column, box.row) for box in boxes.itertuples()}
    number = 0
    for link in links.itertuples():
        assumed = not pd.isna(link.assumption)
        number += assumed
        if link.source in place and link.target in place:
            _draw_arrow(figure, place[link.source], place[link.target], number if assumed else 0)


def _draw_arrow(figure: go.Figure, start: tuple, end: tuple, number: int) -> None:
    (x0, y0), (x1, y1) = _edges(start, end)
    figure.add_annotation(
        x=x1,
        y=y1,
        ax=x0,
        ay=y0,
        axref="x",
        ayref="y",
        showarrow=True,
        arrowhead=2,
        arrowwidth=2,
        arrowcolor=theme.INK if number else theme.QUIET,
        text="",
    )
    if number:
        figure.add_annotation(
            x=(x0 + x1) / 2,
            y=(y0 + y1) / 2,
            text=f"<b>{number}</b>",
            showarrow=False,
            bgcolor="white",
            bordercolor=theme.INK,
            borderpad=3,
            font={"size": 16},
        )


def _edges(start: tuple, end: tuple) -> tuple[tuple, tuple]:
    """From side to side between columns, from top to bottom within one."""
    if start[0] == end[0]:
        step = 0.42 if end[1] > start[1] else -0.42
        return (start[0], start[1] + step), (end[0], end[1] - step)
    side = _HALF_WIDTH if end[0] > start[0] else -_HALF_WIDTH
    return (start[0] + side, start[1]), (end[0] - side, end[1])
