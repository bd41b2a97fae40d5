"""Handovers as a Sankey diagram: who sends how many to whom."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from labmethods.language import translator
from labmethods.widgets import theme
from labmethods.widgets.wrapping import wrapped

_LINKS = {"referral": "rgba(0,114,178,.45)", "joint": "rgba(0,158,115,.55)"}
_NONE = "rgba(120,120,120,.28)"
_LEGEND = {"referral": "#8bbddb", "joint": "#73cbb3", "none": "#bdbdbd"}
_UNSEEN = "rgba(0,0,0,0)"


def handover_chart(
    handovers: pd.DataFrame,
    activities: pd.DataFrame,
    steps: pd.DataFrame,
    *,
    broken: frozenset[str] = frozenset(),
    language: str = "sv",
) -> go.Figure:
    """The handovers between activities, from left to right.

    A band's width is the number of people a month where all handovers have one; else every
    handover is as wide, for a mixture would show people that nobody has counted. Circular
    handovers are bent back.

    Parameters
    ----------
    handovers
        ``source, target, target_step, kind, people``.
    activities
        ``id, name``, and ``step``.
    steps
        The steps in order: ``id, name``.
    broken
        Ids of activities from which no later step is reached; their names say so.
    """
    _ = translator(language)
    counted = bool(len(handovers)) and bool(handovers["people"].notna().all())
    ends = handovers["target"].where(handovers["target"].notna(), handovers["target_step"])
    titles = dict(zip(activities["id"], activities["name"], strict=True)) | dict(
        zip(steps["id"], steps["name"], strict=True)
    )
    sources = set(handovers["source"])
    met = [key for key in titles if key in sources | set(ends)]
    last = [key for key in met if key not in sources]
    number = {key: n for n, key in enumerate(met)}
    kinds = [kind if isinstance(kind, str) else "referral" for kind in handovers["kind"]]
    figure = theme.figure(
        height=max(320, 30 * len(met) + 180),
        language=language,
        margin={"l": 20, "r": 0, "t": 30, "b": 60},
    )
    figure.add_trace(
        go.Sankey(
            arrangement="snap", textfont={"size": 16, "color": theme.INK},
            node={
                # plotly sets the names in the last column to the left, over those before them.
                # So an unseen node follows each that leads nowhere.
                "label": [_label(titles[key], key in broken) for key in met]
                + [""] * len(last),
                "color": [theme.COLOURS[1] if key in broken else theme.INK for key in met]
                + [_UNSEEN] * len(last),
                "pad": 30, "thickness": 16, "line": {"width": 0}, "align": "left",
                "hoverinfo": "skip",
            },
            link={
                "source": [number[key] for key in handovers["source"]]
                + [number[key] for key in last],
                "target": [number[key] for key in ends]
                + [len(met) + n for n in range(len(last))],
                "value": (handovers["people"].tolist() if counted else [1] * len(handovers))
                + [0.01] * len(last),
                "color": [_LINKS.get(kind, _NONE) for kind in kinds] + [_UNSEEN] * len(last),
                "hoverinfo": "skip",
            },
        )
    )  # fmt: skip
    said = {"referral": _("Referral"), "joint": _("Joint handover"), "none": _("Nobody hands over")}
    legend = [
        f'<span style="color:{_LEGEND[kind]}">■</span> {said[kind]}'
        for kind in said
        if kind in kinds
    ]
    if broken.intersection(met):
        legend.append(f"<b>✕</b> {_('leads no further')}")
    figure.add_annotation(
        x=0, y=0, xref="paper", yref="paper", yshift=-24, yanchor="top", showarrow=False,
        text="   ".join(legend),
    )  # fmt: skip
    return figure


def _label(name: str, broken: bool) -> str:
    text = wrapped(name, 15, 3)
    return f"<b>✕ {text}</b>" if broken else text
