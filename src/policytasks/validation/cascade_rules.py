"""Rules across documents: what an upper notice asks for and a lower one, which carries it out, does not take up."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.likeness import TextIndex
from policytasks.messages import Wording
from policytasks.model.notice import Notice, Requirement, Task
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity
from policytasks.validation.quoting import beginning

__all__ = ["LEAST_COVERED", "RULES"]

LEAST_COVERED = 0.2
"""How much of a requirement the lower notice must repeat. Between unrelated notices 97 of 100 best matches stay below 0.2; of
requirements that lost four in ten of their clauses and were reordered, 9 of 10 stay above."""


@rule(
    Notice,
    code="task-without-downstream",
    severity=Severity.WARNING,
    summary=Wording(
        en="A requirement of the upper notice is taken up by none of the lower notice.",
        zh="上级通知的任务在下级通知中没有对应事项。",
    ),
    rationale=Wording(
        en="A lower office breaks a notice down for its own units; what it leaves out is carried out by nobody there. Texts are "
        "compared by their characters, so a requirement that was put in quite other words is reported, too.",
        zh="下级应将上级任务逐项分解到本级单位，遗漏者无人落实。按文字比对，改写幅度过大的也会列出。",
    ),
    remedy=Wording(
        en="Add the requirement to the lower notice, or note why it does not concern that place.",
        zh="在下级通知中补充该项，或注明不涉及本地的理由。",
    ),
    example="上级：推进财政预决算公开；下级通知没有相应要求",
    message=Wording(
        en="requirement {id} ({text}) is taken up by none of {lower}",
        zh="具体要求 {id}（{text}）在“{lower}”中没有对应事项",
    ),
)
def task_without_downstream(upper: Notice, context: Context) -> Iterator[Observation]:
    lower = context.lower
    if lower is None:
        return
    index = TextIndex(_texts(lower))
    for task in upper.tasks:
        for requirement in task.requirements:
            best = index.nearest(requirement.text or task.title or "")
            if best is None or best.covered < LEAST_COVERED:
                yield observe(
                    requirement.location, id=requirement.id, text=beginning(requirement.text), lower=_name(lower)
                )


def _texts(notice: Notice) -> Iterator[str]:
    for obligation in notice.obligations:
        yield obligation.text
    for task in notice.tasks:
        for requirement in task.requirements:
            yield _whole(task, requirement)


def _whole(task: Task, requirement: Requirement) -> str:
    return f"{task.title or ''}\n{requirement.text}"


def _name(notice: Notice) -> str:
    return str(notice.document_number or notice.title or notice.location.file)


RULES = (task_without_downstream,)
"""The rules of this half, in the order of the catalogue's page."""
