"""The charts of an evaluation with their findings, sources and tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.evaluation import analysis, figures
from labmethods.evaluation.analysis.measured import said
from labmethods.evaluation.analysis.said import amounts, percents
from labmethods.evaluation.findings import Finding, Findings
from labmethods.evaluation.records import OCCASIONS
from labmethods.language import Translator
from labmethods.privacy import suppress
from labmethods.privacy.small_numbers import LEAST
from labmethods.proportion import proportion


def result_block(shown: list[Finding], found: Findings, _: Translator) -> Chart | None:
    """Shares or changes as points with their intervals."""
    if found.evaluation.design == "count":
        return _shares(shown, found, _)
    if found.evaluation.design in ("paired", "groups"):
        return _changes(shown, found, _)
    return None


def _shares(shown: list[Finding], found: Findings, _: Translator) -> Chart:
    results = [one.result for one in shown]
    counts = [_.plural("{k} of {n}", "{k} of {n}", r.n, k=_.number(r.successes)) for r in results]
    rows = pd.DataFrame(
        {
            "name": [one.name for one in shown],
            "estimate": [r.share for r in results],
            "low": [r.low for r in results],
            "high": [r.high for r in results],
            "label": counts,
        }
    )
    said_each = [
        f"{one.name}: {proportion(one.result.successes, one.result.n).sentence(_.language)}"
        for one in shown
    ]
    table = pd.DataFrame(
        {
            _("What was counted"): rows["name"],
            _("Count"): counts,
            _("95% interval"): [
                _("{low} to {high}", low=low, high=high)
                for low, high in (percents(_, r.low, r.high) for r in results)
            ],
        }
    )
    unit = _("Share in the long run, with its 95% interval")
    source = _source(found, _)
    finding = said_each[0] if len(said_each) == 1 else _("Small groups leave wide intervals")
    return Chart(
        figures.interval_chart(rows, unit=unit, share=True, language=_.language),
        finding,
        "; ".join(said_each) + ".",
        source,
        Table(table, unit, source),
    )


def _changes(shown: list[Finding], found: Findings, _: Translator) -> Chart:
    results = [one.result for one in shown]
    rows = pd.DataFrame(
        {
            "name": [_named(one, _) for one in shown],
            "estimate": [r.shift for r in results],
            "low": pd.Series([r.low for r in results], dtype="float64"),
            "high": pd.Series([r.high for r in results], dtype="float64"),
            "label": [_.plural("{n} person", "{n} people", r.n) for r in results],
        }
    )
    spans = [_span(r, _) for r in results]
    table = pd.DataFrame(
        {
            _("Outcome"): rows["name"],
            _("People"): rows["label"],
            _("Typical change"): [_middle(r, _) for r in results],
            _("95% interval"): spans,
        }
    )
    sure = [one for one in shown if one.result.certain]
    finding = (
        _("Changed more than chance explains: {names}", names=_.listing(_named(o, _) for o in sure))
        if sure
        else _("Whether anything changed cannot be told yet")
    )
    unit = _("Typical change in steps of the scale, with its 95% interval")
    if found.evaluation.design == "groups":
        unit = _("Typical difference in steps of the scale, with its 95% interval")
    lines = "; ".join(
        f"{name}: {_middle(r, _)} ({span})"
        for name, r, span in zip(rows["name"], results, spans, strict=True)
    )
    source = _source(found, _)
    return Chart(
        figures.interval_chart(rows, unit=unit, language=_.language),
        finding,
        f"{finding}. {lines}.",
        source,
        Table(table, unit, source),
    )


def _named(one: Finding, _: Translator) -> str:
    later = one.occasion and one.occasion != "after"
    return f"{one.name}, {_(OCCASIONS[one.occasion]).lower()}" if later else one.name


def _middle(result: Any, _: Translator) -> str:
    return amounts(_, *(one for one in (result.shift, result.low, result.high) if one is not None))[
        0
    ]


def _span(result: Any, _: Translator) -> str:
    if result.low is None:
        return _("too few or too alike")
    _shift, low, high = amounts(_, result.shift, result.low, result.high)
    return _("{low} to {high}", low=low, high=high)


def _source(found: Findings, _: Translator) -> str:
    if found.evaluation.source_url:
        return found.evaluation.source_url
    if found.evaluation.design == "count" and getattr(found.experiment, "source_url", None):
        return found.experiment.source_url
    own = _("The lab's own measurements")
    if found.evaluation.design in ("series", "differences", "synthetic"):
        own = _("Values that the lab has recorded")
    return f"{own}, {found.evaluation.period}" if found.evaluation.period else own


def paired_blocks(found: Findings, _: Translator) -> list[Block]:
    """Each person's answers before and after; for the lab's own eyes, never for the report."""
    rows = found.measurements
    rows = rows[(rows["group"] == "participant") & rows["value"].notna()]
    blocks: list[Block] = []
    for name in rows["name"].dropna().unique():
        own = rows[rows["name"] == name]
        wide = own.pivot_table(index="code", columns="occasion", values="value", aggfunc="mean")
        if found.evaluation.design != "paired" or not {"before", "after"} <= {*wide.columns}:
            continue
        pairs = wide[["before", "after"]].dropna()
        if pairs.empty:
            continue
        finding = _("{outcome}: each person before and after", outcome=name)
        blocks.append(
            Chart(
                figures.paired_chart(pairs, scale=name, language=_.language),
                finding,
                "; ".join(
                    f"{code}: {amounts(_, *pair)[0]} – {amounts(_, *pair)[1]}"
                    for code, pair in zip(pairs.index, pairs.to_numpy(), strict=True)
                ),
                _source(found, _),
            )
        )
    return blocks


# Places


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
    twin = _twin(
        result.observed,
        result.synthetic,
        result.start,
        (place, _("Weighted mean of other places")),
        _("{place} and its weighted mean of other places", place=place),
        found,
        _,
    )
    if result.refusals:
        return [twin]
    finding = (
        _("{place} strays further than other places do", place=place)
        if result.certain
        else _("Other places stray as far as {place}", place=place)
    )
    source = _source(found, _)
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
        source,
        Table(ranked, _("How far each place strays, n = {n}", n=len(ratios)), source),
    )
    return [twin, gap, _weights(result, found, _)]


def _weights(result: analysis.SyntheticControl, found: Findings, _: Translator) -> Chart:
    used = result.weights[result.weights > 0.0005]
    finding = _.plural(
        "{n} place makes up the weighted mean",
        "{n} places make up the weighted mean",
        len(used),
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
    source = _source(found, _)
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
    finding = _("{place} and the mean of the other places", place=place)
    return _twin(own, mean, result.start, (place, other), finding, found, _)


def _series(result: analysis.InterruptedSeries, found: Findings, _: Translator) -> Chart:
    finding = (
        _("The series left its earlier trend after the start")
        if result.certain
        else _("Whether the series left its earlier trend cannot be told yet")
    )
    names = (found.evaluation.name, _("The earlier trend carried on"))
    return _twin(found.panel["value"], result.expected, result.start, names, finding, found, _)


def _twin(
    observed: pd.Series,
    expected: pd.Series,
    start: object,
    names: tuple[str, str],
    finding: str,
    found: Findings,
    _: Translator,
) -> Chart:
    place, other = names
    source = _source(found, _)
    times = [said(time) for time in observed.index]
    table = pd.DataFrame(
        {
            _("Period"): times,
            place: [_.number(value, 1) for value in observed],
            other: [_.number(value, 1) for value in expected],
        }
    )
    caption = _("{n} times, {first} to {last}", n=len(times), first=times[0], last=times[-1])
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
        f"{source}. {caption}",
        Table(table, caption, source),
    )


# Where participants went


def flow_block(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """Where participants went; outside the lab only how many were where, and not of few people."""
    rows = found.followups
    rows = rows[rows["group"] == "participant"]
    people = found.participants
    everybody = list(people.loc[people["group"] == "participant", "id"])
    if rows.empty:
        return []
    flows = analysis.follow_up_flows(rows, everybody)
    few = bool((flows["people"] < LEAST).any())
    if len(flows) and not (outward and few):
        return [_flows(flows, len(everybody), found, _)]
    return _statuses(rows, everybody, found, _, outward)


def _statuses(
    rows: pd.DataFrame, everybody: list[str], found: Findings, _: Translator, outward: bool
) -> list[Block]:
    counts = analysis.status_counts(rows, everybody, kinds=analysis.BROAD if outward else None)
    shown = _told(counts) if outward else counts
    hidden = bool(shown.isna().any(axis=None))
    table = pd.DataFrame(
        {
            _(figures.KINDS[kind]): [
                _("not told") if pd.isna(n) else _.number(n) for n in shown[kind]
            ]
            for kind in shown.columns
        }
    )
    table.insert(0, _("Occasion"), [_(OCCASIONS[one]) for one in shown.index])
    caption = _.plural("Where {n} participant was", "Where {n} participants were", len(everybody))
    blocks: list[Block] = [Table(table, caption, _source(found, _))]
    if hidden:
        blocks.append(
            Text(
                _(
                    "Numbers below {least} are not told outside the lab, nor those that would give "
                    "them away.",
                    least=_.number(LEAST),
                )
            )
        )
    return blocks


def _told(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts that may leave the lab, occasion by occasion.

    How many were not reached is no secret: it follows from the number who answered, which every
    result says. So the others must hide each other among themselves.
    """
    known = counts.drop(columns="unknown", errors="ignore")
    told = known.apply(lambda row: suppress(row, least=LEAST), axis=1)
    return told.join(counts[["unknown"]]) if "unknown" in counts else told


def _flows(flows: pd.DataFrame, n: int, found: Findings, _: Translator) -> Chart:
    table = pd.DataFrame(
        {
            _("From"): [
                f"{_(OCCASIONS[row.from_occasion])}: {_(figures.KINDS[row.from_status])}"
                for row in flows.itertuples()
            ],
            _("To"): [
                f"{_(OCCASIONS[row.to_occasion])}: {_(figures.KINDS[row.to_status])}"
                for row in flows.itertuples()
            ],
            _("People"): flows["people"],
        }
    )
    finding = _.plural("Where {n} participant went", "Where {n} participants went", n)
    lines = "; ".join(f"{a} – {b}: {c}" for a, b, c in table.itertuples(index=False))
    source = _source(found, _)
    return Chart(
        figures.flow_chart(flows, language=_.language),
        finding,
        f"{finding}. {lines}.",
        source,
        Table(table, finding, source),
    )
