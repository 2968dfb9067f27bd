"""Outline 结构: the sections and tasks of three notices, recognised as the same by the requirements that stand in them.

A heading may have been corrected, so it is no key. A task is that task of base which its first known requirement stands in; one
without any is known by its heading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import attrs

from policytasks.ledger.merging.order import merge_order, natural
from policytasks.model.heading import show_heading
from policytasks.model.notice import Notice, Requirement, Section, Task

__all__ = ["Key", "Outline", "merged_sections"]

Key = tuple[Any, ...]
"""What a section or a task is known by in all three notices."""

Heading = tuple[Any, str | None]


@attrs.define
class Outline:
    """The tree of a notice, flat.

    Args:
        sections: The sections by key, in printed order.
        tasks: The tasks by key, in printed order.
        section_of: The section of each task.
        task_of: The task of each requirement, by the requirement's id.
        requirements: The requirements by id, in printed order.
    """

    sections: dict[Key, Section] = attrs.Factory(dict)
    tasks: dict[Key, Task] = attrs.Factory(dict)
    section_of: dict[Key, Key] = attrs.Factory(dict)
    task_of: dict[str, Key] = attrs.Factory(dict)
    requirements: dict[str, Requirement] = attrs.Factory(dict)
    _named_before: Counter[Key] = attrs.field(init=False, factory=Counter)

    @classmethod
    def of(cls, notice: Notice, base: Outline | None = None) -> Outline:
        """The outline of a notice.

        Args:
            notice: The notice.
            base: The outline of the notice that it is compared with; None for that one itself.
        """
        made = cls()
        for section in notice.sections:
            ids = [requirement.id for task in section.tasks for requirement in task.requirements]
            key = made._section_key(section, ids, base)
            made.sections[key] = section
            for task in section.tasks:
                task_key = made._task_key(task, key, base)
                made.tasks[task_key] = task
                made.section_of[task_key] = key
                for requirement in task.requirements:
                    made.task_of[requirement.id] = task_key
                    made.requirements[requirement.id] = requirement
        return made

    def _section_key(self, section: Section, ids: list[str], base: Outline | None) -> Key:
        if base is None and ids:
            return ("section", "at", ids[0])
        for id in ids:
            task = base.task_of.get(id) if base is not None else None
            if base is not None and task is not None and (known := base.section_of[task]) not in self.sections:
                return known
        return self._named(("section", show_heading(section.ordinal, section.title)))

    def _task_key(self, task: Task, section: Key, base: Outline | None) -> Key:
        ids = [requirement.id for requirement in task.requirements]
        if base is None and ids:
            return ("task", "at", ids[0])
        for id in ids:
            known = base.task_of.get(id) if base is not None else None
            if known is not None and known not in self.tasks:
                return known
        return self._named(("task", show_heading(task.ordinal, task.title), section))

    def _named(self, key: Key) -> Key:
        """A key that nothing has yet: further levels of one heading are counted."""
        self._named_before[key] += 1
        return (*key, self._named_before[key])

    def tasks_in(self, section_of: Mapping[Key, Key]) -> dict[Key, list[Key]]:
        """The keys of the tasks of each section, in printed order; `section_of` may say more than the outline's own."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for key in self.tasks:
            found[section_of.get(key, self.section_of[key])].append(key)
        return found

    def level_of(self, id: str, column: str) -> Key:
        """The key of the task, or of the section, of a requirement."""
        return self.task_of[id] if column == "task" else self.section_of[self.task_of[id]]

    def ids_below(self, column: str) -> dict[Key, list[str]]:
        """The ids of the requirements of each task, or of each section, in printed order."""
        found: dict[Key, list[str]] = defaultdict(list)
        for id in self.task_of:
            found[self.level_of(id, column)].append(id)
        return found


def merged_sections(
    base: Outline,
    ours: Outline,
    theirs: Outline,
    *,
    requirements: Mapping[str, Requirement],
    task_of: Mapping[str, Key],
    headings: Mapping[Key, Heading],
    fixed: bool,
) -> tuple[Section, ...]:
    """The sections of the merged notice.

    Args:
        base: The notice that both began with.
        ours: Our notice.
        theirs: Theirs.
        requirements: The requirements to keep, by id.
        task_of: The task of each of them.
        headings: Number and title that theirs changed and that were taken, by task or section.
        fixed: Whether theirs may not move what base has.
    """
    used = set(task_of.values())
    # A task without requirements stays where a side has it; theirs brings along what base had not.
    keep = [
        key for key in {**ours.tasks, **theirs.tasks} if key in ours.tasks or key in used or _is_new(key, base, theirs)
    ]
    section_of = {key: (ours if key in ours.tasks else theirs).section_of[key] for key in keep}
    children: dict[Key, set[Key]] = defaultdict(set)
    for key in keep:
        children[section_of[key]].add(key)
    rows: dict[Key, set[str]] = defaultdict(set)
    for id, key in task_of.items():
        rows[key].add(id)
    new_sections = (key for key in theirs.sections if key not in base.sections and key not in ours.sections)
    empty_new = {key for key in new_sections if not theirs.sections[key].tasks}
    sides = (base, ours, theirs)
    section_order = merge_order(
        *(list(side.sections) for side in sides), keep={*ours.sections, *children, *empty_new}, rank=_rank, fixed=fixed
    )
    task_orders = [side.tasks_in(section_of) for side in sides]
    id_orders = [side.ids_below("task") for side in sides]
    result = []
    for section_key in section_order:
        tasks = []
        for key in merge_order(
            *(order.get(section_key, []) for order in task_orders), keep=children[section_key], rank=_rank, fixed=fixed
        ):
            ids = merge_order(*(order.get(key, []) for order in id_orders), keep=rows[key], rank=natural, fixed=fixed)
            task = ours.tasks[key] if key in ours.tasks else theirs.tasks[key]
            tasks.append(
                _headed(attrs.evolve(task, requirements=tuple(requirements[id] for id in ids)), headings.get(key))
            )
        section = ours.sections[section_key] if section_key in ours.sections else theirs.sections[section_key]
        result.append(_headed(attrs.evolve(section, tasks=tuple(tasks)), headings.get(section_key)))
    return tuple(result)


def _is_new(key: Key, base: Outline, theirs: Outline) -> bool:
    return key not in base.tasks and not theirs.tasks[key].requirements


def _rank(key: Key) -> str:
    return repr(key)


def _headed(level: Any, said: Heading | None) -> Any:
    return attrs.evolve(level, ordinal=said[0], title=said[1]) if said is not None else level
