"""Heirs 承接: under which names the units of one network go in a later one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.network.graph import WORK_SIDE
from policytasks.network.joining import facts_of
from policytasks.network.naming import unit_key
from policytasks.network.projection import project

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["day_of", "edge_key", "heirs_of", "units_alone", "weights_of"]


def units_alone(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph itself when its nodes are units, else its projection on the units."""
    if any(attributes.get("bipartite") == WORK_SIDE for _, attributes in graph.nodes(data=True)):
        return project(graph, most_shared=0)
    return graph


def day_of(graph: nx.Graph[str]) -> date | None:
    """The day that a network speaks of: the last one on which a notice of it was issued, else the end of its slice."""
    last = facts_of(graph).get("last_issued_on") or graph.graph.get("until")
    return date.fromisoformat(str(last)) if last else None


def heirs_of(
    earlier: nx.Graph[str], later: nx.Graph[str], registry: UnitRegistry | None, *, on: date | None
) -> Mapping[str, tuple[str, ...]]:
    """For each unit of the earlier network, the units that stand for it in the later one.

    A unit that the later network names stands for itself. One that has ended by the day stands for nobody; its successors
    do. Where the registry knows of none, the unit stays what it was.
    """

    def heirs(node: str, attributes: dict[str, Any]) -> tuple[str, ...]:
        if registry is None or node in later:
            return (node,)
        units = registry.successors(str(attributes.get("name", node)), on=on)
        return tuple(unit_key(unit.name) for unit in units) or (node,)

    return {node: heirs(node, attributes) for node, attributes in earlier.nodes(data=True)}


def weights_of(graph: nx.Graph[str], weight: str) -> dict[tuple[str, str], float]:
    """Edge → its weight; the ends of an undirected edge in the order of their names, which every network shares.

    Raises:
        SelectionError: A weight is no number.
    """
    found: dict[tuple[str, str], float] = {}
    for source, target, attributes in graph.edges(data=True):
        value = attributes.get(weight, 1)
        if not isinstance(value, int | float):
            raise SelectionError("a weight is no number", where=f"{source} – {target}", found=repr(value))
        found[edge_key(source, target, directed=graph.is_directed())] = value
    return found


def edge_key(source: str, target: str, *, directed: bool) -> tuple[str, str]:
    """An edge under one name, whichever end comes first."""
    return (source, target) if directed or source <= target else (target, source)
