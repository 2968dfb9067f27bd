"""Joining 连边: the nodes of one side as a graph, and the edges between them with the ids that they share."""

from __future__ import annotations

from typing import Any

import networkx as nx

from policytasks.network.arrays import arrays
from policytasks.network.graph import UNIT_SIDE, WORK_SIDE
from policytasks.network.incidence import Incidence, Side, Source
from policytasks.network.pairs import Pairs
from policytasks.network.shared import join_ids

__all__ = ["EdgeMaker", "facts_of", "side_graph"]


def side_graph(source: Source, incidence: Incidence, *, side: Side) -> nx.Graph[str]:
    """The nodes of a side, not yet joined.

    Args:
        source: What the incidence was made of; the nodes of a graph keep their attributes.
        incidence: The network.
        side: The side.

    Returns:
        Nodes in the order of the incidence, each with its ``size``: how many nodes of the other side it has. The graph
        keeps what the source says of itself, and says between which days its work was issued.
    """
    np, _ = arrays()
    keys, _, pattern = incidence.facing(side)
    number = UNIT_SIDE if side == "unit" else WORK_SIDE
    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update(facts_of(source))
    for key, size in zip(keys, np.diff(pattern.indptr).tolist(), strict=True):
        if isinstance(source, nx.Graph):
            graph.add_node(key, **(source.nodes[key] | {"size": size}))
        else:
            kind, _, name = key.partition(":")
            graph.add_node(key, bipartite=number, kind=kind, name=name, size=size)
    return graph


def facts_of(source: Source) -> dict[str, str | int | float]:
    """What a graph says of itself, and the days between which its work was issued, where it knows them."""
    if not isinstance(source, nx.Graph):
        return {}
    days = [day for _, attributes in source.nodes(data=True) if (day := str(attributes.get("issued_on", "")))]
    spell = {"first_issued_on": min(days), "last_issued_on": max(days)} if days else {}
    return source.graph | spell


class EdgeMaker:
    """Joins pairs of nodes of one side, with how much and what they share.

    Args:
        graph: The nodes, as `side_graph` gives them; edges are added to it.
        incidence: The network.
        side: The side of the pairs.
        most_shared: How many ids an edge lists at most; None for all.
    """

    def __init__(self, graph: nx.Graph[str], incidence: Incidence, *, side: Side, most_shared: int | None) -> None:
        self._graph = graph
        self._keys, self._others, pattern = incidence.facing(side)
        self._bounds, self._cells = pattern.indptr.tolist(), pattern.indices
        self._most_shared = most_shared
        self._rows: dict[int, frozenset[int]] = {}

    def add(self, pairs: Pairs, attributes: dict[str, list[Any]]) -> None:
        """Add an edge for each pair.

        Args:
            pairs: The pairs.
            attributes: Name of an attribute → its values, one for each pair; ``count`` and ``shared`` come behind them.
        """
        names = tuple(attributes)
        ends = zip(pairs.first.tolist(), pairs.second.tolist(), pairs.count.tolist(), strict=True)
        for (first, second, count), values in zip(ends, zip(*attributes.values(), strict=True), strict=True):
            both = sorted(self._row(first) & self._row(second))
            shared = join_ids((self._others[place] for place in both), most=self._most_shared)
            edge = dict(zip(names, values, strict=True))
            self._graph.add_edge(self._keys[first], self._keys[second], **edge, count=count, shared=shared)

    def _row(self, place: int) -> frozenset[int]:
        if place not in self._rows:
            self._rows[place] = frozenset(self._cells[self._bounds[place] : self._bounds[place + 1]].tolist())
        return self._rows[place]
