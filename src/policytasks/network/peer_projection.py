"""Peer projection 借助后端的投影: the same projection by the algorithms of networkx, which a backend may compute."""

from __future__ import annotations

import networkx as nx

from policytasks.network.backends import call
from policytasks.network.graph import UNIT_SIDE, WORK_SIDE
from policytasks.network.joining import facts_of
from policytasks.network.shared import join_ids

__all__ = ["project_by_networkx"]


def project_by_networkx(
    graph: nx.Graph[str],
    *,
    side: str,
    weight: str,
    largest_row: int | None,
    min_weight: float,
    most_shared: int | None,
    backend: str,
) -> nx.Graph[str]:
    """A projection as `project` gives it, its weights by networkx: without numpy, and as a check of our own.

    Args:
        graph: A graph of units and work.
        side: The side that is kept.
        weight: What an edge weighs.
        largest_row: Leave out what joins more than so many nodes of the side.
        min_weight: Leave out lighter edges.
        most_shared: How many ids an edge lists at most; None for all.
        backend: Name of a backend.

    Raises:
        SelectionError: There is no such backend, or it does not have the algorithm.
    """
    facts = facts_of(graph)
    number = UNIT_SIDE if side == "unit" else WORK_SIDE
    sides = {node: attributes.get("bipartite") for node, attributes in graph.nodes(data=True)}
    if largest_row is not None:
        large = [node for node, each in sides.items() if each != number and graph.degree[node] > largest_row]
        graph = graph.copy()
        graph.remove_nodes_from(large)
    kept = [node for node, each in sides.items() if each == number]
    # networkx takes a side without the other one for a mistake.
    made: nx.Graph[str] = _joined(graph, kept, weight, backend) if len(kept) < len(graph) else nx.Graph()
    found: nx.Graph[str] = nx.Graph()
    found.graph |= facts
    for node in kept:
        found.add_node(node, **(graph.nodes[node] | {"size": graph.degree[node]}))
    place = {node: number for number, node in enumerate(graph)}
    for source, target, attributes in made.edges(data=True):
        if attributes["weight"] >= min_weight:
            both = sorted(set(graph.adj[source]) & set(graph.adj[target]), key=place.__getitem__)
            ends = sorted((source, target), key=place.__getitem__)
            shared = join_ids(both, most=most_shared)
            found.add_edge(*ends, weight=attributes["weight"], count=len(both), shared=shared)
    return found


def _joined(graph: nx.Graph[str], kept: list[str], weight: str, backend: str) -> nx.Graph[str]:
    made: nx.Graph[str]
    if weight == "count":
        made = call(nx.bipartite.weighted_projected_graph, graph, kept, backend=backend)
    elif weight == "newman":
        made = call(nx.bipartite.collaboration_weighted_projected_graph, graph, kept, backend=backend)
    elif weight == "cosine":
        generic = nx.bipartite.generic_weighted_projected_graph
        made = call(generic, graph, kept, weight_function=_cosine, backend=backend)
    else:
        overlap = nx.bipartite.overlap_weighted_projected_graph
        made = call(overlap, graph, kept, jaccard=weight == "jaccard", backend=backend)
    return made


def _cosine(graph: nx.Graph[str], one: str, other: str) -> float:
    both = len(set(graph.adj[one]) & set(graph.adj[other]))
    return float(both / (len(graph.adj[one]) * len(graph.adj[other])) ** 0.5)
