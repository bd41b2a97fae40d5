"""What the parts of the experiments' report share."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Text
from labmethods.experiments.contents import Contents
from labmethods.experiments.records import STARTED, Experiment
from labmethods.language import Translator


def dated(day: pd.Timestamp, known: str, _: Translator) -> str:
    """A day that happened, is planned, is yet to come or isn't set."""
    if pd.isna(day):
        return _("no day set")
    if known == "today":
        return _("goes on")
    return _.day(day) if known == "actual" else _("{day} (planned)", day=_.day(day))


def own_source(n: int, found: Contents, _: Translator) -> str:
    """The source line of what the lab recorded itself."""
    return _.plural(
        "The lab's own record, {n} experiment, as of {day}",
        "The lab's own record, {n} experiments, as of {day}",
        n,
        day=_.day(found.today),
    )


def missing(card: Experiment, text: str) -> list[Block]:
    """What isn't there is said once the experiment has started; before, nobody expects it."""
    return [Text(text)] if card.state in (None, *STARTED) else []


def written(value: object) -> str:
    """A cell's text; a dash for nothing."""
    return "–" if pd.isna(value) else str(value)
