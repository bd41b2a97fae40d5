"""What a lab looks for, read from what it has recorded with all its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmethods.examples import analysis
from labmethods.examples.adopting import opinions
from labmethods.language import Translator
from labmethods.method import methods
from labmethods.needs import GAP, STILL, Need
from labmethods.reporting.memory import recall

if TYPE_CHECKING:
    import pandas as pd

    from labmethods.workbook.lab import Lab


def challenge(lab: Lab, language: str) -> analysis.Challenge:
    """The lab's challenge: its facts, its actors, its path's gaps and its indicators."""
    facts, found = lab.facts, needs(lab, language)
    return analysis.Challenge(
        focus_areas=tuple(facts.focus_areas or ()),
        target_group=", ".join(_names(lab, "target_groups")),
        text=facts.challenge or "",
        actors=tuple(_actors(lab)),
        gaps=tuple((one.text, one.said) for one in found if one.kind == GAP),
        still=tuple((one.text, one.said) for one in found if one.kind == STILL),
        opinions=opinions(lab),
    )


def of_others(catalogue: pd.DataFrame, lab: Lab) -> pd.DataFrame:
    """The examples but the lab's own: nobody needs to call themselves."""
    facts = lab.facts
    organisation, place = ((text or "").casefold() for text in (facts.organisation, facts.place))
    theirs = catalogue["organisation"].fillna("").astype(str).str.casefold()
    where = catalogue["place"].fillna("").astype(str).str.casefold()
    own = (theirs == organisation) & where.map(lambda one: bool(one) and one in place).astype(bool)
    return catalogue[~own].reset_index(drop=True)


def needs(lab: Lab, language: str) -> list[Need]:
    """What the lab lacks, as each of its methods sees it; worked out where that has changed."""
    return [
        need
        for method in methods().values()
        if method.needs
        for need in recall(lab, method.needs, language)
    ]


def asked_sentence(wanted: analysis.Challenge, _: Translator) -> str:
    """What was looked for, so that one sees what a match rests on."""
    from labmethods.focus_areas import FOCUS_AREAS

    parts = []
    if wanted.focus_areas:
        areas = _.listing(_(FOCUS_AREAS[one]).lower() for one in wanted.focus_areas)
        parts.append(_("focus areas ({areas})", areas=areas))
    if wanted.target_group:
        parts.append(_("target groups ({groups})", groups=wanted.target_group))
    if wanted.text:
        parts.append(_("the lab's challenge"))
    if wanted.gaps:
        lacking = _.listing(said for _text, said in wanted.gaps)
        parts.append(_("what the lab's path lacks ({lacking})", lacking=lacking))
    if wanted.still:
        parts.append(
            _.plural(
                "{n} indicator that stands still",
                "{n} indicators that stand still",
                len(wanted.still),
            )
        )
    if wanted.actors:
        parts.append(_.plural("the lab's {n} actor", "the lab's {n} actors", len(wanted.actors)))
    return _("Looked for: {what}.", what=_.listing(parts)) if parts else ""


def _names(lab: Lab, table: str) -> list[str]:
    if table not in lab.store.records:
        return []
    return [one.label() for one in lab[table].all()]


def _actors(lab: Lab) -> list[tuple[str, str | None]]:
    if "actors" not in lab.store.records:
        return []
    return [
        (one.label(), getattr(one, "kind", None))
        for one in lab["actors"].all()
        if getattr(one, "left", None) is None
    ]
