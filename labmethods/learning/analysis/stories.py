"""How far each story has been chosen as the most significant change, and why."""

from __future__ import annotations

import pandas as pd

ORDER = ("lab", "company", "programme")
"""The steps of choosing, as in Davies & Dart (2005), The 'Most Significant Change' Technique."""


def chosen_stories(stories: pd.DataFrame, choices: pd.DataFrame) -> pd.DataFrame:
    """Every story with the step it has come to, those that have come furthest first.

    Parameters
    ----------
    stories
        ``id``, ``name`` and whatever else is wanted.
    choices
        ``story``, ``step``, ``group``, ``reason``.

    Returns
    -------
    pandas.DataFrame
        The stories with ``step`` (the furthest, missing where nobody has chosen it), ``level`` (0
        to 3) and ``reasons``: a list of ``(step, group, reason)`` in the order of the steps.

    Examples
    --------
    >>> stories = pd.DataFrame({"id": ["a", "b"], "name": ["Bus", "Key"]})
    >>> choices = pd.DataFrame(
    ...     {"story": ["b"], "step": ["lab"], "group": ["Hosts"], "reason": ["It lasts"]})
    >>> chosen_stories(stories, choices)[["name", "level"]].values.tolist()
    [['Key', 1], ['Bus', 0]]
    """
    place = {step: number for number, step in enumerate(ORDER, start=1)}
    ordered = choices.assign(level=choices["step"].map(place)).sort_values("level", kind="stable")
    reasons: dict[str, list[tuple[str, str, str]]] = {}
    for row in ordered.itertuples():
        reasons.setdefault(row.story, []).append((row.step, row.group, row.reason))
    table = stories.assign(
        reasons=[reasons.get(one, []) for one in stories["id"]],
        level=[
            max((place[step] for step, *_ in reasons.get(one, [])), default=0)
            for one in stories["id"]
        ],
    )
    table["step"] = [ORDER[level - 1] if level else None for level in table["level"]]
    return table.sort_values(["level", "name"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )
