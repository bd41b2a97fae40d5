"""Where each actor stands in the picture of the relation map, the same place from time to time."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from labmethods.stakeholders.analysis.network import graph

_SEED = 1934  # the year of Moreno's first sociograms; any number does, it only has to be one
_SMALL = 150
_HOLD = 0.2  # weight of the unseen ties that keep separate parts of the map in one picture
_MOST_NEW = 1 / 3  # of the actors with ties; above it the old places say little of the new map
_WORSE = 0.05  # how much stress is put up with for the sake of places that people know
_CLOSE = 0.35  # times the picture's half side by the root of the actors: nearer hides a mark


def layout(
    actors: pd.DataFrame, relations: pd.DataFrame, previous: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Places for the actors, near those they have ties with.

    Actors that had a place before keep it; only new ones, and those that had no ties, are placed.
    The map is laid out anew, turned so that it looks as much as it can like the earlier one, when
    more than a third of those with ties are new, and when a map of at most 150 actors would show
    nearness clearly worse with the old places (Kruskal's stress). The same input gives the same
    places.

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
    Kruskal, J. B. & Seery, J. B. (1980). Designing network diagrams. *Proceedings of the First
    General Conference on Social Graphics*, 22-50 (stress).

    Examples
    --------
    >>> actors = pd.DataFrame({"id": list("abcdefghi"), "name": list("ABCDEFGHI"), "kind": None})
    >>> relations = pd.DataFrame({"source": list("abcdefgh"), "target": list("bcdefgha")})
    >>> first = layout(actors, relations)
    >>> more = pd.DataFrame({"source": list("abcdefghi"), "target": list("bcdefghaa")})
    >>> second = layout(actors, more, previous=first)
    >>> bool((first.loc[:7, ["x", "y"]] == second.loc[:7, ["x", "y"]]).all(axis=None))
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
    if not known or len(new) > _MOST_NEW * len(ties):
        return _turned(_afresh(ties), known)
    kept = _beside_the_known(ties, known, new) if new else known
    if len(ties) > _SMALL:
        return kept
    afresh = _afresh(ties)
    worse = _stress(ties, kept) > _stress(ties, afresh) + _WORSE
    if worse or (_hidden(kept) and not _hidden(afresh)):
        return _turned(afresh, known)
    return kept


def _rounds(ties: nx.Graph) -> int:
    """Small maps cost nothing and get better with more rounds; large ones keep networkx's."""
    return 300 if len(ties) <= _SMALL else 50


def _afresh(ties: nx.Graph) -> dict:
    return _filling(nx.spring_layout(ties, seed=_SEED, iterations=_rounds(ties)))


def _beside_the_known(ties: nx.Graph, known: dict, new: list) -> dict:
    rng = np.random.default_rng(_SEED)
    start = known | {node: _beside(node, ties, known, rng) for node in new}
    settled = nx.spring_layout(
        ties,
        pos=start,
        fixed=list(known),
        seed=_SEED,
        iterations=_rounds(ties),
        k=1 / len(ties) ** 0.5,
    )
    # The picture keeps its frame, so that those who kept their place also seem to.
    places = dict(known)
    for node in new:
        places[node] = _free(np.clip(settled[node], -1, 1), np.array(list(places.values())))
    return places


def _free(spot: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """The nearest place inside the frame that hides nobody's mark; the spot itself if there's none.

    At the frame's edge there is no room to settle in beyond those who stand there.
    """
    clear = 2 * _CLOSE / (len(taken) + 1) ** 0.5
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    around = np.column_stack([np.cos(angles), np.sin(angles)])
    tried = np.vstack([spot, *(spot + clear * reach * around for reach in (0.5, 1, 1.5, 2))])
    tried = tried[(np.abs(tried) <= 1).all(axis=1)]
    nearest = np.hypot(*(tried[:, None] - taken[None]).transpose(2, 0, 1)).min(axis=1)
    return tried[int(np.argmax(nearest >= clear))] if nearest[0] < clear / 2 else spot


def _stress(ties: nx.Graph, places: dict) -> float:
    """How badly distances in the picture follow the number of ties between two; 0 is best."""
    nodes = list(ties)
    steps = nx.floyd_warshall_numpy(ties, nodes, weight=None)
    pairs = np.triu_indices(len(nodes), 1)
    ratio = _apart({node: places[node] for node in nodes}) / steps[pairs]
    # The picture's size doesn't matter: it is compared at the size that fits best.
    scale = ratio.sum() / (ratio**2).sum() if ratio.any() else 1.0
    return float(((scale * ratio - 1) ** 2).mean())


def _hidden(places: dict) -> bool:
    """Whether two actors stand so close that one mark hides the other."""
    return bool(_apart(places).min() < _CLOSE / len(places) ** 0.5)


def _apart(places: dict) -> np.ndarray:
    """The distance between each two places."""
    spots = np.array(list(places.values()))
    apart = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    return apart[np.triu_indices(len(spots), 1)]


_TURNS = tuple(
    np.array([[across, 0], [0, up]])[:, order]
    for across in (1, -1)
    for up in (1, -1)
    for order in ([0, 1], [1, 0])
)
"""The eight ways to turn and mirror a square picture, the first of them leaving it as it is."""


def _turned(places: dict, known: dict) -> dict:
    """The new places, turned and mirrored so that those known before are close to where they were.

    Quarter turns only, so that the picture stays filled.
    """
    both = [node for node in places if node in known]
    if not both:
        return places
    then = np.array([known[node] for node in both])
    now = np.array([places[node] for node in both])
    turn = min(_TURNS, key=lambda one: float(((now @ one - then) ** 2).sum()))
    return {node: spot @ turn for node, spot in places.items()}


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
