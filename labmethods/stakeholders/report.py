"""What the report says of who matters and who knows whom."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Heading, Text
from labmethods.language import translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.findings import (
    actors_table,
    power_interest_finding,
    relation_finding,
    relations_table,
    summary_sentence,
)
from labmethods.stakeholders.words import ACTOR_KINDS, title
from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """The lab's actors, how they are assessed, and their relations."""
    _ = translator(language)
    actors, relations = lab.actors.frame(), lab.relations.frame()
    if actors.empty:
        return [Text(_("No actors have been noted yet."))]
    return [
        Text(_who(actors, language)),
        *_assessed(actors, language, source(lab, "actors", language)),
        Heading(_("Who knows whom")),
        *_related(actors, relations, language, source(lab, "relations", language)),
    ]


def source(lab: Lab, table: str, language: str) -> str:
    """Where a table's values come from, and of what day they are."""
    _ = translator(language)
    newest = lab.history(table=table, newest=1)
    said = [_("the lab {lab}.", lab=lab.name)]
    if newest:
        said = [_("the lab {lab}, as of {day}.", lab=lab.name, day=_.day(newest[0].at))]
    addresses = list(dict.fromkeys(lab[table].frame()["source_url"].dropna()))
    if addresses:
        said.append(_("Collected from: {addresses}.", addresses=", ".join(addresses)))
    return " ".join(said)


def _who(actors: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    counted = actors["kind"].value_counts()
    kinds = [f"{title(ACTOR_KINDS, kind, language)} ({_.number(n)})" for kind, n in counted.items()]
    unknown = int(actors["kind"].isna().sum())
    if unknown:
        kinds.append(_("kind not stated ({n})", n=_.number(unknown)))
    return _.plural(
        "The lab has noted {n} actor: {kinds}.",
        "The lab has noted {n} actors: {kinds}.",
        len(actors),
        kinds=_.listing(kinds),
    )


def _assessed(actors: pd.DataFrame, language: str, told: str) -> list[Block]:
    _ = translator(language)
    if not analysis.assessed(actors, "power", "interest").any():
        nobody = _("The actors' power and interest have not yet been assessed.")
        return [Text(nobody), actors_table(actors, language, told)]
    return [power_interest_finding(actors, language, told)]


def _related(
    actors: pd.DataFrame, relations: pd.DataFrame, language: str, told: str
) -> list[Block]:
    _ = translator(language)
    if relations.empty:
        return [Text(_("No relations between the actors have been noted yet."))]
    summary = analysis.network_summary(actors, relations)
    places = analysis.layout(actors, relations)
    return [
        relation_finding(actors, relations, places, language, told),
        Text(summary_sentence(summary, language)),
        relations_table(actors, relations, language, told),
    ]
