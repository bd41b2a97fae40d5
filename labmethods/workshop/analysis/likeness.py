"""Texts of a room: counted, and those that say nearly the same found."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

_LETTERS = re.compile(r"[\W_]+")
_COMPARED = 600
"""As many different texts are compared with each other; every pair of them costs time."""


def words(contributions: pd.DataFrame) -> pd.DataFrame:
    """How many wrote the same, whatever the case and the punctuation; most first.

    Columns in: ``id``, ``voice``, ``text``, and ``hidden`` and ``same_as`` where there are such.
    What was merged into another contribution counts there. A voice counts once for a text.

    Returns
    -------
    DataFrame
        ``text`` (as it was written first, or as what it was merged into), ``voices``; and
        ``upvotes``, the sum of ``second``, where texts have any.

    Examples
    --------
    >>> said = pd.DataFrame({"id": ["1", "2", "3"], "voice": ["a", "b", "c"],
    ...                      "text": ["Trygg", "trygg!", "Grönt"]})
    >>> words(said).to_dict("records")
    [{'text': 'Trygg', 'voices': 2}, {'text': 'Grönt', 'voices': 1}]
    """
    shown = _shown(contributions)
    if shown.empty:
        return pd.DataFrame({"text": pd.Series(dtype="str"), "voices": pd.Series(dtype="int64")})
    leaders = shown.drop_duplicates("key").set_index("key")["text"]
    counted = shown.groupby("key", sort=False)["voice"].nunique()
    table = pd.DataFrame({"text": leaders[counted.index].to_numpy(), "voices": counted.to_numpy()})
    order = ["voices"]
    if "second" in shown and shown["second"].notna().any():
        sums = shown.groupby("key", sort=False)["second"].sum()
        table["upvotes"] = sums[counted.index].to_numpy(dtype="int64")
        order = ["upvotes", "voices"]
    return table.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def alike(contributions: pd.DataFrame, *, least: float = 0.6) -> list[list[str]]:
    """Groups of contributions that say nearly the same: the ids, in the order they came.

    Two texts are alike when they share at least ``least`` of their three-letter pieces (Dice's
    coefficient); a group holds what is alike to one of it. What was hidden or merged is left out.

    References
    ----------
    Dice (1945): Measures of the amount of ecologic association between species. Ecology 26,
    297-302.

    Examples
    --------
    >>> said = pd.DataFrame({"id": ["1", "2", "3"], "voice": ["a", "b", "c"],
    ...                      "text": ["Bättre belysning", "bättre belysning!", "Ett kafé"]})
    >>> alike(said)
    [['1', '2']]
    """
    shown = _shown(contributions, merged=False)
    keys = list(dict.fromkeys(shown["key"]))[-_COMPARED:]
    pieces = {key: _pieces(key) for key in keys}
    group = {key: key for key in keys}
    for place, one in enumerate(keys):
        for other in keys[:place]:
            if group[one] != group[other] and _dice(pieces[one], pieces[other]) >= least:
                old, new = group[one], group[other]
                group = {key: new if value == old else value for key, value in group.items()}
    groups: dict[str, list[str]] = {}
    for key, one in zip(shown["key"], shown["id"], strict=True):
        if key in group:
            groups.setdefault(group[key], []).append(one)
    return [ids for ids in groups.values() if len(ids) > 1]


def plain(text: str) -> str:
    """A text without case, punctuation and marks that only look different."""
    return _LETTERS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip() or text


def _pieces(key: str) -> set[str]:
    padded = f"  {key} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _shown(contributions: pd.DataFrame, *, merged: bool = True) -> pd.DataFrame:
    """The contributions that stand, with ``key``: the plain text of what they were merged into."""
    frame = contributions.dropna(subset=["text"])
    if "hidden" in frame:
        frame = frame[~frame["hidden"].fillna(False).astype(bool)]
    leader = frame["id"]
    if "same_as" in frame:
        if not merged:
            frame = frame[frame["same_as"].isna()]
        leader = frame["same_as"].where(frame["same_as"].isin(frame["id"]), frame["id"])
    texts = dict(zip(frame["id"], frame["text"], strict=True))
    keys = [plain(texts[one]) for one in leader]
    shown = frame.assign(key=pd.Series(keys, index=frame.index, dtype="object"))
    own = leader == frame["id"]
    return pd.concat([shown[own], shown[~own]])
