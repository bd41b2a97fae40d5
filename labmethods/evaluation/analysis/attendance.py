"""How many came: attendance by person and by occasion, with people as what is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.result import Result
from labmethods.language import N_


@dataclass(frozen=True)
class Attendance(Result):
    """Attendance of a group.

    Attributes
    ----------
    people, occasions
        How many people and occasions have at least one mark.
    present, marked
        Times somebody was present, of the times that were marked.
    unmarked
        Rows without a mark; they are left out.
    rate, low, high
        ``present / marked`` with a 95 % interval that counts people, not marks: ten people who come
        twenty times are ten people.
    by_person
        ``present, marked, rate`` on the person's code.
    by_occasion
        The same on the occasion.
    """

    people: int
    occasions: int
    present: int
    marked: int
    unmarked: int
    rate: float
    low: float
    high: float
    by_person: pd.DataFrame
    by_occasion: pd.DataFrame


def attendance(marks: pd.DataFrame) -> Attendance:
    """How often people came.

    Parameters
    ----------
    marks
        ``participant``, ``occasion`` (a date or a name) and ``present`` (true or false, 1 or 0;
        missing is not marked).

    Returns
    -------
    Attendance
        The interval is Clopper and Pearson's on the number of people that the marks are worth:
        Korn & Graubard (1998), Survey Methodology 24(2), never fewer than if each person's marks
        said one and the same (Kish 1965).

    Raises
    ------
    Invalid
        If nothing is marked, a mark is neither 0 nor 1, or somebody is marked twice on an occasion.

    Examples
    --------
    >>> marks = pd.DataFrame({
    ...     "participant": ["A", "A", "B", "B", "C", "C"],
    ...     "occasion": [1, 2, 1, 2, 1, 2],
    ...     "present": [1, 1, 1, 0, 0, None],
    ... })
    >>> came = attendance(marks)
    >>> came.present, came.marked, came.unmarked
    (3, 5, 1)
    """
    present = pd.to_numeric(marks["present"], errors="coerce").astype("Float64")
    known = marks[present.notna()].assign(present=present[present.notna()].astype("float64"))
    if known.empty:
        raise Invalid(N_("Nobody's attendance is marked yet."))
    odd = known.loc[~known["present"].isin([0, 1]), "present"]
    if len(odd):
        raise Invalid(
            N_("“{value}” is neither present (1) nor absent (0)."), value=f"{odd.iloc[0]:g}"
        )
    twice = known[known.duplicated(["participant", "occasion"])]
    if len(twice):
        raise Invalid(
            N_("{participant} is marked twice for {occasion}. Remove one of the marks."),
            participant=twice["participant"].iloc[0],
            occasion=twice["occasion"].iloc[0],
        )
    by_person, by_occasion = _rates(known, "participant"), _rates(known, "occasion")
    low, high = _interval(by_person)
    total, marked = int(known["present"].sum()), len(known)
    return Attendance(
        people=len(by_person),
        occasions=len(by_occasion),
        present=total,
        marked=marked,
        unmarked=len(marks) - marked,
        rate=total / marked,
        low=low,
        high=high,
        by_person=by_person,
        by_occasion=by_occasion,
    )


def _rates(known: pd.DataFrame, by: str) -> pd.DataFrame:
    rates = known.groupby(by)["present"].agg(["sum", "count"]).astype("int64")
    rates.columns = ["present", "marked"]
    return rates.assign(rate=rates["present"] / rates["marked"])


def _interval(by_person: pd.DataFrame) -> tuple[float, float]:
    from scipy.stats import norm, t
    from statsmodels.stats.proportion import proportion_confint

    present = by_person["present"].to_numpy(dtype=float)
    marked = by_person["marked"].to_numpy(dtype=float)
    rate = present.sum() / marked.sum()
    worth = marked.sum() ** 2 / (marked**2).sum()
    if len(marked) > 1:
        apart = (present - rate * marked) / marked.mean()
        variance = (apart**2).sum() / (len(marked) * (len(marked) - 1))
        fewer = (norm.ppf(0.975) / t.ppf(0.975, len(marked) - 1)) ** 2
        estimated = fewer * rate * (1 - rate) / variance if variance > 0 else worth
        worth = float(np.clip(estimated, worth, marked.sum()))
    low, high = proportion_confint(rate * worth, worth, method="beta")
    return min(float(low), rate), max(float(high), rate)
