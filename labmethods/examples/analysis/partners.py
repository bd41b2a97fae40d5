"""What sort of organisation a partner is, told from its name: whom a lab already has, and lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from labmethods.language import N_


@dataclass(frozen=True)
class PartnerKind:
    """A sort of partner.

    Attributes
    ----------
    title
        What it is called in a sentence, a catalogue message.
    words
        A pattern for the names of such organisations, in Swedish or English.
    kinds
        The kinds of actor that are always of this sort.
    """

    title: str
    words: re.Pattern[str]
    kinds: frozenset[str] = frozenset()


def _kind(title: str, words: str, *kinds: str) -> PartnerKind:
    return PartnerKind(title, re.compile(words, re.IGNORECASE), frozenset(kinds))


KINDS = {
    "tenants": _kind(
        N_("a tenants' association"),
        r"hyresgästf|tenants?['’]? ass|hyresgästernas",
        "tenants association",
    ),
    "study": _kind(
        N_("a study association"),
        r"\babf\b|studieförbund|vuxenskol|bildningsförbund|folkhögskol|sensus|medborgarskol|"
        r"studiefrämj|ibn rushd|\bbilda\b|study assoc",
    ),
    "faith": _kind(N_("a faith community"), r"kyrk|församling|moské|church|parish|mosque", "faith"),
    "police": _kind(N_("the police"), r"polis|police", "police"),
    "agency": _kind(N_("the employment service"), r"arbetsförmedl|employment (service|office)"),
    "social": _kind(N_("the social services"), r"socialtjänst|social services"),
    "university": _kind(N_("a university"), r"högskolan? i|universitet|university"),
    "school": _kind(
        N_("a school"),
        r"\bskol(a|an|or)\b|(?<!musik)(?<!folkhög)(?<!vuxen)(?<!hög)skolan\b|\bschool",
    ),
    "culture": _kind(
        N_("culture"), r"musikskol|kulturskol|körförbund|bibliotek|library", "culture"
    ),
    "sport": _kind(
        N_("a sports club"), r"\b(if|ik|bk|fc|fk|sk|aik)\b|idrott|sport|fotboll", "sport"
    ),
    "red cross": _kind(
        N_("a voluntary organisation"),
        r"röda korset|rädda barnen|red cross|save the children|stiftelse|rotary|lions|läslandet|"
        r"\bideell",
        "civil society",
    ),
    "insurance": _kind(N_("an insurance company"), r"försäkring|insurance"),
    "housing": _kind(
        N_("another housing company"),
        r"bostad|bostäder|fastighet|rikshem|balder|carnegie|wallenstam|\bhem\b|housing|lokaler\b",
        "housing company",
    ),
    "municipality": _kind(
        N_("the municipality"),
        r"\bkommun(en|er|s)?\b|kommun\b|\bstad(en)?$|stads? stad|stadsdel|municipal|göteborgs stad|"
        r"stockholms stad|malmö stad",
        "municipality",
    ),
    "employer": _kind(
        N_("an employer"),
        r"företag|leverantör|entreprenör|näringsliv|employer|\bab$",
        "employer",
        "business",
    ),
}
"""Sorts of partner; of several that a name fits, the first counts."""


@lru_cache(maxsize=10_000)
def partner_kind(name: str, kind: str | None = None) -> str | None:
    """What sort of partner an organisation is; None where its name doesn't tell.

    Parameters
    ----------
    name
        What it is called.
    kind
        The lab's own kind of the actor, where known.

    >>> partner_kind("Studieförbundet Vuxenskolan"), partner_kind("Bodens kommun")
    ('study', 'municipality')
    >>> partner_kind("Kooperativet Fjället") is None
    True
    """
    for key, one in KINDS.items():
        if one.words.search(name) or (kind is not None and kind in one.kinds):
            return key
    return None


def by_kind(actors: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Each sort of partner that somebody is, with the first who is."""
    found: dict[str, str] = {}
    for name, kind in actors:
        key = partner_kind(name, kind)
        if key is not None:
            found.setdefault(key, name)
    return found
