"""What an indicator's numbers say, as sentences; said once, for panel, report and charts."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from labmethods.indicators.analysis import FEWEST, RULES, Assurance, Standing, phases, standing
from labmethods.indicators.labels import amount, group_words
from labmethods.indicators.periods import period_words
from labmethods.indicators.records import STATUSES, Indicator
from labmethods.language import N_, Translator

STANDINGS = {
    standing.REACHED: N_("Target reached"),
    standing.CLOSER: N_("Closer to the target"),
    standing.UNCHANGED: N_("Unchanged"),
    standing.FURTHER: N_("Further from the target"),
    standing.IMPROVED: N_("Better than the baseline"),
    standing.WORSENED: N_("Worse than the baseline"),
    standing.CHANGED: N_("Changed"),
}


def quantity(value: float, indicator: Indicator, _: Translator) -> str:
    """A value with its unit where that is short: ``82,4 %`` or ``37``."""
    if pd.isna(value):
        return "–"
    if indicator.unit == "share":
        return _.percent(value / 100, 0 if value == round(value) else 1)
    return amount(value, _)


def called(indicator: Indicator) -> str:
    """An indicator's name in a title: public statistics put the unit in it, which the value has.

    >>> called(Indicator(name="Behöriga, kommunala skolor, andel (%)", unit="share"))
    'Behöriga, kommunala skolor'
    """
    if indicator.unit != "share":
        return indicator.name
    return re.sub(r",? andel \(%\)$", "", indicator.name) or indicator.name


def latest_told(series: pd.DataFrame, row: Standing, indicator: Indicator, _: Translator) -> str:
    """The latest value with how many it rests on and its interval, where they are known."""
    told = quantity(row.latest, indicator, _)
    last = series[(series["group"] == row.group) & (series["period"] == row.last_period)]
    return counted(last.iloc[-1], told, _) if len(last) else told


def counted(one: Any, told: str, _: Translator) -> str:
    """A value with its n: of how many, and how far chance may reach."""
    if pd.notna(one.answers):
        return _("{value} (n = {n})", value=told, n=_.number(one.answers))
    if pd.isna(one.low):
        return told
    return _(
        "{value} ({part} of {whole}; 95% interval {low}–{high})",
        value=told,
        part=_.number(one.numerator),
        whole=_.number(one.denominator),
        low=_.number(one.low),
        high=_.percent(one.high / 100),
    )


def trend_finding(
    row: Standing, indicator: Indicator, _: Translator, latest: str = "", perhaps: bool = False
) -> str:
    """What ``stands`` found, as the chart's title.

    Parameters
    ----------
    latest
        The latest value as it is told, where it has an n.
    perhaps
        Whether the latest value may differ from the baseline by chance alone.
    """
    said = _(
        _TREND.get(row.standing) or _without_standing(row), **_facts(row, indicator, latest, _)
    )
    if perhaps and row.standing in _MOVED:
        return _("{finding}; the change may be chance", finding=said)
    return said


_MOVED = {standing.CLOSER, standing.FURTHER, standing.IMPROVED, standing.WORSENED, standing.CHANGED}


def _facts(row: Standing, indicator: Indicator, latest: str, _: Translator) -> dict[str, str]:
    return {
        "name": called(indicator),
        "latest": latest or quantity(row.latest, indicator, _),
        "period": _period(row.last_period, _),
        "baseline": quantity(row.baseline, indicator, _),
        "target": quantity(row.target, indicator, _),
        "first_period": _period(row.first_period, _),
        "lowest": quantity(row.lowest, indicator, _),
        "highest": quantity(row.highest, indicator, _),
    }


_TREND = {
    standing.REACHED: N_("{name}: {latest} in {period}, the target was {target}"),
    standing.CLOSER: N_(
        "{name}: {latest} in {period}, closer to the target {target} than at the start ({baseline})"
    ),
    standing.FURTHER: N_(
        "{name}: {latest} in {period}, further from the target {target} "
        "than at the start ({baseline})"
    ),
    standing.UNCHANGED: N_("{name}: {latest} in {period}, the same as at the start"),
    standing.IMPROVED: N_("{name}: {latest} in {period}, better than {baseline} at the start"),
    standing.WORSENED: N_("{name}: {latest} in {period}, worse than {baseline} at the start"),
    standing.CHANGED: N_("{name}: {latest} in {period}, {baseline} at the start"),
}
_ONE = N_("{name}: {latest} in {period}")
_SEVERAL = N_("{name}: {latest} in {period}, between {lowest} and {highest} since {first_period}")


def _without_standing(row: Standing) -> str:
    return _ONE if row.n < 2 else _SEVERAL


def signals_finding(
    signals: pd.DataFrame, periods: pd.Series, indicator: Indicator, _: Translator
) -> str:
    """What the XmR chart shows, as its title."""
    found = signals[signals["signal"] != ""]
    if found.empty:
        return _("{name}: no signal, it varies as it usually does", name=called(indicator))
    last = found.iloc[-1]
    since = signals.loc[found.index[-1] :, "value"].iloc[1:].notna().any()
    sentence = (_SIGNAL_BEFORE if since else _SIGNAL)[last["meaning"]]
    rule = RULES[last["signal"]]
    period = _period(periods[found.index[-1]], _)
    return _(sentence, name=called(indicator), period=period, rule=_(rule))


_SIGNAL = {
    "improvement": N_("{name}: a signal of improvement, latest {period} ({rule})"),
    "concern": N_("{name}: a signal of concern, latest {period} ({rule})"),
    "change": N_("{name}: a signal of change, latest {period} ({rule})"),
}


_SIGNAL_BEFORE = {
    "improvement": N_("{name}: a signal of improvement in {period} ({rule}), none since"),
    "concern": N_("{name}: a signal of concern in {period} ({rule}), none since"),
    "change": N_("{name}: a signal of change in {period} ({rule}), none since"),
}


def assurance_sentence(
    promise: Assurance, indicator: Indicator, _: Translator, moved: bool = False
) -> str:
    """Whether the target will be reached as things work now; empty where it can't be said.

    ``moved`` says that the latest value is a signal: the limits then tell of how things worked
    before.
    """
    if not promise.kind:
        return ""
    if moved:
        return _(
            "The latest value is a signal: the limits show how things worked before, not whether "
            "the target {target} will be reached now.",
            target=quantity(promise.target, indicator, _),
        )
    return _(_ASSURANCE[promise.kind], target=quantity(promise.target, indicator, _))


_ASSURANCE = {
    phases.NEVER: N_(
        "The target {target} lies beyond the limits: as things work now it will not be reached."
    ),
    phases.ALWAYS: N_(
        "The limits lie on the good side of the target {target}: as things work now it is reached "
        "every time."
    ),
    phases.CHANCE: N_(
        "The target {target} lies between the limits: as things work now it is reached some times "
        "and missed at others, by chance."
    ),
}


def season_finding(seasons: pd.DataFrame, indicator: Indicator, _: Translator) -> str:
    """How many of the latest year's periods lie above the same ones a year before."""
    compared = seasons[seasons["change"].notna()]
    latest = compared[compared["year"] == compared["year"].max()]
    return _.plural(
        "{name}, {year}: {higher} of {n} period higher than a year before",
        "{name}, {year}: {higher} of {n} periods higher than a year before",
        len(latest),
        name=called(indicator),
        year=latest["year"].iloc[-1],
        higher=_.number(int((latest["change"] > 0).sum())),
    )


