"""Labs that have what another lacks: matchmaking between labs."""

from __future__ import annotations

import pandas as pd

from labmethods.examples.analysis.index import Index
from labmethods.examples.analysis.query import concepts
from labmethods.examples.analysis.search import found_words, relevance
from labmethods.examples.analysis.synonyms import Synonyms, field_synonyms

COLUMNS = ("lab", "need", "other", "offer", "score", "words")


def exchange(
    needs: pd.DataFrame, offers: pd.DataFrame, *, synonyms: Synonyms | None = None, most: int = 2
) -> pd.DataFrame:
    """For each need of a lab, what other labs have that may meet it.

    Parameters
    ----------
    needs
        ``lab, text`` (words that say what would help) and ``said`` (how it is called).
    offers
        ``lab, name``; ``text`` where more is told.
    synonyms
        As for ``search``.
    most
        At most so many offers a need.

    Returns
    -------
    DataFrame
        ``lab, need, other, offer, score, words``: the needs in their order, each one's best offers
        first; ``words`` are those of the offer that meet it.

    Examples
    --------
    >>> needs = pd.DataFrame({"lab": ["A"], "text": ["läxor"], "said": ["Läxor"]})
    >>> offers = pd.DataFrame({"lab": ["A", "B"], "name": ["Kör", "Läxhjälp på biblioteket"]})
    >>> exchange(needs, offers)[["lab", "need", "other", "offer"]].values.tolist()
    [['A', 'Läxor', 'B', 'Läxhjälp på biblioteket']]
    """
    known = synonyms or field_synonyms()
    offered = offers.reset_index(drop=True)
    told = offered["text"] if "text" in offered else pd.Series([None] * len(offered), dtype=object)
    index = Index(pd.DataFrame({"name": offered["name"], "summary": told}))
    others = offered["lab"].tolist()
    rows = []
    for need in needs.itertuples():
        asked = concepts(str(need.text), index, known)
        if not asked or not len(index):
            continue
        score = relevance(asked, index)
        order = sorted(range(len(others)), key=lambda place: -score[place])
        fitting = [place for place in order if score[place] > 0 and others[place] != need.lab]
        for place in fitting[:most]:
            words = found_words(asked, index, place)
            name = offered["name"].iloc[place]
            rows.append((need.lab, need.said, others[place], name, float(score[place]), words))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": float})
