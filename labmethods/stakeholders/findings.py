"""What the analyses found, in plain words beside their charts, for panel and report alike."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import N_, translator
from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.words import (
    ACTOR_KINDS,
    RELATION_KINDS,
    SALIENCE_CLASSES,
    STRATEGIES,
    title,
)

NOT_ASSESSED = N_("not assessed")
NOT_STATED = N_("not stated")


def power_interest_finding(actors: pd.DataFrame, language: str, source: str) -> Chart:
    """The power-interest chart of actors of whom some are assessed."""
    _ = translator(language)
    placed = analysis.power_interest(actors).dropna(subset=["power_interest"])
    key = placed[placed["power_interest"] == "manage closely"]
    if len(key):
        finding = _.plural(
            "{n} of {all} assessed actors has both power and interest: {names}",
            "{n} of {all} assessed actors have both power and interest: {names}",
            len(key),
            all=_.number(len(placed)),
            names=names(key, language, 4),
        )
    else:
        finding = _("No assessed actor has both power and interest")
    alt = _(
        "Grid of interest (across) and power (up), both from 1 to 5. {groups}. {unassessed}",
        groups="; ".join(_groups(placed, "power_interest", STRATEGIES, language)),
        unassessed=_unassessed(len(actors) - len(placed), language),
    )
    return Chart(
        figures.power_interest_chart(actors, language=language),
        finding=finding,
        alt=alt,
        source=_(
            "{source} n = {n} assessed actors of {all}. The lab's own assessment; a rating counts "
            "as high from 3. After Mendelow (1981).",
            source=source,
            n=_.number(len(placed)),
            all=_.number(len(actors)),
        ),
        table=actors_table(actors, language, source),
    )


def relation_finding(
    actors: pd.DataFrame, relations: pd.DataFrame, places: pd.DataFrame, language: str, source: str
) -> Chart:
    """The relation map of a lab that has relations; marks grow with betweenness."""
    _ = translator(language)
    measures = analysis.network_measures(actors, relations)
    summary = analysis.network_summary(actors, relations)
    sized = places.assign(betweenness=measures["betweenness"])
    return Chart(
        figures.relation_map(sized, relations, size="betweenness", language=language),
        finding=_who_links(measures, summary, language),
        alt=_(
            "Map with arrows between actors. {hangs_together} {ties}",
            hangs_together=summary_sentence(summary, language),
            ties=_ties_told(actors, relations, language),
        ),
        source=_(
            "{source} n = {relations} ties between {actors} actors. The larger the mark, the more "
            "of the shortest ways between others pass there (betweenness, Freeman 1977).",
            source=source,
            relations=_.number(summary.relations),
            actors=_.number(summary.actors),
        ),
        table=measures_table(measures, language, source),
    )


def _who_links(measures: pd.DataFrame, summary: analysis.NetworkSummary, language: str) -> str:
    _ = translator(language)
    most = measures["betweenness"].max()
    if most > 0:
        top = measures[measures["betweenness"] == most]
        return _.plural(
            "{names} links others together more often than anyone else",
            "{names} link others together more often than anyone else",
            len(top),
            names=names(top, language, 4),
        )
    tied = summary.actors - summary.isolated
    return _.plural(
        "{n} tie joins {tied} of {all} actors; nobody stands between others",
        "{n} ties join {tied} of {all} actors; nobody stands between others",
        summary.relations,
        tied=_.number(tied),
        all=_.number(summary.actors),
    )


def summary_sentence(summary: analysis.NetworkSummary, language: str) -> str:
    """How the relation map hangs together, in words."""
    _ = translator(language)
    parts = [
        _.plural(
            "The map has {n} part that hangs together",
            "The map falls into {n} parts without ties between them",
            summary.components,
        )
    ]
    if summary.isolated:
        parts.append(
            _.plural(
                "{n} actor has no tie at all", "{n} actors have no tie at all", summary.isolated
            )
        )
    if summary.density is not None:
        parts.append(_("{share} of the possible ties exist", share=_.percent(summary.density)))
    if summary.reciprocity is not None:
        parts.append(_("{share} of the ties go both ways", share=_.percent(summary.reciprocity)))
    if summary.e_i_index is not None:
        parts.append(
            _(
                "the E-I index by kind is {value} (-1: all ties within the own kind, "
                "1: all between kinds)",
                value=_.number(summary.e_i_index, 2),
            )
        )
    return "; ".join(parts) + "."


def actors_table(actors: pd.DataFrame, language: str, source: str) -> Table:
    """The actors with ratings, strategy and salience; what isn't known is said."""
    _ = translator(language)
    classed = analysis.salience(analysis.power_interest(actors))
    missing = _(NOT_ASSESSED)
    frame = pd.DataFrame(
        {
            _("Actor"): classed["name"].astype(str),
            _("Kind"): [title(ACTOR_KINDS, kind, language, NOT_STATED) for kind in classed["kind"]],
            _("Power"): _ratings(classed["power"]),
            _("Interest"): _ratings(classed["interest"]),
            _("Strategy"): [
                title(STRATEGIES, each, language) or missing for each in classed["power_interest"]
            ],
            _("Salience"): [
                title(SALIENCE_CLASSES, each, language) or missing for each in classed["salience"]
            ],
            _("Attitude"): _ratings(classed["attitude"]),
        }
    )
    kept = [name for name in frame if frame[name].notna().any()]
    caption = _.plural("{n} actor", "{n} actors", len(actors))
    return Table(frame[kept], caption, source)


