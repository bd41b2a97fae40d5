"""Who knows whom, in plain words: the map, who holds it together and which ties it lacks."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import translator
from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.findings.ratings import NOT_STATED
from labmethods.stakeholders.words import RELATION_KINDS, title


def relation_finding(
    actors: pd.DataFrame, relations: pd.DataFrame, places: pd.DataFrame, language: str, source: str
) -> Chart:
    """The relation map of a lab that has relations; marks grow with who stands between others."""
    _ = translator(language)
    measures = analysis.network_measures(actors, relations).assign(
        between=analysis.between_others(actors, relations)
    )
    summary = analysis.network_summary(actors, relations)
    sized = places.assign(between=measures["between"])
    return Chart(
        figures.relation_map(sized, relations, size="between", language=language),
        finding=_who_links(measures, summary, language),
        alt=_(
            "Map with arrows between actors. {hangs_together} {ties}",
            hangs_together=summary_sentence(summary, language),
            ties=_ties_told(actors, relations, language),
        ),
        source=_(
            "{source} n = {relations} ties between {actors} actors. The larger the mark, the more "
            "of the shortest ways between others pass there, whichever way the ties were noted "
            "(undirected betweenness, Freeman 1977).",
            source=source,
            relations=_.number(summary.relations),
            actors=_.number(summary.actors),
        ),
        table=measures_table(measures, language, source),
    )


def _who_links(measures: pd.DataFrame, summary: analysis.NetworkSummary, language: str) -> str:
    _ = translator(language)
    most = measures["between"].max()
    if most > 0:
        top = measures[measures["between"] == most]
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


def measures_table(measures: pd.DataFrame, language: str, source: str) -> Table:
    """Each actor's place in the relation map, the best linked first."""
    _ = translator(language)
    ordered = measures.sort_values(["between", "degree"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            _("Actor"): ordered["name"].astype(str),
            _("Ties (degree)"): ordered["degree"].round(2),
            _("Between others (undirected betweenness)"): ordered["between"].round(2),
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


def articulation_sentences(broken: pd.DataFrame, language: str, most: int = 5) -> list[str]:
    """Who loses contact if an actor leaves, of what ``analysis.articulation`` found."""
    _ = translator(language)
    if broken.empty:
        return [_("No single actor's leaving would break the contact between others.")]
    return [
        _.plural(
            "If {name} leaves, {n} actor loses contact with the rest: {names}.",
            "If {name} leaves, {n} actors lose contact with the rest: {names}.",
            row["n"],
            name=row["name"],
            names=_.listing(name for group in row["names"] for name in group),
        )
        for row in broken.head(most).to_dict("records")
    ]


def links_table(links: pd.DataFrame, language: str, source: str) -> Table:
    """Ties worth making with their reasons, of what ``analysis.missing_links`` found."""
    _ = translator(language)
    frame = pd.DataFrame(
        {
            _("Between"): links["source_name"].astype(str),
            _("And"): links["target_name"].astype(str),
            _("Why"): [_why(row, language) for row in links.to_dict("records")],
        }
    )
    caption = _(
        "Contacts that could be made, the most worthwhile first. A suggestion from the map, not an "
        "assessment of the actors."
    )
    return Table(frame, caption, source)


def _why(link: dict, language: str) -> str:
    _ = translator(language)
    parts = []
    if "joins" in link["reasons"]:
        parts.append(
            _.plural(
                "brings {n} pair of actors in reach of each other",
                "brings {n} pairs of actors in reach of each other",
                link["joins"],
            )
        )
    if "key" in link["reasons"]:
        parts.append(_("both have power and interest"))
    if "shared" in link["reasons"]:
        shared = pd.DataFrame({"name": link["shared_names"]})
        parts.append(_("{names} can introduce them", names=names(shared, language, 4)))
    return "; ".join(parts)
