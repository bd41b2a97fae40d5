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
    stems: tuple[str, ...]


def missing_roles(actors: pd.DataFrame, roles: Sequence[Role]) -> pd.DataFrame:
    """Which roles of a checklist the lab's actors fill.

    A role is filled by an actor whose name or note matches one of the role's ``stems`` (regular
    expressions, read without case); a role without stems by any actor of its ``kinds``. Where there
    are actors of the kinds but none with a stem, people have to look themselves.

    Parameters
    ----------
    actors
        Columns ``name, kind``, and ``note`` where there is one.
    roles
        The checklist.

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
    >>> police = SimpleNamespace(key="police", kinds=frozenset({"police"}), stems=())
    >>> missing_roles(pd.DataFrame({"name": ["Polisen"], "kind": ["police"]}), [police])
         role status      names
    0  police  there  [Polisen]
    """
    require(actors, "name", "kind")
    notes = actors["note"] if "note" in actors.columns else pd.Series("", index=actors.index)
    texts = (actors["name"].astype(str) + " " + notes.fillna("").astype(str)).tolist()
    rows = []
    for role in roles:
        of_kind = actors["kind"].isin(role.kinds)
        stem = re.compile("|".join(role.stems), re.IGNORECASE)
        named = pd.Series([bool(stem.search(text)) for text in texts], actors.index, dtype=bool)
        fills = named if role.stems else of_kind
        shown = fills if fills.any() else of_kind
        status = "there" if fills.any() else "look" if of_kind.any() else "missing"
        rows.append((role.key, status, actors.loc[shown, "name"].tolist()))
    return pd.DataFrame(rows, columns=["role", "status", "names"])


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
