"""Identity 编号: the keys of sections, tasks and requirements, made of the printed ordinals.

The key of a level that has no printed ordinal is its position among its siblings. A key that is taken already (the
notice repeats an ordinal) gets the suffix ``-2``, ``-3`` … in printed order.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from policytasks.model.notice import Requirement, Section, Task
from policytasks.model.ordinal import Ordinal

__all__ = ["task_keys", "walk_keys", "with_ids"]


def _step(ordinal: Ordinal | None, position: int) -> str:
    return str(ordinal.value if ordinal is not None else position)


def _unique(key: str, taken: set[str]) -> str:
    candidate, number = key, 1
    while candidate in taken:
        number += 1
        candidate = f"{key}-{number}"
    taken.add(candidate)
    return candidate


def walk_keys(
    sections: tuple[Section, ...],
) -> Iterator[tuple[str, Section, str, Task, tuple[tuple[str, Requirement], ...]]]:
    """Every task with its section's key, its own key, and its requirements with the ids they should carry."""
    taken_sections: set[str] = set()
    taken_tasks: set[str] = set()
    taken: set[str] = set()
    for section_position, section in enumerate(sections, 1):
        section_key = _unique(_step(section.ordinal, section_position), taken_sections)
        for task_position, task in enumerate(section.tasks, 1):
            task_key = _unique(f"{section_key}.{_step(task.ordinal, task_position)}", taken_tasks)
            rows = tuple(
                (_unique(f"{task_key}.{_step(requirement.ordinal, position)}", taken), requirement)
                for position, requirement in enumerate(task.requirements, 1)
            )
            yield section_key, section, task_key, task, rows


def task_keys(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The key of every task, in printed order: section 4, task 16 is ``"4.16"``."""
    return tuple(key for _, _, key, _, _ in walk_keys(sections))


def with_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections with a unique id on every requirement."""
    ids = iter([key for *_, rows in walk_keys(sections) for key, _ in rows])
    return tuple(
        attrs.evolve(
            section,
            tasks=tuple(
                attrs.evolve(task, requirements=tuple(attrs.evolve(r, id=next(ids)) for r in task.requirements))
                for task in section.tasks
            ),
        )
        for section in sections
    )
