"""The path as lanes: steps from left to right, a lane for each actor or target group."""

from __future__ import annotations

from itertools import product
from typing import TypeAlias

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import N_, Translator, translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

_HALF = 0.41  # half a box's width; a step is 1 wide
_BREAK = "#B54700"
_LINES = {
    "referral": (theme.COLOURS[0], "solid", N_("Referral")),
    "joint": (theme.COLOURS[2], "dash", N_("Joint handover")),
    "none": (theme.QUIET, "dot", N_("Nobody hands over")),
}
_ROW = 84  # pixels for a box and the air around it

Place: TypeAlias = tuple[float, float, str]
"""Where a box stands: across, down, and its lane."""


def path_chart(
    lanes: pd.DataFrame,
    handovers: pd.DataFrame,
    steps: pd.DataFrame,
    *,
    broken: frozenset[str] = frozenset(),
    by: str = "actor",
    language: str = "sv",
) -> go.Figure:
    """The path, drawn.

    Parameters
    ----------
    lanes
        What ``analysis.lanes`` returns.
    handovers
        ``source, target, target_step, kind``.
    steps
        The steps in order: ``id, name, goal``.
    broken
        Ids of activities from which no later step is reached; marked by a thick frame and words.
    by
        Whose lanes they are: ``actor`` or ``group``.
    """
    _ = translator(language)
    names = list(steps["name"])
    first = int(lanes["column"].min()) if len(lanes) else 0
    heights = _heights(lanes)
    tops = [sum(heights[:row]) for row in range(len(heights))]
    places: dict[str, list[Place]] = {}
    for key, column, row, slot, lane in zip(
        *(lanes[name] for name in ("activity", "column", "row", "slot", "lane")), strict=True
    ):
        places.setdefault(key, []).append((column, tops[row] + slot + 0.5, lane))
    figure = theme.figure(
        height=_ROW * max(1, sum(heights)) + 130,
        language=language,
        xaxis=_step_axis(names, first, _),
        yaxis={
            "range": [sum(heights), 0], "showgrid": False, "zeroline": False,
            "tickvals": [top + height / 2 for top, height in zip(tops, heights, strict=True)],
            "ticktext": _lane_titles(lanes, _("For all") if by == "group" else _("No actor yet")),
            "tickfont": {"size": 15},
        },
        margin={"l": 20, "r": 20, "t": 70, "b": 60},
        legend={"y": -14 / max(90, _ROW * sum(heights)), "yanchor": "top"},
    )  # fmt: skip
    shapes = [_band(number) for number, ends in enumerate(steps["goal"]) if ends]
    shapes += [_edge(y) for y in (0, *(t + h for t, h in zip(tops, heights, strict=True)))]
    words = []
    for key, name, status, column, row, slot in zip(
        *(lanes[n] for n in ("activity", "name", "status", "column", "row", "slot")), strict=True
    ):
        box, text = _box(column, tops[row] + slot, name, status, key in broken, _)
        shapes.append(box)
        words.append(text)
    # All at once: plotly takes its time for each that is added by itself.
    figure.update_layout(shapes=shapes, annotations=words)
    figure.add_traces(_arrows(places, handovers, steps, _))
    return figure


