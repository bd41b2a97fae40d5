"""Free-text search in a catalogue of examples, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from labmethods.examples.analysis.cache import index_of
from labmethods.examples.analysis.concept import Concept
from labmethods.examples.analysis.fields import (
    FIELDS,
    TITLES,
    WEIGHTS,
    field_text,
    nothing,
    several,
)
from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.query import concepts, scores
from labmethods.examples.analysis.synonyms import Phrase, Synonyms, field_synonyms
from labmethods.examples.analysis.words import split, stem
from labmethods.language import Translator, translator

COLUMNS = ("id", "name", "score", "reasons", "organisation", "place", "row")

_REASONS = 3


def search(
    catalogue: pd.DataFrame | Index,
    text: str,
    *,
    where: Mapping[str, object] | None = None,
    synonyms: Synonyms | None = None,
    limit: int | None = 25,
    language: str = "sv",
    typing: bool = False,
) -> pd.DataFrame:
    """The examples that a text asks for, the best first.

    A word is found in all its forms and inside compounds ("område" in "bostadsområdet"), without
    accents, misspelt, and by the field's synonyms in both languages.

    Parameters
    ----------
    catalogue
        One row an example: ``name``, and where known ``id, organisation, place, focus_areas,
        target_group, problem, summary, partners, resources, cost, conditions, results,
        source_title, language``; ``summary_sv`` or ``summary_en`` do as well. Or its ``Index``,
        which is quicker when the catalogue changes between searches.
    text
        Words or a sentence. Of an empty text nothing is asked: every example that ``where``
        leaves comes, in the catalogue's order, with the score 0.
    where
        Column to value or values: only the examples that have one of them.
    synonyms
        From ``read_synonyms``; those that come along by default.
    limit
        At most so many; None for all.
    language
        The reasons' language.
    typing
        Whether the last word may be only begun.

    Returns
    -------
    DataFrame
        ``id, name, score, reasons, organisation, place, row``. ``score`` has no unit and compares
        within one search only; ``reasons`` is a list of texts that say what was found where;
        ``row`` is the example's place in the catalogue.

    Raises
    ------
    Invalid
        If the catalogue has no names.

    References
    ----------
    Robertson & Zaragoza (2009), *The Probabilistic Relevance Framework: BM25 and Beyond*.

    Examples
    --------
    >>> catalogue = pd.DataFrame(
    ...     {
    ...         "name": ["Läxhjälp på Ersboda", "Nattvandring"],
    ...         "summary": ["Bolaget betalar platser på skolan.", "Vuxna är ute om kvällen."],
    ...     }
    ... )
    >>> search(catalogue, "laxlasning", language="en")[["name", "reasons"]].values.tolist()
    [['Läxhjälp på Ersboda', ['Example: “läxhjälp”, for “laxlasning”']]]
    """
    index = index_of(catalogue)
    wanted = _allowed(index, where or {})
    asked = concepts(str(text or ""), index, synonyms or field_synonyms(), typing=typing)
    if not asked:
        places = np.flatnonzero(wanted)[:limit]
        rows = [index.row(int(place)) for place in places]
        empty: list[list[str]] = [[] for _row in rows]
        return _frame(index, places, np.zeros(len(places)), empty)
    total = relevance(asked, index) * wanted
    places = best(total, limit)
    return _frame(index, places, total[places], reasons(asked, index, places, language))


def relevance(asked: list[Concept], index: Index) -> np.ndarray:
    """How well each place fits all that is asked for; an example that has more of it gains."""
    each = [scores(concept, index) for concept in asked]
    total = np.sum(each, axis=0)
    most = sum(float(one.max(initial=0)) for one in each)
    if most <= 0:
        return total
    met = np.sum([one.max(initial=0) * np.minimum(1, 2 * _share(one)) for one in each], axis=0)
    return total * (0.4 + 0.6 * met / most)


def _share(one: np.ndarray) -> np.ndarray:
    most = one.max(initial=0)
    return one / most if most else one


def best(total: np.ndarray, limit: int | None) -> np.ndarray:
    """The places with the highest scores above 0, the first of equals first."""
    found = np.flatnonzero(total > 0)
    if limit is not None and len(found) > 4 * limit:
        least = np.partition(total[found], -limit)[-limit]
        found = found[total[found] >= least]
    return found[np.argsort(-total[found], kind="stable")][:limit]


def _allowed(index: Index, where: Mapping[str, object]) -> np.ndarray:
    allowed = index.alive().copy()
    for column, value in where.items():
        wanted = set(several(value)) if not isinstance(value, str) else {value}
        if not wanted:
            continue
        for place in np.flatnonzero(allowed):
            held = index.row(int(place)).get(column)
            values = {held} if isinstance(held, str) else set(several(held))
            allowed[place] = bool(values & wanted)
    return allowed


def _frame(
    index: Index, places: np.ndarray, total: np.ndarray, why: list[list[str]]
) -> pd.DataFrame:
    rows = [index.row(int(place)) for place in places]
    texts_of = {
        name: [None if nothing(row.get(name)) else str(row[name]) for row in rows]
        for name in ("id", "name", "organisation", "place")
    }
    columns = {
        **{name: pd.array(values, dtype="str") for name, values in texts_of.items()},
        "score": total.astype(float),
        "row": places.astype("int64"),
        # A list in each cell, also when there are no rows.
        "reasons": pd.Series(why, dtype=object),
    }
    return pd.DataFrame({name: columns[name] for name in COLUMNS})


def reasons(
    asked: list[Concept], index: Index, places: np.ndarray, language: str
) -> list[list[str]]:
    """For each place, what was found and where: its strongest words first."""
    _ = translator(language)
    return [_reasons(asked, index, int(place), _) for place in places]


def _reasons(asked: list[Concept], index: Index, place: int, _: Translator) -> list[str]:
    known = index.terms_at(place)
    found = []
    for concept in asked:
        ways = [
            (weight * _strength(phrase, known), phrase) for phrase, weight in concept.met_by(known)
        ]
        if ways:
            weight, phrase = max(ways)
            rare = index.rarity(index.having(phrase[0]))
            found.append((weight * rare, phrase, concept))
    found.sort(key=lambda one: -one[0])
    row = index.row(place)
    said = (_said(phrase, concept, known, row, _) for _w, phrase, concept in found[:_REASONS])
    return list(dict.fromkeys(said))


def _strength(phrase: Phrase, known: Mapping[str, np.ndarray]) -> float:
    return min(FIELDS[_field(known[word])].weight for word in phrase)


def _field(counts: np.ndarray) -> int:
    """The weightiest field that a word stands in."""
    return int(np.argmax((counts > 0) * WEIGHTS))


def _said(
    phrase: Phrase,
    concept: Concept,
    known: Mapping[str, np.ndarray],
    row: Mapping[str, Any],
    _: Translator,
) -> str:
    field = FIELDS[_field(known[phrase[0]])].name
    words = [_as_written(word, row, known) for word in phrase]
    title, written = _(TITLES[field]), " … ".join(words)
    if stem(concept.said) in phrase or concept.said in words:
        return _("{field}: “{found}”", field=title, found=written)
    return _("{field}: “{found}”, for “{said}”", field=title, found=written, said=concept.said)


def _as_written(word: str, row: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    text, language = field_text(FIELDS[_field(known[word])], row)
    return next((one for one in split(text) if stem(one, language) == word), word)


def found_words(
    asked: list[Concept], index: Index, place: int, field: str | None = None, most: int = 3
) -> list[str]:
    """The words of an example, as written there, that meet what is asked; the rarest first.

    With ``field`` only those that stand in that field; else in any that people read, and not in
    the focus areas' own names.
    """
    known, row = index.terms_at(place), index.row(place)
    where = [n for n, one in enumerate(FIELDS) if one.name == field]
    where = where or [n for n, one in enumerate(FIELDS) if one.name != "focus_areas"]
    found = []
    for concept in asked:
        ways = [
            (weight, phrase)
            for phrase, weight in concept.met_by(known)
            if all(any(known[word][n] for n in where) for word in phrase)
        ]
        if ways:
            weight, phrase = max(ways)
            found.append((-weight * index.rarity(index.having(phrase[0])), phrase))
    words = (word for _weight, phrase in sorted(found) for word in phrase if not word.isdigit())
    said = (_as_written(word, row, known) for word in words)
    return list(dict.fromkeys(said))[:most]
