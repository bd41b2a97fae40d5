"""Results as pictures: intervals, people before and after, places, where people went."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.evaluation.records import OCCASIONS, STATUSES
from labmethods.language import N_, Translator, translator
from labmethods.widgets import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from labmethods.evaluation.analysis import SyntheticControl

KINDS = {
    **STATUSES,
    "busy": N_("Work or studies"),
    "not busy": N_("Neither work nor studies"),
}
"""The title of each status, and of the broader kinds."""

# Each node carries its status in words; the colour is only a help to follow it.
_COLOURS_OF = {
    "work": theme.COLOURS[0],
    "traineeship": theme.COLOURS[5],
    "studies": theme.COLOURS[2],
    "business": theme.COLOURS[4],
    "programme": theme.COLOURS[3],
    "seeking": theme.COLOURS[1],
    "other": "#767676",
    "unknown": "#b0b0b0",
}
_OWN, _OTHER, _QUIET = theme.COLOURS[0], theme.COLOURS[1], "#b0b0b0"


def interval_chart(
    rows: pd.DataFrame, *, unit: str, share: bool = False, language: str = "sv"
) -> go.Figure:
    """Each result as a point with its 95 % interval; changes with a line at no change.

    Parameters
    ----------
    rows
        ``name, estimate, low, high, label``; ends that don't exist are missing, and then the point
        stands alone.
    unit
        The title of the axis, in the reader's language.
    share
        Whether the values are shares of 1, drawn as per cent from 0 to 100.
    """
    import plotly.graph_objects as go

    scale = 100 if share else 1
    figure = theme.figure(height=170 + 90 * max(len(rows), 1), language=language)
    names = [_wrapped(name) for name in rows["name"]]
    ends = (
        rows[["low", "high"]]
        .astype("float64")
        .fillna({"low": rows["estimate"], "high": rows["estimate"]})
    )
    figure.add_trace(
        go.Scatter(
            x=scale * rows["estimate"],
            y=names,
            mode="markers+text",
            text=rows["label"],
            textposition="top center",
            marker={"symbol": "diamond", "size": 16, "color": _OWN},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": scale * (ends["high"] - rows["estimate"]),
                "arrayminus": scale * (rows["estimate"] - ends["low"]),
                "thickness": 4,
                "width": 10,
                "color": _OWN,
            },
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    figure.update_xaxes(title=unit, nticks=7)
    figure.update_yaxes(range=[-0.5, len(names) - 0.2])
    if share:
        figure.update_xaxes(range=[0, 100], ticksuffix="\N{NO-BREAK SPACE}%")
    else:
        figure.add_vline(x=0, line={"color": theme.INK, "width": 2, "dash": "dot"})
    return figure.update_layout(showlegend=False, margin={"t": 40})


def paired_chart(pairs: pd.DataFrame, *, scale: str, language: str = "sv") -> go.Figure:
    """Every person's answer before and after as a line; for the lab's own eyes.

    Parameters
    ----------
    pairs
        ``before`` and ``after``, one row a person.
    scale
        What was asked, the title of the axis.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    figure = theme.figure(height=460, language=language)
    alike = pairs.groupby(["before", "after"]).size()
    styles = {
        1: (theme.COLOURS[2], "solid", _("Higher after")),
        0: ("#767676", "dot", _("The same")),
        -1: (theme.COLOURS[1], "dash", _("Lower after")),
    }
    told = set()
    # The thinnest of each kind comes first, for the legend's sake.
    for (before, after), people in alike.sort_values().items():
        way = int(after > before) - int(after < before)
        colour, dash, title = styles[way]
        figure.add_trace(
            go.Scatter(
                x=[0, 1],
                y=[before, after],
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2 + 2 * people},
                marker={"size": 14, "symbol": "circle", "color": colour},
                name=title,
                legendgroup=title,
                showlegend=title not in told,
                hovertemplate=_.plural("{n} person", "{n} people", int(people)) + "<extra></extra>",
            )
        )
        told.add(title)
    figure.update_xaxes(
        tickvals=[0, 1], ticktext=[_("Before"), _("After")], range=[-0.15, 1.15], showgrid=False
    )
    width = pairs.to_numpy().max() - pairs.to_numpy().min()
    return figure.update_yaxes(title=scale, dtick=1 if width <= 12 else None)


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
    names = [_wrapped(str(name)) for name in used.index]
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


def flow_chart(flows: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """Where people went from one occasion to the next, as bands as wide as they are many.

    Parameters
    ----------
    flows
        ``from_occasion, from_status, to_occasion, to_status, people``.
    """
    import plotly.graph_objects as go

    _ = translator(language)
    occasions = [
        one for one in OCCASIONS if one in {*flows["from_occasion"], *flows["to_occasion"]}
    ]
    nodes = [
        (occasion, status)
        for occasion in occasions
        for status in KINDS
        if ((flows["from_occasion"] == occasion) & (flows["from_status"] == status)).any()
        or ((flows["to_occasion"] == occasion) & (flows["to_status"] == status)).any()
    ]
    place = {node: number for number, node in enumerate(nodes)}
    people = [_people_at(flows, node) for node in nodes]
    figure = theme.figure(height=500, language=language)
    figure.add_trace(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [
                    f"{_(KINDS[status])}: {_.number(n)}"
                    for (_when, status), n in zip(nodes, people, strict=True)
                ],
                "color": [_COLOURS_OF[status] for _when, status in nodes],
                "line": {"color": theme.INK, "width": 1},
                "pad": 24,
                "thickness": 24,
            },
            link={
                "source": [place[row.from_occasion, row.from_status] for row in flows.itertuples()],
                "target": [place[row.to_occasion, row.to_status] for row in flows.itertuples()],
                "value": list(flows["people"]),
                "color": "rgba(90, 90, 90, 0.25)",
            },
            textfont={"size": 16, "color": theme.INK},
        )
    )
    for number, occasion in enumerate(occasions):
        figure.add_annotation(
            x=number / max(len(occasions) - 1, 1),
            y=1.08,
            xref="paper",
            yref="paper",
            text=f"<b>{_(OCCASIONS[occasion])}</b>",
            showarrow=False,
        )
    return figure.update_layout(margin={"t": 60, "l": 20, "r": 20, "b": 20})


def _people_at(flows: pd.DataFrame, node: tuple[str, str]) -> int:
    came = flows[(flows["to_occasion"] == node[0]) & (flows["to_status"] == node[1])][
        "people"
    ].sum()
    went = flows[(flows["from_occasion"] == node[0]) & (flows["from_status"] == node[1])]
    return int(max(came, went["people"].sum()))


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


def _wrapped(text: str, width: int = 30) -> str:
    return "<br>".join(textwrap.wrap(text, width)) or text
