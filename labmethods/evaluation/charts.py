"""The charts of an evaluation with their findings, sources and tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from labmethods.blocks import Block, Chart, Table
from labmethods.evaluation import figures
from labmethods.evaluation.analysis.said import amounts, percents
from labmethods.evaluation.findings import Finding, Findings
from labmethods.evaluation.records import OCCASIONS
from labmethods.language import Translator
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
    source = measured_source(found, results, _)
    finding = _("{results}; no comparison group", results="; ".join(said_each))
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
            _("Outcome measure"): rows["name"],
            _("People"): rows["label"],
            _("Typical change"): [_middle(r, _) for r in results],
            _("95% interval"): spans,
        }
    )
    finding = _in_short(shown, found, _)
    unit = _("Typical change in steps of the scale, with its 95% interval")
    if found.evaluation.design == "groups":
        unit = _("Typical difference in steps of the scale, with its 95% interval")
    lines = "; ".join(
        f"{name}: {_middle(r, _)} ({span})"
        for name, r, span in zip(rows["name"], results, spans, strict=True)
    )
    source = measured_source(found, results, _)
    tested = _(
        "{n} outcomes are tested together, so the demands on each are higher (Holm's method).",
        n=_.number(found.adjusted),
    )
    return Chart(
        figures.interval_chart(rows, unit=unit, language=_.language),
        finding,
        f"{finding}. {lines}.",
        source,
        Table(table, unit, source),
        note=tested if found.adjusted else "",
    )


def _in_short(shown: list[Finding], found: Findings, _: Translator) -> str:
    """Every change with its people, size and interval: a title that can stand alone."""
    said = "; ".join(_one_in_short(one, _) for one in shown)
    if found.evaluation.design == "groups":
        return said
    return _("{results}; no comparison group", results=said)


def _one_in_short(one: Finding, _: Translator) -> str:
    result = one.result
    name = _named(one, _)
    people = _.plural("{n} person", "{n} people", result.n)
    if getattr(result, "other_n", None) is not None:
        people = _("{people} against {other}", people=people, other=_.number(result.other_n))
    if result.low is None:
        return _("{name}: too few or too alike to tell ({people})", name=name, people=people)
    shift = _middle(result, _)
    values = {
        "name": name,
        "people": people,
        "shift": f"+{shift}" if result.shift > 0 else shift,
        "span": _span(result, _),
    }
    if result.certain:
        return _("{name}: {shift} steps (95% interval {span}, {people})", **values)
    return _(
        "{name}: whether it changed can't be told ({shift} steps, 95% interval {span}, {people})",
        **values,
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


def measured_source(found: Findings, results: list[Any], _: Translator) -> str:
    """The source with its n, its latest day and the evidence level: it stands in every edition."""
    most = max(result.n for result in results)
    day = "" if found.evaluation.design == "count" else _latest(found, _)
    level = found.level.level
    parts = [source_of(found, _), _("n = {n}", n=_.number(most))]
    if day:
        parts.append(_("latest answer {day}", day=day))
    if not found.evaluation.period:
        parts.insert(1, _("period not stated"))
    said = _("evidence level {level} of 5", level=level) if level else _("no evidence level yet")
    return f"{', '.join(parts)}; {said}"


def _latest(found: Findings, _: Translator) -> str:
    rows = found.measurements
    days = rows.loc[rows["value"].notna(), "day"].dropna()
    return "" if days.empty else _.day(days.max())


def source_of(found: Findings, _: Translator) -> str:
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
                source_of(found, _),
            )
        )
    return blocks
