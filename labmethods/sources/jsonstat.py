"""JSON-stat 2: a table of any number of dimensions as one flat list of values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from labmethods.errors import Refused
from labmethods.language import N_

_DISAGREE = N_("The table's sizes and values don't agree. Nothing has been used.")


def to_frame(dataset: Mapping[str, Any]) -> pd.DataFrame:
    """The table's cells, one row each.

    Parameters
    ----------
    dataset
        A JSON-stat 2 dataset; ``value`` and ``status`` may be lists or, where most are empty,
        mappings from position.

    Returns
    -------
    DataFrame
        A column a dimension (codes, as text), then ``value`` (float, missing where there is none)
        and ``status`` (text, mostly empty).

    Raises
    ------
    Refused
        Sizes and values don't agree.

    Examples
    --------
    >>> codes = {"category": {"index": {"0581": 0, "2582": 1}}}
    >>> table = {"id": ["Region"], "size": [2], "dimension": {"Region": codes}, "value": [5, 7]}
    >>> to_frame(table)[["Region", "value"]].values.tolist()
    [['0581', 5.0], ['2582', 7.0]]
    """
    names = list(dataset["id"])
    codes = [category_codes(dataset["dimension"][name]["category"]) for name in names]
    size = math.prod(len(one) for one in codes)
    if [len(one) for one in codes] != list(dataset["size"]):
        raise Refused(_DISAGREE)
    index = pd.MultiIndex.from_product(codes, names=names)
    value = _spread(dataset.get("value", []), size, np.nan)
    status = _spread(dataset.get("status") or {}, size, "")
    frame = pd.DataFrame({"value": value, "status": status}, index=index).reset_index()
    kinds = {"value": "float64", "status": "str"} | dict.fromkeys(names, "str")
    return frame.astype(kinds)


def category_codes(category: Mapping[str, Any]) -> list[str]:
    """A dimension's codes in order; the index is a list, or a mapping to positions, or left out."""
    index = category.get("index")
    if index is None:
        return list(category["label"])
    if isinstance(index, Mapping):
        return sorted(index, key=index.get)
    return list(index)


def _spread(given: Any, size: int, empty: object) -> list:
    if isinstance(given, Mapping):
        spread = [empty] * size
        for place, one in given.items():
            if not 0 <= int(place) < size:
                raise Refused(
                    N_("The table's sizes and values don't agree. Nothing has been used.")
                )
            spread[int(place)] = empty if one is None else one
        return spread
    if not given and size:
        return [empty] * size
    if len(given) != size:
        raise Refused(_DISAGREE)
    return [empty if one is None else one for one in given]
