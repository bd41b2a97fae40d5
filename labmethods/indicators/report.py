"""What the report says of a lab's indicators."""

from __future__ import annotations

from typing import Any

import pandas as pd

from labmethods.blocks import Block, Heading, Prose, Table, Text
from labmethods.indicators import analysis
from labmethods.indicators.charts import season_block, signals_block, trend_block
from labmethods.indicators.comparing import comparison_block
from labmethods.indicators.periods import period_words
from labmethods.indicators.records import Indicator
from labmethods.indicators.sentences import STANDINGS, caveats, quantity, revision_sentences
from labmethods.language import Translator, translator
from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """Where each indicator stands, its trend and its signals, with source and caveats."""
    _ = translator(language)
    indicators = lab["indicators"].all()
    if not indicators:
        return [Text(_("No indicators have been chosen yet."))]
    observations = analysis.hide_small(lab["observations"].frame())
    overview = analysis.progress(lab["indicators"].frame(), observations)
    blocks: list[Block] = [
        Text(_("That something changes over time does not show that the lab caused it.")),
        overview_table(overview, indicators, language),
    ]
    silent = []
    for indicator in indicators:
        series = analysis.series(observations, indicator.id)
        if series.empty:
            silent.append(indicator.name)
        else:
            blocks += _about(lab, indicator, observations, series, language)
    if silent:
        blocks.append(Text(_("Not yet observed: {names}.", names=_.listing(silent))))
    return blocks


def _about(
    lab: Lab,
    indicator: Indicator,
    observations: pd.DataFrame,
    series: pd.DataFrame,
    language: str,
) -> list[Block]:
    _ = translator(language)
    blocks: list[Block] = [Heading(indicator.name)]
    if indicator.measures:
        blocks.append(Prose(indicator.measures, _("What it measures")))
    milestones = lab["milestones"].find(indicator=indicator.id)
    blocks.append(trend_block(series, indicator, language, milestones))
    blocks += [Text(one) for one in caveats(series, indicator, _)]
    revised = analysis.revisions(observations[observations["indicator"] == indicator.id])
    blocks += [Text(one) for one in revision_sentences(revised, indicator, _)]
    phases = lab["limit_phases"].find(indicator=indicator.id)
    charts = [
        signals_block(series, indicator, language, started=lab.facts.started, phases=phases),
        season_block(series, indicator, language),
        comparison_block(indicator, language),
    ]
    return [*blocks, *(chart for chart in charts if chart)]


def overview_table(overview: pd.DataFrame, indicators: list[Indicator], language: str) -> Table:
    """Every indicator with baseline, latest value, target and where it stands."""
    _ = translator(language)
    rows = []
    for indicator, row in zip(indicators, overview.itertuples(), strict=True):
        latest = _("not yet observed")
        if row.n:
            value, period = quantity(row.latest, indicator, _), period_words(row.last_period, _)
            latest = f"{value} ({period})"
        rows.append(
            {
                _("Indicator"): indicator.name,
                _("Baseline"): _baseline(indicator, _),
                _("Latest value"): latest,
                _("Target"): _target(indicator, _),
                _("Where it stands"): _where_it_stands(row, _),
                _("Periods with a value"): row.n,
            }
        )
    return Table(pd.DataFrame(rows), _("Where the indicators stand"), _("the lab's indicators"))


def _where_it_stands(row: Any, _: Translator) -> str:
    if row.standing:
        return _(STANDINGS[row.standing])
    return _("nothing to hold it against") if row.n else _("not yet observed")


def _baseline(indicator: Indicator, _: Translator) -> str:
    if indicator.baseline is None:
        return _("not set")
    value = quantity(indicator.baseline, indicator, _)
    if indicator.baseline_period is None:
        return value
    return f"{value} ({period_words(indicator.baseline_period, _)})"


def _target(indicator: Indicator, _: Translator) -> str:
    if indicator.target is None:
        return _("not set")
    value = quantity(indicator.target, indicator, _)
    if indicator.target_day is None:
        return value
    return _("{value} by {day}", value=value, day=_.day(indicator.target_day))
