"""Inherited deadlines: a requirement without a time of its own is bound by the time that the body sets for all."""

from __future__ import annotations

from datetime import date

import attrs

from policytasks.model.deadline import Deadline
from policytasks.model.notice import Requirement, Section

__all__ = ["with_inherited"]


def with_inherited(sections: tuple[Section, ...], obligations: tuple[Requirement, ...]) -> tuple[Section, ...]:
    """The sections with the body's last deadline on every requirement that has none of its own.

    The last day counts, because it closes the work (全年落实情况于11月30日前书面报); earlier ones are steps on the way.
    """
    deadlines = [deadline for obligation in obligations for deadline in obligation.deadlines]
    if not deadlines:
        return sections
    dated = [deadline for deadline in deadlines if deadline.due_on is not None]
    binding: Deadline = max(dated, key=lambda one: one.due_on or date.min) if dated else deadlines[-1]
    inherited = attrs.evolve(binding, inherited_from=binding.location)

    def bound(requirement: Requirement) -> Requirement:
        return requirement if requirement.deadlines else attrs.evolve(requirement, inherited=inherited)

    return tuple(
        attrs.evolve(
            section,
            tasks=tuple(
                attrs.evolve(task, requirements=tuple(bound(requirement) for requirement in task.requirements))
                for task in section.tasks
            ),
        )
        for section in sections
    )
