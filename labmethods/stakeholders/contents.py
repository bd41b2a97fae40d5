"""What a lab holds of actors, relations and mappings, read once for a panel or a report."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.language import translator
from labmethods.shipped import REAL_LABS, lab_tables
from labmethods.stakeholders import analysis
from labmethods.stakeholders.records import Mapping
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Contents:
    """The lab's frames; see the records for their columns."""

    everyone: pd.DataFrame
    """All actors, also those that have left."""
    all_relations: pd.DataFrame
    mappings: pd.DataFrame
    """By day."""
    assessments: pd.DataFrame
    engagements: pd.DataFrame

    @property
    def actors(self) -> pd.DataFrame:
        """The actors that have not left."""
        return self.everyone[self.everyone["left"].isna()]

    @property
    def relations(self) -> pd.DataFrame:
        """The relations between actors that have not left."""
        there = self.actors["id"]
        ties = self.all_relations
        return ties[ties["source"].isin(there) & ties["target"].isin(there)]

    def at(self, mapping: str) -> pd.DataFrame:
        """The actors as the room agreed on them in a mapping."""
        return analysis.at(self.assessments, self.everyone, mapping)

    def kept(self) -> list[str]:
        """The mappings that hold what the room agreed on, by day."""
        agreed = self.assessments.loc[self.assessments["voice"].isna(), "mapping"]
        return [mapping for mapping in self.mappings["id"] if mapping in set(agreed)]

    def called(self, mapping: str, language: str) -> str:
        """A mapping's day and occasion, in words."""
        row = self.mappings.set_index("id").loc[mapping]
        day = translator(language).day(row["day"])
        return f"{row['name']}, {day}" if isinstance(row["name"], str) else day

    def voices(self, mapping: str) -> pd.DataFrame:
        """What participants said in a mapping, each on their own."""
        own = self.assessments[self.assessments["mapping"] == mapping]
        return analysis.voices(own, self.everyone)

    def places(self) -> pd.DataFrame | None:
        """Where the actors stood on the map of the newest mapping that has one."""
        for mapping in reversed(self.kept()):
            own = self.assessments[
                (self.assessments["mapping"] == mapping) & self.assessments["voice"].isna()
            ]
            places = own[["actor", "x", "y"]].rename(columns={"actor": "id"}).dropna()
            if len(places):
                return places
        return None


def read(lab: Lab) -> Contents:
    """What the lab holds now."""
    return Contents(
        everyone=lab.actors.frame(),
        all_relations=lab.relations.frame(),
        mappings=analysis.in_order(lab.mappings.frame()),
        assessments=lab.assessments.frame(),
        engagements=lab.engagements.frame(),
    )


def source(lab: Lab, table: str, language: str) -> str:
    """Where a table's values come from, and of what day they are."""
    _ = translator(language)
    newest = lab.history(table=table, newest=1)
    said = _("the lab {lab}", lab=lab.name)
    if newest:
        said = _("the lab {lab}, as of {day}", lab=lab.name, day=_.day(newest[0].at))
    addresses = list(dict.fromkeys(lab[table].frame()["source_url"].dropna()))
    if not addresses:
        return said
    return _("{source}, collected from {addresses}", source=said, addresses=_.listing(addresses))


def newest_mapping(lab: Lab) -> Mapping | None:
    """The mapping of the latest day; none when there is none."""
    return max(lab.mappings.all(), key=lambda one: (one.day, one.id), default=None)


def matched_labs(lab: Lab) -> pd.DataFrame:
    """The actors of the programme's labs that share a focus area with this one.

    Columns ``lab, name, kind``; as published, so without ratings.
    """
    own = set(lab.facts.focus_areas)
    rows = []
    for other in REAL_LABS:
        tables = lab_tables(other)
        facts = tables["facts"][0]
        if facts["name"] == lab.name or not own & set(facts["focus_areas"]):
            continue
        rows += [
            (facts["name"], actor["name"], actor.get("kind")) for actor in tables.get("actors", [])
        ]
    return pd.DataFrame(rows, columns=["lab", "name", "kind"])