def caveats(series: pd.DataFrame, indicator: Indicator, _: Translator) -> list[str]:
    """What the reader must know before making something of the numbers."""
    said = []
    n = series.loc[series["value"].notna(), "period"].nunique()
    if indicator.level == "municipality":
        said.append(
            _(
                "A value is for the whole municipality: it says nothing by itself about one "
                "housing area."
            )
        )
    if 0 < n < FEWEST:
        said.append(
            _.plural(
                "{n} period is too few to tell a change from chance; limits need {fewest}.",
                "{n} periods are too few to tell a change from chance; limits need {fewest}.",
                n,
                fewest=FEWEST,
            )
        )
    if series["low"].notna().any():
        said.append(_("The bars show how far chance alone may reach: 95% intervals (Wilson)."))
    return said


def revision_sentences(revised: pd.DataFrame, indicator: Indicator, _: Translator) -> list[str]:
    """What was revised after it was first told; the old figures are kept in the lab."""
    return [
        _(
            "The figure for {period} ({group}) was revised from {was} to {became}.",
            period=_period(row.period, _),
            group=group_words(row.group, _).lower(),
            was=quantity(row.was, indicator, _),
            became=quantity(row.became, indicator, _),
        )
        for row in revised.itertuples()
    ]


def credit(attribution: str) -> str:
    """An attribution without the word that stands before every source already.

    >>> credit("Källa: Kolada (RKA)")
    'Kolada (RKA)'
    """
    return attribution.removeprefix("Källa: ")


def source_line(series: pd.DataFrame, indicator: Indicator, _: Translator) -> str:
    """Sources, periods and n of the values in a chart."""
    sources = list(dict.fromkeys(map(credit, series["source"].dropna())))
    sources = sources or [indicator.source or ""]
    known = series[series["value"].notna()]
    n = known["period"].nunique()
    line = "; ".join(one for one in sources if one) or _("The source isn't written down")
    if n:
        first, last = (_period(known.iloc[i]["period"], _) for i in (0, -1))
        span = first if first == last else f"{first}–{last}"
        line += "; " + _.plural("{n} period, {span}", "{n} periods, {span}", n, span=span)
    return f"{line}; {indicator.source_url}" if indicator.source_url else line


def alternative(series: pd.DataFrame, finding: str, indicator: Indicator, _: Translator) -> str:
    """The finding and the values, for those who don't see the chart."""
    parts = []
    for group, rows in series.groupby("group", sort=False):
        values = ", ".join(
            f"{_period(row.period, _)} {observed(row, indicator, _)}" for row in rows.itertuples()
        )
        parts.append(f"{group_words(str(group), _)}: {values}.")
    return f"{finding}. " + " ".join(parts)


def observed(row: object, indicator: Indicator, _: Translator) -> str:
    """One observation: its value, or why there is none."""
    if row.status != "value":
        return _(STATUSES[row.status]).lower()
    return quantity(row.value, indicator, _)


def _period(period: object, _: Translator) -> str:
    return "–" if period is None or pd.isna(period) else period_words(str(period), _)
