"""Who learnt from whom: examples to the left, those who took them up to the right."""

from __future__ import annotations

import pandas as pd

from labmethods.examples.analysis.fields import nothing, require_catalogue

_COLUMNS = ["source", "target", "source_row", "target_row", "changed", "outcome"]


def spread(catalogue: pd.DataFrame, adoptions: pd.DataFrame) -> pd.DataFrame:
    """The adoptions as lines from an example to the one who took it up.

    Parameters
    ----------
    catalogue
        ``id, name``; ``place`` where known.
    adoptions
        ``example`` (an id), ``adopter``; where known ``adopter_place, changed, outcome``.

    Returns
    -------
    DataFrame
        One row a line: ``source, target`` (names with places), ``source_row, target_row`` (where
        they stand, from the top; the lines cross as little as the order allows), ``changed,
        outcome``. An adoption of an example that isn't in the catalogue is left out.

    Examples
    --------
    >>> catalogue = pd.DataFrame({"id": ["p"], "name": ["Portalen"], "place": ["Norrköping"]})
    >>> adoptions = pd.DataFrame({"example": ["p"], "adopter": ["BIS"], "adopter_place": ["Boden"]})
    >>> spread(catalogue, adoptions)[["source", "target"]].values.tolist()
    [['Portalen, Norrköping', 'BIS, Boden']]
    """
    rows = require_catalogue(catalogue).to_dict("records")
    named = {row["id"]: _called(row["name"], row.get("place")) for row in rows}
    lines = [
        {
            "source": named[one["example"]],
            "target": _called(one["adopter"], one.get("adopter_place")),
            "changed": _text(one.get("changed")),
            "outcome": _text(one.get("outcome")),
        }
        for one in adoptions.to_dict("records")
        if one["example"] in named
    ]
    frame = pd.DataFrame(lines, columns=["source", "target", "changed", "outcome"])
    frame["source_row"] = _places(frame["source"], frame["target"])
    at = frame.groupby("target")["source_row"].transform("mean")
    frame["target_row"] = at.rank(method="dense").astype("int64") - 1 if len(frame) else at
    # Two who come at the same height stand under each other.
    order = frame.sort_values(["target_row", "target"])["target"].drop_duplicates().tolist()
    frame["target_row"] = [order.index(one) for one in frame["target"]]
    types = {name: "str" for name in ("source", "target", "changed", "outcome")}
    return frame[_COLUMNS].astype({**types, "source_row": "int64", "target_row": "int64"})


def _places(sources: pd.Series, targets: pd.Series) -> list[int]:
    """Examples that share a taker stand beside each other."""
    order: list[str] = []
    for target in dict.fromkeys(targets):
        order += [one for one in sources[targets == target] if one not in order]
    return [order.index(one) for one in sources]


def _called(name: object, place: object) -> str:
    return str(name) if nothing(place) or str(place) in str(name) else f"{name}, {place}"


def _text(value: object) -> str:
    return "" if nothing(value) else str(value)
