"""How the ratings are drawn; nothing is worked out here."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import translator
from labmethods.widgets.theme import COLOURS, figure

from .records import KINDS


def kind_title(kind: str, language: str) -> str:
    """What people call a kind of place."""
    _ = translator(language)
    return _(KINDS.get(kind, kind)) if kind else _("no kind given")


def rating_chart(kinds: pd.DataFrame, *, language: str = "sv") -> go.Figure:
    """The median rating of each kind, with a line from the lowest to the highest.

    Parameters
    ----------
    kinds
        What ``analysis.by_kind`` gives, rated kinds only.
    """
    _ = translator(language)
    labels = [
        f"{kind_title(row.kind, language)} (n = {_.number(row.rated)})"
        for row in kinds.itertuples()
    ]
    chart = figure(height=140 + 48 * len(kinds), language=language, showlegend=False)
    chart.add_scatter(
        x=kinds["median"].tolist(),
        y=labels,
        mode="markers",
        marker={"size": 14, "color": COLOURS[0]},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (kinds["highest"] - kinds["median"]).tolist(),
            "arrayminus": (kinds["median"] - kinds["lowest"]).tolist(),
        },
    )
    chart.update_xaxes(range=[0.8, 5.2], dtick=1, title=_("How safe it feels, 1 to 5"))
    chart.update_yaxes(autorange="reversed")
    return chart
