"""Mappings over time: who came, who left and who moved between two dated assessments."""

from __future__ import annotations

import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_
from labmethods.stakeholders.analysis.frames import SCALES, identified, rating, require
from labmethods.stakeholders.analysis.ratings import power_interest

CHANGES = ("came", "left", "moved", "shifted", "assessed", "same", "not assessed")
"""What can have become of an actor between two mappings; see ``compare``."""


def at(assessments: pd.DataFrame, actors: pd.DataFrame, mapping: str) -> pd.DataFrame:
    """The actors as the room agreed on them in one mapping.

    Parameters
    ----------
    assessments
        Columns ``mapping, actor, voice``, the ratings and ``x, y`` (the place on the relation map).
        Rows with a ``voice`` are one participant's and not the room's. Where an actor stands twice,
        the later row counts.
    actors
        Columns ``id, name, kind``.
    mapping
        The mapping's id.

    Returns
    -------
    DataFrame
        One row an actor that the mapping holds, in the actors' order: ``id, name, kind``, the
        ratings, ``x, y``.

    Raises
    ------
    Invalid
        If a column is missing or an actor's id stands twice.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "kind": None})
    >>> rows = pd.DataFrame({"mapping": ["m"], "actor": ["b"], "voice": None, "power": 4,
    ...     "interest": 2, "legitimacy": None, "urgency": None, "attitude": None,
    ...     "x": None, "y": None})
    >>> at(rows, actors, "m")[["name", "power"]].values.tolist()
    [['B', 4]]
    """
    require(assessments, "mapping", "actor", "voice", *SCALES, "x", "y")
    require(actors, "id", "name", "kind")
    identified(actors)
    agreed = assessments[(assessments["mapping"] == mapping) & assessments["voice"].isna()]
    agreed = agreed.drop_duplicates("actor", keep="last")
    columns = ["actor", *SCALES, "x", "y"]
    found = actors[["id", "name", "kind"]].merge(agreed[columns], left_on="id", right_on="actor")
    return found.drop(columns="actor")


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What became of every actor between two mappings.

    Parameters
    ----------
    before, after
        What ``at`` returns: columns ``id, name, kind, power, interest``.

    Returns
    -------
    DataFrame
        One row an actor in either, those of ``after`` first: ``id, name, kind``, ``power_before,
        power_after, interest_before, interest_after``, ``strategy_before, strategy_after`` and
        ``change``:

        - *came*: only in the later; *left*: only in the earlier;
        - *moved*: the strategy towards it is another one now;
        - *shifted*: a rating changed within the same strategy;
        - *same*: nothing changed;
        - *assessed*: it is assessed now and wasn't before;
        - *not assessed*: it isn't assessed now.

    Raises
    ------
    Invalid
        If a column is missing, an id stands twice or a rating is outside its scale.

    Examples
    --------
    >>> before = pd.DataFrame({"id": ["a"], "name": "A", "kind": None, "power": 2, "interest": 4})
    >>> compare(before, before.assign(power=3))["change"].tolist()
    ['moved']
    """
    then, now = _placed(before, "before"), _placed(after, "after")
    both = now.merge(then.drop(columns=["name", "kind"]), on="id", how="left", indicator="met")
    gone = then[~then["id"].isin(now["id"])]
    both = pd.concat([both, gone], ignore_index=True)
    changes = [_change(row) for row in both.to_dict("records")]
    columns = [f"{name}_{when}" for name in ("power", "interest", "strategy") for when in _WHEN]
    return both.reindex(columns=["id", "name", "kind", *columns]).assign(
        change=pd.Series(changes, index=both.index, dtype="str")
    )


_WHEN = ("before", "after")


def _placed(frame: pd.DataFrame, when: str) -> pd.DataFrame:
    require(frame, "id", "name", "kind")
    identified(frame)
    strategy = power_interest(frame)["power_interest"]
    return frame[["id", "name", "kind"]].assign(
        **{
            f"power_{when}": rating(frame, "power"),
            f"interest_{when}": rating(frame, "interest"),
            f"strategy_{when}": strategy,
        }
    )


def _change(row: dict) -> str:
    if row["met"] == "left_only":
        return "came"
    if row["met"] != "both":
        return "left"
    known_before, known_after = (not pd.isna(row[f"strategy_{when}"]) for when in _WHEN)
    if not known_after:
        return "not assessed"
    if not known_before:
        return "assessed"
    if row["strategy_before"] != row["strategy_after"]:
        return "moved"
    ratings = [tuple(row[f"{name}_{when}"] for name in ("power", "interest")) for when in _WHEN]
    return "same" if ratings[0] == ratings[1] else "shifted"


def in_order(mappings: pd.DataFrame) -> pd.DataFrame:
    """The mappings by day, and by when they were noted within a day.

    Raises
    ------
    Invalid
        If a mapping has no day.
    """
    require(mappings, "id", "day")
    if mappings["day"].isna().any():
        raise Invalid(N_("A mapping has no day."))
    return mappings.sort_values("day", kind="stable")
