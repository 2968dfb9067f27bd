"""The bipartite graph of units and what they are responsible for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias, get_args

import attrs
import networkx as nx

from policytasks.assignment import Assignment, assignments, strongest
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.network.naming import (
    By,
    Duplicates,
    chosen_notices,
    name_of,
    one_of,
    prefixed,
    unit_key,
    work_key,
    year_of,
)
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["UNIT_SIDE", "WORK_SIDE", "ResponsibilityGraph", "add_unit", "responsibility_graph"]

ResponsibilityGraph: TypeAlias = "nx.Graph[str]"
"""责任网络: a plain undirected graph of networkx whose nodes are texts, for those who hand it on and need no networkx."""

UNIT_SIDE = 0
WORK_SIDE = 1


def responsibility_graph(
    notice_or_notices: Notice | Iterable[Notice],
    *,
    by: By = "task",
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
    implied: bool = False,
    duplicates: Duplicates = "keep",
) -> nx.Graph[str]:
    """The units of one notice or several, joined to the work they are responsible for.

    Every task or requirement is a node, also one without a unit. Attributes are str, int or float, so that every networkx
    writer takes the graph; what a notice does not say is ``""``.

    ======================  ========================================================================================
    node                    attributes
    ======================  ========================================================================================
    ``unit:区财政局``         ``bipartite=0``, ``kind="unit"``, ``name``, ``unit_kind``
    ``task:4.16``           ``bipartite=1``, ``kind="task"``, ``name`` (the title), ``section``, and of the notice
                            ``notice`` (its number or title), ``issued_on`` (``"2021-07-29"``), ``year`` (``"2021"``)
    ``requirement:4.16.1``  ``bipartite=1``, ``kind="requirement"``, ``name`` (the text), ``section``, ``task``, ``due_on``
                            (``"2021-12-31"``), ``notice``, ``issued_on``, ``year``
    ======================  ========================================================================================

    Edges carry ``role`` (the strongest role that the unit has there), ``weight`` (number of requirements) and, for each
    role, the number of requirements in which the unit has it: ``lead``, ``responsible``, ``supporting``.

    Args:
        notice_or_notices: One notice, or several. With several, the document number stands before the id:
            ``task:济兖政办字〔2021〕20号:4.16``; units of one name are one node, so resolve names of different jurisdictions first.
        by: Join units to tasks, or to requirements.
        collectives: Keep 各镇 and their like as units, expand them to their members on the day of the notice, or drop them.
        registry: The 单位名录 that says who the members are; needed for ``collectives="expand"``.
        implied: Also the units that a rule stated once lays on a requirement that does not list them.
        duplicates: Keep each notice, or drop those that say the same as one before; where each was found does not count.

    Returns:
        An undirected graph; nodes in printed order.

    Raises:
        SelectionError: ``by``, ``collectives`` or ``duplicates`` is none of the choices.
        RegistryError: Expanding without a registry.

    References:
        S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19(3), 1997.
    """
    one_of("by", by, get_args(By))
    one_of("collectives", collectives, get_args(Collectives))
    notices = chosen_notices(notice_or_notices, duplicates=duplicates)
    graph: nx.Graph[str] = nx.Graph()
    for notice, prefix in prefixed(notices):
        _add_notice(graph, expand(notice, registry, collectives=collectives), prefix, by, implied)
    return graph


@attrs.frozen
class _Share:
    """What one unit has in one node of the work side."""

    unit: Unit
    roles: list[Role] = attrs.field(factory=list)


def _add_notice(graph: nx.Graph[str], notice: Notice, prefix: str, by: By, implied: bool) -> None:
    shares: dict[str, dict[str, _Share]] = {}
    for node, attributes in _work_nodes(notice, prefix, by):
        graph.add_node(node, bipartite=WORK_SIDE, **attributes)
    for row in assignments(notice, implied=implied):
        share = shares.setdefault(_work_key(row, prefix, by), {}).setdefault(row.unit.name, _Share(row.unit))
        share.roles.append(row.role)
    for node, units in shares.items():
        for share in units.values():
            graph.add_edge(add_unit(graph, share.unit), node, **_edge(share.roles))


def _work_nodes(notice: Notice, prefix: str, by: By) -> Iterator[tuple[str, dict[str, str]]]:
    origin = {
        "notice": name_of(notice),
        "issued_on": notice.issued_on.isoformat() if notice.issued_on else "",
        "year": year_of(notice),
    }
    for _, section, task_key, task, rows in walk_keys(notice.sections):
        if by == "task":
            yield work_key(by, prefix, task_key), _task_attributes(section, task) | origin
            continue
        for _, requirement in rows:
            yield work_key(by, prefix, requirement.id), _requirement_attributes(section, task, requirement) | origin


def _task_attributes(section: Section, task: Task) -> dict[str, str]:
    return {"kind": "task", "name": task.title or "", "section": section.title or ""}


def _requirement_attributes(section: Section, task: Task, requirement: Requirement) -> dict[str, str]:
    due_on = requirement.deadline.due_on if requirement.deadline else None
    return {
        "kind": "requirement",
        "name": requirement.text,
        "section": section.title or "",
        "task": task.title or "",
        "due_on": due_on.isoformat() if due_on else "",
    }


def _work_key(row: Assignment, prefix: str, by: By) -> str:
    return work_key(by, prefix, row.task_key if by == "task" else row.requirement.id)


def add_unit(graph: nx.Graph[str], unit: Unit) -> str:
    """Add the node of a unit where it is not there yet; a known kind wins over an unknown one.

    Returns:
        The node.
    """
    node = unit_key(unit.name)
    known = graph.nodes.get(node)
    if known is None:
        graph.add_node(node, bipartite=UNIT_SIDE, kind="unit", name=unit.name, unit_kind=unit.kind.value)
    elif known["unit_kind"] == UnitKind.UNKNOWN.value:
        known["unit_kind"] = unit.kind.value
    return node


def _edge(roles: list[Role]) -> dict[str, str | int]:
    counts: dict[str, str | int] = {role.value: roles.count(role) for role in Role}
    return {"role": strongest(roles).value, "weight": len(roles)} | counts
