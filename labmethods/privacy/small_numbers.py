"""Counts of few people hidden, with so many others that they can't be worked out from totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_

LEAST = 5
"""Groups of fewer people are not told outside the lab."""

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)


def suppress(
    counts: Counts,
    *,
    least: int = LEAST,
    total: str | None = None,
    total_known: bool = False,
    earlier: Sequence[Counts] = (),
) -> Counts:
    """Counts of people as they may leave the lab.

    Every count from 1 to ``least - 1`` is hidden, also where it is a total. As many others are
    hidden as it takes so that whoever knows what is shown, and all totals that aren't hidden, can
    neither work out a hidden count nor narrow it down to fewer than ``least`` numbers. Zeros are
    shown, unless they are needed to hide others.

    What was told earlier of the same people is known too. A count that differs from its earlier one
    by fewer than ``least`` is hidden in the same way, also from a reader who takes it that no group
    has grown smaller; and if the whole changed by so few, nothing is told anew.

    Parameters
    ----------
    counts
        People in each category, or in each row and column: whole numbers, none missing, without
        totals. A frame's columns of texts name its rows and stay as they are.
    least
        The smallest group that may be told.
    total
        A name, to get the totals too: as a last entry, or as a last row and column.
    total_known
        The grand total is told elsewhere, so it can't be hidden.
    earlier
        The same counts as they were told before, with their totals under ``total``: what was
        hidden is missing.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        Of the same form, ``Int64``; what is hidden is missing. Complementary suppression as in
        Hundepool et al. (2012), *Statistical Disclosure Control*, ch. 4, with each table checked
        cell by cell by linear programming (Fischetti & Salazar 2001, Management Science 47(7)).

    Raises
    ------
    Invalid
        If a count is missing, negative or not whole.

    Examples
    --------
    >>> where = pd.Series({"work": 9, "studies": 6, "seeking": 2})
    >>> told = suppress(where, total="all")
    >>> told.tolist()
    [9, <NA>, <NA>, 17]
    >>> later = pd.Series({"work": 10, "studies": 6, "seeking": 2})
    >>> suppress(later, total="all", earlier=[told]).isna().all()
    np.True_
    """
    if isinstance(counts, pd.DataFrame) and len(labels := _labels(counts)):
        return _beside_labels(
            counts, labels, least=least, total=total, total_known=total_known, earlier=earlier
        )
    _check(counts)
    series = isinstance(counts, pd.Series)
    frame = counts.to_frame("") if series else counts
    table = _with_totals(frame.to_numpy(dtype="int64"), both=not series)
    before = [_aligned(one, frame, total, both=not series) for one in earlier]
    hidden = _hidden(table, least, total_known=total_known, before=before)
    shown = pd.DataFrame(table).astype("Int64").mask(hidden)
    rows, columns = frame.shape
    if total is None:
        shown = shown.iloc[:rows, :columns].set_axis(frame.index).set_axis(frame.columns, axis=1)
    else:
        across = frame.columns if series else [*frame.columns, total]
        shown = shown.set_axis([*frame.index, total]).set_axis(across, axis=1)
    if series:
        return shown.iloc[:, 0].rename(counts.name)
    return shown


def _labels(frame: pd.DataFrame) -> pd.Index:
    """The columns of texts, where others hold counts."""
    texts = frame.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]]
    return texts if len(texts) < frame.shape[1] else texts[:0]


def _beside_labels(
    frame: pd.DataFrame, labels: pd.Index, *, earlier: Sequence[pd.DataFrame], **how: Any
) -> pd.DataFrame:
    """The counts suppressed with the rows' names beside them; the total's name in the first."""
    inner = [told.drop(columns=labels, errors="ignore") for told in earlier]
    shown = suppress(frame.drop(columns=labels), earlier=inner, **how)
    names = frame[labels].reindex(shown.index)
    if how["total"] is not None:
        names.iloc[-1] = [how["total"], *[""] * (len(labels) - 1)]
    both = pd.concat([names, shown], axis=1)
    return both[[*frame.columns, *(name for name in shown if name not in frame)]]


def _aligned(told: Counts, frame: pd.DataFrame, total: str | None, *, both: bool) -> np.ndarray:
    """What was told before, cell by cell as the new table stands; NaN where nothing was."""
    known = told.to_frame("") if isinstance(told, pd.Series) else told
    across = [*frame.columns, total] if both else list(frame.columns)
    known = known.reindex(index=[*frame.index, total], columns=across)
    return known.to_numpy(dtype="float64", na_value=np.nan)


def _check(counts: pd.Series | pd.DataFrame) -> None:
    values = np.asarray(counts.to_numpy(dtype="float64", na_value=np.nan))
    if np.isnan(values).any():
        raise Invalid(N_("A count is missing. Write 0 where there is nobody."))
    if (values < 0).any() or np.isinf(values).any() or (values != np.floor(values)).any():
        raise Invalid(N_("A count of people is negative or not whole. Count again."))


def _with_totals(inner: np.ndarray, *, both: bool) -> np.ndarray:
    table = np.vstack([inner, inner.sum(axis=0)])
    return np.column_stack([table, table.sum(axis=1)]) if both else table


def _hidden(
    table: np.ndarray,
    least: int,
    *,
    total_known: bool = False,
    before: Sequence[np.ndarray] = (),
) -> np.ndarray:
    few = (table > 0) & (table < least)
    for told in before:
        if np.isnan(told.ravel()[:-1]).all():
            # Who came or left can't be told from the whole alone.
            continue
        apart = np.abs(table - told)
        changed = (apart > 0) & (apart < least)
        if changed[-1, -1]:
            # So few came or left that any other count would tell what became of them.
            return _all_but_the_known_total(table, total_known)
        few |= changed | _pinned(table, told)
    if total_known:
        few[-1, -1] = False
    hidden = few.copy()
    floors = [np.zeros(table.shape), *(_floor(table, told) for told in before)]
    while True:
        exposed = _exposed(table, hidden, few, least, floors)
        if exposed is None:
            return hidden
        cover = _cover(table, hidden, exposed, total_known=total_known)
        if cover is None:
            return _all_but_the_known_total(table, total_known)
        hidden[cover] = True


def _all_but_the_known_total(table: np.ndarray, total_known: bool) -> np.ndarray:
    hidden = np.ones(table.shape, dtype=bool)
    hidden[-1, -1] = not total_known
    return hidden


def _pinned(table: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Counts hidden before that being told now would pin from above.

    A reader knows what the hidden of a line were together. Whoever takes it that no group grew
    smaller learns nothing of them from a count that is at least as much.
    """
    pinned = np.zeros(table.shape, dtype=bool)
    for old, new, mark in ((told, table, pinned), (told.T, table.T, pinned.T)):
        if len(old) > 1:
            together = old[-1] - np.nansum(old[:-1], axis=0)
            mark[:-1] |= np.isnan(old[:-1]) & (new[:-1] < together)
    return pinned


