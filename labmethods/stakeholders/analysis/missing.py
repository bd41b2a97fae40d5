"""Who is missing: a lab's actors beside a checklist and beside those of other labs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from labmethods.stakeholders.analysis.frames import require


class Role(Protocol):
    """A part that somebody should play, such as the checklist's ``schools``."""

    key: str
    kinds: frozenset[str]
    """Kinds of actor that fill it."""
    stems: tuple[str, ...]
    """Regular expressions, read without case, for what an actor that fills it is called."""
    among: frozenset[str]
    """Kinds of actor among whom people should look for somebody who fills it."""


def missing_roles(
    actors: pd.DataFrame, roles: Sequence[Role], named_by: Sequence[Role] | None = None
) -> pd.DataFrame:
    """Which roles of a checklist the lab's actors fill.

    A role is filled by an actor of its ``kinds``, or by one whose name, or kind in the lab's own
    word, matches one of its ``stems``; a role of a narrower group, which has kinds to look
    ``among``, also by one whose note does. Where there are actors of those kinds but none that
    fills it, people have to look themselves, though not at one that is called something else: the
    police is no employment service.

    Parameters
    ----------
    actors
        Columns ``name, kind``, and ``note`` where there is one.
    roles
        The checklist.
    named_by
        The roles that an actor can be called by, also those not asked for; ``roles`` by default.

    Returns
    -------
    DataFrame
        One row a role, in the checklist's order: ``role`` (its key), ``status`` (*missing*, *look*
        or *there*) and ``names`` (of the actors that fill it or may fill it, a list).

    Raises
    ------
    Invalid
        If a column is missing.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> police = SimpleNamespace(key="police", kinds={"police"}, stems=("polis",), among=set())
    >>> missing_roles(pd.DataFrame({"name": ["Polisen"], "kind": ["agency"]}), [police])
         role status      names
    0  police  there  [Polisen]
    """
    require(actors, "name", "kind")
    called = actors["name"].astype(str) + "\n" + actors["kind"].fillna("").astype(str)
    noted = actors["note"] if "note" in actors.columns else pd.Series("", index=actors.index)
    told = called + "\n" + noted.fillna("").astype(str)
    names = actors["name"].astype(str)
    named = [(one, _match(names, one)) for one in (roles if named_by is None else named_by)]
    rows = []
    for role in roles:
        fills = actors["kind"].isin(role.kinds) | _match(told if role.among else called, role)
        other = pd.Series(False, index=actors.index)
        for one, found in named:
            # Whom the kinds to look among make up as a whole, such as residents, is no other group.
            if one.key != role.key and not one.kinds & role.among:
                other |= found
        may = actors["kind"].isin(role.among) & ~other
        status = "there" if fills.any() else "look" if may.any() else "missing"
        shown = fills if fills.any() else may
        rows.append((role.key, status, actors.loc[shown, "name"].tolist()))
    return pd.DataFrame(rows, columns=["role", "status", "names"])


def _match(texts: pd.Series, role: Role) -> pd.Series:
    stem = re.compile("|".join(role.stems), re.IGNORECASE) if role.stems else None
    found = [bool(stem and stem.search(text)) for text in texts]
    return pd.Series(found, texts.index, dtype=bool)


def missing_kinds(actors: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Which kinds of actor other labs work with and this one doesn't.

    Parameters
    ----------
    actors
        Column ``kind``.
    others
        Actors of other labs: columns ``lab, name, kind``.

    Returns
    -------
    DataFrame
        One row a kind that is missing here, those of most labs first: ``kind``, ``labs`` and
        ``names`` (lists, in the order of ``others``).

    Raises
    ------
    Invalid
        If a column is missing.

    Examples
    --------
    >>> others = pd.DataFrame({"lab": ["Boden"], "name": ["Svenska kyrkan"], "kind": ["faith"]})
    >>> missing_kinds(pd.DataFrame({"kind": ["sport"]}), others)["names"].tolist()
    [['Svenska kyrkan']]
    """
    require(actors, "kind")
    require(others, "lab", "name", "kind")
    lacking = others[others["kind"].notna() & ~others["kind"].isin(actors["kind"].dropna())]
    rows = [
        (kind, list(dict.fromkeys(group["lab"])), list(dict.fromkeys(group["name"])))
        for kind, group in lacking.groupby("kind", sort=False)
    ]
    rows.sort(key=lambda row: -len(row[1]))
    return pd.DataFrame(rows, columns=["kind", "labs", "names"])
