"""Parts of a requirement: what a clerk may correct in the sheet, cell by cell, and a requirement put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from policytasks.ledger.history import FieldValue
from policytasks.ledger.ledger import Grain
from policytasks.ledger.merging.order import merge_order, natural
from policytasks.ledger.merging.proposal import Value
from policytasks.messages import spoken
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Requirement
from policytasks.model.responsibility import Responsibility, Role

__all__ = ["PLAIN_FIELDS", "UNIT", "parts", "readers", "with_parts"]

UNIT = "role:"
"""Before the name of a unit, in a ledger by unit: the part that the unit has."""

_SHOWN = ("id", "text", "responsibilities", "deadlines", "inherited")

PLAIN_FIELDS = tuple(field.name for field in attrs.fields(Requirement) if field.eq and field.name not in _SHOWN)
"""Fields of a requirement that no column shows: only a program changes them."""

Parts = dict[str, Value]
Responsibilities = tuple[Responsibility, ...]


def parts(requirement: Requirement, by: Grain) -> Parts:
    """What a requirement says, by the column that shows it.

    Units are one part for each role in a ledger by requirement, where a cell lists them; in a ledger by unit, where each has a
    row, one part for each unit.
    """
    said: Parts = {"text": Value(requirement.text, requirement.text)}
    if by == "requirement":
        for role in Role:
            units = tuple(each for each in requirement.responsibilities if each.role is role)
            said[role.value] = Value(units, "\n".join(each.unit.name for each in units))
    said["deadlines"] = Value((requirement.deadlines, requirement.inherited), _deadlines(requirement))
    for field in PLAIN_FIELDS:
        value = getattr(requirement, field)
        said[field] = Value(value, shown(value))
    if by == "unit":
        for name, units in _by_unit(requirement.responsibilities).items():
            said[UNIT + name] = Value(units, "、".join(str(each.role) for each in units))
    return said


def shown(value: object) -> FieldValue:
    """A value of the notice as a report shows it."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return "\n".join(_words(each) for each in value)
    return _words(value)


def _words(value: object) -> str:
    return str(getattr(value, "text", None) or spoken(value, "zh"))


def _deadlines(requirement: Requirement) -> str:
    if requirement.deadlines or requirement.inherited is None:
        return "\n".join(deadline.text for deadline in requirement.deadlines)
    return f"{requirement.inherited.text}\n（统一要求）"


def _by_unit(responsibilities: Responsibilities) -> dict[str, Responsibilities]:
    found: dict[str, Responsibilities] = {}
    for each in responsibilities:
        found[each.unit.name] = (*found.get(each.unit.name, ()), each)
    return found


def readers(part: str) -> Callable[[FieldValue], Any] | None:
    """What a new value means for a part; None where a conflict can only be settled with a value that is there."""
    return (lambda value: str(value or "")) if part == "text" else None


def with_parts(
    base: Requirement, ours: Requirement, theirs: Requirement, taken: Mapping[str, Any], *, by: Grain
) -> Requirement:
    """Our requirement with the contents that were taken.

    Args:
        base: What both began with; a blank one for a requirement that was added.
        ours: Our requirement.
        theirs: Their requirement.
        taken: Contents by part.
        by: What one entry of the ledger is about.
    """
    changes: dict[str, Any] = {field: taken[field] for field in ("text", *PLAIN_FIELDS) if field in taken}
    if "deadlines" in taken:
        deadlines: tuple[tuple[Deadline, ...], Deadline | None] = taken["deadlines"]
        changes["deadlines"], changes["inherited"] = deadlines
    return attrs.evolve(
        ours,
        **changes,
        responsibilities=_responsibilities(base, ours, theirs, taken, by),
    )


def _responsibilities(
    base: Requirement, ours: Requirement, theirs: Requirement, taken: Mapping[str, Any], by: Grain
) -> Responsibilities:
    """The order of the printed list stays; where both sides changed it, it is that of base, so that the sides may change places."""
    roles = {role.value for role in Role}
    if not any(part in roles or part.startswith(UNIT) for part in taken):
        return ours.responsibilities
    if by == "unit":
        sides = [_by_unit(each.responsibilities) for each in (base, ours, theirs)]
        merged = sides[1] | {part.removeprefix(UNIT): units for part, units in taken.items() if part.startswith(UNIT)}
        merged = {name: units for name, units in merged.items() if units}
        if ours.responsibilities == base.responsibilities and _by_unit(theirs.responsibilities) == merged:
            return theirs.responsibilities
        order = merge_order(*map(list, sides), keep=merged.keys(), rank=natural)
        return tuple(each for name in order for each in merged[name])
    lists = {
        role: taken.get(role.value, tuple(each for each in ours.responsibilities if each.role is role)) for role in Role
    }
    if ours.responsibilities == base.responsibilities and all(
        tuple(each for each in theirs.responsibilities if each.role is role) == units for role, units in lists.items()
    ):
        return theirs.responsibilities
    return _filled(base.responsibilities, lists)


def _filled(pattern: Responsibilities, lists: Mapping[Role, Responsibilities]) -> Responsibilities:
    """The units of each role in the places that the role has; further ones behind its last place, or at the end."""
    last = {each.role: place for place, each in enumerate(pattern)}
    queues: dict[Role, Iterator[Responsibility]] = {role: iter(units) for role, units in lists.items()}
    result: list[Responsibility] = []
    for place, each in enumerate(pattern):
        queue = queues[each.role]
        result.extend(unit for unit in (next(queue, None),) if unit is not None)
        if place == last[each.role]:
            result.extend(queue)
    for queue in queues.values():
        result.extend(queue)
    return tuple(result)
