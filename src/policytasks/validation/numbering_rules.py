"""Rules over the printed ordinals of sections, tasks and requirements: repeats, gaps, steps back.

Notices number their tasks on through all sections, or anew in each; both are right, so a group of siblings may start at
1 or go on after the group before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from enum import Enum

import attrs

from policytasks.messages import Wording
from policytasks.model.notice import Notice
from policytasks.model.ordinal import Ordinal
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity

__all__ = ["RULES", "Level"]


class Level(Enum):
    """层次: the three levels that a notice numbers."""

    SECTION = "section"
    TASK = "task"
    REQUIREMENT = "requirement"

    def __str__(self) -> str:
        return _CHINESE[self]


_EARLIER = Wording(en="the earlier one", zh="前一处")
_CHINESE = {Level.SECTION: "部分", Level.TASK: "工作任务", Level.REQUIREMENT: "具体要求"}


@attrs.frozen
class _Gap:
    """Numbers that nothing carried when a higher one was met."""

    ordinal: Ordinal
    first: int
    last: int


class _Series:
    """One run of numbers that should read 1, 2, 3 …"""

    def __init__(self) -> None:
        self.highest = 0
        self.seen: dict[int, Ordinal] = {}
        self.gaps: list[_Gap] = []

    def add(self, ordinal: Ordinal) -> None:
        if ordinal.value > self.highest + 1:
            self.gaps.append(_Gap(ordinal, self.highest + 1, ordinal.value - 1))
        self.highest = max(self.highest, ordinal.value)
        self.seen.setdefault(ordinal.value, ordinal)

    def missing(self) -> Iterator[tuple[Ordinal, int, int]]:
        """The stretches of numbers that no later sibling carried either: the ordinal after it, first, last."""
        printed = sorted(self.seen)
        for gap in self.gaps:
            late = printed[bisect_left(printed, gap.first) : bisect_right(printed, gap.last)]
            start = gap.first
            for value in (*late, gap.last + 1):
                if value > start:
                    yield gap.ordinal, start, value - 1
                start = value + 1


@attrs.frozen
class _Slip:
    """An ordinal that is not above the one before it; ``earlier`` is the sibling that it repeats."""

    level: Level
    ordinal: Ordinal
    after: int
    earlier: Ordinal | None


@attrs.frozen
class _Numbering:
    """What the ordinals of one level gave."""

    level: Level
    series: tuple[_Series, ...]
    slips: tuple[_Slip, ...]


def _groups(notice: Notice, level: Level) -> Iterable[tuple[Ordinal | None, ...]]:
    if level is Level.SECTION:
        return [tuple(section.ordinal for section in notice.sections)]
    if level is Level.TASK:
        return [tuple(task.ordinal for task in section.tasks) for section in notice.sections]
    return [tuple(requirement.ordinal for requirement in task.requirements) for task in notice.tasks]


def _numbering(notice: Notice, level: Level) -> _Numbering:
    current = _Series()
    series, slips = [current], []
    runs_on = False
    for group in _groups(notice, level):
        ordinals = [ordinal for ordinal in group if ordinal is not None]
        for position, ordinal in enumerate(ordinals):
            opens = position == 0
            continues = ordinal.value == current.highest + 1 and current.highest > 0
            runs_on = runs_on or (opens and continues and ordinal.value > 1)
            if opens and not continues and (ordinal.value == 1 or not runs_on):
                current = _Series()
                series.append(current)
            elif ordinal.value <= current.highest:
                slips.append(_Slip(level, ordinal, current.highest, current.seen.get(ordinal.value)))
                if _starts_over(ordinals, position, current):
                    # 2, 3 … after it are no repeats of their own.
                    current = _Series()
                    series.append(current)
            current.add(ordinal)
    return _Numbering(level, tuple(series), tuple(slips))


def _starts_over(ordinals: list[Ordinal], position: int, current: _Series) -> bool:
    """Whether numbers begin again at 1, and not only fill a gap: 1 was there before, or 2 follows."""
    following = ordinals[position + 1].value if position + 1 < len(ordinals) else None
    return ordinals[position].value == 1 and (1 in current.seen or following == 2)


@rule(
    Notice,
    code="repeated-ordinal",
    severity=Severity.WARNING,
    summary=Wording(en="Two siblings carry the same ordinal.", zh="同级序号重复。"),
    rationale=Wording(
        en='"Task 16" then means two things; the ids stay unique (4.16 and 4.16-2), but letters that cite the number do not.',
        zh="“第16项”因此有两个所指；编号仍保持唯一（4.16 与 4.16-2），但来文引用时会混淆。",
    ),
    remedy=Wording(
        en="Number the later item and those after it anew; if the notice is out already, cite both by their ids.",
        zh="将后一处及其后的序号依次顺延；通知已印发的，引用时改用编号区分。",
    ),
    example="（三）… （三）…",
    message=Wording(
        en="{level} {ordinal} is numbered like an earlier one at {first}", zh="{level}序号“{ordinal}”与 {first} 处重复"
    ),
)
def repeated_ordinal(notice: Notice, context: Context) -> Iterator[Observation]:
    for slip in _slips(notice):
        if slip.earlier is not None:
            first = slip.earlier.location or notice.location
            yield observe(
                slip.ordinal.location,
                related=[(slip.earlier.location, _EARLIER)],
                level=slip.level,
                ordinal=slip.ordinal,
                first=first,
            )


@rule(
    Notice,
    code="ordinal-out-of-order",
    severity=Severity.WARNING,
    summary=Wording(en="An ordinal steps back behind the one before it.", zh="序号倒序。"),
    rationale=Wording(
        en="Rows were swapped, or a number was mistyped; the printed order is kept.",
        zh="行序颠倒或序号误写；仍按原文顺序保留。",
    ),
    remedy=Wording(
        en="Compare with the original: put the items in order, or correct the number.",
        zh="对照原文：行序颠倒的调整行序，编号有误的更正序号。",
    ),
    example="（四）… （三）…",
    message=Wording(en="{level} {ordinal} comes after number {after}", zh="{level}序号“{ordinal}”排在第 {after} 之后"),
)
def ordinal_out_of_order(notice: Notice, context: Context) -> Iterator[Observation]:
    for slip in _slips(notice):
        if slip.earlier is None:
            yield observe(slip.ordinal.location, level=slip.level, ordinal=slip.ordinal, after=slip.after)


@rule(
    Notice,
    code="missing-ordinal",
    severity=Severity.WARNING,
    summary=Wording(en="The ordinals skip a number.", zh="序号不连续。"),
    rationale=Wording(
        en="A row was lost when the notice was copied, its number was not recognised, or the author miscounted.",
        zh="转载时漏行、序号未识别，或原文编号有误。",
    ),
    remedy=Wording(
        en="Compare with the original: put the lost item back, or number the items after the gap anew.",
        zh="对照原文：漏项的补上，编号有误的将其后序号依次前移。",
    ),
    example="（一）… （三）…",
    message=Wording(en="{level} {numbers} is missing before {ordinal}", zh="{level}序号“{ordinal}”之前缺 {numbers}"),
)
def missing_ordinal(notice: Notice, context: Context) -> Iterator[Observation]:
    for level in Level:
        for series in _numbering(notice, level).series:
            for ordinal, first, last in series.missing():
                numbers = str(first) if first == last else f"{first}–{last}"
                yield observe(ordinal.location, level=level, ordinal=ordinal, numbers=numbers, first=first, last=last)


def _slips(notice: Notice) -> Iterator[_Slip]:
    for level in Level:
        yield from _numbering(notice, level).slips


RULES = (repeated_ordinal, missing_ordinal, ordinal_out_of_order)
"""The rules of numbering, in the order of the catalogue's page."""
