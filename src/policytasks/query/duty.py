"""Duty 责任事项: what one unit owes by one requirement of one notice, and what was reported about it."""

from __future__ import annotations

from datetime import date

import attrs

from policytasks.ledger.entry import Entry
from policytasks.ledger.status import Status
from policytasks.location import Location
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Role
from policytasks.model.unit import Unit

__all__ = ["Duty"]


@attrs.frozen(kw_only=True)
class Duty:
    """责任事项: an `Assignment` that knows its notice, and its entry where a ledger tracks it.

    Args:
        notice: The notice.
        section: The section.
        task: The task.
        requirement: The requirement.
        unit: The unit; None for a requirement that names none.
        role: Its strongest role there; None without unit, and for a unit that only a ledger names.
        printed: The unit's name as the notice prints it.
        section_key: Key of the section in its notice: ``"4"``.
        task_key: Key of the task in its notice: ``"4.16"``.
        entry: What was reported; None where no ledger was asked. In a ledger by requirement, the units of a row share it.
    """

    notice: Notice = attrs.field(repr=False)
    section: Section = attrs.field(repr=False)
    task: Task = attrs.field(repr=False)
    requirement: Requirement
    unit: Unit | None = None
    role: Role | None = None
    printed: str = attrs.field(default="", eq=False)
    section_key: str = ""
    task_key: str = ""
    entry: Entry | None = None

    @property
    def document(self) -> str:
        """What the notice goes by: its number, failing that its title, failing that its file."""
        number = self.notice.document_number
        return str(number) if number is not None else (self.notice.title or self.notice.location.file)

    @property
    def due_on(self) -> date | None:
        """The day that binds: the one that the ledger tracks, or the one that follows from the notice."""
        if self.entry is not None:
            return self.entry.due_on
        return self.requirement.deadline.due_on if self.requirement.deadline is not None else None

    @property
    def status(self) -> Status | None:
        """完成状态; None where no ledger was asked."""
        return self.entry.status if self.entry is not None else None

    @property
    def location(self) -> Location:
        """Where it stands: in the ledger's workbook, or in the notice."""
        return (self.entry.location if self.entry is not None else None) or self.requirement.location
