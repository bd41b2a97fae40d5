"""An example in words: what a reader, a panel and a printed card say of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from labmethods.examples import analysis
from labmethods.examples.analysis.fields import nothing, several
from labmethods.examples.records import EVIDENCE, STATUSES, Example
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import Translator

TOLD = ("problem", "summary", "results", "resources", "cost", "conditions")
"""The texts of an example in the order they are read."""


def whose(example: Mapping[str, Any]) -> str:
    """Who runs it, and where."""
    return ", ".join(
        dict.fromkeys(str(example[name]) for name in ("organisation", "place") if example.get(name))
    )


def areas(example: Mapping[str, Any], _: Translator) -> str:
    """The focus areas, by their titles."""
    return ", ".join(_(FOCUS_AREAS.get(one, one)) for one in several(example.get("focus_areas")))


def facts(example: Mapping[str, Any], _: Translator) -> list[tuple[str, str]]:
    """Title and text of each short fact that is known."""
    language = _.language
    status = example.get("status")
    since = "" if nothing(example.get("started")) else str(int(example["started"]))
    pairs = [
        (Example.title_of("target_group", language), example.get("target_group")),
        (Example.title_of("focus_areas", language), areas(example, _)),
        (Example.title_of("partners", language), _.listing(several(example.get("partners")))),
        (Example.title_of("started", language), since),
        (Example.title_of("status", language), _(STATUSES[status]) if status in STATUSES else ""),
    ]
    return [(title, str(text)) for title, text in pairs if not nothing(text)]


def texts(example: Mapping[str, Any], _: Translator) -> list[tuple[str, str]]:
    """Title and text of each thing that is told, in the order it is read."""
    return [
        (Example.title_of(name, _.language), str(example[name]))
        for name in TOLD
        if not nothing(example.get(name))
    ]


def silent(example: Mapping[str, Any], _: Translator) -> str:
    """What the source doesn't say, as a sentence; empty when it says everything."""
    titles = [Example.title_of(name, _.language) for name in TOLD if nothing(example.get(name))]
    if not titles:
        return ""
    return _("The source says nothing about: {what}.", what=_.listing(titles).lower())


def certainty(example: Mapping[str, Any], _: Translator) -> str:
    """How sure one can be of it, with why."""
    found = analysis.evidence(example, language=_.language)
    how = example.get("evidence")
    told = _(EVIDENCE[how]).lower() if how in EVIDENCE else _("not stated")
    return _(
        "Level {level} of 5 (Nesta): {why}. How it is known: {how}.",
        level=found.level,
        why=found.why,
        how=told,
    )


def call(example: Mapping[str, Any], _: Translator) -> str:
    """Whom to call: an organisation, never a person."""
    who = example.get("contact") or example.get("organisation")
    if nothing(who):
        return _("No organisation to call is noted.")
    return _("Call: {who}.", who=who)


def source(example: Mapping[str, Any], _: Translator) -> str:
    """Where it is known from, with the day it was read; an address stands last."""
    parts = [str(example[name]) for name in ("source_title", "source_url") if example.get(name)]
    if not parts:
        return _("No source is noted.")
    if example.get("read_on"):
        parts.insert(len(parts) - 1, _("read {day}", day=_read_on(example["read_on"], _)))
    return ", ".join(parts)


def _read_on(value: str, _: Translator) -> str:
    """The day, or the month where no more is known, in words."""
    parts = [int(part) for part in str(value).split("-")]
    if len(parts) < 3:
        return _.month(datetime.date(*parts, 1))
    return _.day(datetime.date(*parts))


def ways_on(adoptions: Sequence[Mapping[str, Any]], _: Translator) -> list[str]:
    """What became of it elsewhere, a sentence an adoption."""
    return [_way_on(one, _) for one in adoptions]


def _way_on(adoption: Mapping[str, Any], _: Translator) -> str:
    parts = [whose({"organisation": adoption["adopter"], "place": adoption.get("adopter_place")})]
    if adoption.get("outcome"):
        parts.append(str(adoption["outcome"]))
    if adoption.get("result"):
        parts.append(str(adoption["result"]))
    if not nothing(adoption.get("changed")):
        changed = str(adoption["changed"]).rstrip(".")
        parts.append(_("changed from the original: {what}", what=changed))
    return ". ".join(parts) + "."
