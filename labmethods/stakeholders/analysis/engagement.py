"""The engagement plan: who contacts whom by when, what is overdue and who has no next step."""

from __future__ import annotations

import datetime

import pandas as pd

from labmethods.stakeholders.analysis.frames import identified, require
from labmethods.stakeholders.analysis.ratings import STRATEGIES, power_interest

STATUSES = ("overdue", "planned", "no day", "done")
"""What can be said of a planned contact, in the order of the plan."""


def engagement_plan(
    actors: pd.DataFrame, engagements: pd.DataFrame, today: datetime.date
) -> pd.DataFrame:
    """The planned contacts with the strategy behind each, what is overdue first.

    Parameters
    ----------
    actors
        Columns ``id, name, power, interest``.
    engagements
        Columns ``id, actor`` (an actor's id), ``what, responsible, due, done`` (days).
    today
        The day on which the plan is read; a contact is overdue from the day after it was due.

    Returns
    -------
    DataFrame
        One row a contact: ``id, actor, name, strategy, what, responsible, due, done`` and
        ``status`` (*overdue*, *planned*, *no day* or *done*), in that order, then by day.

    Raises
    ------
    Invalid
        If a column is missing, an id stands twice or a rating is outside its scale.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a"], "name": ["A"], "power": [4], "interest": [4]})
    >>> contacts = pd.DataFrame({"id": ["1"], "actor": ["a"], "what": ["Ring"],
    ...     "responsible": [None], "due": pd.to_datetime(["2026-03-01"]), "done": [pd.NaT]})
    >>> engagement_plan(actors, contacts, datetime.date(2026, 3, 2))["status"].tolist()
    ['overdue']
    """
    require(actors, "id", "name")
    require(engagements, "id", "actor", "what", "responsible", "due", "done")
    identified(actors)
    placed = power_interest(actors).rename(columns={"id": "actor", "power_interest": "strategy"})
    plan = engagements.merge(placed[["actor", "name", "strategy"]], on="actor", how="inner")
    plan = plan.assign(due=pd.to_datetime(plan["due"]), done=pd.to_datetime(plan["done"]))
    late = plan["due"] < pd.Timestamp(today)
    plan["status"] = pd.Series("planned", index=plan.index, dtype="str")
    plan.loc[plan["due"].isna(), "status"] = "no day"
    plan.loc[late, "status"] = "overdue"
    plan.loc[plan["done"].notna(), "status"] = "done"
    rank = plan["status"].map({status: place for place, status in enumerate(STATUSES)})
    order = plan.assign(rank=rank).sort_values(["rank", "due"], kind="stable").index
    columns = ["id", "actor", "name", "strategy", "what", "responsible", "due", "done", "status"]
    return plan.loc[order, columns].reset_index(drop=True)


def without_next_step(actors: pd.DataFrame, engagements: pd.DataFrame) -> pd.DataFrame:
    """Actors that the strategy says to engage and with whom no contact is planned.

    Parameters
    ----------
    actors
        Columns ``id, name, power, interest``.
    engagements
        Columns ``actor, done``; a contact that is done is no next step.

    Returns
    -------
    DataFrame
        ``id, name, strategy``: first those to manage closely, then to keep satisfied, then to keep
        informed. Actors to monitor and those not assessed are left out.

    Raises
    ------
    Invalid
        If a column is missing or a rating is outside its scale.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a"], "name": ["A"], "power": [4], "interest": [4]})
    >>> without_next_step(actors, pd.DataFrame({"actor": [], "done": []}))["name"].tolist()
    ['A']
    """
    require(actors, "id", "name")
    require(engagements, "actor", "done")
    engaged = engagements.loc[engagements["done"].isna(), "actor"]
    placed = power_interest(actors).rename(columns={"power_interest": "strategy"})
    strategies = list(STRATEGIES.values())
    waiting = placed[placed["strategy"].isin(strategies[:-1]) & ~placed["id"].isin(engaged)]
    rank = waiting["strategy"].map({name: place for place, name in enumerate(strategies)})
    return waiting.loc[rank.sort_values(kind="stable").index, ["id", "name", "strategy"]]
