"""Who knows whom: measures of each actor in the relation map and of the map as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import networkx as nx
import pandas as pd

from labmethods.errors import Invalid
from labmethods.language import N_
from labmethods.stakeholders.analysis.frames import identified, require


def graph(actors: pd.DataFrame, relations: pd.DataFrame) -> nx.DiGraph:
    """The relation map as a directed graph: a node an actor, one edge for each pair that has ties.

    Parameters
    ----------
    actors
        Column ``id``.
    relations
        Columns ``source, target``; ``weight`` (1 where missing) is summed over the pair's ties.

    Raises
    ------
    Invalid
        If an id is missing or stands twice, a tie leads to nobody or from an actor to itself.
    """
    ids = identified(actors).tolist()
    require(relations, "source", "target")
    known = set(ids)
    ties = nx.DiGraph()
    ties.add_nodes_from(ids)
    for source, target, weight in zip(
        relations["source"].tolist(), relations["target"].tolist(), _weights(relations), strict=True
    ):
        if source == target:
            raise Invalid(N_("{actor} has a relation to itself. Remove it."), actor=source)
        for end in (source, target):
            if end not in known:
                raise Invalid(
                    N_("A relation leads to {actor}, who is not among the actors."), actor=end
                )
        earlier = ties.get_edge_data(source, target, {"weight": 0.0})["weight"]
        ties.add_edge(source, target, weight=earlier + weight)
    return ties


def _weights(relations: pd.DataFrame) -> list[float]:
    if "weight" not in relations.columns:
        return [1.0] * len(relations)
    weights = pd.to_numeric(relations["weight"]).astype("Float64")
    return weights.fillna(1.0).to_numpy(dtype=float).tolist()


def network_measures(actors: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """How each actor is placed in the relation map.

    Several ties from one actor to another count as one, whatever their kind and weight.

    Parameters
    ----------
    actors
        Columns ``id, name``.
    relations
        Columns ``source, target``: ids of actors.

    Returns
    -------
    DataFrame
        One row an actor, in the actors' order and on their index: ``id, name`` and

        - ``degree``: ties in and out, divided by the other actors (0 to 2: a tie both ways is two);
        - ``betweenness``: share of the shortest directed paths between others that pass here, 0-1;
        - ``eigenvector``: contacted by those who are themselves well contacted, 0-1; missing where
          it is not defined (no ties, or no way round in a circle);
        - ``constraint``: Burt's; near 1 and above where the contacts all know each other, low for
          who bridges groups; missing for who has no contacts;
        - ``effective_size``: Burt's; contacts less their overlap; missing for who has no contacts.

    Raises
    ------
    Invalid
        If an id is missing or stands twice, a tie leads to nobody or from an actor to itself.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
    *Sociometry*, 40(1).
    Bonacich, P. (1987). Power and centrality: a family of measures. *Am. J. Sociology*, 92(5).
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press.

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Ana", "Bo", "Cy"]})
    >>> relations = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    >>> network_measures(actors, relations)[["name", "degree", "betweenness"]].values.tolist()
    [['Ana', 0.5, 0.0], ['Bo', 1.0, 0.5], ['Cy', 0.5, 0.0]]
    """
    require(actors, "id", "name")
    ties = graph(actors, relations)
    measures = {
        "degree": nx.degree_centrality(ties) if len(ties) > 1 else dict.fromkeys(ties, 0.0),
        "betweenness": nx.betweenness_centrality(ties),
        "eigenvector": _eigenvector(ties),
        "constraint": nx.constraint(ties) if ties.size() else {},
        "effective_size": nx.effective_size(ties) if ties.size() else {},
    }
    return actors[["id", "name"]].assign(
        **{
            name: pd.Series([values.get(node) for node in ties], index=actors.index, dtype=float)
            for name, values in measures.items()
        }
    )


def between_others(actors: pd.DataFrame, relations: pd.DataFrame) -> pd.Series:
    """How much each actor stands between others, whichever way the ties were noted.

    Working together goes both ways, so who was noted as giver and who as receiver must not decide
    who holds the map together.

    Parameters
    ----------
    actors
        Column ``id``.
    relations
        Columns ``source, target``: ids of actors.

    Returns
    -------
    Series
        On the actors' index: the share of the shortest ways between two others that pass here, 0-1.

    Raises
    ------
    Invalid
        If an id is missing or stands twice, a tie leads to nobody or from an actor to itself.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
    *Sociometry*, 40(1).

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a", "b", "c"]})
    >>> relations = pd.DataFrame({"source": ["b", "b"], "target": ["a", "c"]})
    >>> between_others(actors, relations).tolist()
    [0.0, 1.0, 0.0]
    """
    shares = nx.betweenness_centrality(graph(actors, relations).to_undirected())
    return pd.Series(list(shares.values()), index=actors.index, dtype=float, name="between")


def _eigenvector(ties: nx.DiGraph) -> dict:
    # Without a directed circle every eigenvalue is 0 and no vector is singled out.
    if nx.is_directed_acyclic_graph(ties):
        return {}
    try:
        return nx.eigenvector_centrality(ties, max_iter=1000)
    except nx.PowerIterationFailedConvergence:
        return {}


@dataclass(frozen=True)
class NetworkSummary:
    """The relation map as a whole. What can't be worked out is None."""

    actors: int
    """How many actors."""
    relations: int
    """How many pairs have a tie from the one to the other."""
    density: float | None
    """Ties that there are as a share of those that could be, 0-1."""
    reciprocity: float | None
    """Share of the ties that also go the other way, 0-1."""
    transitivity: float | None
    """Share of contacts' contacts who know each other too, directions aside, 0-1."""
    e_i_index: float | None
    """Ties out of the own group less ties within it, as a share: -1 all within, 1 all across."""
    e_i_relations: int
    """Ties that the E-I index rests on: both ends belong to a known group."""
    components: int
    """How many parts hang together, directions aside; an actor without ties is one."""
    isolated: int
    """How many actors have no tie at all."""
    group: str
    """The column of groups behind the E-I index."""

    def summary(self) -> pd.DataFrame:
        """One row a measure: ``value``."""
        return pd.DataFrame({"value": asdict(self)}).rename_axis("measure")

    def _repr_html_(self) -> str:
        return self.summary().to_html()


