"""Views: what was read, as short lines that a test can compare whole.

A unit is ``市教育局 牵头``; units of one requirement are joined by ``; ``. A requirement is its text, its units and its deadlines, parted
by `` ‖ ``; what it does not have is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytasks.location import Location
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Notice, Requirement, Task
from policytasks.model.responsibility import Responsibility
from policytasks.parsing.statement import Named, Statement
from policytasks.parsing.unit_list import split_names
from policytasks.passage import Passage

LINE = Location(file="notice.txt", line=1)


def passage(text: str) -> Passage:
    """A text as the grammars read it."""
    return Passage.of(text, LINE)


def names(text: str) -> list[str]:
    """The items of a list of units; an item that 等 follows has it in front."""
    return [("等 " if name.open_list else "") + name.passage.text for name in split_names(passage(text))]


def units(found: Statement | Requirement | Iterable[Named] | Iterable[Responsibility] | None) -> str | None:
    """Units with their roles."""
    if found is None:
        return None
    if isinstance(found, Statement):
        found = found.units
    elif isinstance(found, Requirement):
        found = found.responsibilities
    return "; ".join(f"{_printed(each)} {each.role}" for each in found)


def _printed(each: Named | Responsibility) -> str:
    return each.passage.text if isinstance(each, Named) else each.printed


def times(deadlines: Iterable[Deadline]) -> str:
    """Deadlines: as printed, with the day or the kind."""
    return "; ".join(f"{each.text} → {each.due_on or each.kind.value}" for each in deadlines)


def row(requirement: Requirement) -> str:
    """One requirement on a line: number and text, units, deadlines."""
    number = f"{requirement.ordinal} " if requirement.ordinal is not None else ""
    parts = [number + requirement.text, units(requirement), times(requirement.deadlines)]
    return " ‖ ".join(part for part in parts if part)


def rows(notice: Notice) -> list[str]:
    """Every requirement."""
    return [row(requirement) for requirement in notice.requirements]


def outline(notice: Notice) -> list[str]:
    """Sections, tasks and requirements, indented by their level; a level that the notice does not have is ``-``."""
    return list(_outline(notice))


def _outline(notice: Notice) -> Iterator[str]:
    for section in notice.sections:
        yield _heading(section.ordinal, section.title)
        for task in section.tasks:
            yield " " + heading_of(task)
            yield from ("  " + row(requirement) for requirement in task.requirements)


def heading_of(task: Task) -> str:
    """Number and title of a task."""
    return _heading(task.ordinal, task.title)


def _heading(ordinal: object, title: str | None) -> str:
    return " ".join(str(part) for part in (ordinal, title) if part is not None) or "-"
