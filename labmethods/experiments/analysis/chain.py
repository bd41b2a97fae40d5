"""The effect chain: where each box stands, what backs it up, and where the chain breaks."""

from __future__ import annotations

import pandas as pd

from labmethods.experiments.records import LEVELS

EVIDENCE = ("recorded", "underway", "claimed", "none")
"""How well a box is backed up, best first."""


def chain_evidence(
    boxes: pd.DataFrame,
    *,
    results: pd.DataFrame,
    decisions: pd.DataFrame,
    observations: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What is known about each box of the effect chain.

    Parameters
    ----------
    boxes
        ``id, text, level``, the id lists ``indicators`` and ``experiments``, and ``evidence`` with
        ``source_url``.
    results, decisions
        Whose column ``experiment`` says which experiment has come to something.
    observations
        Whose column ``indicator`` says which indicator has been observed; None if the lab has no
        indicators.

    Returns
    -------
    pandas.DataFrame
        ``id, text, level``; ``results``, ``observations`` (how many of the box's experiments and
        indicators have any), ``experiments``, ``indicators`` (how many it is tied to), and
        ``evidence``: ``"recorded"`` (a result, a decision, an observation, or a source from
        elsewhere), ``"underway"`` (tied to an experiment or an indicator, but nothing is recorded
        yet), ``"claimed"`` (evidence is named, but not its source) or ``"none"``.

    Examples
    --------
    >>> boxes = pd.DataFrame({"id": ["1", "2"], "text": ["Mentors", "Jobs"],
    ...     "level": ["activities", "outcome"], "experiments": [["a"], []]})
    >>> results = pd.DataFrame({"experiment": ["a"]})
    >>> none = pd.DataFrame({"experiment": []})
    >>> chain_evidence(boxes, results=results, decisions=none)[["text", "evidence"]]
          text  evidence
    0  Mentors  recorded
    1     Jobs      none
    """
    columns = ["id", "text", "level", "experiments", "indicators", "evidence", "source_url"]
    table = boxes.reindex(columns=columns).reset_index(drop=True)
    tried = set(results["experiment"]) | set(decisions["experiment"])
    observed = set() if observations is None else set(observations["indicator"])
    experiments = table["experiments"].map(_listed)
    indicators = table["indicators"].map(_listed)
    found = pd.DataFrame(
        {
            "id": table["id"],
            "text": table["text"],
            "level": table["level"],
            "experiments": experiments.map(len).astype("int64"),
            "indicators": indicators.map(len).astype("int64"),
            "results": experiments.map(lambda ids: len(tried & set(ids))).astype("int64"),
            "observations": indicators.map(lambda ids: len(observed & set(ids))).astype("int64"),
        }
    )
    named, sourced = table["evidence"].notna(), table["source_url"].notna()
    found["evidence"] = "none"
    found.loc[named & ~sourced, "evidence"] = "claimed"
    found.loc[found["experiments"] + found["indicators"] > 0, "evidence"] = "underway"
    backed = found["results"] + found["observations"] > 0
    found.loc[backed | (named & sourced), "evidence"] = "recorded"
    return found


def chain_layout(boxes: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Where each box stands: its column, and its row so that arrows cross little.

    Boxes are ordered from left to right by the mean row of those that lead to them (the barycentre
    rule of Sugiyama, Tagawa & Toda 1981, IEEE Trans. SMC 11(2)).

    Parameters
    ----------
    boxes
        ``id, level``.
    links
        ``source, target`` (ids of boxes).

    Returns
    -------
    pandas.DataFrame
        ``id, column, row``: whole columns from 0 (resources) to 4 (impact), and rows from the top,
        centred so that every column's middle is 0.

    Examples
    --------
    >>> boxes = pd.DataFrame({"id": ["1", "2", "3"], "level": ["resources", "output", "output"]})
    >>> links = pd.DataFrame({"source": ["1"], "target": ["3"]})
    >>> chain_layout(boxes, links)
      id  column  row
    0  1       0  0.0
    1  2       2  0.5
    2  3       2 -0.5
    """
    rows: dict[str, float] = {}
    for level in LEVELS:
        here = list(boxes.loc[boxes["level"] == level, "id"])
        leading = {box: _mean_row(box, links, rows) for box in here}
        ordered = sorted(here, key=lambda box: (leading[box] is None, leading[box] or 0.0))
        middle = (len(ordered) - 1) / 2
        rows |= {box: place - middle for place, box in enumerate(ordered)}
    column = {level: place for place, level in enumerate(LEVELS)}
    return pd.DataFrame(
        {
            "id": boxes["id"],
            "column": boxes["level"].map(column).astype("int64"),
            "row": boxes["id"].map(rows).astype("float64"),
        }
    ).reset_index(drop=True)


def _mean_row(box: str, links: pd.DataFrame, rows: dict[str, float]) -> float | None:
    before = [rows[one] for one in links.loc[links["target"] == box, "source"] if one in rows]
    return sum(before) / len(before) if before else None


def chain_gaps(boxes: pd.DataFrame, links: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Where the effect chain is thin.

    Parameters
    ----------
    boxes, links
        The chain's tables.
    evidence
        What ``chain_evidence`` gives.

    Returns
    -------
    pandas.DataFrame
        ``gap, text``, the gap one of ``"evidence"`` (a box without any), ``"leads_nowhere"`` (a box
        before impact that no arrow leaves), ``"comes_from_nowhere"`` (a box after resources that no
        arrow reaches), ``"assumption"`` (an arrow that doesn't say why) and ``"backwards"`` (an
        arrow from a later column to an earlier one). For arrows the text is ``from → to``.
    """
    level = {name: place for place, name in enumerate(LEVELS)}
    text = dict(zip(boxes["id"], boxes["text"], strict=True))
    column = dict(zip(boxes["id"], boxes["level"].map(level), strict=True))
    leaving, reached = set(links["source"]), set(links["target"])
    last = len(LEVELS) - 1
    rows = [("evidence", text[one]) for one in evidence.loc[evidence["evidence"] == "none", "id"]]
    rows += [
        ("leads_nowhere", text[one])
        for one in boxes["id"]
        if column[one] < last and one not in leaving
    ]
    rows += [
        ("comes_from_nowhere", text[one])
        for one in boxes["id"]
        if column[one] > 0 and one not in reached
    ]
    for link in links.reindex(columns=["source", "target", "assumption"]).itertuples():
        if link.source not in text or link.target not in text:
            continue
        name = f"{text[link.source]} → {text[link.target]}"
        if pd.isna(link.assumption):
            rows.append(("assumption", name))
        if column[link.source] > column[link.target]:
            rows.append(("backwards", name))
    return pd.DataFrame(rows, columns=["gap", "text"])


def _listed(ids: object) -> list[str]:
    return list(ids) if isinstance(ids, (list, tuple)) else []
