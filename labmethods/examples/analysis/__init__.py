"""Good examples: search, match, duplicates, evidence, who learnt from whom. Pure functions."""

from labmethods.examples.analysis.challenge import Challenge, read_challenge
from labmethods.examples.analysis.evidence import Evidence, evidence, evidence_levels
from labmethods.examples.analysis.exchange import exchange
from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.joining import differences, join, merged, same_examples
from labmethods.examples.analysis.match import match
from labmethods.examples.analysis.places import by_municipality, off_map, on_map, projected
from labmethods.examples.analysis.search import search
from labmethods.examples.analysis.spread import spread
from labmethods.examples.analysis.synonyms import Synonyms, field_synonyms, read_synonyms

__all__ = [
    "Challenge",
    "Evidence",
    "Index",
    "Synonyms",
    "by_municipality",
    "differences",
    "evidence",
    "evidence_levels",
    "exchange",
    "field_synonyms",
    "join",
    "match",
    "merged",
    "off_map",
    "on_map",
    "projected",
    "read_challenge",
    "read_synonyms",
    "same_examples",
    "search",
    "spread",
]
