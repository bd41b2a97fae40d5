"""What measures the same in several labs, and why the rest does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Comparable:
    """Labs whose definitions agree, and those that are left out.

    Attributes
    ----------
    labs
        The labs that measure the same; the largest group of them.
    left_out
        One row a lab and field that differs: ``lab, field, value, wanted`` (missing where nothing
        is written).
    """

    labs: list[str]
    left_out: pd.DataFrame


def comparable(definitions: pd.DataFrame, fields: Sequence[str]) -> Comparable:
    """The largest group of labs whose definitions agree in every field.

    Parameters
    ----------
    definitions
        One row a lab: ``lab`` and the fields. What is missing in one lab differs from what is
        written in another: nobody knows that it is the same.
    fields
        Columns that must be equal, such as ``unit`` and ``level``.

    Returns
    -------
    Comparable
        With equally large groups, the one whose definition comes first in order of its text, so
        that the order of the labs doesn't matter.

    Examples
    --------
    >>> definitions = pd.DataFrame(
    ...     {"lab": ["A", "B", "C"], "unit": ["share", "share", "count"]}
    ... )
    >>> found = comparable(definitions, ["unit"])
    >>> found.labs, found.left_out["lab"].tolist()
    (['A', 'B'], ['C'])
    """
    table = definitions.reset_index(drop=True)
    keys = [tuple(_key(row[name]) for name in fields) for _, row in table.iterrows()]
    counts = pd.Series(keys, dtype="object").value_counts()
    if counts.empty:
        return Comparable([], pd.DataFrame(columns=["lab", "field", "value", "wanted"]))
    chosen = min(counts.index, key=lambda key: (-counts[key], key))
    kept = [place for place, key in enumerate(keys) if key == chosen]
    wanted = table.iloc[kept[0]]
    rows = [
        (row["lab"], name, row[name], wanted[name])
        for place, (_, row) in enumerate(table.iterrows())
        for number, name in enumerate(fields)
        if keys[place][number] != chosen[number]
    ]
    left_out = pd.DataFrame(rows, columns=["lab", "field", "value", "wanted"])
    return Comparable(table["lab"].iloc[kept].tolist(), left_out)


def _key(value: object) -> str:
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, str):
        return " ".join(value.casefold().split())
    return f"{float(value):.12g}"
