"""What the report says of codes and stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.language import Translator, translator
from labmethods.learning import analysis
from labmethods.learning.analysis.agreement import ENOUGH
from labmethods.learning.figures import code_chart
from labmethods.learning.log import standing_entries, standing_readings
from labmethods.learning.records import CODE_KINDS, STEPS

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """What helped and hindered, how far two readers agree, and the stories that were chosen."""
    _ = translator(language)
    return [*coding_blocks(lab, _), *story_blocks(lab, _)]


def coding_blocks(lab: Lab, _: Translator) -> list[Block]:
    """The codes found in the log."""
    readings = standing_readings(lab)
    if readings.empty:
        return [Text(_("The log has not been coded yet."))]
    codes = lab["codes"].frame()
    codes = codes[codes["kind"] != "assumption"]
    counts = analysis.frequencies(codes, readings)
    found = counts[counts["entries"] > 0]
    blocks: list[Block] = []
    if len(found):
        blocks.append(_chart(found, len(standing_entries(lab)), _))
    else:
        blocks.append(Text(_("No code has been found in the entries that were read.")))
    agreed = analysis.agreement(codes, readings)
    return [*blocks, *_agreement(agreed, _)]


def _chart(found: pd.DataFrame, log: int, _: Translator) -> Chart:
    read = int(found["read"].iloc[0])
    labels = [_("{n} of {read}", n=_.number(n), read=_.number(read)) for n in found["entries"]]
    drawn = found.assign(found=found["entries"], label=labels)
    table = pd.DataFrame(
        {
            _("Code"): found["name"],
            _("Kind"): [_(CODE_KINDS[kind]) for kind in found["kind"]],
            _("Entries"): found["entries"],
            _("Found by both"): found["both"],
        }
    )
    return Chart(
        figure=code_chart(drawn, language=_.language),
        finding=_(
            "Found most: {name}, in {n} of {read} log entries",
            name=found["name"].iloc[0],
            n=_.number(int(found["entries"].iloc[0])),
            read=_.number(read),
        ),
        alt="; ".join(f"{n}: {label}" for n, label in zip(found["name"], labels, strict=True)),
        source=_(
            "The lab's log, {read} of {log} entries read",
            read=_.number(read),
            log=_.number(log),
        ),
        note=_("How often something is written down does not show how much it matters."),
        table=Table(table, _("Codes in the log, n = {n} entries", n=_.number(read))),
    )


def _agreement(agreed: pd.DataFrame, _: Translator) -> list[Block]:
    if agreed.empty:
        text = _(
            "One reader has coded the log. Whether another would have found the same isn't known."
        )
        return [Text(text)]
    whole = agreed.iloc[-1]
    n = _.number(int(whole["n"]))
    if pd.isna(whole["kappa"]):
        return [Text(_("Two readers judged {n} entries; they found nothing to differ on.", n=n))]
    kappa = _.number(whole["kappa"], 2)
    if whole["kappa"] < ENOUGH:
        said = _(
            "Two readers judged the same {n} entries, and agreed too little to build on: talk "
            "through what the codes mean and read again.",
            n=n,
        )
    else:
        said = _("Two readers judged the same {n} entries, and largely agreed.", n=n)
    rows = [
        (
            row.name_of_code,
            _("{n} of {read}", n=_.number(round(row.agreed * row.n)), read=_.number(row.n)),
            "–" if pd.isna(row.kappa) else _.number(row.kappa, 2),
            "–"
            if pd.isna(row.low)
            else _("{low} to {high}", low=_.number(row.low, 2), high=_.number(row.high, 2)),
        )
        for row in agreed.iloc[:-1].rename(columns={"name": "name_of_code"}).itertuples()
    ]
    columns = [_("Code"), _("Judged alike"), _("Kappa"), _("95% interval")]
    caption = _("How far two readers agree, n = {n} entries", n=n)
    note = _(
        "Cohen's kappa for all codes together: {kappa}. It is 1 when both judge all entries alike "
        "and 0 when they agree no more than by chance; from {enough} on agreement is called "
        "substantial (Landis & Koch 1977).",
        kappa=kappa,
        enough=_.number(ENOUGH, 1),
    )
    table = Table(pd.DataFrame(rows, columns=columns), caption, _("The lab's log"), note=note)
    return [Text(said), table]


def story_blocks(lab: Lab, _: Translator) -> list[Block]:
    """The chosen stories whose tellers agreed, with the reasons of those who chose."""
    stories = lab["stories"].frame()
    blocks: list[Block] = [Heading(_("The most significant change"))]
    if stories.empty:
        return [*blocks, Text(_("No story of change has been collected yet."))]
    found = analysis.chosen_stories(stories, lab["story_choices"].frame())
    chosen = found[found["level"] > 0]
    told = chosen[chosen["consent"].fillna(False).astype("bool")]
    blocks.append(Text(selection_sentence(len(found), len(chosen), len(told), _)))
    for row in told.itertuples():
        blocks += story(row, _)
    return blocks


def selection_sentence(collected: int, chosen: int, told: int, _: Translator) -> str:
    """How many stories there are at each step."""
    said = _.plural("{n} story was collected", "{n} stories were collected", collected)
    if not chosen:
        return _("{collected}; none was chosen.", collected=said)
    said += "; " + _.plural("{n} was chosen.", "{n} were chosen.", chosen)
    if not told:
        return f"{said} " + _("None of them may be told: no teller has agreed.")
    return f"{said} " + _.plural(
        "{n} of them may be told, since its teller agrees.",
        "{n} of them may be told, since their tellers agree.",
        told,
    )


def story(row: tuple, _: Translator) -> list[Block]:
    """One story with why it was chosen, step by step."""
    blocks: list[Block] = [Heading(row.name, 4), Prose(row.story)]
    if not pd.isna(row.why):
        blocks.append(Prose(row.why, _("Why it matters most")))
    for step, group, reason in row.reasons:
        label = _("{step}, {group}", step=_(STEPS[step]), group=group)
        blocks.append(Prose(reason, label))
    return blocks
