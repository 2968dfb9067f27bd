"""Selection 筛选: the assignments of one notice that meet conditions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from policytasks.assignment import Assignment, assignments, parse_role
from policytasks.model.notice import Notice, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit
from policytasks.query.conditions import folded, keys_meant, name_of, read_day, read_words, several
from policytasks.units.collectives import Collectives

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["select"]


def select(
    notice: Notice,
    *,
    unit: str | Unit | Iterable[str | Unit] | None = None,
    role: Role | str | Iterable[Role | str] | None = None,
    section: int | str | Ordinal | Section | None = None,
    task: int | str | Ordinal | Task | None = None,
    containing: str | None = None,
    due_before: date | str | None = None,
    collectives: Collectives = "keep",
    registry: UnitRegistry | None = None,
) -> tuple[Assignment, ...]:
    """The assignments that meet every condition given; without conditions, all of them.

    Args:
        notice: The notice.
        unit: A unit, its name (canonical or as printed), or several of either.
        role: A role, its English or Chinese word, or several.
        section: A section: its number (``4``, ``"四"``), or its title or a part of that.
        task: A task: its number (``16``, ``"（十六）"``), its key (``"4.16"``), or its title or a part of that.
        containing: Words of the requirement; blanks, width and traditional forms of characters do not matter.
        due_before: Only what is due before this day, which may be given as ``"2021-12-31"``; a requirement from which no
            calendar day follows never is.
        collectives: What to do with collectives first, as in `assignments`.
        registry: Who their members are.

    Returns:
        Tuple of `Assignment` in printed order; empty when nothing meets the conditions.

    Raises:
        SelectionError: A value that no notice could meet: an unknown role, a number below 1, an empty name, a text that is
            no day.
        TypeError: An unknown condition.
    """
    rows = tuple(assignments(notice, collectives=collectives, registry=registry))
    if unit is not None:
        names = {folded(name_of(each)) for each in several(unit, (str, Unit))}
        rows = tuple(row for row in rows if folded(row.unit.name) in names or folded(row.printed) in names)
    if role is not None:
        roles = {parse_role(each) for each in several(role, (str, Role))}
        rows = tuple(row for row in rows if row.role in roles)
    if section is not None:
        meant_sections = keys_meant("section", section, {row.section_key: row.section for row in rows})
        rows = tuple(row for row in rows if row.section_key in meant_sections)
    if task is not None:
        meant_tasks = keys_meant("task", task, {row.task_key: row.task for row in rows})
        rows = tuple(row for row in rows if row.task_key in meant_tasks)
    if containing is not None:
        words = folded(read_words("containing", containing))
        rows = tuple(row for row in rows if words in folded(row.requirement.text))
    if due_before is not None:
        day = read_day(due_before)
        rows = tuple(row for row in rows if row.due_on is not None and row.due_on < day)
    return rows
