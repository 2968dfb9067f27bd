"""Rewriting 改写: a notice with other responsibilities, and everything else as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from policytasks.model.notice import Notice, Requirement

__all__ = ["every_requirement", "with_requirements"]


def every_requirement(notice: Notice) -> Iterator[Requirement]:
    """The body's obligations, then every requirement, in printed order."""
    yield from notice.obligations
    yield from notice.requirements


def with_requirements(notice: Notice, change: Callable[[Requirement], Requirement]) -> Notice:
    """The notice with every obligation and every requirement changed by a function."""
    return attrs.evolve(
        notice,
        obligations=tuple(change(requirement) for requirement in notice.obligations),
        sections=tuple(
            attrs.evolve(
                section,
                tasks=tuple(
                    attrs.evolve(task, requirements=tuple(change(requirement) for requirement in task.requirements))
                    for task in section.tasks
                ),
            )
            for section in notice.sections
        ),
    )
