"""A municipality beside others: similar ones, Sweden, and itself before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_


def similar(
    background: pd.DataFrame, place: str, count: int = 5, weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """The places most like one, by the distance between their background variables.

    Each variable is divided by its standard deviation among all places, so that none counts more
    for being written in larger numbers. The distance is the root mean square of the differences
    over the variables that both places have.

    Parameters
    ----------
    background
        One row a place (the index), one column a background variable.
    place
        The place to compare with.
    count
        How many to give.
    weights
        How much each variable counts; all the same by default.

    Returns
    -------
    DataFrame
        The nearest first: index as given, ``distance`` (in standard deviations), ``shared`` (how
        many variables it rests on), then the variables themselves.

    Raises
    ------
    Invalid
        The place isn't among the rows, or has none of the variables.

    Examples
    --------
    >>> rows = pd.DataFrame({"new": [5.0, 6.0, 20.0], "education": [40.0, 41.0, 60.0]}, list("abc"))
    >>> similar(rows, "a", count=1).index.tolist()
    ['b']
    """
    if place not in background.index:
        raise Invalid(N_("There are no background values for {place}."), place=place)
    numbers = background.astype("float64")
    # What is the same everywhere is no distance.
    spread = numbers.std(ddof=0).replace(0, 1.0)
    scaled = numbers / spread
    own = scaled.loc[place]
    if own.isna().all():
        raise Invalid(N_("There are no background values for {place}."), place=place)
    counts = pd.Series(dict(weights or {}), dtype="float64").reindex(numbers.columns).fillna(1.0)
    squares = ((scaled - own) ** 2).drop(index=place)
    weight = squares.notna() * counts
    total = weight.sum(axis=1)
    distance = np.sqrt((squares * counts).sum(axis=1) / total.where(total > 0))
    found = background.drop(index=place).assign(
        distance=distance, shared=squares.notna().sum(axis=1)
    )
    columns = ["distance", "shared", *background.columns]
    found = found[columns].dropna(subset=["distance"])
    return found.sort_values(["distance"], kind="stable").head(count)


def compared(values: pd.DataFrame, places: Sequence[str], direction: str = "up") -> pd.DataFrame:
    """Places beside one another in the latest period that the first of them has a value for.

    Parameters
    ----------
    values
        ``place, period, value``: one group, one row a place and period.
    places
        The places, one's own first.
    direction
        ``up`` or ``down`` is good: the best comes first. With ``neither`` the highest does.

    Returns
    -------
    DataFrame
        ``place, period, value, first_period, change`` (since that place's first period),
        ``difference`` (one's own less the other's); places without a value in the period come last.

    Raises
    ------
    Invalid
        No place was given, or the first has no value at all.
    """
    own = values[(values["place"] == places[0]) & values["value"].notna()] if places else []
    if not len(own):
        raise Invalid(N_("There is no value to compare with."))
    period = own["period"].max()
    rows = []
    for place in dict.fromkeys(places):
        known = values[(values["place"] == place) & values["value"].notna()].sort_values("period")
        now = known.loc[known["period"] == period, "value"]
        value = float(now.iloc[0]) if len(now) else np.nan
        first = known.iloc[0] if len(known) else None
        rows.append(
            {
                "place": place,
                "period": period,
                "value": value,
                "first_period": None if first is None else first["period"],
                "change": np.nan if first is None else value - first["value"],
            }
        )
    frame = pd.DataFrame(rows)
    frame["difference"] = frame["value"].iloc[0] - frame["value"]
    return frame.sort_values("value", ascending=direction == "down", kind="stable").reset_index(
        drop=True
    )


def rank(values: pd.Series, place: str, direction: str = "up") -> tuple[int, int]:
    """A place's number among all that have a value, the best first; equal values share a number.

    Examples
    --------
    >>> rank(pd.Series({"a": 5.0, "b": 9.0, "c": None}), "a")
    (2, 2)
    """
    known = values.dropna()
    if place not in known.index:
        raise Invalid(N_("There is no value to compare with."))
    better = known < known[place] if direction == "down" else known > known[place]
    return int(better.sum()) + 1, len(known)


def ranked(values: pd.DataFrame, period: object, direction: str = "up") -> pd.DataFrame:
    """Every place that has a value in a period, the best first.

    Parameters
    ----------
    values
        ``place, period, value``: one group, one row a place and period.
    direction
        ``up`` or ``down`` is good. With ``neither`` the highest comes first.

    Returns
    -------
    DataFrame
        ``rank`` (equal values share one), ``place, value, first_period, change`` (since that
        place's first period).

    Examples
    --------
    >>> rows = pd.DataFrame({"place": list("abc"), "period": 2019, "value": [5.0, 9.0, 9.0]})
    >>> ranked(rows, 2019)[["rank", "place"]].values.tolist()
    [[1, 'b'], [1, 'c'], [3, 'a']]
    """
    known = values[values["value"].notna()].sort_values("period", kind="stable")
    first = known.drop_duplicates("place").set_index("place")
    now = known[known["period"] == period].drop_duplicates("place", keep="last")
    rank = now["value"].rank(method="min", ascending=direction == "down").astype("int64")
    frame = pd.DataFrame(
        {
            "rank": rank,
            "place": now["place"],
            "value": now["value"],
            "first_period": now["place"].map(first["period"]),
            "change": now["value"] - now["place"].map(first["value"]),
        }
    )
    return frame.sort_values(["rank", "place"], kind="stable").reset_index(drop=True)


def edges(values: pd.Series, count: int = 5) -> list[float]:
    """Where classes of about as many places each end, with the lowest and the highest value.

    Examples
    --------
    >>> edges(pd.Series([1.0, 2.0, 3.0, 4.0, None]), 2)
    [1.0, 2.5, 4.0]
    """
    known = values.dropna().astype("float64")
    if known.empty:
        return []
    return np.unique(np.quantile(known, np.linspace(0, 1, count + 1))).tolist()


def indexed(values: pd.DataFrame, base: object) -> pd.DataFrame:
    """Each place's values with its own in a base period as 100.

    Parameters
    ----------
    values
        ``place, period, value``.
    base
        The base period.

    Returns
    -------
    DataFrame
        The same, with ``value`` as index; missing for places without a value, or with zero, then.
    """
    at_base = values[values["period"] == base].set_index("place")["value"].astype("float64")
    divisor = values["place"].map(at_base.replace(0, np.nan))
    return values.assign(value=100 * values["value"].astype("float64") / divisor)


def per_capita(values: pd.DataFrame, population: pd.DataFrame, per: float = 1000) -> pd.DataFrame:
    """Counts divided by the people there were in the same place and period.

    Parameters
    ----------
    values, population
        ``place, period, value`` each.
    per
        So many people: 1,000, or 100,000.

    Returns
    -------
    DataFrame
        ``values`` with ``value`` per ``per`` people; missing where the population isn't known.
    """
    key = ["place", "period"]
    people = population.set_index(key)["value"].astype("float64").replace(0, np.nan)
    divisor = people.reindex(pd.MultiIndex.from_frame(values[key])).to_numpy()
    return values.assign(value=per * values["value"].astype("float64") / divisor)
