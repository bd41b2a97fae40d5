"""The week: what goes on when, day beside day."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import Translator, translator
from labmethods.pathway.analysis import WEEKDAYS, WORKDAYS
from labmethods.pathway.analysis.shape import minutes
from labmethods.pathway.kinds import WEEKDAYS as TITLES
from labmethods.pathway.words import how_often
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

_HOUR = 62  # pixels


def week_chart(week: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """What goes on from Monday on, each activity as long as it lasts.

    Parameters
    ----------
    week
        What ``analysis.week`` returns.
    """
    _ = translator(language)
    used = set(week["weekday"])
    days = [day for day in WEEKDAYS if day in used or day in WORKDAYS]
    starts = [minutes(opens) / 60 for opens in week["opens_at"]]
    ends = [
        minutes(closes) / 60 if isinstance(closes, str) else start + 1
        for closes, start in zip(week["closes_at"], starts, strict=True)
    ]
    first, last = math.floor(min(starts, default=9)), math.ceil(max(ends, default=17))
    figure = theme.figure(
        height=110 + _HOUR * (last - first),
        language=language,
        margin={"l": 20, "r": 20, "t": 60, "b": 20},
        xaxis={
            "range": [-0.5, len(days) - 0.5], "tickvals": list(range(len(days))), "side": "top",
            "ticktext": [f"<b>{_(TITLES[day])}</b>" for day in days], "showgrid": False,
        },
        yaxis={
            "range": [last, first], "tickvals": list(range(first, last + 1)),
            "ticktext": [f"{hour:02d}:00" for hour in range(first, last + 1)],
        },
    )  # fmt: skip
    shapes = [
        {
            "type": "line", "x0": edge - 0.5, "x1": edge - 0.5, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": theme.GRID, "width": 1}, "layer": "below",
        }
        for edge in range(1, len(days))
    ]  # fmt: skip
    words = []
    for slot, start, end in zip(week.to_dict("records"), starts, ends, strict=True):
        box, text = _box(slot, start, end, days, _)
        shapes.append(box)
        words.append(text)
    # All at once: plotly takes its time for each that is added by itself.
    figure.update_layout(shapes=shapes, annotations=words)
    return figure


def _box(
    slot: dict[str, Any], start: float, end: float, days: list[str], _: Translator
) -> tuple[dict, dict]:
    """The box of what goes on and what stands in it."""
    width = 0.92 / slot["sides"]
    left = days.index(slot["weekday"]) - 0.46 + slot["side"] * width
    open_end = not isinstance(slot["closes_at"], str)
    box = {
        "type": "rect", "x0": left + 0.01, "x1": left + width - 0.01, "y0": start, "y1": end,
        "fillcolor": "#e3eff7", "layer": "between",
        "line": {"color": theme.COLOURS[0], "width": 1.5, "dash": "dot" if open_end else "solid"},
    }  # fmt: skip
    letters = int(24 * width * 5 / len(days))
    lines = max(1, int((end - start) * _HOUR / 19) - 1)
    shown = str if slot["sides"] == 1 else _short
    times = f"{shown(slot['opens_at'])}–{'' if open_end else shown(slot['closes_at'])}"
    often = how_often(slot["freq"], slot["interval"], slot["occurrence"], _)
    text = wrapped(f"{slot['name']}{f' ({often})' if often else ''}", letters, lines)
    return box, {
        "x": left + 0.02, "y": start, "xanchor": "left", "yanchor": "top", "align": "left",
        "text": f"<b>{times}</b><br>{text}", "showarrow": False,
        "font": {"size": 14 if slot["sides"] == 1 else 13},
    }  # fmt: skip


def _short(clock: str) -> str:
    """13:00 as 13: where two things go on at once there is room for no more."""
    return clock.removesuffix(":00").removeprefix("0")
