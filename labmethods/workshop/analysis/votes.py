"""Dot votes, ratings and placements: how much each got, and how far people are apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_


def voices(contributions: pd.DataFrame) -> int:
    """How many participants contributed; hidden contributions count for nobody.

    Columns in: ``voice``, and ``hidden`` where there is one.
    """
    return int(_seen(contributions)["voice"].nunique())


def dots(contributions: pd.DataFrame, choices: Sequence[str]) -> pd.DataFrame:
    """The dots of each choice, most first; equal ones keep the order of ``choices``.

    Parameters
    ----------
    contributions
        Columns ``voice``, ``subject`` (the choice) and ``value`` (dots); one row each.
    choices
        All choices, also those that nobody gave a dot.

    Returns
    -------
    DataFrame
        ``choice``, ``dots``, ``voices`` (how many gave it any) and ``share`` of all dots (0-1; NaN
        when there are none).

    Examples
    --------
    >>> votes = pd.DataFrame({"voice": ["a", "a", "b"], "subject": ["Café", "Light", "Café"],
    ...                       "value": [2, 1, 3]})
    >>> dots(votes, ["Light", "Café", "Bench"])["dots"].tolist()
    [5, 1, 0]
    """
    given = _numbers(contributions)
    given = given[given["value"] > 0]
    totals = given.groupby("subject")["value"].sum().reindex(choices, fill_value=0)
    people = given.groupby("subject")["voice"].nunique().reindex(choices, fill_value=0)
    everything = totals.sum()
    table = pd.DataFrame(
        {
            "choice": list(choices),
            "dots": totals.to_numpy(dtype="int64"),
            "voices": people.to_numpy(dtype="int64"),
            "share": totals.to_numpy(dtype="float64") / everything if everything else np.nan,
        }
    )
    return table.sort_values("dots", ascending=False, kind="stable", ignore_index=True)


def ratings(
    contributions: pd.DataFrame, choices: Sequence[str], *, low: int = 1, high: int = 5
) -> pd.DataFrame:
    """How each choice was rated, and how much the room agrees on it.

    Parameters
    ----------
    contributions
        Columns ``voice``, ``subject`` and ``value`` (``low`` to ``high``, whole numbers).
    choices
        All choices, also those that nobody rated.

    Returns
    -------
    DataFrame
        ``choice``, ``n`` (ratings), ``median``, ``mean``, ``agreement`` (0 when the room is split
        half and half between the ends, 1 when all say the same; NaN below two ratings), and one
        column for each value of the scale with its count, named by the number.

    Raises
    ------
    Invalid
        If a value lies outside the scale.

    References
    ----------
    Tastle & Wierman (2007): Consensus and dissention: a measure of ordinal dispersion.
    International Journal of Approximate Reasoning 45(3), 531-545.

    Examples
    --------
    >>> votes = pd.DataFrame({"voice": list("abcd"), "subject": "Light", "value": [1, 1, 5, 5]})
    >>> ratings(votes, ["Light"])[["n", "mean", "agreement"]].iloc[0].tolist()
    [4.0, 3.0, 0.0]
    """
    given = _numbers(contributions)
    if len(given) and not given["value"].between(low, high).all():
        raise Invalid(N_("A rating lies outside the scale {low} to {high}."), low=low, high=high)
    scale = list(range(low, high + 1))
    rows = []
    for choice in choices:
        values = given.loc[given["subject"] == choice, "value"]
        counts = {str(one): int((values == one).sum()) for one in scale}
        rows.append(
            {
                "choice": choice,
                "n": len(values),
                "median": values.median(),
                "mean": values.mean(),
                "agreement": _agreement(values, low, high),
                **counts,
            }
        )
    columns = ["choice", "n", "median", "mean", "agreement", *map(str, scale)]
    return pd.DataFrame(rows, columns=columns)


def placements(contributions: pd.DataFrame) -> pd.DataFrame:
    """Where the room puts each actor on the power-interest board, and how far people are apart.

    Parameters
    ----------
    contributions
        Columns ``voice``, ``subject`` (the actor's id), ``value`` (power) and ``second``
        (interest), both 1-5; a row may lack one of them.

    Returns
    -------
    DataFrame
        ``actor``, ``n`` (voices), ``power`` and ``interest`` (medians), ``power_low``,
        ``power_high``, ``interest_low``, ``interest_high`` (the middle half of the voices),
        ``power_agreement`` and ``interest_agreement`` (see ``ratings``). Those on whom the room
        disagrees most come first.
    """
    given = _seen(contributions)
    rows = []
    for actor, own in given.dropna(subset=["value", "second"], how="all").groupby("subject"):
        row = {"actor": actor, "n": own["voice"].nunique()}
        for name, column in (("power", "value"), ("interest", "second")):
            values = own[column].dropna().astype("float64")
            low, middle, high = values.quantile([0.25, 0.5, 0.75]) if len(values) else [np.nan] * 3
            row |= {name: middle, f"{name}_low": low, f"{name}_high": high}
            row[f"{name}_agreement"] = _agreement(values, 1, 5)
        rows.append(row)
    parts = ("", "_low", "_high", "_agreement")
    columns = [f"{name}{part}" for name in ("power", "interest") for part in parts]
    table = pd.DataFrame(rows, columns=["actor", "n", *columns])
    least = table[["power_agreement", "interest_agreement"]].min(axis=1)
    return table.loc[least.sort_values(kind="stable").index].reset_index(drop=True)


def _agreement(values: pd.Series, low: int, high: int) -> float:
    if len(values) < 2:
        return float("nan")
    apart = (values.astype("float64") - values.mean()).abs() / (high - low)
    return abs(float(1 + np.log2(1 - apart).mean()))


def _seen(contributions: pd.DataFrame) -> pd.DataFrame:
    if "hidden" not in contributions:
        return contributions
    return contributions[~contributions["hidden"].fillna(False).astype(bool)]


def _numbers(contributions: pd.DataFrame) -> pd.DataFrame:
    given = _seen(contributions).dropna(subset=["value"])
    return given.assign(value=given["value"].astype("float64"))
