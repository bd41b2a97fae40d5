"""Who knows whom, in plain words: the map, who holds it together and which ties it lacks."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import translator
from labmethods.reporting.memory import recall_made
from labmethods.stakeholders import analysis, figures
from labmethods.stakeholders.figures.marks import names
from labmethods.stakeholders.findings.ratings import NOT_STATED
from labmethods.stakeholders.words import RELATION_KINDS, title


def relation_finding(
    actors: pd.DataFrame, relations: pd.DataFrame, places: pd.DataFrame, language: str, source: str
) -> Chart:
    """The relation map of a lab that has relations; marks grow with who stands between others."""
    _ = translator(language)
    measures = _measures(actors, relations)
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
            "{source}; n = {relations} ties between {actors} actors",
            source=source,
            relations=_.number(summary.relations),
            actors=_.number(summary.actors),
        ),
        note=" ".join(_map_notes(summary, language)),
        table=measures_table(measures, language, source),
    )


def _measures(actors: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """Each actor's place in the map: remembered, as it hangs on ties and not on names."""
    ties = list(zip(relations["source"], relations["target"], strict=True))
    known = recall_made(
        ("measures", actors["id"].tolist(), ties), lambda: _worked_out(actors, relations)
    )
    columns = {
        measure: pd.Series(values, index=actors.index, dtype=float)
        for measure, values in known.items()
    }
    return actors[["id", "name"]].assign(**columns)


def _worked_out(actors: pd.DataFrame, relations: pd.DataFrame) -> dict[str, list[float]]:
    measures = analysis.network_measures(actors, relations).assign(
        between=analysis.between_others(actors, relations)
    )
    return {name: measures[name].tolist() for name in measures if name not in ("id", "name")}


def _who_links(measures: pd.DataFrame, summary: analysis.NetworkSummary, language: str) -> str:
    _ = translator(language)
    most = measures["between"].max()
    if most > 0:
        top = measures[measures["between"] == most]
        return _.plural(
            "{names} most often links the others together ({relations} ties, {actors} actors)",
            "{names} most often link the others together ({relations} ties, {actors} actors)",
            len(top),
            names=names(top, language, 4),
            relations=_.number(summary.relations),
            actors=_.number(summary.actors),
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
    parts = [_parts_told(summary, language)]
    if summary.isolated:
        parts.append(
            _.plural(
                "{n} actor has no tie at all", "{n} actors have no tie at all", summary.isolated
            )
        )
    if summary.reciprocity is not None:
        parts.append(
            _(
                "{n} of {all} ties go both ways",
                n=_.number(round(summary.reciprocity * summary.relations)),
                all=_.number(summary.relations),
            )
        )
    if summary.e_i_index is not None:
        parts.append(
            _(
                "{n} of {all} ties join actors of different kinds",
                n=_.number(round((1 + summary.e_i_index) / 2 * summary.e_i_relations)),
                all=_.number(summary.e_i_relations),
            )
        )
    return "; ".join(parts) + "."


def _parts_told(summary: analysis.NetworkSummary, language: str) -> str:
    _ = translator(language)
    tied = summary.components - summary.isolated
    if tied > 1:
        return _("The map falls into {n} parts without ties between them", n=_.number(tied))
    if summary.isolated:
        return _("Those who have ties all hang together")
    return _("All actors of the map hang together")


def _map_notes(summary: analysis.NetworkSummary, language: str) -> list[str]:
    """How the map is drawn, and the terms for what is said of it."""
    _ = translator(language)
    said = [
        _(
            "The larger the mark, the more of the shortest ways between others pass there, "
            "whichever way the ties were noted (undirected betweenness, Freeman 1977)."
        )
    ]
    if summary.density is not None:
        said.append(
            _(
                "Density {density}: the ties there are as a share of those that could be.",
                density=_.number(summary.density, 2),
            )
        )
    if summary.e_i_index is not None:
        said.append(
            _(
                "E-I index by kind {value}: −1 when all ties are within a kind, 1 when all are "
                "between kinds (Krackhardt & Stern 1988).",
                value=_.number(summary.e_i_index, 2),
            )
        )
    return said


def measures_table(measures: pd.DataFrame, language: str, source: str) -> Table:
    """Each actor's place in the relation map, the best linked first."""
    _ = translator(language)
    ordered = measures.sort_values(["between", "degree"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            _("Actor"): ordered["name"].astype(str),
            _("Ties"): ordered["degree"].round(2),
            _("Between others"): ordered["between"].round(2),
            _("Well connected"): ordered["eigenvector"].round(2),
            _("Closed in"): ordered["constraint"].round(2),
            _("Contacts without overlap"): ordered["effective_size"].round(2),
        }
    )
    caption = _("Place in the relation map, n = {n} actors", n=_.number(len(measures)))
    note = _(
        "Ties: the actor's share of the ties it could have (degree). Between others: the share of "
        "the shortest ways between others that pass the actor (undirected betweenness). Well "
        "connected: ties to those who have many ties themselves (eigenvector). Closed in: high "
        "when the contacts all know each other (constraint). Contacts without overlap: how many "
        "they are when those who know each other count as one (effective size). A dash stands "
        "where a measure can't be worked out."
    )
    return Table(frame, caption, source, note=note)


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
        if row["rest"]
        else _(
            "If {name} leaves, nobody of these has any contact left: {names}.",
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
    note = _("A suggestion from the map, not an assessment of the actors.")
    caption = _("Contacts that could be made, the most worthwhile first")
    return Table(frame, caption, source, note=note)


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
