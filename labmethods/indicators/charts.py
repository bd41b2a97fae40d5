"""Charts with their finding, source and table: the same in the panel and in the report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.indicators import analysis, figures
from labmethods.indicators.figures.season import part_words
from labmethods.indicators.labels import amount, group_words
from labmethods.indicators.periods import period_words
from labmethods.indicators.plans import LimitPhase, Milestone
from labmethods.indicators.records import STATUSES, Indicator, Observation
from labmethods.indicators.sentences import (
    alternative,
    assurance_sentence,
    called,
    counted,
    latest_told,
    observed,
    quantity,
    season_finding,
    signals_finding,
    source_line,
    trend_finding,
)
from labmethods.language import Translator, translator


def trend_block(
    series: pd.DataFrame,
    indicator: Indicator,
    language: str,
    milestones: Sequence[Milestone] = (),
) -> Chart:
    """An indicator over time, with its finding, source and table."""
    _ = translator(language)
    row = analysis.stands(indicator, series)
    latest = latest_told(series, row, indicator, _)
    finding = trend_finding(row, indicator, _, latest, _by_chance(series, row))
    source = source_line(series, indicator, _)
    return Chart(
        figures.trend_chart(series, indicator, milestones, language=language),
        finding,
        alternative(series, finding, indicator, _),
        source,
        Table(
            values_frame(series, indicator, _),
            called(indicator),
            source,
            data=values_data(series, indicator, _),
        ),
    )


def _by_chance(series: pd.DataFrame, row: analysis.Standing) -> bool:
    """Whether the baseline lies within the latest value's interval."""
    last = series[(series["group"] == row.group) & (series["period"] == row.last_period)]
    return bool(last["low"].le(row.baseline).any() and last["high"].ge(row.baseline).any())


def values_data(series: pd.DataFrame, indicator: Indicator, _: Translator) -> pd.DataFrame:
    """The values of a series as numbers, one row a period and group, with all that is known."""
    titles = {name: Observation.title_of(name, _.language) for name in _DATA}
    frame = series.assign(
        group=[group_words(one, _) for one in series["group"]],
        value=series["value"].round(4),
        status=[_(STATUSES[one]) for one in series["status"]],
        fetched_on=pd.to_datetime(series["fetched_on"]).dt.date,
    )
    frame = frame[list(_DATA)].rename(columns=titles)
    frame.insert(0, _("Indicator"), indicator.name)
    low, high = _("Interval from"), _("Interval to")
    frame[low], frame[high] = series["low"].round(2), series["high"].round(2)
    return frame.dropna(axis="columns", how="all")


