"""Published networks as actors and relations; a tie without a direction is a relation each way."""

from __future__ import annotations

import networkx as nx
import pandas as pd


def frames(network: nx.Graph, kind: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Actors and relations of a networkx graph; ``kind`` is the node attribute with the group."""
    actors = pd.DataFrame(
        {
            "id": [str(node) for node in network],
            "name": [str(node) for node in network],
            "kind": pd.Series(
                [data.get(kind) for _, data in network.nodes(data=True)], dtype="str"
            ),
        }
    )
    pairs = [(str(one), str(other)) for one, other in network.to_directed().edges]
    relations = pd.DataFrame(pairs, columns=["source", "target"]).assign(kind=None, weight=1.0)
    return actors, relations
