"""What the analyses are given: whole counts, answers with gaps, panels of places over time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_, translator

ENOUGH_FOR_PERCENT = 30
"""Below this many people a share is said as “9 of 10”, never as a bare percentage."""


@dataclass(frozen=True)
class Term:
    """A word of the catalogue that stands inside a message."""

    message: str

    def text(self, language: str) -> str:
        return translator(language)(self.message)


def count(value: object, what: str) -> int:
    """A number of people or times: whole and not negative."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise Invalid(
            N_("{what}: “{value}” is not a number."), what=Term(what), value=value
        ) from None
    if not np.isfinite(number) or number != int(number):
        raise Invalid(N_("{what}: {value} is not a whole number."), what=Term(what), value=value)
    if number < 0:
        raise Invalid(N_("{what}: {value} is negative. Count again."), what=Term(what), value=value)
    return int(number)


def answers(values: pd.Series | Sequence, what: str) -> pd.Series:
    """Answers as decimals on their index; a missing answer stays missing."""
    series = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype="object")
    if isinstance(series.dtype, np.dtype) and series.dtype.kind in "iuf":
        numbers = series.astype("float64")
    else:
        numbers = pd.to_numeric(series, errors="coerce").astype("Float64").astype("float64")
        unread = series[numbers.isna() & series.notna()]
        if len(unread):
            raise Invalid(
                N_("{what}: “{value}” is not a number."), what=Term(what), value=unread.iloc[0]
            )
    if np.isinf(numbers.to_numpy()).any():
        raise Invalid(N_("{what}: a value is infinite. Correct it."), what=Term(what))
    return numbers


def one_each(values: pd.Series) -> tuple[pd.Series, int]:
    """One answer a person: the mean of each person's own answers, and how many had several.

    Answers of one person hang together, so counting each as a person of its own would make the
    intervals too narrow.
    """
    present = values.dropna()
    repeated = present.index.duplicated(keep=False)
    people = int(present.index[repeated].nunique())
    return (present.groupby(level=0, sort=False).mean() if people else present), people


def direction(better: str) -> None:
    """What was hoped for must be said as “higher” or “lower”."""
    if better not in ("higher", "lower"):
        raise Invalid(N_("“{value}” is neither “higher” nor “lower”."), value=better)


@dataclass(frozen=True)
class Places:
    """One place against others over time, checked and ready to compare."""

    outcome: pd.DataFrame
    """Time x place, complete, in order of time."""
    treated: list[Hashable]
    others: list[Hashable]
    start: Hashable
    left_out: tuple[Hashable, ...]
    """Places that were left out since values are missing."""
    skipped: tuple[Hashable, ...]
    """Times that the panel lacks, where its times are whole numbers."""

    @property
    def before(self) -> np.ndarray:
        return np.asarray(self.outcome.index < self.start)

    @property
    def after(self) -> np.ndarray:
        return ~self.before


def places(
    panel: pd.DataFrame,
    treated: Hashable | list,
    start: Hashable,
    others: Iterable[Hashable] | None = None,
    *,
    least_before: int = 2,
    least_others: int = 2,
) -> Places:
    """The panel of one or several treated places and those they are compared with.

    Parameters
    ----------
    panel
        Time x place, one value each; times in the index.
    treated
        The place, or the places, where something was done.
    start
        The first time that counts as after.
    others
        The places to compare with; all but the treated if not given.

    Raises
    ------
    Invalid
        If a place or the start isn't in the panel, a treated place has gaps or is among those it is
        compared with, or too few times or places are left.
    """
    wanted = list(treated) if isinstance(treated, (list, tuple, set)) else [treated]
    _know(panel, wanted)
    pool = (
        [place for place in panel.columns if place not in wanted]
        if others is None
        else list(others)
    )
    _know(panel, pool)
    own = [place for place in pool if place in wanted]
    if own:
        raise Invalid(
            N_("{place} is compared with itself. Take it out of the comparison places."),
            place=own[0],
        )
    outcome = _in_order(panel[[*wanted, *pool]])
    _inside(outcome, start, least_before)
    _complete(outcome, wanted)
    complete = outcome[pool].notna().all()
    gaps = [place for place in pool if not complete[place]]
    kept = [place for place in pool if complete[place]]
    _apart(outcome, wanted, kept)
    if len(kept) < least_others:
        raise Invalid(
            N_(
                "Only {n} comparison places have values for every time; at least {least} are "
                "needed. Take in more places or a shorter time."
            ),
            n=len(kept),
            least=least_others,
        )
    return Places(
        outcome[[*wanted, *kept]], wanted, kept, start, tuple(gaps), _skipped(outcome.index)
    )


def _know(panel: pd.DataFrame, names: list) -> None:
    for name in names:
        if name not in panel.columns:
            raise Invalid(N_("There is no place called {place} in the table."), place=name)
    twice = panel.columns[panel.columns.duplicated()]
    if len(twice):
        raise Invalid(N_("{place} stands twice in the table."), place=twice[0])


def _in_order(panel: pd.DataFrame) -> pd.DataFrame:
    if panel.index.has_duplicates:
        raise Invalid(
            N_("The time {time} stands twice in the table."),
            time=said(panel.index[panel.index.duplicated()][0]),
        )
    numbers = {place: answers(panel[place], str(place)) for place in panel.columns}
    return pd.DataFrame(numbers, index=panel.index, columns=panel.columns).sort_index()


def place_in_time(times: pd.Index, start: Hashable) -> int:
    """How many times lie before the start.

    Raises
    ------
    Invalid
        If none or all do, or the start is of another kind than the times.
    """
    try:
        before = int((times < start).sum())
    except TypeError:
        raise Invalid(
            N_("The start {start} is of another kind than the times in the table ({example})."),
            start=said(start),
            example=said(times[0]) if len(times) else "–",
        ) from None
    if before in (0, len(times)):
        raise Invalid(
            N_("The start {start} lies outside the times of the table ({first} to {last})."),
            start=said(start),
            first=said(times[0]) if len(times) else "–",
            last=said(times[-1]) if len(times) else "–",
        )
    return before


def _inside(outcome: pd.DataFrame, start: Hashable, least_before: int) -> None:
    before = place_in_time(outcome.index, start)
    if before < least_before:
        raise Invalid(
            N_("Only {n} times lie before the start; at least {least} are needed."),
            n=before,
            least=least_before,
        )


def _complete(outcome: pd.DataFrame, treated: list) -> None:
    for place in treated:
        missing = outcome.index[outcome[place].isna()]
        if len(missing):
            raise Invalid(
                N_("{place} has no value for {times}. Fill them in or leave those times out."),
                place=place,
                times=", ".join(said(time) for time in missing[:5])
                + (" …" if len(missing) > 5 else ""),
            )


def _apart(outcome: pd.DataFrame, treated: list, pool: list) -> None:
    values = outcome[pool].to_numpy()
    for place in treated:
        alike = (values == outcome[place].to_numpy()[:, None]).all(axis=0)
        if alike.any():
            raise Invalid(
                N_("{place} and {other} have the very same values: is it one place twice?"),
                place=place,
                other=pool[int(alike.argmax())],
            )


def _skipped(times: pd.Index) -> tuple[Hashable, ...]:
    if not pd.api.types.is_integer_dtype(times) or len(times) < 3:
        return ()
    step = int(np.diff(times.to_numpy(dtype="int64")).min())
    expected = range(int(times[0]), int(times[-1]) + 1, step)
    return tuple(time for time in expected if time not in times)


def said(time: object) -> str:
    """A time as people read it."""
    return f"{time:%Y-%m-%d}" if isinstance(time, pd.Timestamp) else str(time)
