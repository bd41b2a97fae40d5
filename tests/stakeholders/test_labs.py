"""The actors of the four real labs: complete, each with its source, and nothing made up."""

from __future__ import annotations

import tomllib

import pytest

from labmethods.shipped import REAL_LABS, shipped
from labmethods.stakeholders import analysis
from labmethods.stakeholders.records import Actor, Relation


@pytest.mark.parametrize("lab", REAL_LABS)
def test_every_actor_and_relation_of_a_real_lab_has_its_source_and_no_rating(lab):
    path = shipped("data") / "labs" / lab / "stakeholders.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    actors = {row.pop("key"): Actor.valid(**row) for row in tables["actors"]}
    for relation in tables["relations"]:
        made = Relation.valid(**relation)
        assert {made.source, made.target} <= actors.keys()
        assert made.source_url.startswith("https://")
    for actor in actors.values():
        assert actor.source_url.startswith("https://")
        assert not any(getattr(actor, rating) for rating in analysis.SCALES)


def test_a_lab_notes_an_actor_once_whatever_its_files(boden, exempellabbet):
    for lab in (boden, exempellabbet):
        actors = lab.actors.frame()
        assert not actors["name"].duplicated().any()
        assert analysis.same_actors(actors).empty
