"""What holds the relation map together, and which ties it lacks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from labmethods.stakeholders.analysis.frames import rating, require
from labmethods.stakeholders.analysis.network import graph
from labmethods.stakeholders.analysis.ratings import HELD


def articulation(actors: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """The actors without whom others lose contact with each other, directions aside.

    Parameters
    ----------
    actors
        Columns ``id, name``.
    relations
        Columns ``source, target``: ids of actors.

    Returns
    -------
    DataFrame
        One row an actor whose leaving breaks its part of the map, most cut off first: ``id, name``,
        ``cut_off`` (groups of ids that lose contact with the largest rest, lists in a list),
        ``names`` (theirs), ``n`` (how many they are) and ``rest`` (how many still hang together).
        Where everybody is left alone there is no rest: all are cut off.

    Raises
    ------
    Invalid
        If an id stands twice, a tie leads to nobody or to the same actor.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Efficient algorithms for graph manipulation.
    *Communications of the ACM*, 16(6), 372-378.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": list("abcd"), "name": list("ABCD")})
    >>> relations = pd.DataFrame({"source": list("abb"), "target": list("bcd")})
    >>> articulation(actors, relations)[["name", "names"]].values.tolist()
    [['B', [['A'], ['C'], ['D']]]]
    """
    require(actors, "id", "name")
    ties = graph(actors, relations).to_undirected(as_view=True)
    order = {node: place for place, node in enumerate(ties)}
    called = dict(zip(actors["id"], actors["name"], strict=True))
    rows = []
    for node in nx.articulation_points(ties):
        groups, rest = _rest(ties, node, order)
        rows.append(
            {
                "id": node,
                "name": called[node],
                "cut_off": groups,
                "names": [[called[each] for each in group] for group in groups],
                "n": sum(map(len, groups)),
                "rest": rest,
            }
        )
    rows.sort(key=lambda row: (-row["n"], order[row["id"]]))
    return pd.DataFrame(rows, columns=["id", "name", "cut_off", "names", "n", "rest"])


def _rest(ties: nx.Graph, node: object, order: dict) -> tuple[list[list], int]:
    """The groups that remain of a node's part without it, but for the largest, and its size."""
    groups, seen = [], {node}
    for start in sorted(ties[node], key=order.get):
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            one = waiting.pop()
            group.append(one)
            for other in ties[one]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        groups.append(sorted(group, key=order.get))
    largest = max(range(len(groups)), key=lambda place: len(groups[place]))
    if len(groups[largest]) == 1:
        return groups, 0
    return [g for place, g in enumerate(groups) if place != largest], len(groups[largest])


