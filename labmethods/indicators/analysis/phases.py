"""Limits worked out anew when a process was changed, and whether they promise the target."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.indicators.analysis.signals import xmr
from labmethods.language import N_

ALWAYS = "always"
NEVER = "never"
CHANCE = "by chance"


def xmr_phases(values: pd.Series, starts: Iterable[Hashable] = ()) -> pd.DataFrame:
    """``xmr`` phase by phase: mean, limits and rules begin anew at each start.

    Parameters
    ----------
    values
        Numbers in time order.
    starts
        The index labels at which a new phase begins.

    Returns
    -------
    DataFrame
        What ``xmr`` gives, and ``phase`` (0, 1, 2 ...). A phase of fewer than 12 values has a mean
        but no limits and no signals.

    Raises
    ------
    Invalid
        A start that isn't in the index, or values that are no numbers.

    Examples
    --------
    >>> frame = xmr_phases(pd.Series([1, 2] * 7 + [7, 8] * 7), starts=[14])
    >>> frame.groupby("phase")["center"].first().tolist()
    [1.5, 7.5]
    """
    unknown = [start for start in starts if start not in values.index]
    if unknown:
        raise Invalid(
            N_("There is no value at {start} where a phase could begin."), start=unknown[0]
        )
    phase = np.cumsum(values.index.isin(list(starts)))
    if len(phase) and values.index[0] in starts:
        phase = phase - 1
    parts = [xmr(values[phase == one]) for one in np.unique(phase)] or [xmr(values)]
    return pd.concat(parts).assign(phase=phase.astype(int))


@dataclass(frozen=True)
class Assurance:
    """Whether a process reaches its target as it works now.

    As in "Making Data Count": a target beyond the limits on the good side will never be reached
    without a change, one beyond them on the other side always will; between them it is chance.
    """

    kind: str
    """``always``, ``never``, ``by chance``, or empty where it can't be said."""
    target: float
    lower: float
    upper: float

    def summary(self) -> pd.DataFrame:
        """The fields as one row."""
        return pd.DataFrame([asdict(self)])

    def _repr_html_(self) -> str:
        return self.summary().to_html(index=False)


def assurance(signals: pd.DataFrame, target: float | None, direction: str) -> Assurance:
    """Will the target be reached: always, never, or by chance?

    Parameters
    ----------
    signals
        What ``xmr`` or ``xmr_phases`` gives; the last limits count.
    target
        The target; none gives an empty answer.
    direction
        ``up`` or ``down`` is good. With ``neither`` there is no answer.

    Examples
    --------
    >>> frame = xmr(pd.Series([1, 2] * 7))
    >>> assurance(frame, 9, "up").kind, assurance(frame, 9, "down").kind
    ('never', 'always')
    >>> assurance(frame, 2, "up").kind
    'by chance'
    """
    limits = signals[["lower", "upper"]].tail(1).to_numpy(float)
    lower, upper = limits[0] if len(limits) else (np.nan, np.nan)
    aim = np.nan if target is None or pd.isna(target) else float(target)
    if not np.isfinite([lower, upper, aim]).all() or direction not in ("up", "down"):
        return Assurance("", aim, lower, upper)
    if lower <= aim <= upper:
        return Assurance(CHANCE, aim, lower, upper)
    beyond = aim > upper if direction == "up" else aim < lower
    return Assurance(NEVER if beyond else ALWAYS, aim, lower, upper)