_DATA = (
    *("period", "group", "value", "numerator", "denominator", "answers", "status", "source"),
    *("fetched_on", "revision"),
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
    return counted(one, value, _) if one.status == "value" else value


_MONTHS, _QUARTERS = 6, 4
"""How many periods must have a value a year before, for a comparison of seasons."""


class Limits(NamedTuple):
    """An XmR chart's numbers: signals, what was changed where, and how limits were worked out."""

    signals: pd.DataFrame
    changes: dict[int, str]
    said: str


def signals_block(
    series: pd.DataFrame,
    indicator: Indicator,
    language: str,
    *,
    started: datetime.date | None = None,
    phases: Sequence[LimitPhase] = (),
) -> Chart | None:
    """The XmR chart of all people's values; nothing while they are too few for limits.

    Where a known change gives new limits, each phase has its own. Otherwise limits are worked out
    from the time before the lab started, where that is long enough.
    """
    rows = series[series["group"] == "T"].reset_index(drop=True)
    if rows["value"].notna().sum() < analysis.FEWEST:
        return None
    _ = translator(language)
    signals, changes, said = _limits(rows, started, phases, _)
    signals = analysis.judged(signals, indicator.direction)
    finding = signals_finding(signals, rows["period"], indicator, _)
    promise = assurance_sentence(
        analysis.assurance(signals, indicator.target, indicator.direction),
        indicator,
        _,
        moved=_latest_is_a_signal(signals),
    )
    source = source_line(rows, indicator, _)
    parts = [_limits_words(signals, indicator, _), said, promise]
    words = " ".join(part for part in parts if part)
    return Chart(
        figures.xmr_chart(signals, rows["period"], indicator, changes, language=language),
        finding,
        f"{finding}. {words}",
        source,
        Table(
            _signals_frame(signals, rows, indicator, _),
            _("{name}: values and signals", name=called(indicator)),
            source,
            data=_signals_data(signals, rows, _),
        ),
        note=words,
    )


def _latest_is_a_signal(signals: pd.DataFrame) -> bool:
    known = signals[signals["value"].notna()]
    return bool(len(known)) and bool(known["signal"].iloc[-1])


def _limits(
    rows: pd.DataFrame,
    started: datetime.date | None,
    phases: Sequence[LimitPhase],
    _: Translator,
) -> Limits:
    known = rows[rows["value"].notna()]
    changes = {}
    for phase in sorted(phases, key=lambda one: one.start):
        later = rows.index[rows["start"] >= pd.Timestamp(phase.start)]
        if len(later) and later[0] > 0:
            changes[int(later[0])] = phase.reason
    if changes:
        said = _("Mean and limits are worked out anew where something was changed.")
        return Limits(analysis.xmr_phases(rows["value"], list(changes)), changes, said)
    before = 0 if started is None else int((known["start"] < pd.Timestamp(started)).sum())
    if analysis.FEWEST <= before < len(known):
        said = _(
            "Mean and limits are worked out from the first {n} values, before the lab started.",
            n=before,
        )
        at = int((rows["start"] < pd.Timestamp(started)).sum())
        return Limits(analysis.xmr(rows["value"], before), {at: _("The lab started")}, said)
    said = _("Mean and limits are worked out from all {n} values.", n=len(known))
    return Limits(analysis.xmr(rows["value"]), {}, said)


def _limits_words(signals: pd.DataFrame, indicator: Indicator, _: Translator) -> str:
    last = signals.iloc[-1]
    if pd.isna(last["lower"]):
        return _(
            "Mean {center}; too few values for limits since the last change.",
            center=quantity(last["center"], indicator, _),
        )
    return _(
        "Mean {center}, limits {lower} and {upper}.",
        center=quantity(last["center"], indicator, _),
        lower=quantity(last["lower"], indicator, _),
        upper=quantity(last["upper"], indicator, _),
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


def _signals_data(signals: pd.DataFrame, rows: pd.DataFrame, _: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Period"): rows["period"].tolist(),
            _("Value"): signals["value"].tolist(),
            _("Mean"): signals["center"].round(4).tolist(),
            _("Lower limit"): signals["lower"].round(4).tolist(),
            _("Upper limit"): signals["upper"].round(4).tolist(),
            _("Signal"): [_(analysis.RULES[one]) if one else "" for one in signals["signal"]],
            _("Meaning"): [_(figures.MEANINGS[one]) if one else "" for one in signals["meaning"]],
        }
    )


def _difference(indicator: Indicator, _: Translator) -> str:
    share = indicator.unit == "share"
    return _("Difference (percentage points)") if share else _("Difference")


def season_block(series: pd.DataFrame, indicator: Indicator, language: str) -> Chart | None:
    """The latest year's months beside those before it, when half a year can be compared."""
    rows = series[series["group"] == "T"]
    seasons = analysis.seasonal(rows)
    compared = seasons[seasons["change"].notna()]
    quarters = compared["part"].str.startswith("Q").any()
    if len(compared) < (_QUARTERS if quarters else _MONTHS):
        return None
    _ = translator(language)
    finding = season_finding(seasons, indicator, _)
    source = source_line(rows, indicator, _)
    table = pd.DataFrame(
        {
            _("Period"): [period_words(one, _) for one in compared["period"]],
            _("Value"): [quantity(one, indicator, _) for one in compared["value"]],
            _("A year before"): [quantity(one, indicator, _) for one in compared["before"]],
            _difference(indicator, _): [amount(one, _) for one in compared["change"]],
        }
    )
    data = pd.DataFrame(
        {
            _("Period"): compared["period"].tolist(),
            _("Value"): compared["value"].tolist(),
            _("A year before"): compared["before"].tolist(),
            _("Difference"): compared["change"].tolist(),
        }
    )
    values = ", ".join(
        f"{part_words(one.part, _)} {one.year} {quantity(one.value, indicator, _)}"
        for one in seasons[seasons["value"].notna()].itertuples()
    )
    return Chart(
        figures.season_chart(seasons, indicator, language=language),
        finding,
        f"{finding}. {values}.",
        source,
        Table(table, finding, source, data=data),
    )
