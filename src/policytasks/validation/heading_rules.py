"""Rules over headings: sections and tasks that have a number and say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytasks.messages import Wording
from policytasks.model.notice import Notice, Section, Task
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity

__all__ = ["RULES"]


@rule(
    Notice,
    code="empty-title",
    severity=Severity.WARNING,
    summary=Wording(
        en="A section or task has a number and no title, though others of its level have one.",
        zh="部分或工作任务只有序号没有标题，而同级其他项有标题。",
    ),
    rationale=Wording(
        en="The title was lost in copying, or the number belongs to the text that follows.",
        zh="标题在转载中丢失，或该序号属于后面的文字。",
    ),
    remedy=Wording(
        en="Compare with the original and add the title, or correct the heading in the ledger.",
        zh="对照原件补上标题，或在台账中更正。",
    ),
    example="一、加强组织领导 …… 二、 …… 三、强化督查考核",
    message=Wording(en="{level} {ordinal} has no title", zh="{level}“{ordinal}”没有标题"),
)
def empty_title(notice: Notice, context: Context) -> Iterator[Observation]:
    yield from _without_title(notice.sections, _SECTION)
    yield from _without_title(notice.tasks, _TASK)


_SECTION = Wording(en="section", zh="部分")
_TASK = Wording(en="task", zh="工作任务")


def _without_title(levels: Sequence[Section | Task], name: Wording) -> Iterator[Observation]:
    numbered = [level for level in levels if level.ordinal is not None]
    titled = sum(1 for level in numbered if level.title)
    # Where most have none, the level has numbers only: a list of sentences.
    if titled * 2 > len(numbered):
        for level in numbered:
            if not (level.title or "").strip():
                yield observe(level.location, level=name, ordinal=level.ordinal)


RULES = (empty_title,)
"""The rules of this half, in the order of the catalogue's page."""