def missing_links(actors: pd.DataFrame, relations: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """Ties worth making, the most worthwhile first, each with its reasons.

    Three reasons count, in this order: the tie joins two parts of the map that have no way to each
    other; both actors have power and interest (each rated 3 or more); they have contacts in common
    who can introduce them, rarely connected ones counting more (Adamic & Adar). Between two parts
    only the best tie is proposed: once it is made, the parts are joined.

    Parameters
    ----------
    actors
        Columns ``id, name``; ``power, interest`` where they are known.
    relations
        Columns ``source, target``: ids of actors. Directions don't matter here.
    most
        How many ties to propose at most.

    Returns
    -------
    DataFrame
        One row a proposed tie: ``source, target`` (ids), ``source_name, target_name``, ``joins``
        (how many pairs of actors come in reach of each other), ``both_key``, ``shared`` (ids of the
        common contacts, a list), ``shared_names``, ``affinity`` (Adamic & Adar's sum) and
        ``reasons`` (a list of *joins*, *key*, *shared*). A pair without a reason is not proposed.

    Raises
    ------
    Invalid
        If an id stands twice, a tie leads to nobody or to the same actor, or a rating is off its
        scale.

    References
    ----------
    Adamic, L. A. & Adar, E. (2003). Friends and neighbors on the Web. *Social Networks*, 25(3).
    Granovetter, M. (1973). The strength of weak ties. *American Journal of Sociology*, 78(6).

    Examples
    --------
    >>> actors = pd.DataFrame({"id": list("abc"), "name": list("ABC")})
    >>> relations = pd.DataFrame({"source": list("ab"), "target": list("bc")})
    >>> missing_links(actors, relations)[["source", "target", "shared_names"]].values.tolist()
    [['a', 'c', ['B']]]
    """
    require(actors, "id", "name")
    ties = graph(actors, relations).to_undirected(as_view=True)
    nodes = list(ties)
    pairs = _candidates(ties, nodes, _key(actors))
    chosen = pairs.head(most)
    called = actors["name"].tolist()
    rows = [_proposal(ties, nodes, called, pair) for pair in chosen.to_dict("records")]
    return pd.DataFrame(rows, columns=_PROPOSAL)


_PROPOSAL = [
    "source",
    "target",
    "source_name",
    "target_name",
    "joins",
    "both_key",
    "shared",
    "shared_names",
    "affinity",
    "reasons",
]


def _key(actors: pd.DataFrame) -> np.ndarray:
    if not {"power", "interest"} <= set(actors.columns):
        return np.zeros(len(actors), dtype=bool)
    return ((rating(actors, "power") >= HELD) & (rating(actors, "interest") >= HELD)).to_numpy()


def _candidates(ties: nx.Graph, nodes: list, key: np.ndarray) -> pd.DataFrame:
    """Pairs without a tie that have a reason, best first; nodes by their place in the list."""
    place = {node: number for number, node in enumerate(nodes)}
    n = len(nodes)
    tied = np.zeros((n, n))
    for one, other in ties.edges:
        tied[place[one], place[other]] = tied[place[other], place[one]] = 1
    degree = tied.sum(axis=0)
    # A contact of one actor alone is nobody's common contact, so its weight never counts.
    rare = 1 / np.log(np.maximum(degree, 2))
    affinity = tied @ (rare[:, None] * tied)
    part, sizes = np.zeros(n, dtype=int), []
    for number, group in enumerate(nx.connected_components(ties)):
        part[[place[node] for node in group]] = number
        sizes.append(len(group))
    one, other = np.nonzero(np.triu(tied == 0, k=1))
    joined = np.array(sizes, dtype=int)[part] if n else part
    apart = part[one] != part[other]
    pairs = pd.DataFrame(
        {
            "one": one,
            "other": other,
            "joins": np.where(apart, joined[one] * joined[other], 0),
            "both_key": key[one] & key[other],
            "affinity": affinity[one, other],
            "known": degree[one] + degree[other],
            "part_one": np.minimum(part[one], part[other]),
            "part_other": np.maximum(part[one], part[other]),
        }
    )
    pairs = pairs[(pairs["joins"] > 0) | pairs["both_key"] | (pairs["affinity"] > 0)]
    pairs = pairs.sort_values(
        ["joins", "both_key", "affinity", "known"], ascending=False, kind="stable"
    )
    again = (pairs["joins"] > 0) & pairs.duplicated(["part_one", "part_other"])
    return pairs[~again]


def _proposal(ties: nx.Graph, nodes: list, called: list, pair: dict) -> dict:
    one, other = nodes[pair["one"]], nodes[pair["other"]]
    shared = [node for node in nodes if node in ties[one] and node in ties[other]]
    names = dict(zip(nodes, called, strict=True))
    reasons = {"joins": pair["joins"] > 0, "key": pair["both_key"], "shared": bool(shared)}
    return {
        "source": one,
        "target": other,
        "source_name": names[one],
        "target_name": names[other],
        "joins": int(pair["joins"]),
        "both_key": bool(pair["both_key"]),
        "shared": shared,
        "shared_names": [names[node] for node in shared],
        "affinity": float(pair["affinity"]),
        "reasons": [name for name, holds in reasons.items() if holds],
    }
