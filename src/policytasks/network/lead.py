"""Lead graph 牵头图: which unit leads which others, as a directed graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import networkx as nx

from policytasks.assignment import Assignment, assignments, strongest
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit
from policytasks.network.graph import add_unit
from policytasks.network.naming import By, Duplicates, chosen_notices, one_of, prefixed, unit_key, work_key
from policytasks.network.shared import MOST_SHARED, join_ids
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["lead_graph"]


def lead_graph(
    notice_or_notices: Notice | Iterable[Notice],
    *,
    by: By = "requirement",
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
    implied: bool = False,
    duplicates: Duplicates = "keep",
    most_shared: int | None = MOST_SHARED,
) -> nx.DiGraph[str]:
    """An edge from each 牵头单位 to each unit that works under its lead.

    Every unit of the notices is a node, also one that has no edge. Work without a lead makes no edges, and units that
    lead together are not joined: the notice does not say that one of them leads the other. How much of the work this leaves
    out stands in ``graph.graph``: ``work`` pieces of it, ``led`` of them with a lead.

    ==========  =====================================================================================================
    attributes
    ==========  =====================================================================================================
    of a node   ``kind="unit"``, ``name``, ``unit_kind``, and how much work it has in each role: ``lead``,
                ``responsible``, ``supporting``
    of an edge  ``weight`` and ``count`` (pieces of work), how many of them the second unit supports (``supporting``)
                or is responsible for under the lead of the first (``responsible``), and their ids: ``shared``,
                taken apart by `shared_ids`
    ==========  =====================================================================================================

    >>> from policytasks import parse_notice
    >>> notice = parse_notice("一、推进公开\\n（一）公开规划\\n1.主动公开规划。（牵头单位：甲局；配合单位：乙局、丙局）\\n")
    >>> [(source, target, edge["shared"]) for source, target, edge in lead_graph(notice).edges(data=True)]
    [('unit:甲局', 'unit:乙局', 'requirement:1.1.1'), ('unit:甲局', 'unit:丙局', 'requirement:1.1.1')]

    Args:
        notice_or_notices: One notice, or several; with several, the document number stands before the ids.
        by: What is counted: requirements, or tasks, in which a unit's strongest role decides.
        collectives: Keep 各镇 and their like as units, expand them to their members on the day of the notice, or drop them.
        registry: The 单位名录 that says who the members are; needed to expand.
        implied: Also the units that a rule stated once lays on a requirement that does not list them.
        duplicates: Keep each notice, or drop those that say the same as one before.
        most_shared: How many ids an edge lists at most; None for all.

    Returns:
        A directed graph; nodes in the order of their first appearance.

    Raises:
        SelectionError: ``by``, ``collectives`` or ``duplicates`` is none of the choices.
        RegistryError: Expanding without a registry.
    """
    one_of("by", by, get_args(By))
    one_of("collectives", collectives, get_args(Collectives))
    graph: nx.DiGraph[str] = nx.DiGraph()
    shared: dict[tuple[str, str], list[str]] = {}
    work = led = 0
    for notice, prefix in prefixed(chosen_notices(notice_or_notices, duplicates=duplicates)):
        rows: dict[str, list[Assignment]] = {}
        for row in assignments(expand(notice, registry, collectives=collectives), implied=implied):
            key = row.task_key if by == "task" else row.requirement.id
            rows.setdefault(work_key(by, prefix, key), []).append(row)
        for node, shares in rows.items():
            work += 1
            led += _add_work(graph, shared, node, shares)
    for edge, ids in shared.items():
        graph.edges[edge]["shared"] = join_ids(ids, most=most_shared)
    graph.graph |= {"work": work, "led": led}
    return graph


def _add_work(
    graph: nx.DiGraph[str], shared: dict[tuple[str, str], list[str]], node: str, rows: list[Assignment]
) -> bool:
    """Add the edges of one piece of work; whether it has a lead."""
    roles: dict[str, list[Role]] = {}
    for row in rows:
        _add_unit(graph, row.unit)
        roles.setdefault(unit_key(row.unit.name), []).append(row.role)
    role_of = {unit: strongest(each) for unit, each in roles.items()}
    for unit, role in role_of.items():
        graph.nodes[unit][role.value] += 1
    leads = [unit for unit, role in role_of.items() if role is Role.LEAD]
    for lead in leads:
        for unit, role in role_of.items():
            if role is Role.LEAD:
                continue
            if not graph.has_edge(lead, unit):
                graph.add_edge(lead, unit, weight=0, count=0, supporting=0, responsible=0, shared="")
            edge = graph.edges[lead, unit]
            edge["weight"] += 1
            edge["count"] += 1
            edge[role.value] += 1
            shared.setdefault((lead, unit), []).append(node)
    return bool(leads)


def _add_unit(graph: nx.DiGraph[str], unit: Unit) -> None:
    node = add_unit(graph, unit)
    attributes = graph.nodes[node]
    # All of them are units: there are no two sides.
    attributes.pop("bipartite", None)
    for role in Role:
        attributes.setdefault(role.value, 0)