def measures_table(measures: pd.DataFrame, language: str, source: str) -> Table:
    """Each actor's place in the relation map, the best linked first."""
    _ = translator(language)
    ordered = measures.sort_values(["betweenness", "degree"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            _("Actor"): ordered["name"].astype(str),
            _("Ties (degree)"): ordered["degree"].round(2),
            _("Between others (betweenness)"): ordered["betweenness"].round(2),
            _("Well connected (eigenvector)"): ordered["eigenvector"].round(2),
            _("Closed in (constraint)"): ordered["constraint"].round(2),
            _("Contacts without overlap (effective size)"): ordered["effective_size"].round(2),
        }
    )
    caption = _(
        "Place in the relation map; a dash where a measure can't be worked out. n = {n} actors",
        n=_.number(len(measures)),
    )
    return Table(frame, caption, source)


def relations_table(
    actors: pd.DataFrame, relations: pd.DataFrame, language: str, source: str
) -> Table:
    """Who does what for whom."""
    _ = translator(language)
    called = dict(zip(actors["id"], actors["name"].astype(str), strict=True))
    frame = pd.DataFrame(
        {
            _("From"): relations["source"].map(called),
            _("Tie"): [
                title(RELATION_KINDS, kind, language, NOT_STATED) for kind in relations["kind"]
            ],
            _("To"): relations["target"].map(called),
            _("Strength"): relations["weight"],
        }
    )
    return Table(frame, _.plural("{n} relation", "{n} relations", len(relations)), source)


def _ratings(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values).astype("Float64").round(1)


def _groups(placed: pd.DataFrame, column: str, titles: dict[str, str], language: str) -> list[str]:
    _ = translator(language)
    return [
        f"{_(name)}: {names(placed[placed[column] == key], language, 20)}"
        for key, name in titles.items()
        if (placed[column] == key).any()
    ]


def _unassessed(n: int, language: str) -> str:
    _ = translator(language)
    if not n:
        return _("All actors are assessed.")
    return _.plural("{n} actor is not assessed.", "{n} actors are not assessed.", n)


def _ties_told(actors: pd.DataFrame, relations: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    called = dict(zip(actors["id"], actors["name"].astype(str), strict=True))
    pairs = [
        f"{called[source]} → {called[target]}"
        for source, target in zip(relations["source"], relations["target"], strict=True)
    ]
    more = len(pairs) - 15
    told = "; ".join(pairs[:15])
    if more > 0:
        told += "; " + _.plural("{n} more", "{n} more", more)
    return f"{told}."
