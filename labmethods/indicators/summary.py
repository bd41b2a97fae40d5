"""What the indicators say in short: to residents, and on how sure their values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.indicators import analysis
from labmethods.indicators.sentences import STANDINGS
from labmethods.language import translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def plain(lab: Lab, language: str) -> list[str]:
    """Where each indicator stands, for those that have come somewhere."""
    _ = translator(language)
    observations = analysis.hide_small(lab["observations"].frame())
    overview = analysis.progress(lab["indicators"].frame(), observations)
    return [
        _("{name}: {standing}.", name=row.name, standing=_(STANDINGS[row.standing]).lower())
        for row in overview.itertuples(index=False)
        if row.standing
    ]


def certainty(lab: Lab, language: str) -> list[str]:
    """How many values there are, how many name their source, and how few most rest on."""
    _ = translator(language)
    told = analysis.hide_small(lab["observations"].frame())
    series = [analysis.series(told, one.id) for one in lab["indicators"].all()]
    observations = pd.concat([told.iloc[:0], *series])
    observations = observations[observations["value"].notna()]
    if observations.empty:
        return []
    n = len(observations)
    named = (observations["source"].fillna("") + observations["source_url"].fillna("")) != ""
    # An indicator of public statistics says for all its values where they are from.
    told = [one.id for one in lab["indicators"].all() if one.source or one.source_url]
    without = int((~named & ~observations["indicator"].isin(told)).sum())
    said = [
        _.plural(
            "The indicators have {n} value from {first} to {last}.",
            "The indicators have {n} values from {first} to {last}.",
            n,
            first=observations["period"].min()[:4],
            last=observations["period"].max()[:4],
        )
    ]
    if without:
        said.append(
            _.plural(
                "{n} of them names no source.",
                "{n} of them name no source.",
                without,
            )
        )
    return [" ".join(said)]