def _band(column: int) -> dict:
    """The goal's column."""
    return {
        "type": "rect", "x0": column - 0.47, "x1": column + 0.47, "y0": 0, "y1": 1,
        "yref": "paper", "fillcolor": "#e6f4ee", "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _edge(y: float) -> dict:
    return {
        "type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y,
        "line": {"color": theme.GRID, "width": 1}, "layer": "below",
    }  # fmt: skip


def _heights(lanes: pd.DataFrame) -> list[int]:
    if not len(lanes):
        return []
    slots = lanes.groupby("row")["slot"].max() + 1
    return [int(slots.get(row, 1)) for row in range(int(lanes["row"].max()) + 1)]


def _lane_titles(lanes: pd.DataFrame, nobody: str) -> list[str]:
    titles = dict(zip(lanes["row"], lanes["lane_name"], strict=True))
    return [wrapped(titles.get(row) or nobody, 18, 3) for row in range(len(_heights(lanes)))]


def _step_axis(names: list[str], first: int, _: Translator) -> dict:
    ticks = range(min(first, 0), len(names))
    return {
        "range": [min(first, 0) - 0.5, len(names) - 0.5], "side": "top", "showgrid": False,
        "tickvals": list(ticks), "tickfont": {"size": 17},
        "ticktext": [
            f"<b>{wrapped(names[n] if n >= 0 else _('No step yet'), 15, 2)}</b>" for n in ticks
        ],
    }  # fmt: skip


def _box(
    x: float, top: float, name: str, status: object, broken: bool, _: Translator
) -> tuple[dict, dict]:
    """An activity's box and what stands in it."""
    runs = status in (None, "active") or status != status
    colour = _BREAK if broken else theme.INK if runs else theme.QUIET
    remark = _("leads no further") if broken else "" if runs else _("does not run")
    edge = {"color": colour, "width": 4 if broken else 1.5, "dash": "solid" if runs else "dot"}
    text = wrapped(name, 15, 2 if remark else 3)
    if remark:
        text += f'<br><span style="font-size:13px;color:{colour}"><b>{remark}</b></span>'
    box = {
        "type": "rect", "x0": x - _HALF, "x1": x + _HALF, "y0": top + 0.1, "y1": top + 0.9,
        "layer": "above", "fillcolor": "white" if runs else "#f0f0f0",
        "line": edge,
    }  # fmt: skip
    return box, {
        "x": x, "y": top + 0.5, "text": text, "showarrow": False, "font": {"size": 15},
        "align": "center",
    }  # fmt: skip


def _arrows(
    places: dict[str, list[Place]],
    handovers: pd.DataFrame,
    steps: pd.DataFrame,
    _: Translator,
) -> list[go.Scatter]:
    lines: dict[str, tuple[list, list]] = {kind: ([], []) for kind in _LINES}
    number = {key: n for n, key in enumerate(steps["id"])}
    for source, target, step, kind in zip(
        *(handovers[n] for n in ("source", "target", "target_step", "kind")), strict=True
    ):
        xs, ys = lines[kind if kind in _LINES else "referral"]
        tails = places.get(source, [])
        ways = (
            [_way(*pair) for pair in _pairs(tails, places[target])]
            if target in places
            else [
                [(x + _HALF, y), (number[step] - 0.47, y)]
                for x, y, _lane in tails
                if step in number
            ]
        )
        for way in ways:
            xs += [*(x for x, _y in way), None]
            ys += [*(y for _x, y in way), None]
    return [_arrow_trace(kind, xs, ys, _) for kind, (xs, ys) in lines.items() if xs]


def _pairs(tails: list[Place], heads: list[Place]) -> list[tuple[Place, Place]]:
    """The places between which people go: in the same lane, or from and to the lane for all."""
    pairs = [(a, b) for a in tails for b in heads if a[2] == b[2] or "" in (a[2], b[2])]
    if pairs or not tails:
        return pairs
    return [min(product(tails, heads), key=lambda pair: abs(pair[0][1] - pair[1][1]))]


def _way(tail: Place, head: Place) -> list[tuple[float, float]]:
    (x0, y0, _lane), (x1, y1, _other) = tail, head
    if x1 > x0:
        return [(x0 + _HALF, y0), (x0 + 0.45, y0), (x1 - 0.45, y1), (x1 - _HALF, y1)]
    # Down on the left and up on the right, so that two that send to each other are two arrows.
    side, up = (1, -1) if y1 < y0 else (-1, 1)
    if x1 == x0 and abs(y1 - y0) <= 1:
        x = x0 + side * 0.14
        return [(x, y0 + up * 0.4), (x, y1 - up * 0.4)]
    if x1 == x0:
        edge, beside = x0 + side * _HALF, x0 + side * 0.46
        return [(edge, y0), (beside, y0), (beside, y1), (edge, y1)]
    # Back to an earlier step: along the lower edge, so that it isn't taken for a way on.
    return [
        (x0 - 0.2, y0 + 0.4), (x0 - 0.2, y0 + 0.47), (x1 + 0.2, y1 + 0.47), (x1 + 0.2, y1 + 0.4)
    ]  # fmt: skip


def _arrow_trace(kind: str, xs: list, ys: list, _: Translator) -> go.Scatter:
    colour, dash, title = _LINES[kind]
    ends = [n + 1 < len(xs) and xs[n + 1] is None for n in range(len(xs))]
    return go.Scatter(
        x=xs, y=ys, mode="lines+markers", name=_(title), hoverinfo="skip",
        line={"color": colour, "dash": dash, "width": 2.5},
        marker={
            "symbol": "arrow", "angleref": "previous", "color": colour, "opacity": 1,
            "size": [13 if end else 0 for end in ends], "line": {"width": 0},
        },
    )  # fmt: skip