def network_summary(
    actors: pd.DataFrame, relations: pd.DataFrame, group: str = "kind"
) -> NetworkSummary:
    """How the relation map hangs together.

    Several ties from one actor to another count as one.

    Parameters
    ----------
    actors
        Columns ``id`` and the one named by ``group``.
    relations
        Columns ``source, target``: ids of actors.
    group
        The column whose groups the E-I index compares; ties of an actor without one are left out.

    Returns
    -------
    NetworkSummary

    Raises
    ------
    Invalid
        If a column is missing, an id stands twice, a tie leads to nobody or to the same actor.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly*, 51(2), 123-140 (the E-I index).

    Examples
    --------
    >>> actors = pd.DataFrame({"id": ["a", "b", "c"], "kind": ["faith", "sport", "sport"]})
    >>> relations = pd.DataFrame({"source": ["a", "b"], "target": ["b", "a"]})
    >>> found = network_summary(actors, relations)
    >>> found.reciprocity, found.e_i_index, found.components
    (1.0, 1.0, 2)
    """
    require(actors, "id", group)
    ties = graph(actors, relations)
    e_i_index, e_i_relations = _e_i_index(ties, actors.set_index("id")[group].dropna().to_dict())
    return NetworkSummary(
        actors=len(ties),
        relations=ties.size(),
        density=nx.density(ties) if len(ties) > 1 else None,
        reciprocity=nx.overall_reciprocity(ties) if ties.size() else None,
        transitivity=_transitivity(ties.to_undirected(as_view=True)),
        e_i_index=e_i_index,
        e_i_relations=e_i_relations,
        components=nx.number_weakly_connected_components(ties),
        isolated=sum(1 for _ in nx.isolates(ties)),
        group=group,
    )


def _transitivity(ties: nx.Graph) -> float | None:
    has_a_pair_of_contacts = any(len(ties[node]) > 1 for node in ties)
    return float(nx.transitivity(ties)) if has_a_pair_of_contacts else None


def _e_i_index(ties: nx.DiGraph, groups: dict) -> tuple[float | None, int]:
    pairs = [(groups[a], groups[b]) for a, b in ties.edges if a in groups and b in groups]
    if not pairs:
        return None, 0
    external = sum(one != other for one, other in pairs)
    return (2 * external - len(pairs)) / len(pairs), len(pairs)
