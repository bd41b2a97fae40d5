"""The charts of a place or a series against what it is compared with."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.errors import Invalid
from labmethods.evaluation import analysis, figures
from labmethods.evaluation.analysis.measured import said
from labmethods.evaluation.analysis.said import amounts, p_value
from labmethods.evaluation.charts import source_of
from labmethods.evaluation.findings import Findings
from labmethods.language import Translator


def place_blocks(found: Findings, _: Translator) -> list[Block]:
    """The place or the series against what it is compared with."""
    blocks: list[Block] = []
    for result in found.results:
        if isinstance(result, analysis.SyntheticControl):
            blocks += _synthetic(result, found, _)
        elif isinstance(result, analysis.DifferenceInDifferences):
            blocks.append(_differences(result, found, _))
        elif isinstance(result, analysis.InterruptedSeries):
            blocks.append(_series(result, found, _))
    return blocks


def _synthetic(result: analysis.SyntheticControl, found: Findings, _: Translator) -> list[Block]:
    place = str(result.treated)
    low, high = amounts(_, *_usual(result))
    twin = _twin(
        result.observed,
        result.synthetic,
        result.start,
        (place, _("Weighted mean of other places")),
        _synthetic_finding(result, _),
        found,
        _,
        note=_(
            "The weighted mean follows the place before the start: a synthetic control (Abadie, "
            "Diamond & Hainmueller 2010). {low} to {high} is how far 95% of the other places lay "
            "from weighted means of their own after the start.",
            low=low,
            high=high,
        ),
    )
    if result.refusals:
        return [twin]
    others = len(result.ratios) - 1
    further = round(result.p_value * len(result.ratios)) - 1
    finding = (
        _.plural(
            "{n} of {others} other places strays as far as {place}",
            "{n} of {others} other places stray as far as {place}",
            further,
            others=_.number(others),
            place=place,
        )
        if further
        else _(
            "None of {others} other places strays as far as {place}",
            others=_.number(others),
            place=place,
        )
    )
    source = source_of(found, _)
    ratios = result.ratios.sort_values(ascending=False)
    ranked = pd.DataFrame(
        {
            _("Place"): [str(name) for name in ratios.index],
            _("Error after the start by error before"): [amounts(_, r)[0] for r in ratios],
        }
    )
    gap = Chart(
        figures.gap_chart(result, language=_.language),
        finding,
        f"{finding}. {result.conclusion(_.language)}",
        _("{source}, n = {n} places", source=source, n=_.number(len(ratios))),
        Table(ranked, _("How far each place strays, n = {n}", n=len(ratios)), source),
        note=_(
            "How far a place strays is its error after the start by its error before, as if each "
            "had started then (placebo test, {p}).",
            p=p_value(_, result.p_value),
        ),
    )
    return [twin, gap, _weights(result, found, _), _pretended(result, found, _)]


def _usual(result: analysis.SyntheticControl) -> list[float]:
    """Between which gaps 95 % of the other places lay after the start."""
    after = result.placebos.loc[result.start :].mean()
    return list(after.quantile([0.025, 0.975]))


def _synthetic_finding(result: analysis.SyntheticControl, _: Translator) -> str:
    """The place's gap with how far other places lie from theirs: a title that stands alone."""
    values = {"place": str(result.treated), "start": said(result.start)}
    if result.refusals:
        return _("Whether {place} changed against other places cannot be told", **values)
    effect, low, high = amounts(_, abs(result.effect), *_usual(result))
    values |= {"effect": effect, "low": low, "high": high}
    if result.effect > 0:
        return _(
            "{place} from {start} on: {effect} above a weighted mean of other places, which "
            "themselves stray from {low} to {high}",
            **values,
        )
    return _(
        "{place} from {start} on: {effect} below a weighted mean of other places, which "
        "themselves stray from {low} to {high}",
        **values,
    )


def _pretended(result: analysis.SyntheticControl, found: Findings, _: Translator) -> Text:
    """What the same comparison says with a start that never was."""
    try:
        pretended = analysis.placebo_in_time(found.panel, result.treated, result.start)
    except Invalid as error:
        return Text(
            _("A start that never was could not be tried. {why}", why=error.text(_.language))
        )
    values = {
        "start": said(pretended.start),
        "effect": amounts(_, abs(pretended.effect))[0],
        "real": amounts(_, abs(result.effect))[0],
    }
    if pretended.refusals:
        why = "; ".join(reason.text(_.language) for reason in pretended.refusals)
        return Text(_("A start that never was could not be tried: {why}.", why=why))
    if pretended.certain:
        return Text(
            _(
                "With a start that never was, {start}, the comparison finds a gap of {effect} "
                "where nothing was done. So much, at least, of the gap {real} after the real start "
                "may have other reasons.",
                **values,
            )
        )
    return Text(
        _(
            "With a start that never was, {start}, the comparison finds no gap that other places "
            "do not have: it does not see effects where nothing was done (gap {effect}, against "
            "{real} after the real start).",
            **values,
        )
    )


