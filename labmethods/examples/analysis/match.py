"""Which examples fit a lab's challenge, why, what is missing to try them, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from labmethods.examples.analysis.cache import index_of
from labmethods.examples.analysis.challenge import Challenge, read_challenge
from labmethods.examples.analysis.concept import Concept
from labmethods.examples.analysis.evidence import evidence
from labmethods.examples.analysis.fields import nothing, several, text_of
from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.partners import KINDS, by_kind, partner_kind
from labmethods.examples.analysis.query import concepts, scores
from labmethods.examples.analysis.search import best, found_words
from labmethods.examples.analysis.synonyms import Synonyms, field_synonyms
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import N_, Translator, translator

WEIGHTS = {"focus": 2.0, "target": 3.0, "text": 2.0, "gap": 2.0, "still": 1.5, "actors": 1.0}
"""How much each part of a challenge counts, of those that it has."""

_SAID = 0.3
"""A part is given as a reason from this much of it."""
_TRIED, _FITS, _UNFIT = -0.15, 0.25, -0.6
_LIKE = {"fits": 0.15, "tried": 0.05, "does not fit": -0.15}
"""What an opinion does to the examples that are like the one it is about."""

COLUMNS = ("id", "name", "score", "reasons", "missing", "contact", "organisation", "place", "row")


@dataclass
class _Part:
    """How well every example fits one thing that the lab looks for, and how to say so."""

    name: str
    fit: np.ndarray
    said: str = ""
    asked: list[Concept] = field(default_factory=list)


def match(
    catalogue: pd.DataFrame | Index,
    challenge: object,
    *,
    synonyms: Synonyms | None = None,
    limit: int | None = 10,
    language: str = "sv",
) -> pd.DataFrame:
    """The examples that fit what a lab looks for, the best first.

    Parameters
    ----------
    catalogue
        As for ``search``.
    challenge
        A ``Challenge``, a mapping of its parts (``focus_areas, target_group, text, actors, gaps,
        still, opinions``), or a text.
    synonyms, limit, language
        As for ``search``.

    Returns
    -------
    DataFrame
        ``id, name, score, reasons, missing, contact, organisation, place, row``. ``score`` is the
        share of what the lab looks for that the example has (0-1), moved by what the lab said of
        it and of examples like it. ``reasons`` and ``missing`` are lists of sentences, ``contact``
        the organisation to call. Examples without a reason are left out.

    Raises
    ------
    Invalid
        If the catalogue has no names, or the challenge can't be read.

    Examples
    --------
    >>> catalogue = pd.DataFrame(
    ...     {
    ...         "name": ["Läxhjälp på Ersboda", "Nattvandring"],
    ...         "focus_areas": [["school"], ["safety"]],
    ...         "target_group": ["elever i årskurs 8 och 9", "boende"],
    ...     }
    ... )
    >>> wanted = {"focus_areas": ["school"], "target_group": "högstadieelever"}
    >>> match(catalogue, wanted, language="en").loc[0, "reasons"]
    ['Same focus area: School.', 'Same target group: “elever i årskurs 8 och 9”.']
    """
    index = index_of(catalogue)
    wanted = read_challenge(challenge)
    parts = list(_parts(index, wanted, synonyms or field_synonyms()))
    total = np.zeros(index.size)
    asked = sum(WEIGHTS[name] for name in {part.name for part in parts})
    for name in WEIGHTS:
        same = [part.fit for part in parts if part.name == name]
        if same:
            total += WEIGHTS[name] * np.max(same, axis=0) / asked
    # Whom a lab knows makes an example easier to try, but isn't a reason to try it.
    fitting = np.max([p.fit for p in parts if p.name != "actors"] or [total * 0], axis=0) > 0.05
    moved, why_moved = _opinions(index, wanted)
    total = np.where(fitting & index.alive(), np.maximum(total, 1e-6), 0)
    total += np.where(total > 0, _proven(index, total), 0)
    order = best(np.where(total > 0, np.maximum(total + moved, 1e-9), 0), limit)
    _ = translator(language)
    rows = [
        _row(index, int(place), float(total[place] + moved[place]), parts, wanted, why_moved, _)
        for place in order
    ]
    return _frame([row for row in rows if row["reasons"]])


def _parts(index: Index, wanted: Challenge, synonyms: Synonyms) -> Iterator[_Part]:
    if wanted.focus_areas:
        yield _Part("focus", _same_areas(index, wanted.focus_areas))
    texts = [("target", wanted.target_group, ""), ("text", wanted.text, "")]
    texts += [("gap", text, said) for text, said in wanted.gaps]
    texts += [("still", text, said) for text, said in wanted.still]
    for name, text, said in texts:
        asked = concepts(text, index, synonyms)
        if asked:
            yield _Part(name, _covered(index, asked, name), said, asked)
    if wanted.actors:
        yield _Part("actors", _known_partners(index, set(by_kind(wanted.actors))))


def _same_areas(index: Index, areas: tuple[str, ...]) -> np.ndarray:
    fit = np.zeros(index.size)
    for area in areas:
        fit[index.with_area(area)] += 1 / len(areas)
    return fit


def _covered(index: Index, asked: list[Concept], name: str) -> np.ndarray:
    """How much of what is asked each example has (0-1); of a long text, its best words."""
    each = [scores(concept, index) for concept in asked]
    tops = sorted((float(one.max(initial=0)) for one in each), reverse=True)
    # A text says much; an example that has the most telling of it fits.
    most = sum(tops[:4] if name == "text" else tops)
    return np.minimum(1, np.sum(each, axis=0) / most) if most > 0 else np.zeros(index.size)


def _known_partners(index: Index, had: set[str]) -> np.ndarray:
    theirs = index.partner_kinds
    had_by_us = np.array([key in had for key in KINDS])
    return (theirs @ had_by_us) / np.maximum(1, theirs.sum(axis=1))


def _proven(index: Index, total: np.ndarray) -> np.ndarray:
    """A little for results that were followed up, so that of equals the surer one comes first."""
    return np.where(total > 0, 0.02 * index.followed_up, 0)


Why = dict[int, list[tuple[str, str]]]
"""For a place, the opinions of examples like it: what was said, and of which."""


def _opinions(index: Index, wanted: Challenge) -> tuple[np.ndarray, Why]:
    """What the lab's opinions move, and why."""
    moved = np.zeros(index.size)
    why: Why = {}
    own = {"fits": _FITS, "does not fit": _UNFIT, "tried": _TRIED}
    judged = {index.place(one): what for one, what in wanted.opinions.items() if index.has(one)}
    for place, what in judged.items():
        moved[place] += own.get(what, 0)
        likeness = index.likeness(place)
        for other in np.flatnonzero(likeness > 0.3):
            if int(other) in judged or what not in _LIKE:
                continue
            moved[other] += _LIKE[what] * likeness[other]
            why.setdefault(int(other), []).append((what, text_of(index.row(place).get("name"))))
    return moved, why


