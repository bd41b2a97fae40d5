"""A place against others as pictures: the gap and the places it is weighed against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.language import Translator, translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from labmethods.evaluation.analysis import SyntheticControl

_OWN, _OTHER, _QUIET = theme.COLOURS[0], theme.COLOURS[1], "#b0b0b0"


def twin_chart(
    observed: pd.Series,
    expected: pd.Series,
    start: object,
    *,
    place: str,
    other: str,
    language: str = "sv",
) -> go.Figure:
    """A place, or a series, against what it is compared with, and where the start lies.

    Parameters
    ----------
    observed, expected
        The two, on the times.
    place, other
        What the two lines are called, in the reader's language.
    """
    import plotly.graph_objects as go

    figure = theme.figure(height=460, language=language)
    for values, name, colour, dash, symbol in (
        (observed, place, _OWN, "solid", "circle"),
        (expected, other, _OTHER, "dash", "square"),
    ):
        figure.add_trace(
            go.Scatter(
                x=values.index,
                y=values,
                name=name,
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 3},
                marker={"symbol": symbol, "size": 8},
            )
        )
    return _mark_start(figure, start, translator(language))


def gap_chart(result: SyntheticControl, *, language: str = "sv") -> go.Figure:
    """The gap of the place against those of every other place, had the same been done there."""
    import plotly.graph_objects as go

    _ = translator(language)
    figure = theme.figure(height=480, language=language)
    for number, donor in enumerate(result.placebos.columns):
        figure.add_trace(
            go.Scatter(
                x=result.placebos.index,
                y=result.placebos[donor],
                mode="lines",
                line={"color": _QUIET, "width": 1.2},
                name=_("Other places"),
                legendgroup="other",
                showlegend=number == 0,
                hovertemplate=f"{donor}: %{{y}}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=result.gap.index,
            y=result.gap,
            mode="lines+markers",
            line={"color": _OWN, "width": 4},
            marker={"symbol": "circle", "size": 8},
            name=str(result.treated),
        )
    )
    figure.add_hline(y=0, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    figure.update_yaxes(title=_("Gap to its weighted mean"))
    return _mark_start(figure, result.start, _)


def weights_chart(weights: pd.Series, *, language: str = "sv") -> go.Figure:
    """The weight of each place in the weighted mean; those without weight are left out."""
    import plotly.graph_objects as go

    _ = translator(language)
    used = weights[weights > 0.0005]
    figure = theme.figure(height=140 + 50 * max(len(used), 1), language=language)
    names = [wrapped(str(name)) for name in used.index]
    figure.add_trace(
        go.Bar(
            x=100 * used,
            y=names,
            orientation="h",
            marker={"color": _OWN},
            text=[_.percent(value, 1 if value < 0.1 else 0) for value in used],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(title=_("Weight"), range=[0, 100], ticksuffix="\N{NO-BREAK SPACE}%")
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1], showgrid=False)
    return figure.update_layout(showlegend=False, margin={"r": 70})


def _mark_start(figure: go.Figure, start: object, _: Translator) -> go.Figure:
    figure.add_shape(
        type="line",
        x0=start,
        x1=start,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": theme.INK, "width": 2, "dash": "dot"},
    )
    figure.add_annotation(
        x=start, y=1, yref="paper", yanchor="bottom", text=_("Start"), showarrow=False
    )
    figure.update_xaxes(nticks=8)
    return figure.update_layout(margin={"t": 40})
