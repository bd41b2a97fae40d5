"""What the start page reminds of: values that should be there by now, and odd ones to look at."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.indicators.analysis import as_known_on, quality, with_values
from labmethods.indicators.analysis.quality import (
    GAP,
    JUMP,
    OLD,
    OUTLIER,
    SOURCES,
    UNIT,
    UNSOURCED,
)
from labmethods.indicators.periods import period_words
from labmethods.indicators.records import Indicator
from labmethods.indicators.sentences import quantity
from labmethods.language import N_, Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

_SAID = {
    GAP: N_("{name}: periods missing between the first and the last: {n}."),
    OLD: N_("{name}: the latest value is from {period}. Time for a new one."),
    OUTLIER: N_("{name}: {value} in {period} is far from the other values. Is it right?"),
    JUMP: N_("{name}: the step to {value} in {period} is unusually large. Is it right?"),
    UNIT: N_("{name}: {value} in {period} looks like a share of 1 among per cents."),
    SOURCES: N_("{name}: the values come from {n} sources; there may be a break between them."),
    UNSOURCED: N_("{name}: values without a source: {n}."),
}
_START_PAGE = (OLD, UNIT)
"""What everybody should see; the rest stands at the indicator itself."""


def reminders(lab: Lab, language: str, today: datetime.date) -> list[str]:
    """Values that are due, shares in the wrong unit, and targets whose day has passed unseen."""
    _ = translator(language)
    indicators, observations = lab["indicators"].all(), lab["observations"].frame()
    found = quality(lab["indicators"].frame(), observations, today, _START_PAGE)
    said = quality_sentences(found, indicators, _)
    return [*said, *_passed(indicators, observations, today, _)]


def quality_sentences(found: pd.DataFrame, indicators: list[Indicator], _: Translator) -> list[str]:
    """The findings of ``quality`` in words, each once whatever groups it holds for."""
    by_id = {one.id: one for one in indicators}
    said = []
    for row in found.itertuples():
        sentence = _SAID[row.kind]
        said.append(
            _(
                sentence,
                name=row.name,
                n=_.number(row.detail),
                period="–" if pd.isna(row.period) else period_words(row.period, _),
                value=quantity(row.value, by_id[row.indicator], _),
            )
        )
    return list(dict.fromkeys(said))


def _passed(
    indicators: list[Indicator], observations: pd.DataFrame, today: datetime.date, _: Translator
) -> list[str]:
    """Targets whose day has come without a value from that time."""
    indicators = [one for one in indicators if one.target_day and one.target_day <= today]
    if not indicators:
        return []
    known = with_values(as_known_on(observations)).dropna(subset=["value"])
    latest = known.groupby("indicator")["start"].max()
    said = []
    for one in indicators:
        last = latest.get(one.id)
        year_before = pd.Timestamp(one.target_day) - pd.DateOffset(years=1)
        if last is None or last < year_before:
            said.append(
                _(
                    "{name}: the target was set for {day}, and there is no value from that time.",
                    name=one.name,
                    day=_.day(one.target_day),
                )
            )
    return said