def _floor(table: np.ndarray, told: np.ndarray) -> np.ndarray:
    """What each count is at least, for a reader who takes it that no group grew smaller."""
    floor = np.nan_to_num(told)
    return floor if (floor <= table).all() else np.zeros(table.shape)


def _exposed(
    table: np.ndarray,
    hidden: np.ndarray,
    few: np.ndarray,
    least: int,
    floors: Sequence[np.ndarray],
) -> tuple[int, int] | None:
    """A hidden few that can be narrowed down to fewer than ``least`` numbers; None if none can."""
    places = list(zip(*np.nonzero(hidden), strict=True))
    if not places:
        return None
    equations, sums = _equations(table, hidden, places)
    for floor in floors:
        bounds = [(floor[place], None) for place in places]
        for place in zip(*np.nonzero(few), strict=True):
            if _width(equations, sums, places.index(place), bounds) < least:
                return place
    return None


def _equations(
    table: np.ndarray, hidden: np.ndarray, places: list[tuple[int, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """What a reader knows of the hidden: in each row and column, the parts make up the total."""
    rows, columns = table.shape
    of_column, of_row = np.ones(rows), np.ones(columns)
    of_column[-1] = -1
    # A single series has totals of its one column only.
    of_row[-1] = -1 if columns > 1 else 0
    equations = np.zeros((rows + columns, len(places)))
    for number, (i, j) in enumerate(places):
        equations[i, number] = of_row[j]
        equations[rows + j, number] = of_column[i]
    shown = np.where(hidden, 0, table)
    return equations, -np.concatenate([shown @ of_row, of_column @ shown]) * np.concatenate(
        [np.full(rows, columns > 1), np.ones(columns)]
    )


def _width(
    equations: np.ndarray,
    sums: np.ndarray,
    number: int,
    bounds: Sequence[tuple[float, float | None]],
) -> float:
    """How many numbers wide the range is that a hidden count may lie in."""
    from scipy.optimize import linprog

    aim = np.zeros(equations.shape[1])
    aim[number] = 1
    low = linprog(aim, A_eq=equations, b_eq=sums, bounds=bounds, method="highs")
    high = linprog(-aim, A_eq=equations, b_eq=sums, bounds=bounds, method="highs")
    if high.status == 3:
        return np.inf
    return float(-high.fun - low.fun)


def _cover(
    table: np.ndarray, hidden: np.ndarray, exposed: tuple[int, int], *, total_known: bool = False
) -> tuple[int, int] | None:
    """The count to hide next: in a line where one is hidden alone, else near the exposed one.

    People are taken before zeros and totals last, and rather where the other line has something
    hidden already, so that the hidden close into a rectangle.
    """
    rows, columns = table.shape
    across = [[(i, j) for j in range(columns)] for i in range(rows) if columns > 1]
    down = [[(i, j) for i in range(rows)] for j in range(columns)]
    alone = [line for line in (*across, *down) if sum(hidden[place] for place in line) == 1]
    near = [line for line in (*across, *down) if exposed in line]

    def cost(place: tuple[int, int]) -> tuple[bool, bool, bool, int]:
        i, j = place
        total = i == rows - 1 or (columns > 1 and j == columns - 1)
        met = hidden[i].any() and hidden[:, j].any()
        return total, table[place] == 0, not met, int(table[place])

    last = (rows - 1, columns - 1)
    for lines in (alone, near, [list(np.ndindex(table.shape))]):
        free = [
            place
            for line in lines
            for place in line
            if not hidden[place] and not (total_known and place == last)
        ]
        if free:
            return min(free, key=cost)
    return None