def _weights(result: analysis.SyntheticControl, found: Findings, _: Translator) -> Chart:
    used = result.weights[result.weights > 0.0005]
    finding = _.plural(
        "{n} place makes up what {place} is compared with; {most} weighs most ({share})",
        "{n} places make up what {place} is compared with; {most} weighs most ({share})",
        len(used),
        place=str(result.treated),
        most=str(used.index[0]),
        share=_.percent(used.iloc[0], 1),
    )
    shares = [_.percent(value, 1) for value in used]
    without = result.leave_one_out_effects.reindex(used.index)
    table = pd.DataFrame(
        {
            _("Place"): [str(name) for name in used.index],
            _("Weight"): shares,
            _("Gap after the start without this place"): [amounts(_, one)[0] for one in without],
        }
    )
    source = source_of(found, _)
    lines = ", ".join(f"{name} {share}" for name, share in zip(used.index, shares, strict=True))
    return Chart(
        figures.weights_chart(result.weights, language=_.language),
        finding,
        f"{finding}: {lines}.",
        source,
        Table(table, finding, source),
    )


def _differences(result: analysis.DifferenceInDifferences, found: Findings, _: Translator) -> Chart:
    own = found.panel[list(result.treated)].mean(axis=1)
    others = [one for one in result.changes.index if one not in result.treated]
    mean = found.panel[others].mean(axis=1)
    place = _.listing(str(one) for one in result.treated)
    other = _.plural("Mean of {n} other place", "Mean of {n} other places", result.others)
    effect, low, high = amounts(_, result.effect, result.low, result.high)
    values = {"place": place, "start": said(result.start), "effect": effect}
    finding = _(
        "{place} from {start} on: changed by {effect} against {others} (95% interval {low} to "
        "{high})",
        others=other[:1].lower() + other[1:],
        low=low,
        high=high,
        **values,
    )
    note = _(
        "The difference in differences between before and after ({p}).",
        p=p_value(_, result.p_value),
    )
    return _twin(own, mean, result.start, (place, other), finding, found, _, note=note)


def _series(result: analysis.InterruptedSeries, found: Findings, _: Translator) -> Chart:
    effect, low, high = amounts(_, result.effect, result.low, result.high)
    values = {"effect": effect, "low": low, "high": high, "start": said(result.start)}
    finding = (
        _(
            "From {start} on the series lies {effect} from its earlier trend (95% interval {low} "
            "to {high})",
            **values,
        )
        if result.certain
        else _(
            "Whether the series left its earlier trend cannot be told ({effect}, 95% interval "
            "{low} to {high})",
            **values,
        )
    )
    note = _("An interrupted time series ({p}).", p=p_value(_, result.p_value))
    names = (found.evaluation.name, _("The earlier trend carried on"))
    own = found.panel["value"]
    return _twin(own, result.expected, result.start, names, finding, found, _, note=note)


def _twin(
    observed: pd.Series,
    expected: pd.Series,
    start: object,
    names: tuple[str, str],
    finding: str,
    found: Findings,
    _: Translator,
    note: str = "",
) -> Chart:
    place, other = names
    source = source_of(found, _)
    times = [said(time) for time in observed.index]
    table = pd.DataFrame(
        {
            _("Period"): times,
            place: [_.number(value, 1) for value in observed],
            other: [_.number(value, 1) for value in expected],
        }
    )
    caption = _("{n} times, {first} to {last}", n=len(times), first=times[0], last=times[-1])
    told = _("{source}, n = {times}", source=source, times=caption)
    last = _(
        "At the end {place} is at {own}, the other line at {other}.",
        place=place,
        own=_.number(observed.iloc[-1], 1),
        other=_.number(expected.iloc[-1], 1),
    )
    return Chart(
        figures.twin_chart(
            observed, expected, start, place=place, other=other, language=_.language
        ),
        finding,
        f"{finding}. {last}",
        told,
        Table(table, caption, source),
        note=note,
    )
