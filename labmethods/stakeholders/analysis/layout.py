"""Where each actor stands in the picture of the relation map, the same place from time to time."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from labmethods.stakeholders.analysis.network import graph

_SEED = 1934  # the year of Moreno's first sociograms; any number does, it only has to be one
_SMALL = 150
_HOLD = 0.2  # weight of the unseen ties that keep separate parts of the map in one picture


def layout(
    actors: pd.DataFrame, relations: pd.DataFrame, previous: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Places for the actors, near those they have ties with.

    Actors that had a place before keep it; only new ones, and those that had no ties, are placed.
    The same input gives the same places.

    Parameters
    ----------
    actors
        Columns ``id, name, kind``.
    relations
        Columns ``source, target``: ids of actors.
    previous
        Places from an earlier call: columns ``id, x, y``.

    Returns
    -------
    DataFrame
        One row an actor: ``id, name, kind, x, y``; coordinates from -1 to 1, missing for actors
        without ties.

    Raises
    ------
    Invalid
        If an id stands twice, a tie leads to nobody or to the same actor.

    References
    ----------
    Fruchterman, T. M. J. & Reingold, E. M. (1991). Graph drawing by force-directed placement.
    *Software: Practice and Experience*, 21(11), 1129-1164.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": list("abc"), "name": list("ABC"), "kind": None})
    >>> relations = pd.DataFrame({"source": ["a"], "target": ["b"]})
    >>> first = layout(actors, relations)
    >>> more = pd.DataFrame({"source": ["a", "c"], "target": ["b", "b"]})
    >>> second = layout(actors, more, previous=first)
    >>> bool((first.loc[:1, ["x", "y"]] == second.loc[:1, ["x", "y"]]).all(axis=None))
    True
    """
    ties = graph(actors, relations).to_undirected()
    ties.remove_nodes_from(list(nx.isolates(ties)))
    known = _known(previous, ties)
    places = _placed(_held_together(ties), known) if len(ties) else {}
    spots = np.array([places.get(each, (np.nan, np.nan)) for each in actors["id"]], dtype=float)
    spots = spots.reshape(-1, 2)
    return actors[["id", "name", "kind"]].assign(x=spots[:, 0], y=spots[:, 1])


def _known(previous: pd.DataFrame | None, ties: nx.Graph) -> dict:
    if previous is None:
        return {}
    placed = previous.dropna(subset=["x", "y"])
    spots = placed[["x", "y"]].to_numpy(dtype=float)
    return {each: spot for each, spot in zip(placed["id"], spots, strict=True) if each in ties}


def _held_together(ties: nx.Graph) -> nx.Graph:
    """The ties with weights that only tell apart seen from unseen: parts must not drift away."""
    drawn = nx.Graph()
    drawn.add_nodes_from(ties)
    drawn.add_edges_from(ties.edges, weight=1.0)
    parts = sorted(nx.connected_components(ties), key=len, reverse=True)
    hubs = [max(part, key=lambda node: (ties.degree[node], str(node))) for part in parts]
    drawn.add_edges_from(((hubs[0], hub) for hub in hubs[1:]), weight=_HOLD)
    return drawn


def _placed(ties: nx.Graph, known: dict) -> dict:
    new = [node for node in ties if node not in known]
    if not new:
        return known
    # Small maps cost nothing and get better with more rounds; large ones keep networkx's number.
    rounds = 300 if len(ties) <= _SMALL else 50
    if not known:
        return _filling(nx.spring_layout(ties, seed=_SEED, iterations=rounds))
    rng = np.random.default_rng(_SEED)
    start = known | {node: _beside(node, ties, known, rng) for node in new}
    settled = nx.spring_layout(
        ties, pos=start, fixed=list(known), seed=_SEED, iterations=rounds, k=1 / len(ties) ** 0.5
    )
    # The picture keeps its frame, so that those who kept their place also seem to.
    return {node: np.clip(settled[node], -1, 1) for node in new} | known


def _filling(places: dict) -> dict:
    """The places stretched to the whole picture, from -1 to 1 both ways."""
    spots = np.array(list(places.values()))
    low, high = spots.min(axis=0), spots.max(axis=0)
    spread = np.where(high > low, high - low, 1)
    stretched = (spots - low) / spread * 2 - 1
    return dict(zip(places, np.where(high > low, stretched, 0), strict=True))


def _beside(node: object, ties: nx.Graph, known: dict, rng: np.random.Generator) -> np.ndarray:
    near = [known[other] for other in ties[node] if other in known]
    centre = np.mean(near, axis=0) if near else rng.uniform(-0.9, 0.9, 2)
    return centre + rng.normal(0, 0.08, 2)
