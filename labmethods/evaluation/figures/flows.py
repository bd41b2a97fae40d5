"""Where people went between follow-ups, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.evaluation.records import OCCASIONS, STATUSES
from labmethods.language import N_, translator
from labmethods.widgets import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go


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
