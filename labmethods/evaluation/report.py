"""What the report says of a lab's evaluations: results, how sure they are, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.blocks import Block, Heading, Prose, Table, Text
from labmethods.evaluation import analysis
from labmethods.evaluation.charts import result_block
from labmethods.evaluation.findings import Finding, Findings, read
from labmethods.evaluation.flow_charts import flow_block
from labmethods.evaluation.place_charts import place_blocks
from labmethods.evaluation.records import (
    DESIGNS,
    OCCASIONS,
    STRENGTHS,
    Contribution,
    Evaluation,
)
from labmethods.language import Translator, translator
from labmethods.privacy.small_numbers import LEAST

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


_OF_PLACES = (analysis.SyntheticControl, analysis.DifferenceInDifferences)


def report(lab: Lab, language: str) -> list[Block]:
    """Each evaluation with its result, its certainty and its evidence level."""
    _ = translator(language)
    evaluations = lab["evaluations"].all()
    if not evaluations:
        return [Text(_("Nothing has been evaluated yet."))]
    blocks: list[Block] = []
    for evaluation in evaluations:
        blocks += evaluation_blocks(lab, evaluation, language, outward=True)
    return blocks


def evaluation_blocks(
    lab: Lab, evaluation: Evaluation, language: str, *, outward: bool
) -> list[Block]:
    """One evaluation; ``outward`` leaves out what would tell of fewer than five people."""
    _ = translator(language)
    blocks: list[Block] = [Heading(evaluation.name), Text(_outline(evaluation, _))]
    if evaluation.theory:
        blocks.append(Prose(evaluation.theory, Evaluation.title_of("theory", language)))
    found = read(lab, evaluation)
    for part in (result_blocks, following_blocks, contribution_blocks, evidence_blocks):
        blocks += part(found, _, outward)
    if evaluation.source_url:
        blocks.append(Text(_("Source: {source}", source=evaluation.source_url)))
    return blocks


def _outline(evaluation: Evaluation, _: Translator) -> str:
    parts = [evaluation.question] if evaluation.question else []
    parts.append(_("How we find out: {design}.", design=_(DESIGNS[evaluation.design])))
    if evaluation.period:
        parts.append(_("Period: {period}.", period=evaluation.period))
    if evaluation.started is not None:
        parts.append(
            _.plural("{n} participant started.", "{n} participants started.", evaluation.started)
        )
    return " ".join(parts)


def result_blocks(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """The sentence of each result, and the results as a chart."""
    told = [as_told(one) for one in found.findings] if outward else list(found.findings)
    blocks: list[Block] = [Text(finding_sentence(one, _, outward)) for one in told]
    if not told and found.evaluation.design != "contribution":
        return [Text(_("Not yet measured: there is no result to judge."))]
    if found.adjusted:
        blocks.append(
            Text(
                _(
                    "{n} outcomes are tested together, so the demands on each are higher.",
                    n=_.number(found.adjusted),
                )
            )
        )
    shown = [one for one in told if one.result is not None]
    chart = result_block(shown, found, _) if shown else None
    if chart is not None:
        blocks.append(chart)
    return blocks + place_blocks(found, _)


def as_told(finding: Finding) -> Finding:
    """The finding as it may leave the lab: nothing of fewer than five people."""
    result = finding.result
    few = [
        getattr(result, name)
        for name in ("n", "other_n", "people")
        if getattr(result, name, None) is not None
    ]
    if few and min(few) < LEAST:
        return Finding(finding.name, finding.occasion)
    if isinstance(result, analysis.PairedChange):
        return Finding(finding.name, finding.occasion, result.without_few(LEAST))
    return finding


def finding_sentence(finding: Finding, _: Translator, outward: bool) -> str:
    """A finding in words, with what it is about in front."""
    name = finding.name
    if finding.occasion and finding.occasion != "after":
        name = f"{name}, {_(OCCASIONS[finding.occasion]).lower()}"
    if finding.result is not None:
        said = finding.result.conclusion(_.language)
        # A place's result names the place itself.
        return said if isinstance(finding.result, _OF_PLACES) else _.about(name, said)
    if finding.problem is not None:
        return _.about(name, finding.problem.text(_.language))
    return _(
        "{name}: fewer than {least} people, so the result is not told outside the lab.",
        name=name,
        least=_.number(LEAST),
    )


def following_blocks(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """Attendance, who is left to answer, and where participants went."""
    blocks: list[Block] = []
    came: Any = found.attendance
    if came is not None:
        blocks.append(Text(finding_sentence(_attendance(found, outward, _), _, outward)))
    table = attrition_block(found, _, outward)
    if table is not None:
        blocks += [table, *dropout_blocks(found, _, outward)]
    return blocks + flow_block(found, _, outward)


def _attendance(found: Findings, outward: bool, _: Translator) -> Finding:
    finding = Finding(_("Attendance"), result=found.attendance)
    return as_told(finding) if outward else finding


def attrition_block(found: Findings, _: Translator, outward: bool) -> Table | None:
    """How many answered on each occasion."""
    rows = found.measurements
    rows = rows[rows["group"] == "participant"]
    if rows["value"].notna().sum() == 0:
        return None
    ever = rows.loc[rows["value"].notna(), "participant"].nunique()
    started = max(found.evaluation.started or ever, ever)
    table = analysis.attrition_table(rows, started)
    few = outward & (table["answered"] < LEAST)
    answered = table["answered"].astype("object").where(~few, _("fewer than {n}", n=LEAST))
    missing = table["missing"].astype("object").where(~few, "–")
    frame = pd.DataFrame(
        {
            _("Occasion"): [_(OCCASIONS[one]) for one in table["occasion"]],
            _("Answered"): answered,
            _("Did not answer"): missing,
        }
    )
    caption = _.plural(
        "Who answered, of {n} who started", "Who answered, of {n} who started", started
    )
    return Table(frame, caption, _("The lab's own measurements"))


def dropout_blocks(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """Whether those who did not answer again stood elsewhere before, outcome by outcome."""
    rows = found.measurements
    rows = rows[(rows["group"] == "participant") & rows["value"].notna()]
    blocks: list[Block] = []
    for name, answers in rows.groupby("name", sort=False):
        before, after = (
            answers[answers["occasion"] == one].set_index("code")["value"]
            for one in ("before", "after")
        )
        if after.empty:
            continue
        apart = analysis.dropout_difference(before, after)
        if apart is None or (outward and min(apart.n, apart.other_n) < LEAST):
            continue
        values = {
            "outcome": name,
            "stayed": _.number(apart.median, 1),
            "left": _.number(apart.other_median, 1),
        }
        blocks.append(
            Text(
                _(
                    "{outcome}: those who answered again stood at {stayed} before (median), those "
                    "who did not at {left}. Who left may explain some of the change.",
                    **values,
                )
                if apart.certain
                else _(
                    "{outcome}: those who answered again stood at {stayed} before (median), those "
                    "who did not at {left}. Whether they differed cannot be told.",
                    **values,
                )
            )
        )
    return blocks


def contribution_blocks(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """The contribution analysis, step by step; what is empty is said."""
    blocks: list[Block] = []
    for one in found.contributions:
        steps = [
            name
            for name in ("change", "chain", "evidence", "rivals", "story", "asked")
            if getattr(one, name)
        ]
        blocks += [
            Prose(getattr(one, name), Contribution.title_of(name, _.language)) for name in steps
        ]
        empty = [
            Contribution.title_of(name, _.language)
            for name in ("change", "chain", "evidence", "rivals", "story", "asked")
            if name not in steps
        ]
        if empty:
            fields = _.listing(_("“{title}”", title=title) for title in empty)
            blocks.append(Text(_("Not filled in: {fields}.", fields=fields)))
        blocks.append(
            Text(_("How strong the case is: {strength}.", strength=_(STRENGTHS[one.strength])))
        )
    if not found.contributions and found.evaluation.design == "contribution":
        blocks.append(Text(_("The contribution analysis is not yet begun.")))
    return blocks


def evidence_blocks(found: Findings, _: Translator, outward: bool) -> list[Block]:
    """The evidence level, with each demand met or not."""
    demands = found.level.demands()
    frame = pd.DataFrame(
        {
            _("Level"): demands["level"],
            _("Demand"): [_capital(_(text)) for text in demands["demand"]],
            _("Met"): [_("Yes") if met else _("No") for met in demands["met"]],
        }
    ).reset_index(drop=True)
    source = _("Worked out from what is recorded, by Nesta's Standards of Evidence (2013)")
    return [
        Text(found.level.conclusion(_.language)),
        Table(frame, _("What the evidence level rests on"), source),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
