"""How safe each kind of place feels, and what came of what was agreed."""

from __future__ import annotations

import pandas as pd


def by_kind(places: pd.DataFrame) -> pd.DataFrame:
    """How safe the places of each kind feel.

    Parameters
    ----------
    places
        Columns ``kind`` (text or missing) and ``rating`` (1 to 5, or missing).

    Returns
    -------
    pandas.DataFrame
        One row a kind: ``kind`` (empty where none was given), ``places``, ``rated`` (how many have
        a rating), ``median``, ``lowest`` and ``highest`` rating; lowest median first.

    Examples
    --------
    >>> places = pd.DataFrame({"kind": ["path", "path"], "rating": [2, 4]})
    >>> by_kind(places)
       kind  places  rated  median  lowest  highest
    0  path       2      2     3.0     2.0      4.0
    """
    table = pd.DataFrame(
        {
            "kind": places["kind"].astype("object").fillna("").astype("str"),
            "rating": pd.to_numeric(places["rating"]).astype("float64"),
        }
    )
    ratings = table.groupby("kind", sort=True)["rating"]
    found = ratings.agg(
        places="size", rated="count", median="median", lowest="min", highest="max"
    ).reset_index()
    return found.sort_values("median", kind="stable", na_position="last").reset_index(drop=True)


def agreements(places: pd.DataFrame) -> pd.DataFrame:
    """What was agreed on the walks, with the oldest that isn't done first.

    Parameters
    ----------
    places
        Columns ``name, agreed`` (text or missing), ``day`` and ``done`` (days or missing).

    Returns
    -------
    pandas.DataFrame
        The places with something agreed, with ``is_done``; open ones first.
    """
    table = places[places["agreed"].notna()].copy()
    table["is_done"] = table["done"].notna()
    return table.sort_values(["is_done", "day"], kind="stable").reset_index(drop=True)
