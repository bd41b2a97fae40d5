"""What a round found in one sentence, in the reader's language."""

from __future__ import annotations

import pandas as pd

from labmethods.language import translator
from labmethods.workshop import analysis

MOST_NAMED = 3
"""Actors that a sentence names; the chart marks all of them."""
SPLIT = 0.5
"""Below this agreement (0 to 1) the room is said to be split."""


def dots_sentence(table: pd.DataFrame, language: str) -> str:
    """Which choice got most dots."""
    _ = translator(language)
    top = table.loc[table["dots"] == table["dots"].max(), "choice"].tolist()
    if len(top) > 1:
        return _("{choices} got equally many dots.", choices=_.listing(top))
    return _(
        "“{choice}” got the most dots: {dots} of {all}.",
        choice=top[0],
        dots=_.number(int(table["dots"].iloc[0])),
        all=_.number(int(table["dots"].sum())),
    )


def order_sentence(found: analysis.Order, language: str) -> str:
    """What comes first, and whether it also wins one against one."""
    _ = translator(language)
    points = found.table["points"]
    top = found.table.loc[points == points.max(), "choice"].tolist()
    if len(top) > 1:
        said = _("{choices} share the first place.", choices=_.listing(top))
    elif found.winner == top[0]:
        return _(
            "The room puts “{choice}” first; it also beats every other choice one against one.",
            choice=top[0],
        )
    else:
        said = _("The room puts “{choice}” first by points.", choice=top[0])
    if found.winner:
        other = _("One against one “{choice}” beats all the others.", choice=found.winner)
    else:
        other = _("No choice beats all the others one against one.")
    return f"{said} {other}"


def ratings_sentence(table: pd.DataFrame, language: str) -> str:
    """What was rated highest, and on what people are furthest apart."""
    _ = translator(language)
    highest = table["mean"].max()
    said = _(
        "Rated highest: {choices}, on average {mean} of 5.",
        choices=_.listing(table.loc[table["mean"] == highest, "choice"]),
        mean=_.number(float(highest), 1),
    )
    split = table.dropna(subset=["agreement"]).sort_values("agreement")
    if len(split) and split["agreement"].iloc[0] < SPLIT:
        said += " " + _("People are furthest apart on “{choice}”.", choice=split["choice"].iloc[0])
    return said


def board_sentence(table: pd.DataFrame, language: str) -> str:
    """On whom the room agrees least."""
    _ = translator(language)
    least = table[["power_agreement", "interest_agreement"]].min(axis=1)
    if least.isna().all():
        return _("Too few answered to see whether the room agrees.")
    if least.min() < SPLIT:
        split = table.loc[least[least < SPLIT].sort_values(kind="stable").index, "name"]
        return _("The room is split on {actor}.", actor=_.listing(split.head(MOST_NAMED)))
    return _("The room is fairly agreed on where the actors stand.")