_OWN_OPINION = {
    "fits": N_("The lab has said that it fits."),
    "does not fit": N_("The lab has said that it doesn't fit, so it comes later."),
    "tried": N_("The lab has tried it, so it comes later."),
}
_OPINION_OF_LIKE = {
    "fits": N_("It is like {name}, which the lab said fits."),
    "tried": N_("It is like {name}, which the lab has tried."),
    "does not fit": N_("It is like {name}, which the lab said doesn't fit, so it comes later."),
}


def _row(
    index: Index,
    place: int,
    score: float,
    parts: list[_Part],
    wanted: Challenge,
    why_moved: Why,
    _: Translator,
) -> dict[str, object]:
    example = index.row(place)
    reasons = [said for part in parts for said in _reason(part, index, place, wanted, _)]
    if reasons:
        found = evidence(example, language=_.language)
        if found.level > 1:
            reasons.append(_("Its results were followed up (level {n} of 5).", n=found.level))
        opinion = wanted.opinions.get(text_of(example.get("id")))
        reasons += [_(_OWN_OPINION[opinion])] if opinion in _OWN_OPINION else []
        reasons += [_(_OPINION_OF_LIKE[what], name=name) for what, name in why_moved.get(place, [])]
    return {
        "id": example.get("id"),
        "name": text_of(example.get("name")),
        "score": min(1.0, max(0.0, score)),
        "reasons": reasons,
        "missing": list(_missing(example, wanted, _)),
        "contact": text_of(example.get("contact")) or text_of(example.get("organisation")),
        "organisation": example.get("organisation"),
        "place": example.get("place"),
        "row": place,
    }


