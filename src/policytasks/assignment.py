"""Assignment 分工: the rows of a notice, one for each unit of each requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from policytasks.errors import SelectionError
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["ROLE_WORDS", "Assignment", "assignments", "parse_role", "strongest"]

ROLE_WORDS: Mapping[Role, tuple[str, ...]] = {
    Role.LEAD: ("lead", "牵头", "主办"),
    Role.RESPONSIBLE: ("responsible", "责任"),
    Role.SUPPORTING: ("supporting", "配合", "协办"),
}
"""What a caller may write for each role; 单位 may follow the Chinese words."""

_ROLE_OF = {word + suffix: role for role, words in ROLE_WORDS.items() for word in words for suffix in ("", "单位")}
_STRENGTH = {role: rank for rank, role in enumerate((Role.LEAD, Role.RESPONSIBLE, Role.SUPPORTING))}


@attrs.frozen(kw_only=True)
class Assignment:
    """分工: one unit in one role for one requirement, with the levels above it.

    Args:
        section: The section.
        task: The task.
        requirement: The requirement.
        unit: The unit.
        role: Its role; the strongest one, where the requirement names the unit more than once.
        printed: The name as the notice prints it.
        section_key: Key of the section, made of its ordinal: ``"4"``; unique in the notice.
        task_key: Key of the task: ``"4.16"``; unique in the notice.
    """

    section: Section
    task: Task
    requirement: Requirement
    unit: Unit
    role: Role
    printed: str = attrs.field(default="", eq=False)
    section_key: str = ""
    task_key: str = ""

    @property
    def due_on(self) -> date | None:
        """The day on which the requirement is due, if a day follows from the notice."""
        return self.requirement.deadline.due_on if self.requirement.deadline else None


def strongest(roles: Iterable[Role]) -> Role:
    """The role that counts where a unit has several: lead before responsible before supporting.

    Raises:
        ValueError: There are no roles.
    """
    return min(roles, key=_STRENGTH.__getitem__)


def parse_role(role: Role | str) -> Role:
    """The role that a caller means: a `Role`, its English value, or its Chinese word with or without 单位.

    Raises:
        SelectionError: There is no such role.

    >>> parse_role("牵头单位")
    <Role.LEAD: 'lead'>
    """
    if isinstance(role, Role):
        return role
    known = _ROLE_OF.get(str(role).strip().lower())
    if known is None:
        expected = ", ".join(f"{each.value} ({each})" for each in Role)
        raise SelectionError("there is no such role", found=repr(role), expected=f"one of {expected}")
    return known


def assignments(
    notice: Notice,
    *,
    implied: bool = False,
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
) -> Iterator[Assignment]:
    """Every assignment of a notice, in printed order: one for each unit of each requirement.

    Args:
        notice: The notice.
        implied: Also the units that a rule stated once lays on a requirement that does not list them.
        collectives: Keep 各镇 and their like as units, expand them to their members on the day of the notice, or drop them.
        registry: The 单位名录 that says who the members are; needed to expand.

    Returns:
        An iterator of `Assignment`; requirements without a unit have none.

    Raises:
        RegistryError: Expanding without a registry.
        ValueError: ``collectives`` is none of the three.
    """
    return _rows(expand(notice, registry, collectives=collectives), implied)


def _rows(notice: Notice, implied: bool) -> Iterator[Assignment]:
    for section_key, section, task_key, task, rows in walk_keys(notice.sections):
        for _, requirement in rows:
            listed = requirement.responsibilities + (requirement.implied if implied else ())
            for responsibility, role in _once(listed):
                yield Assignment(
                    section=section,
                    task=task,
                    requirement=requirement,
                    unit=responsibility.unit,
                    role=role,
                    printed=responsibility.printed or responsibility.unit.name,
                    section_key=section_key,
                    task_key=task_key,
                )


def _once(responsibilities: tuple[Responsibility, ...]) -> Iterator[tuple[Responsibility, Role]]:
    """Each unit once, at its first place, with its strongest role."""
    roles: dict[str, Role] = {}
    first: dict[str, Responsibility] = {}
    for responsibility in responsibilities:
        name = responsibility.unit.name
        first.setdefault(name, responsibility)
        roles[name] = strongest((roles.get(name, responsibility.role), responsibility.role))
    for name, responsibility in first.items():
        yield responsibility, roles[name]
