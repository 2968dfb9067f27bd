"""Brokerage 中介角色: which units pass work on between systems, from the one that leads them to those that they lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum

import attrs
import networkx as nx

from policytasks.messages import Wording
from policytasks.network.caveats import NO_ROLES, ONE_GROUP, Caveat

__all__ = ["Brokerage", "BrokerageRole", "brokerage"]


class BrokerageRole(Enum):
    """中介角色, by the systems of the first unit, the broker, and the last unit. ``str()`` is the Chinese word."""

    COORDINATOR = "coordinator"
    """协调人: all three of one system."""
    CONSULTANT = "consultant"
    """顾问: first and last of one system, the broker of another."""
    GATEKEEPER = "gatekeeper"
    """守门人: broker and last of one system, the first of another."""
    REPRESENTATIVE = "representative"
    """代表人: first and broker of one system, the last of another."""
    LIAISON = "liaison"
    """联络人: all three of different systems."""

    def __str__(self) -> str:
        return self.wording.zh

    @property
    def wording(self) -> Wording:
        """Its word in every language."""
        return _WORDINGS[self]


_WORDINGS = {
    BrokerageRole.COORDINATOR: Wording(en="coordinator", zh="协调人"),
    BrokerageRole.CONSULTANT: Wording(en="consultant", zh="顾问"),
    BrokerageRole.GATEKEEPER: Wording(en="gatekeeper", zh="守门人"),
    BrokerageRole.REPRESENTATIVE: Wording(en="representative", zh="代表人"),
    BrokerageRole.LIAISON: Wording(en="liaison", zh="联络人"),
}


@attrs.frozen(kw_only=True)
class Brokerage:
    """中介角色统计.

    Args:
        roles: Key of the unit to role to how often it has it, units in the order of the graph; roles it never has are 0.
        caveats: What is to be said beside it.
    """

    roles: Mapping[str, Mapping[BrokerageRole, int]]
    caveats: tuple[Caveat, ...] = ()

    def total(self, unit: str) -> int:
        """How often a unit is a broker at all.

        Raises:
            KeyError: There is no such unit.
        """
        return sum(self.roles[unit].values())


def brokerage(graph: nx.DiGraph[str], *, groups: Mapping[str, str] | None = None) -> Brokerage:
    """How often each unit stands between two others, of which the first leads it, it leads the second, and the first does not
    lead the second itself.

    Args:
        graph: Lead → supporting units, as `lead_graph` makes it.
        groups: The system of each unit, by key or name; one that is not there stands alone. None for the kinds of units.

    Returns:
        The five roles of Gould and Fernandez for each unit.

    References:
        R. V. Gould and R. M. Fernandez, "Structures of mediation", Sociological Methodology 19, 1989.
    """
    group = {node: _group(graph, node, groups) for node in graph}
    counts: dict[str, Counter[BrokerageRole]] = {node: Counter() for node in graph}
    for broker in graph:
        for first in graph.predecessors(broker):
            for last in graph.successors(broker):
                if last not in (first, broker) and first != broker and not graph.has_edge(first, last):
                    counts[broker][_role(group[first], group[broker], group[last])] += 1
    caveats = []
    if not graph.number_of_edges():
        caveats.append(NO_ROLES.caveat())
    if len(set(group.values())) < 2:
        caveats.append(ONE_GROUP.caveat())
    roles = {node: {role: found[role] for role in BrokerageRole} for node, found in counts.items()}
    return Brokerage(roles=roles, caveats=tuple(caveats))


def _group(graph: nx.DiGraph[str], node: str, groups: Mapping[str, str] | None) -> str:
    attributes = graph.nodes[node]
    if groups is None:
        return str(attributes.get("unit_kind", ""))
    return groups.get(node) or groups.get(str(attributes.get("name", ""))) or node


def _role(first: str, broker: str, last: str) -> BrokerageRole:
    if first == last:
        return BrokerageRole.COORDINATOR if broker == first else BrokerageRole.CONSULTANT
    if broker == last:
        return BrokerageRole.GATEKEEPER
    return BrokerageRole.REPRESENTATIVE if broker == first else BrokerageRole.LIAISON
