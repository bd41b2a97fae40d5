"""The indexes of the catalogues that were searched last, so that each is built once."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.examples.analysis.fields import require_catalogue
from labmethods.examples.analysis.index import Index

_MOST = 4


@dataclass
class _Kept:
    frame: weakref.ref
    as_it_was: pd.DataFrame
    index: Index


_kept: dict[int, _Kept] = {}


def index_of(catalogue: pd.DataFrame | Index) -> Index:
    """The index of a catalogue; the one that was built before, while the frame is unchanged.

    A change of a list *inside* a cell isn't seen: give the cell a new list.
    """
    if isinstance(catalogue, Index):
        return catalogue
    require_catalogue(catalogue)
    known = _kept.get(id(catalogue))
    if known is not None and known.frame() is catalogue and _unchanged(catalogue, known.as_it_was):
        return known.index
    index = Index(catalogue)
    _kept.pop(id(catalogue), None)
    while len(_kept) >= _MOST:
        _kept.pop(next(iter(_kept)))
    # A shallow copy shares the values until one of the two is changed (copy-on-write).
    _kept[id(catalogue)] = _Kept(weakref.ref(catalogue), catalogue.copy(deep=False), index)
    return index


def _unchanged(now: pd.DataFrame, before: pd.DataFrame) -> bool:
    if len(now) != len(before) or list(now.columns) != list(before.columns):
        return False
    return all(_same(now.iloc[:, at], before.iloc[:, at]) for at in range(now.shape[1]))


def _same(now: pd.Series, before: pd.Series) -> bool:
    if now.dtype == object or isinstance(now.dtype, pd.StringDtype):
        # Equal values in another place count as changed: comparing texts would cost a search.
        return len(now) == 0 or np.shares_memory(np.asarray(now.array), np.asarray(before.array))
    return now.equals(before)
