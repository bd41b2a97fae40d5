"""What the experiments say across labs: what was tried where, and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.experiments import contents, figures
from labmethods.experiments.records import DECISIONS
from labmethods.experiments.sentences import result_sentence, state_title
from labmethods.language import Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


def programme(labs: Sequence[Lab], language: str) -> list[Block]:
    """Every lab's experiments with result and decision, and the counted results side by side."""
    _ = translator(language)
    tried = {lab.name: contents.read(lab, datetime.date.today()) for lab in labs}
    rows = [row for name, found in tried.items() for row in _experiments(name, found, _)]
    if not rows:
        return [Text(_("No lab has recorded an experiment yet."))]
    columns = [_("Lab"), _("Experiment"), _("State"), _("Result"), _("Decision")]
    table = Table(pd.DataFrame(rows, columns=columns), _("What the labs tried"))
    counted = pd.concat([_counted(name, found) for name, found in tried.items()])
    return [table, *([_results(counted, _)] if len(counted) else [])]


def _experiments(name: str, found: contents.Contents, _: Translator) -> Iterator[tuple]:
    for row in found.portfolio.itertuples():
        results = found.shares[found.shares["experiment"] == row.id]
        sentences = [result_sentence(one, _) for one in results.itertuples()]
        decision = _("none recorded") if pd.isna(row.decision) else _(DECISIONS[row.decision])
        yield (
            name,
            row.name,
            state_title(row.state, _),
            "; ".join(sentences) or _("none recorded"),
            decision,
        )


def _counted(name: str, found: contents.Contents) -> pd.DataFrame:
    counted = found.shares[found.shares["share"].notna()]
    return counted.assign(counted=[f"{name}: {text}" for text in counted["counted"]])


def _results(counted: pd.DataFrame, _: Translator) -> Chart:
    sentences = "; ".join(result_sentence(row, _) for row in counted.itertuples())
    n = int(counted["participants"].sum())
    return Chart(
        figure=figures.results_chart(counted, language=_.language),
        finding=_(
            "The labs count different things among few participants: compare the intervals, not "
            "the points"
        ),
        alt=sentences,
        source=_(
            "95% interval by Wilson's method; {n} participants in all. {sources}",
            n=_.number(n),
            sources="; ".join(dict.fromkeys(counted["source_url"].dropna())),
        ),
    )
