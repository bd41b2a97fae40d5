"""The heat map of what every step offers whom on which weekday."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import Translator, translator
from labmethods.pathway.analysis.coverage import (
    FULL,
    NO_PLACES,
    NOTHING,
    OTHER_DAYS,
    UNKNOWN_TIMES,
)
from labmethods.pathway.words import ALL, GAPS, WEEKDAYS_SHORT
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

# What stands in a square and its colour: each can be told apart without colour.
_MARKS = {
    "": ("", theme.COLOURS[0]),
    OTHER_DAYS: ("–", "#e8e8e8"),
    UNKNOWN_TIMES: ("?", "#f6e3b4"),
    FULL: ("▲", theme.COLOURS[4]),
    NO_PLACES: ("0", theme.COLOURS[4]),
    NOTHING: ("✕", theme.COLOURS[1]),
}


def coverage_chart(coverage: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """A square for each step, target group and weekday.

    Parameters
    ----------
    coverage
        What ``analysis.coverage`` returns. In a square with an offer stands how many activities
        there are, in the others a mark for the reason.
    """
    _ = translator(language)
    steps = coverage.drop_duplicates("step")[["step", "step_name"]]
    groups = coverage.drop_duplicates("group")[["group", "group_name"]]
    days = list(dict.fromkeys(coverage["weekday"]))
    columns = [(group, day) for group in groups["group"] for day in days]
    codes = list(_MARKS)
    cells = {
        (step, group, day): (codes.index(reason), str(n) if not reason else _MARKS[reason][0])
        for step, group, day, reason, n in zip(
            *(coverage[n] for n in ("step", "group", "weekday", "reason", "activities")),
            strict=True,
        )
    }
    figure = theme.figure(
        height=160 + 54 * max(1, len(steps)),
        language=language,
        margin={"l": 20, "r": 20, "t": 80, "b": 80},
        xaxis={
            "tickvals": list(range(len(columns))), "showgrid": False, "side": "top",
            "ticktext": [_(WEEKDAYS_SHORT[day]) for _group, day in columns],
            "tickfont": {"size": 15 if len(columns) <= 20 else 12}, "tickangle": 0,
        },
        yaxis={
            "tickvals": list(range(len(steps))), "autorange": "reversed", "showgrid": False,
            "ticktext": [wrapped(name, 22, 2) for name in steps["step_name"]],
        },
    )  # fmt: skip
    grid = [[cells[step, *column] for column in columns] for step in steps["step"]]
    figure.add_trace(_squares(grid, len(codes)))
    for number, name in enumerate(groups["group_name"]):
        _head_group(figure, number, len(days), name or _(ALL))
    _explain(figure, sorted({cell[0] for row in grid for cell in row}), codes, _)
    return figure


def _squares(grid: list[list[tuple[int, str]]], count: int) -> go.Heatmap:
    colours = [colour for _text, colour in _MARKS.values()]
    scale = [
        (edge, colour) for n, colour in enumerate(colours) for edge in (n / count, (n + 1) / count)
    ]
    return go.Heatmap(
        z=[[cell[0] for cell in row] for row in grid],
        text=[[cell[1] for cell in row] for row in grid],
        texttemplate="%{text}", textfont={"size": 18}, hoverinfo="skip",
        colorscale=scale, zmin=-0.5, zmax=count - 0.5, showscale=False, xgap=2, ygap=2,
    )  # fmt: skip


def _head_group(figure: go.Figure, number: int, days: int, name: str) -> None:
    figure.add_annotation(
        x=number * days + (days - 1) / 2, y=1, yref="paper", yanchor="bottom", yshift=26,
        showarrow=False,
        text=f"<b>{wrapped(name, max(14, 5 * days), 2)}</b>", font={"size": 16},
    )  # fmt: skip
    if number:
        figure.add_vline(x=number * days - 0.5, line={"color": theme.INK, "width": 2})


def _explain(figure: go.Figure, used: list[int], codes: list[str], _: Translator) -> None:
    parts = []
    for code in used:
        mark, colour = _MARKS[codes[code]]
        title = _(GAPS[codes[code]]) if codes[code] else _("number of activities")
        square = f'<span style="color:{colour}">■</span>'
        parts.append(f"{square} <b>{mark or '1, 2 …'}</b> {title}")
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-14,
        text="<br>".join("   ".join(parts[n : n + 3]) for n in range(0, len(parts), 3)),
        showarrow=False, align="left", font={"size": 15},
    )  # fmt: skip
