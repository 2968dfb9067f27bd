"""Rows 行: the responsibilities of notices as two columns, unit and work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Requirement
from policytasks.network.naming import By, Duplicates, chosen_notices, prefixed
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Rows", "rows_of"]


@attrs.frozen(kw_only=True)
class Rows:
    """行: one unit in one requirement a row.

    Args:
        names: Names of the units.
        ids: Ids of the work, by task or by requirement; as long as ``names``.
        work: Every id once, in printed order, also of work without a unit.
    """

    names: list[str] = attrs.field(factory=list)
    ids: list[str] = attrs.field(factory=list)
    work: dict[str, None] = attrs.field(factory=dict)


def rows_of(
    notice_or_notices: Notice | Iterable[Notice],
    *,
    by: By,
    collectives: Collectives,
    registry: UnitRegistry | None,
    implied: bool,
    duplicates: Duplicates,
) -> Rows:
    """The rows of notices, the same as `assignments` would give, without a value for each.

    With several notices, the document number stands before the ids.
    """
    rows = Rows()
    for notice, prefix in prefixed(chosen_notices(notice_or_notices, duplicates=duplicates)):
        given = expand(notice, registry, collectives=collectives)
        for _, _, task_key, _, requirements in walk_keys(given.sections):
            if by == "task":
                rows.work[f"{prefix}{task_key}"] = None
            for _, requirement in requirements:
                work = f"{prefix}{task_key}" if by == "task" else f"{prefix}{requirement.id}"
                rows.work[work] = None
                for name in dict.fromkeys(_names(requirement, implied)):
                    rows.names.append(name)
                    rows.ids.append(work)
    return rows


def _names(requirement: Requirement, implied: bool) -> Iterator[str]:
    for responsibility in requirement.responsibilities:
        yield responsibility.unit.name
    if implied:
        for responsibility in requirement.implied:
            yield responsibility.unit.name
