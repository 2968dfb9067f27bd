"""Draft 修订稿: a notice that takes over what people changed in the columns that repeat it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from policytasks.location import NOWHERE
from policytasks.model.heading import show_heading
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.parsing.numbering import leading_mark
from policytasks.passage import Passage

__all__ = ["NoticeDraft", "read_heading"]


def read_heading(text: str) -> tuple[Ordinal | None, str | None]:
    """The number and the title of a heading that a person typed."""
    text = text.strip()
    mark = leading_mark(Passage.of(text, NOWHERE)) if text else None
    if mark is None:
        return None, text or None
    return mark.ordinal, text[mark.end :].strip() or None


@attrs.define
class _Task:
    task: Task
    requirements: list[Requirement]


@attrs.define
class _Section:
    section: Section
    tasks: list[_Task]


class NoticeDraft:
    """A notice under revision.

    Args:
        notice: The notice to begin with.
    """

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._changed = False
        self._sections = [
            _Section(section, [_Task(task, list(task.requirements)) for task in section.tasks])
            for section in notice.sections
        ]
        # Positions are those of the notice as it was, whatever is added later.
        self._tasks = [task for section in self._sections for task in section.tasks]
        self._at: dict[str, tuple[_Section, _Task]] = {}
        for section in self._sections:
            for task in section.tasks:
                for requirement in task.requirements:
                    self._at[requirement.id] = (section, task)

    def requirement(self, id: str) -> Requirement:
        """The requirement of that id, as it stands now."""
        return next(each for each in self._at[id][1].requirements if each.id == id)

    def place(self, id: str) -> tuple[Section, Task]:
        """The section and the task of the requirement of that id, as they stand now."""
        section, task = self._at[id]
        return section.section, task.task

    def replace(self, requirement: Requirement) -> None:
        """Put a requirement in the place of the one with its id."""
        _, task = self._at[requirement.id]
        index = next(index for index, each in enumerate(task.requirements) if each.id == requirement.id)
        if task.requirements[index] != requirement:
            task.requirements[index] = requirement
            self._changed = True

    def retitle_section(self, number: int, heading: str) -> str:
        """Give the section at a 0-based position another heading; returns the one that it had."""
        section = self._sections[number]
        before = _heading(section.section)
        ordinal, title = read_heading(heading)
        section.section = attrs.evolve(section.section, ordinal=ordinal, title=title)
        self._changed = True
        return before

    def retitle_task(self, number: int, heading: str) -> str:
        """Give the task at a 0-based position in the notice another heading; returns the one that it had."""
        task = self._tasks[number]
        before = _heading(task.task)
        ordinal, title = read_heading(heading)
        task.task = attrs.evolve(task.task, ordinal=ordinal, title=title)
        self._changed = True
        return before

    def add(self, requirement: Requirement, *, section: str | None, task: str | None, after: str | None) -> Requirement:
        """Add a requirement.

        Args:
            requirement: The requirement; with an empty id it gets the next free one of its task.
            section: Heading of its section as a cell shows it; None for that of the requirement before it.
            task: Heading of its task, likewise.
            after: Id of the requirement before it; None for the first one.

        Returns:
            The requirement, with its id.
        """
        near_section, near_task = self._at[after] if after is not None else (None, None)
        home = self._section(section, near_section)
        place = self._task(task, home, near_task if home is near_section else None)
        if not requirement.id:
            requirement = attrs.evolve(requirement, id=self._free_id(home, place))
        index = next(
            (index + 1 for index, each in enumerate(place.requirements) if each.id == after), len(place.requirements)
        )
        place.requirements.insert(index, requirement)
        self._at[requirement.id] = (home, place)
        self._changed = True
        return requirement

    def _section(self, heading: str | None, near: _Section | None) -> _Section:
        if near is not None and (heading is None or _heading(near.section) == heading):
            return near
        for section in self._sections:
            if _heading(section.section) == (heading or ""):
                return section
        ordinal, title = read_heading(heading or "")
        new = _Section(Section(ordinal=ordinal, title=title), [])
        self._sections.append(new)
        return new

    @staticmethod
    def _task(heading: str | None, home: _Section, near: _Task | None) -> _Task:
        if near is not None and (heading is None or _heading(near.task) == heading):
            return near
        for task in home.tasks:
            if _heading(task.task) == (heading or ""):
                return task
        ordinal, title = read_heading(heading or "")
        new = _Task(Task(ordinal=ordinal, title=title), [])
        home.tasks.append(new)
        return new

    def _free_id(self, home: _Section, place: _Task) -> str:
        number = len(place.requirements) + 1
        stem = (
            place.requirements[0].id.rpartition(".")[0]
            if place.requirements
            else f"{_step(home.section, self._sections.index(home))}.{_step(place.task, home.tasks.index(place))}"
        )
        while f"{stem}.{number}" in self._at:
            number += 1
        return f"{stem}.{number}"

    def notice(self) -> Notice:
        """The notice as it stands now; the very one that the draft began with when nothing was changed."""
        return attrs.evolve(self._notice, sections=tuple(self._built())) if self._changed else self._notice

    def _built(self) -> Iterator[Section]:
        for section in self._sections:
            tasks = tuple(attrs.evolve(task.task, requirements=tuple(task.requirements)) for task in section.tasks)
            yield attrs.evolve(section.section, tasks=tasks)


def _heading(level: Section | Task) -> str:
    return show_heading(level.ordinal, level.title)


def _step(level: Section | Task, position: int) -> int:
    return level.ordinal.value if level.ordinal is not None else position + 1
