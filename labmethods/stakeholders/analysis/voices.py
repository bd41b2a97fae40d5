"""Several voices: what participants agree and disagree on when each rates the same actors."""

from __future__ import annotations

import numpy as np
import pandas as pd

from labmethods.stakeholders.analysis.frames import SCALES, rating, require


def voices(assessments: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """For each actor and rating: how many rated it, the middle, the spread and the disagreement.

    Parameters
    ----------
    assessments
        Columns ``actor, voice`` and the ratings: one row a participant and actor, of one mapping.
        Rows without a ``voice`` are left out; where a voice rated an actor twice the later counts.
    actors
        Columns ``id, name``.

    Returns
    -------
    DataFrame
        One row an actor and rating that somebody rated: ``actor, name, rating, n`` (voices),
        ``lowest, lower, median, upper, highest`` (quartiles, linear interpolation) and
        ``disagreement`` (0 where all say the same, 1 where half stand at either end of the scale;
        missing for a single voice), the greatest disagreement first.

    Raises
    ------
    Invalid
        If a column is missing or a rating is outside its scale.

    References
    ----------
    Tastle, W. J. & Wierman, M. J. (2007). Consensus and dissention: a measure of ordinal
    dispersion. *International Journal of Approximate Reasoning*, 45(3), 531-545.

    Examples
    --------
    >>> rows = pd.DataFrame({"actor": "a", "voice": ["p1", "p2"], "power": [1, 5], "interest": 3,
    ...     "legitimacy": None, "urgency": None, "attitude": None})
    >>> actors = pd.DataFrame({"id": ["a"], "name": ["A"]})
    >>> voices(rows, actors)[["rating", "n", "median", "disagreement"]].values.tolist()
    [['power', 2, 3.0, 1.0], ['interest', 2, 3.0, 0.0]]
    """
    long = _long(assessments, actors)
    grouped = long.groupby(["actor", "name", "rating"], sort=False)["value"]
    quartiles = {"lowest": 0, "lower": 0.25, "median": 0.5, "upper": 0.75, "highest": 1}
    found = pd.DataFrame(
        {"n": grouped.size()} | {name: grouped.quantile(share) for name, share in quartiles.items()}
    ).reset_index()
    found["disagreement"] = [dissent(values.to_numpy(), *SCALES[key[2]]) for key, values in grouped]
    return found.sort_values(
        ["disagreement", "n"], ascending=False, kind="stable", na_position="last"
    ).reset_index(drop=True)


def dissent(values: np.ndarray, low: int, high: int) -> float:
    """Tastle and Wierman's dissention of ratings on a scale: 0 all the same, 1 half at either end.

    >>> dissent(np.array([1, 1, 5, 5]), 1, 5)
    1.0
    """
    if len(values) < 2:
        return float("nan")
    apart = np.abs(values - values.mean()) / (high - low)
    return float(0.0 - np.log2(1 - apart).mean())


def _long(assessments: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    require(assessments, "actor", "voice", *SCALES)
    require(actors, "id", "name")
    own = assessments[assessments["voice"].notna()]
    own = own.drop_duplicates(["actor", "voice"], keep="last")
    named = actors[["id", "name"]].rename(columns={"id": "actor"}).merge(own, on="actor")
    ratings = {column: rating(named, column) for column in SCALES}
    wide = named[["actor", "name", "voice"]].assign(**ratings)
    keys = ["actor", "name", "voice"]
    return wide.melt(keys, list(SCALES), var_name="rating").dropna(subset=["value"])
