"""What the report says of a lab's indicators."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.indicators import analysis, figures
from labmethods.indicators.labels import group_words, period_words
from labmethods.indicators.records import Indicator
from labmethods.indicators.sentences import (
    STANDINGS,
    alternative,
    caveats,
    observed,
    quantity,
    signals_finding,
    source_line,
    trend_finding,
)
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
            blocks += _about(lab, indicator, series, language)
    if silent:
        blocks.append(Text(_("Not yet observed: {names}", names=_.listing(silent))))
    return blocks


def _about(lab: Lab, indicator: Indicator, series: pd.DataFrame, language: str) -> list[Block]:
    _ = translator(language)
    blocks: list[Block] = [Heading(indicator.name)]
    if indicator.measures:
        blocks.append(Prose(indicator.measures, _("What it measures")))
    blocks.append(trend_block(series, indicator, language))
    blocks += [Text(one) for one in caveats(series, indicator, _)]
    signals = signals_block(series, indicator, lab.facts.started, language)
    return [*blocks, signals] if signals else blocks


def overview_table(overview: pd.DataFrame, indicators: list[Indicator], language: str) -> Table:
    """Every indicator with baseline, latest value, target and where it stands."""
    _ = translator(language)
    rows = []
    for indicator, row in zip(indicators, overview.itertuples(), strict=True):
        latest = _("not yet observed")
        if row.n:
            latest = f"{quantity(row.latest, indicator, _)} ({period_words(row.last_period, _)})"
        rows.append(
            {
                _("Indicator"): indicator.name,
                _("Baseline"): _baseline(indicator, _),
                _("Latest value"): latest,
                _("Target"): _target(indicator, _),
                _("Where it stands"): _(STANDINGS[row.standing]) if row.standing else "–",
                _("Periods with a value"): row.n,
            }
        )
    return Table(pd.DataFrame(rows), _("Where the indicators stand"))


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


def trend_block(series: pd.DataFrame, indicator: Indicator, language: str) -> Chart:
    """An indicator over time, with its finding, source and table."""
    _ = translator(language)
    finding = trend_finding(analysis.stands(indicator, series), indicator, _)
    source = source_line(series, indicator, _)
    return Chart(
        figures.trend_chart(series, indicator, language=language),
        finding,
        alternative(series, finding, indicator, _),
        source,
        Table(values_frame(series, indicator, _), indicator.name, source),
    )


def values_frame(series: pd.DataFrame, indicator: Indicator, _: Translator) -> pd.DataFrame:
    """The values of a series as people read them: one row a period, one column a group."""
    groups = list(dict.fromkeys(series["group"]))
    rows: dict[str, dict[str, str]] = {}
    for one in series.itertuples():
        row = rows.setdefault(one.period, {_("Period"): period_words(one.period, _)})
        row[group_words(one.group, _)] = _with_interval(one, indicator, _)
    columns = [_("Period"), *(group_words(group, _) for group in groups)]
    return pd.DataFrame(list(rows.values()), columns=columns)


def _with_interval(one: object, indicator: Indicator, _: Translator) -> str:
    value = observed(one, indicator, _)
    if pd.isna(one.low) or one.status != "value":
        return value
    return _(
        "{value} ({part} of {whole}; interval {low}–{high})",
        value=value,
        part=_.number(one.numerator),
        whole=_.number(one.denominator),
        low=_.number(one.low),
        high=_.percent(one.high / 100),
    )


def signals_block(
    series: pd.DataFrame, indicator: Indicator, started: object, language: str
) -> Chart | None:
    """The XmR chart of all people's values; nothing while they are too few for limits.

    Limits are worked out from the time before the lab started, where that is long enough.
    """
    rows = series[series["group"] == "T"].reset_index(drop=True)
    known = rows[rows["value"].notna()]
    if len(known) < analysis.FEWEST:
        return None
    _ = translator(language)
    before = 0 if started is None else int((known["start"] < pd.Timestamp(started)).sum())
    baseline = before if analysis.FEWEST <= before < len(known) else None
    signals = analysis.judged(analysis.xmr(rows["value"], baseline), indicator.direction)
    finding = signals_finding(signals, rows["period"], indicator, _)
    if baseline is None:
        used = _("Mean and limits are worked out from all {n} values.", n=len(known))
    else:
        used = _(
            "Mean and limits are worked out from the first {n} values, before the lab started.",
            n=before,
        )
    source = source_line(rows, indicator, _)
    last = signals.dropna(subset=["center"]).iloc[-1]
    limits = _(
        "Mean {center}, limits {lower} and {upper}",
        center=quantity(last["center"], indicator, _),
        lower=quantity(last["lower"], indicator, _),
        upper=quantity(last["upper"], indicator, _),
    )
    return Chart(
        figures.xmr_chart(signals, rows["period"], indicator, language=language),
        finding,
        f"{finding}. {limits}. {used}",
        f"{source} {used}",
        Table(_signals_frame(signals, rows, indicator, _), limits, source),
    )


def _signals_frame(
    signals: pd.DataFrame, rows: pd.DataFrame, indicator: Indicator, _: Translator
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Period"): [period_words(one, _) for one in rows["period"]],
            _("Value"): [observed(one, indicator, _) for one in rows.itertuples()],
            _("Signal"): [_(analysis.RULES[one]) if one else "–" for one in signals["signal"]],
            _("Meaning"): [_(figures.MEANINGS[one]) if one else "–" for one in signals["meaning"]],
        }
    )