def _reason(
    part: _Part, index: Index, place: int, wanted: Challenge, _: Translator
) -> Iterator[str]:
    if part.name == "focus":
        own = several(index.row(place).get("focus_areas"))
        same = [_(FOCUS_AREAS.get(area, area)) for area in wanted.focus_areas if area in own]
        if same:
            yield _.plural(
                "Same focus area: {areas}.",
                "Same focus areas: {areas}.",
                len(same),
                areas=_.listing(same),
            )
        return
    if part.name == "actors":
        yield from _had(index.row(place), wanted, _)
        return
    if part.fit[place] < _SAID:
        return
    if part.name == "target":
        if found_words(part.asked, index, place, "target_group"):
            told = text_of(index.row(place).get("target_group"))
            yield _("Same target group: {found}.", found=_("“{found}”", found=told))
        return
    words = found_words(part.asked, index, place)
    if not words:
        return
    found = _.listing(_("“{found}”", found=word) for word in words)
    if part.name == "text":
        yield _("It is about what the lab's challenge says: {found}.", found=found)
    elif part.name == "gap":
        yield _(
            "It has something that the lab's path lacks, {gap}: {found}.",
            gap=part.said,
            found=found,
        )
    else:
        yield _(
            "The lab's indicator {name} stands still, and this works on it: {found}.",
            name=part.said,
            found=found,
        )


def _had(example: dict, wanted: Challenge, _: Translator) -> Iterator[str]:
    """The partners of the example that the lab has somebody like."""
    had = by_kind(wanted.actors)
    said = set()
    for partner in several(example.get("partners")):
        key = partner_kind(partner)
        if key in had and key not in said:
            said.add(key)
            if had[key].casefold() == partner.casefold():
                yield _("The lab already has {who}, as they did.", who=partner)
            else:
                yield _(
                    "The lab already has {kind} ({mine}); they had {theirs}.",
                    kind=_(KINDS[key].title),
                    mine=had[key],
                    theirs=partner,
                )


def _missing(example: dict, wanted: Challenge, _: Translator) -> Iterator[str]:
    """What the lab would need to try it, as far as the record tells."""
    had = by_kind(wanted.actors)
    lacking = {}
    for partner in several(example.get("partners")):
        key = partner_kind(partner)
        if key is not None and key not in had:
            lacking.setdefault(key, partner)
    if lacking:
        listed = _.listing(f"{_(KINDS[key].title)} ({who})" for key, who in lacking.items())
        yield _("The lab would need {who}.", who=listed)
    for name, message in _NEEDED.items():
        if not nothing(example.get(name)):
            yield _(message, what=text_of(example[name]).rstrip("."))


_NEEDED = {
    "resources": N_("It takes: {what}."),
    "cost": N_("It costs: {what}."),
    "conditions": N_("It needs: {what}."),
}


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    lists = {name: frame[name].astype(object) for name in ("reasons", "missing")}
    texts = dict.fromkeys(("id", "name", "contact", "organisation", "place"), "str")
    return frame.astype({**texts, "score": float, "row": "int64"}).assign(**lists)
