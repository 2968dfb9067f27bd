"""Query 查询: the rows that people ask for, one for each unit of each requirement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs

from policytasks.errors import OrdinalError, SelectionError
from policytasks.folding import fold
from policytasks.model.identity import walk_keys
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.units.collectives import Collectives, expand

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["Assignment", "assignments", "parse_role", "select", "strongest", "workload"]

ROLE_WORDS: Mapping[Role, tuple[str, ...]] = {
    Role.LEAD: ("lead", "牵头", "主办"),
    Role.RESPONSIBLE: ("responsible", "责任"),
    Role.SUPPORTING: ("supporting", "配合", "协办"),
}
"""What a caller may write for each role; 单位 may follow the Chinese words."""

_ROLE_OF = {word + suffix: role for role, words in ROLE_WORDS.items() for word in words for suffix in ("", "单位")}
_STRENGTH = {role: rank for rank, role in enumerate((Role.LEAD, Role.RESPONSIBLE, Role.SUPPORTING))}
_KEY = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,6})?\.[0-9]{1,6}(?:-[0-9]{1,6})?")
"""A key such as 4.16: of a task that the notice may not have, and never an ordinal."""


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
        names = {_plain(_name(each)) for each in _several(unit, (str, Unit))}
        rows = tuple(row for row in rows if _plain(row.unit.name) in names or _plain(row.printed) in names)
    if role is not None:
        roles = {parse_role(each) for each in _several(role, (str, Role))}
        rows = tuple(row for row in rows if row.role in roles)
    if section is not None:
        meant_sections = _matching("section", section, {row.section_key: row.section for row in rows})
        rows = tuple(row for row in rows if row.section_key in meant_sections)
    if task is not None:
        meant_tasks = _matching("task", task, {row.task_key: row.task for row in rows})
        rows = tuple(row for row in rows if row.task_key in meant_tasks)
    if containing is not None:
        words = _plain(_words("containing", containing))
        rows = tuple(row for row in rows if words in _plain(row.requirement.text))
    if due_before is not None:
        day = _day(due_before)
        rows = tuple(row for row in rows if row.due_on is not None and row.due_on < day)
    return rows


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


def _several(value: object, single: tuple[type, ...]) -> tuple[Any, ...]:
    if isinstance(value, single):
        return (value,)
    if isinstance(value, Iterable):
        return tuple(value)
    names = " or ".join(each.__name__ for each in single)
    raise SelectionError("not something to select by", found=repr(value), expected=f"{names}, or several")


def _name(value: object) -> str:
    return value.name if isinstance(value, Unit) else _words("unit", value)


def _words(field: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SelectionError(f"{field} must be a text", found=repr(value), expected="at least one character")
    return value


def _plain(text: str) -> str:
    """A text as it is compared: one form of every mark, and no blanks."""
    return "".join(fold(text).split())


def _matching(field: str, wanted: object, candidates: Mapping[str, Section | Task]) -> set[str]:
    """The keys of the sections or tasks that a caller means."""
    if isinstance(wanted, Section | Task):
        return {key for key, candidate in candidates.items() if candidate == wanted}
    if isinstance(wanted, Ordinal):
        return _numbered(wanted.value, candidates)
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        if wanted < 1:
            raise SelectionError(f"{field} numbers start at 1", found=repr(wanted), expected="1, 2, 3 …")
        return _numbered(wanted, candidates)
    text = _words(field, wanted).strip()
    if text in candidates:
        return {text}
    if _KEY.fullmatch(text):
        return set()
    try:
        return _numbered(Ordinal.parse(text).value, candidates)
    except OrdinalError:
        plain = _plain(text)
    titles = {key: _plain(candidate.title or "") for key, candidate in candidates.items()}
    same = {key for key, title in titles.items() if title == plain}
    return same or {key for key, title in titles.items() if plain in title}


def _numbered(value: int, candidates: Mapping[str, Section | Task]) -> set[str]:
    return {key for key, candidate in candidates.items() if candidate.ordinal and candidate.ordinal.value == value}


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise SelectionError("not a day", found=repr(value), expected="a date, such as 2021-12-31") from None
