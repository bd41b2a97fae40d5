"""What the report says of who matters, who knows whom, who is missing and what is planned."""

from __future__ import annotations

import datetime

import pandas as pd

from labmethods.blocks import Block, Heading, Text
from labmethods.language import translator
from labmethods.stakeholders import analysis, findings
from labmethods.stakeholders.checklist import CHECKLIST, roles
from labmethods.stakeholders.contents import Contents, matched_labs, read, source
from labmethods.stakeholders.words import ACTOR_KINDS, title
from labmethods.workbook.lab import Lab

FEWEST_VOICES = 5
"""Voices fewer than this could be told apart, so they stay in the lab."""


def report(lab: Lab, language: str) -> list[Block]:
    """The lab's actors, how they are assessed and how that changed, their relations, the plan."""
    _ = translator(language)
    contents = read(lab)
    if contents.everyone.empty:
        return [Text(_("No actors have been noted yet."))]
    told = source(lab, "actors", language)
    return [
        Text(_who(contents.actors, language)),
        *assessed_blocks(contents.actors, language, told),
        *_changed(contents, language, told),
        *_heard(contents, language, told),
        Heading(_("Who knows whom")),
        *related_blocks(contents, language, source(lab, "relations", language)),
        Heading(_("Who is missing")),
        *missing_blocks(lab, contents, language),
        Heading(_("Whom we contact next")),
        *plan_blocks(lab, contents, language, datetime.date.today()),
    ]


def _who(actors: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    counted = actors["kind"].value_counts()
    kinds = [f"{title(ACTOR_KINDS, kind, language)} ({_.number(n)})" for kind, n in counted.items()]
    unknown = int(actors["kind"].isna().sum())
    if unknown:
        kinds.append(_("kind not stated ({n})", n=_.number(unknown)))
    if not kinds:
        return _("All actors that were noted have left.")
    return _.plural(
        "The lab has noted {n} actor: {kinds}.",
        "The lab has noted {n} actors: {kinds}.",
        len(actors),
        kinds=_.listing(kinds),
    )


def assessed_blocks(actors: pd.DataFrame, language: str, told: str) -> list[Block]:
    """Strategy, salience and alignment, as far as anybody is assessed."""
    _ = translator(language)
    blocks: list[Block] = []
    for columns, finding in (
        (("power", "interest"), findings.power_interest_finding),
        (("power", "legitimacy", "urgency"), findings.salience_finding),
        (("attitude", "interest"), findings.alignment_finding),
    ):
        if analysis.assessed(actors, *columns).any():
            blocks.append(finding(actors, language, told))
    if not analysis.assessed(actors, "power", "interest").any():
        nobody = Text(_("The actors' power and interest have not yet been assessed."))
        table = [findings.actors_table(actors, language, told)] if len(actors) else []
        blocks = [nobody, *table, *blocks]
    return blocks


def _changed(contents: Contents, language: str, told: str) -> list[Block]:
    """The movement between the two newest mappings."""
    _ = translator(language)
    kept = contents.kept()
    if len(kept) < 2:
        return []
    comparison = analysis.compare(*(contents.at(mapping) for mapping in kept[-2:]))
    since, until = (contents.called(mapping, language) for mapping in kept[-2:])
    return [
        Heading(_("What has changed")),
        findings.movement_finding(comparison, since, until, language, told),
    ]


def _heard(contents: Contents, language: str, told: str) -> list[Block]:
    """What the voices of the newest mapping say, if they are so many that none can be told."""
    _ = translator(language)
    spoken = contents.assessments.dropna(subset=["voice"])
    with_voices = [one for one in contents.mappings["id"] if one in set(spoken["mapping"])]
    if not with_voices:
        return []
    mapping = with_voices[-1]
    voices = spoken.loc[spoken["mapping"] == mapping, "voice"].nunique()
    opinions = contents.voices(mapping)
    opinions = opinions[opinions["n"] >= FEWEST_VOICES]
    heading = Heading(_("Where the room disagrees"))
    if opinions.empty:
        few = _(
            "Participants rated the actors on their own in {mapping}; fewer than {n} rated the "
            "same actor, so their ratings stay in the lab.",
            mapping=contents.called(mapping, language),
            n=FEWEST_VOICES,
        )
        return [heading, Text(few)]
    rating = opinions["rating"].iloc[0]
    said = _.plural(
        "{n} participant rated the actors on their own in {mapping}.",
        "{n} participants rated the actors on their own in {mapping}.",
        int(voices),
        mapping=contents.called(mapping, language),
    )
    own = opinions[opinions["rating"] == rating]
    return [heading, Text(said), findings.voices_finding(own, language, told)]


def related_blocks(contents: Contents, language: str, told: str) -> list[Block]:
    """The relation map, how it hangs together, and which ties it lacks."""
    _ = translator(language)
    actors, relations = contents.actors, contents.relations
    if relations.empty:
        return [Text(_("No relations between the actors have been noted yet."))]
    places = analysis.layout(actors, relations, previous=contents.places())
    blocks: list[Block] = [
        findings.relation_finding(actors, relations, places, language, told),
        *held_together(actors, relations, language),
        findings.relations_table(actors, relations, language, told),
    ]
    links = analysis.missing_links(actors, relations, most=5)
    if len(links):
        blocks += [
            Heading(_("Contacts worth making"), 4),
            findings.links_table(links, language, told),
        ]
    return blocks


def held_together(actors: pd.DataFrame, relations: pd.DataFrame, language: str) -> list[Text]:
    """How the map hangs together, and who loses contact if somebody leaves."""
    summary = analysis.network_summary(actors, relations)
    broken = analysis.articulation(actors, relations)
    sentences = findings.articulation_sentences(broken, language)
    return [Text(said) for said in [findings.summary_sentence(summary, language), *sentences]]


def missing_blocks(lab: Lab, contents: Contents, language: str) -> list[Block]:
    """The checklist of the lab's focus areas, and what labs like it have."""
    checked = roles(lab.facts.focus_areas)
    found = analysis.missing_roles(contents.actors, checked, CHECKLIST)
    blocks: list[Block] = [
        Text(findings.roles_sentence(found, checked, language)),
        findings.roles_table(found, checked, language),
    ]
    kinds = analysis.missing_kinds(contents.actors, matched_labs(lab))
    if len(kinds):
        blocks.append(findings.kinds_table(kinds, language))
    return blocks


def plan_blocks(lab: Lab, contents: Contents, language: str, today: datetime.date) -> list[Block]:
    """The planned contacts, what is overdue, and who has no next step."""
    _ = translator(language)
    plan = analysis.engagement_plan(contents.actors, contents.engagements, today)
    waiting = analysis.without_next_step(contents.actors, contents.engagements)
    sentences = findings.overdue_sentences(plan, language)
    sentences += [findings.waiting_sentence(waiting, language)] if len(waiting) else []
    blocks: list[Block] = [Text(sentence) for sentence in sentences]
    if plan.empty:
        return [Text(_("No contacts have been planned yet.")), *blocks]
    told = source(lab, "engagements", language)
    return [*blocks, findings.plan_table(plan, language, told)]
