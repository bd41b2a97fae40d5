"""Where the room disagrees, in plain words."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import translator
from labmethods.stakeholders import figures
from labmethods.stakeholders.words import RATINGS, title

_MOST = 15


def voices_finding(opinions: pd.DataFrame, language: str, source: str) -> Chart:
    """How far apart the voices are on one rating; ``opinions`` has rows of that rating alone."""
    _ = translator(language)
    shown = opinions.head(_MOST)
    rating = title(RATINGS, shown["rating"].iloc[0], language)
    top = shown.iloc[0]
    if top["disagreement"] > 0:
        finding = _(
            "{rating}: the room disagrees most on {name} (from {low} to {high})",
            rating=rating,
            name=top["name"],
            low=_.number(top["lowest"]),
            high=_.number(top["highest"]),
        )
    else:
        finding = _("{rating}: no two voices differ", rating=rating)
    voices = int(opinions["n"].max())
    return Chart(
        figures.voices_chart(shown, language=language),
        finding=finding,
        alt=_(
            "Median, middle half and span of {rating} for each actor. {values}",
            rating=rating,
            values="; ".join(_told(row, language) for row in shown.to_dict("records")),
        ),
        source=_.plural(
            "{source}; n = {n} voice at most an actor",
            "{source}; n = {n} voices at most an actor",
            voices,
            source=source,
        ),
        note=_(
            "The actors stand in order of disagreement: 0 when all rate alike, 1 when half give "
            "the lowest and half the highest rating (dissention, Tastle & Wierman 2007)."
        ),
        table=voices_table(opinions, language, source),
    )


def _told(row: dict, language: str) -> str:
    _ = translator(language)
    return _(
        "{name}: median {median}, from {low} to {high}, n = {n}",
        name=row["name"],
        median=_.number(row["median"], 0 if row["median"] == int(row["median"]) else 1),
        low=_.number(row["lowest"]),
        high=_.number(row["highest"]),
        n=_.number(row["n"]),
    )


def voices_table(opinions: pd.DataFrame, language: str, source: str) -> Table:
    """The voices on each actor and rating, the greatest disagreement first."""
    _ = translator(language)
    frame = pd.DataFrame(
        {
            _("Actor"): opinions["name"].astype(str),
            _("Rating"): [title(RATINGS, rating, language) for rating in opinions["rating"]],
            _("Voices (n)"): opinions["n"].astype("Int64"),
            _("Lowest"): opinions["lowest"],
            _("Median"): opinions["median"],
            _("Highest"): opinions["highest"],
            _("Disagreement (0–1)"): opinions["disagreement"].round(2),
        }
    )
    return Table(frame, _("What the voices say, the greatest disagreement first"), source)
