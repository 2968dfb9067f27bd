"""Changes 变化: what became of the units and edges of a network in a later one, reforms respected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING

import attrs
import networkx as nx

from policytasks.errors import SelectionError
from policytasks.network.heirs import day_of, edge_key, heirs_of, units_alone, weights_of

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Change", "EdgeChange", "NetworkChange", "UnitChange", "compare_networks"]

_Edge = tuple[str, str]


class Change(Enum):
    """变化: what became of a unit or an edge. ``str()`` is the Chinese word, ``value`` the English one."""

    KEPT = "kept"
    """保持: in both networks, if under other names."""
    BORN = "born"
    """新增: in the later network only."""
    LOST = "lost"
    """消失: in the earlier network only."""
    ABSORBED = "absorbed"
    """并入: an edge between units that have become one, which is no loss of working together."""

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {Change.KEPT: "保持", Change.BORN: "新增", Change.LOST: "消失", Change.ABSORBED: "并入"}


@attrs.frozen(kw_only=True)
class UnitChange:
    """单位变化: one unit, or one story of units that follow each other.

    Args:
        change: What became of it; never ``ABSORBED``.
        earlier: Its node in the earlier network; empty when born.
        later: The nodes that stand for it in the later one; empty when lost, several after a split.
    """

    change: Change
    earlier: str = ""
    later: tuple[str, ...] = ()

    @property
    def renamed(self) -> bool:
        """Whether it goes on under other names."""
        return self.change is Change.KEPT and self.later != (self.earlier,)


@attrs.frozen(kw_only=True)
class EdgeChange:
    """边的变化: one edge.

    Args:
        change: What became of it.
        first: The one end: in the names of the later network when kept or born, else in those of the earlier one.
        second: The other end.
        before: Its weight in the earlier network, of several edges that became one their sum; 0 when born.
        after: Its weight in the later one; 0 when lost or absorbed.
        earlier: The edges of the earlier network that it continues; empty when born.
    """

    change: Change
    first: str
    second: str
    before: float = 0
    after: float = 0
    earlier: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class NetworkChange:
    """网络变化: two networks side by side.

    The counts add up: every edge of the later network is kept or born; every edge of the earlier one is lost, absorbed, or
    named by a kept one.

    Args:
        on: The day on which successors were asked for; None for the end of the story.
        units: In the order of the earlier network, then what was born in the order of the later one.
        edges: Kept and born in the order of the later network, then lost and absorbed in that of the earlier one.
        directed: Whether edges have a direction.
    """

    on: date | None
    units: tuple[UnitChange, ...]
    edges: tuple[EdgeChange, ...]
    directed: bool = False

    def edges_of(self, change: Change) -> tuple[EdgeChange, ...]:
        """The edges of which this became."""
        return tuple(edge for edge in self.edges if edge.change is change)

    def units_of(self, change: Change) -> tuple[UnitChange, ...]:
        """The units of which this became."""
        return tuple(unit for unit in self.units if unit.change is change)

    @property
    def stability(self) -> float:
        """Kept edges, of all that are kept, born or lost: 1 for the same network, ``nan`` where there are no edges."""
        counts = Counter(edge.change for edge in self.edges)
        compared = counts[Change.KEPT] + counts[Change.BORN] + counts[Change.LOST]
        return counts[Change.KEPT] / compared if compared else float("nan")

    def graph(self) -> nx.Graph[str]:
        """Both networks as one graph, in the names of the later one where there are any.

        Nodes and edges say their ``change``; edges weigh what is more of ``before`` and ``after``.
        """
        graph: nx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        for unit in self.units:
            for node in unit.later or (unit.earlier,):
                graph.add_node(node, kind="unit", name=node.removeprefix("unit:"), change=unit.change.value)
        now = {unit.earlier: unit.later[0] for unit in self.units if unit.later}
        for edge in self.edges:
            one, other = now.get(edge.first, edge.first), now.get(edge.second, edge.second)
            # What was absorbed lies inside of one unit now.
            if edge.change is not Change.ABSORBED:
                before, after = edge.before, edge.after
                if graph.has_edge(one, other):
                    before, after = before + graph.edges[one, other]["before"], graph.edges[one, other]["after"]
                facts = {"change": edge.change.value, "before": before, "after": after}
                graph.add_edge(one, other, weight=max(before, after), **facts)
        return graph


def compare_networks(
    earlier: nx.Graph[str],
    later: nx.Graph[str],
    *,
    registry: UnitRegistry | None = None,
    on: date | None = None,
    weight: str = "weight",
) -> NetworkChange:
    """Which units and edges were born, kept and lost between two networks, a reform being no loss.

    An edge between 国土局 and 林业局 goes on between the units that carry on their work. Where both became one unit, the edge
    is absorbed. Where a unit was split, its edge is kept if any of its successors has it.

    >>> from policytasks import UnitRegistry
    >>> from policytasks.units.records import Succession, SuccessionKind, UnitRecord
    >>> registry = UnitRegistry(
    ...     records=tuple(UnitRecord(name=name) for name in ("国土局", "自然资源局", "财政局")),
    ...     successions=(
    ...         Succession(kind=SuccessionKind.RENAMED, on=date(2019, 1, 1), before=("国土局",), after=("自然资源局",)),
    ...     ),
    ... )
    >>> old, new = nx.Graph([("unit:国土局", "unit:财政局")]), nx.Graph([("unit:自然资源局", "unit:财政局")])
    >>> for graph in (old, new):
    ...     nx.set_node_attributes(graph, {node: node.removeprefix("unit:") for node in graph}, "name")
    >>> [str(edge.change) for edge in compare_networks(old, new, registry=registry).edges]
    ['保持']

    Args:
        earlier: A network of units: a projection, a lead graph, or a graph of units and work, which is projected on the
            units first. Names should be resolved, for the registry is asked by canonical names and aliases.
        later: A network of the same kind.
        registry: Who carries on whose work; None to take names as they are.
        on: The day on which successors are asked for; None for the day of the later network's last notice, or for the end
            of the story where it does not say.
        weight: Edge attribute that is compared; an edge without it weighs 1.

    Returns:
        What became of each unit and each edge.

    Raises:
        SelectionError: One network is directed and the other is not, or a weight is no number.
        MissingExtraError: Something has to be projected, and numpy and scipy are not installed.

    References:
        P. Holme and J. Saramäki, "Temporal networks", Physics Reports 519(3), 2012.
    """
    day = on or day_of(later)
    first, second = units_alone(earlier), units_alone(later)
    if first.is_directed() != second.is_directed():
        raise SelectionError("only networks of one kind can be compared", found="a directed one and one that is not")
    heirs = heirs_of(first, second, registry, on=day)
    return NetworkChange(
        on=day,
        units=_units(heirs, second),
        edges=_edges(weights_of(first, weight), weights_of(second, weight), heirs, directed=second.is_directed()),
        directed=second.is_directed(),
    )


def _units(heirs: Mapping[str, tuple[str, ...]], later: nx.Graph[str]) -> tuple[UnitChange, ...]:
    found: list[UnitChange] = []
    known: set[str] = set()
    for unit, after in heirs.items():
        there = tuple(node for node in after if node in later)
        known.update(there)
        found.append(UnitChange(change=Change.KEPT if there else Change.LOST, earlier=unit, later=there))
    found.extend(UnitChange(change=Change.BORN, later=(node,)) for node in later if node not in known)
    return tuple(found)


def _edges(
    before: dict[_Edge, float], after: dict[_Edge, float], heirs: Mapping[str, tuple[str, ...]], *, directed: bool
) -> tuple[EdgeChange, ...]:
    continued: dict[_Edge, list[_Edge]] = {}
    gone: list[EdgeChange] = []
    for edge, value in before.items():
        ends = {
            edge_key(one, other, directed=directed)
            for one, other in product(heirs[edge[0]], heirs[edge[1]])
            if one != other or edge[0] == edge[1]
        }
        there = [end for end in ends if end in after]
        for end in there:
            continued.setdefault(end, []).append(edge)
        if not there:
            change = Change.LOST if ends else Change.ABSORBED
            gone.append(EdgeChange(change=change, first=edge[0], second=edge[1], before=value, earlier=(edge,)))
    lasting = [
        EdgeChange(
            change=Change.KEPT if edge in continued else Change.BORN,
            first=edge[0],
            second=edge[1],
            before=sum(before[each] for each in continued.get(edge, ())),
            after=value,
            earlier=tuple(continued.get(edge, ())),
        )
        for edge, value in after.items()
    ]
    return (*lasting, *gone)
