"""History 历年: the networks of several years side by side, in the names of the last one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise, product
from typing import TYPE_CHECKING

import attrs
import networkx as nx

from policytasks.errors import SelectionError
from policytasks.network.changes import NetworkChange, compare_networks
from policytasks.network.heirs import day_of, edge_key, heirs_of, units_alone, weights_of
from policytasks.network.slices import yearly_slices

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["EdgeHistory", "NetworkHistory", "network_changes"]


@attrs.frozen(kw_only=True)
class EdgeHistory:
    """一条边的历年: how heavy one edge was in each network.

    Args:
        first: The one end, in the names of the last network.
        second: The other end.
        weights: One for each network; 0 where the edge is not in it.
    """

    first: str
    second: str
    weights: tuple[float, ...]

    @property
    def times(self) -> int:
        """In how many of the networks it is."""
        return sum(weight > 0 for weight in self.weights)


@attrs.frozen(kw_only=True)
class NetworkHistory:
    """历年网络: several networks side by side.

    Args:
        labels: What the networks are called, the oldest first: ``("2020", "2021")``.
        steps: What changed from each to the next.
        edges: Every edge of any of them, the one that lasted longest first, then the heaviest, then by name.
    """

    labels: tuple[str, ...]
    steps: tuple[NetworkChange, ...]
    edges: tuple[EdgeHistory, ...]

    def __iter__(self) -> Iterator[tuple[str, str, NetworkChange]]:
        """Label before, label after, and what changed between."""
        return ((one, other, step) for (one, other), step in zip(pairwise(self.labels), self.steps, strict=True))


def network_changes(
    networks: nx.Graph[str] | Mapping[str, nx.Graph[str]],
    *,
    registry: UnitRegistry | None = None,
    weight: str = "weight",
) -> NetworkHistory:
    """The networks of several years: what changed from each to the next, and how long each edge lasted.

    >>> first = nx.Graph([("unit:甲局", "unit:乙局"), ("unit:甲局", "unit:丙局")])
    >>> second = nx.Graph([("unit:甲局", "unit:乙局"), ("unit:乙局", "unit:丁局")])
    >>> history = network_changes({"2020": first, "2021": second})
    >>> [(edge.first, edge.second, edge.weights) for edge in history.edges]
    [('unit:乙局', 'unit:甲局', (1, 1)), ('unit:丁局', 'unit:乙局', (0, 1)), ('unit:丙局', 'unit:甲局', (1, 0))]

    Args:
        networks: Label → network, the oldest first; or one graph of units and work, which is cut into the years in which its
            notices were issued.
        registry: Who carries on whose work; None to take names as they are.
        weight: Edge attribute that is compared; an edge without it weighs 1.

    Returns:
        The steps and the edges. Edges stand in the names of the last network; one whose ends became one unit is only in the
        steps, as absorbed.

    Raises:
        SelectionError: There is no network, or they are not of one kind.
    """
    given = yearly_slices(networks) if isinstance(networks, nx.Graph) else dict(networks)
    if not given:
        raise SelectionError("there is no network", expected="one at least, of notices that say when they were issued")
    graphs = {label: units_alone(graph) for label, graph in given.items()}
    days = {label: day_of(graph) for label, graph in given.items()}
    steps = tuple(
        compare_networks(graphs[one], graphs[other], registry=registry, on=days[other], weight=weight)
        for one, other in pairwise(graphs)
    )
    return NetworkHistory(labels=tuple(graphs), steps=steps, edges=_edges(graphs, days, registry, weight))


def _edges(
    graphs: Mapping[str, nx.Graph[str]], days: Mapping[str, date | None], registry: UnitRegistry | None, weight: str
) -> tuple[EdgeHistory, ...]:
    label, last = list(graphs.items())[-1]
    table: dict[tuple[str, str], list[float]] = {}
    for number, graph in enumerate(graphs.values()):
        heirs = heirs_of(graph, last, registry, on=days[label])
        for (source, target), value in weights_of(graph, weight).items():
            ends = {
                edge_key(one, other, directed=graph.is_directed())
                for one, other in product(heirs[source], heirs[target])
                if one != other or source == target
            }
            for end in ends:
                table.setdefault(end, [0] * len(graphs))[number] += value
    found = [EdgeHistory(first=one, second=other, weights=tuple(row)) for (one, other), row in table.items()]
    return tuple(sorted(found, key=lambda edge: (-edge.times, -sum(edge.weights), edge.first, edge.second)))
