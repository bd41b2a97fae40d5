"""An example becomes an experiment of the lab, and what came of it flows back to the example."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from labmethods.errors import Refused
from labmethods.examples.catalogue import shipped_adoptions, take_in
from labmethods.examples.records import ADOPTION_DECISIONS, OPINIONS, Adoption, Example, Opinion
from labmethods.language import N_, Translator, translator
from labmethods.proportion import proportion

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab
    from labmethods.workbook.records import Record

FEWEST = 5
"""Counts of people below this are not told."""


def adopt(lab: Lab, example: str, changed: str | None = None) -> Record:
    """Make a draft experiment of an example, linked to it, as one step that can be undone.

    Parameters
    ----------
    changed
        What the lab means to do otherwise than the original.

    Raises
    ------
    Refused
        The lab has no method for experiments.
    Missing
        There is no such example.
    """
    if "experiments" not in lab.store.records:
        raise Refused(N_("Here is no method for experiments, so there is nothing to try it in."))
    with lab.store.writing() as batch:
        told = take_in(lab, batch, example)
        experiment = batch.add("experiments", [_draft(lab, told)])[0]
        adoption = {
            "example": told.id,
            "adopter": lab.name,
            "adopter_place": lab.facts.place,
            "experiment": experiment.id,
            "started": datetime.date.today().year,
            "changed": changed,
        }
        batch.add("adoptions", [adoption])
    return experiment


def _draft(lab: Lab, example: Example) -> dict[str, Any]:
    """What an example says, put where a test card asks for it; the belief is the lab's to write."""
    own = set(lab.facts.focus_areas or [])
    return {
        "name": example.name,
        "state": "idea",
        "focus_areas": [area for area in example.focus_areas if area in own or not own]
        or example.focus_areas,
        "action": _short(example.summary, 2000),
        "audience": _short(example.target_group, 200),
        "example": example.id,
        "source_url": example.source_url,
    }


def _short(text: str | None, most: int) -> str | None:
    return text if text is None or len(text) <= most else text[: most - 1].rstrip() + "…"


def think(lab: Lab, example: str, opinion: str, reason: str | None = None) -> Opinion:
    """Keep what the lab thinks of an example; the newest opinion stands."""
    values = {"opinion": opinion, "reason": reason, "day": datetime.date.today()}
    with lab.store.writing() as batch:
        take_in(lab, batch, example)
        known = batch.find("example_opinions", example=example)
        if known:
            return batch.change("example_opinions", known[-1].id, values)
        return batch.add("example_opinions", [{"example": example, **values}])[0]


def opinions(lab: Lab) -> dict[str, str]:
    """What the lab thinks of examples: id to opinion."""
    return {one.example: one.opinion for one in lab["example_opinions"].all()}


def opinion_sentence(lab: Lab, example: str, _: Translator) -> str:
    """What the lab thinks of an example, with why; empty when it has said nothing."""
    known = lab["example_opinions"].find(example=example)
    if not known:
        return ""
    title = _(OPINIONS[known[-1].opinion])
    if known[-1].reason:
        return _("You have said: {opinion} ({reason}).", opinion=title, reason=known[-1].reason)
    return _("You have said: {opinion}.", opinion=title)


def adoptions(lab: Lab, language: str) -> list[dict[str, Any]]:
    """Who learnt from which example, as sources and the lab tell: a row each.

    Besides the fields of ``Adoption``: ``outcome`` and ``result`` in words, ``own`` for the lab's.
    For an experiment here both come from what is recorded of it now.
    """
    _ = translator(language)
    own = lab["adoptions"].all()
    known = {(one.example, one.adopter) for one in own}
    along = [one for one in shipped_adoptions() if (one.example, one.adopter) not in known]
    return [_told(lab, one, one in own, _) for one in (*along, *own)]


def _told(lab: Lab, adoption: Adoption, own: bool, _: Translator) -> dict[str, Any]:
    row = {**adoption.values(), "own": own}
    decisions = _recorded(lab, "decisions", adoption.experiment)
    results = _recorded(lab, "results", adoption.experiment)
    latest = max(decisions, key=lambda one: one.day, default=None)
    row["decision"] = latest.decision if latest else adoption.decision
    row["outcome"] = _outcome(lab, adoption, row["decision"], _)
    counted = results or ([adoption] if adoption.counted else [])
    row["result"] = ". ".join(_counted(counted, _))
    return row


def _recorded(lab: Lab, table: str, experiment: str | None) -> list[Any]:
    if experiment is None or table not in lab.store.records:
        return []
    return lab[table].find(experiment=experiment)


def _outcome(lab: Lab, adoption: Adoption, decision: str | None, _: Translator) -> str:
    if decision in ADOPTION_DECISIONS:
        return _("Decision: {decision}", decision=_(ADOPTION_DECISIONS[decision]).lower())
    if adoption.experiment and lab["experiments"].find(id=adoption.experiment):
        return _("No decision yet")
    return ""


def _counted(results: Iterable[Any], _: Translator) -> list[str]:
    said = []
    for one in results:
        if one.participants is not None and one.participants < FEWEST:
            said.append(
                _(
                    "{counted}: fewer than {fewest} participants, so the count is not told",
                    counted=one.counted,
                    fewest=_.number(FEWEST),
                )
            )
        elif one.participants is not None and one.successes is not None:
            share = proportion(one.successes, one.participants).sentence(_.language)
            said.append(_("{counted}: {share}", counted=one.counted, share=share))
        elif getattr(one, "published", None):
            said.append(_("{counted}: {published}", counted=one.counted, published=one.published))
        elif one.successes is not None:
            said.append(
                _(
                    "{counted}: {successes}; out of how many is not stated",
                    counted=one.counted,
                    successes=_.number(one.successes),
                )
            )
    return said
