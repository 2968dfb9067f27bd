"""Workload 任务量: how much each unit has to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policytasks.assignment import assignments, parse_role
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.units.collectives import Collectives

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["workload"]


def workload(
    notice: Notice,
    *,
    role: Role | str | None = None,
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
) -> Mapping[str, int]:
    """How many requirements each unit has, the largest number first, equals in printed order.

    Args:
        notice: The notice.
        role: Count only this role.
        collectives: What to do with collectives first, as in `assignments`.
        registry: Who their members are.

    Returns:
        Unit name to number of requirements; empty for a notice that divides no work.

    Raises:
        SelectionError: There is no such role.
    """
    meant = None if role is None else parse_role(role)
    rows = assignments(notice, collectives=collectives, registry=registry)
    counts = Counter(row.unit.name for row in rows if meant in (None, row.role))
    return dict(counts.most_common())
