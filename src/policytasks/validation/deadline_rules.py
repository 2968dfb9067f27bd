"""Rules over time: days that there are not, days off, deadlines that contradict the letter, and none at all."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from policytasks.folding import fold
from policytasks.messages import Wording
from policytasks.model.deadline import Deadline
from policytasks.model.notice import Notice, Requirement
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.days_off import DayOff, day_off
from policytasks.validation.finding import Severity

__all__ = ["RULES", "names_impossible_day"]

_MONTH_AND_DAY = re.compile(
    r"(?:(?P<year>[12][0-9]{3})\s*年\s*)?(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]"
)
_LEAP = 2000


def names_impossible_day(text: str) -> str:
    """The first day or month that a text names and no calendar has, such as 2月30日 or 13月; empty when there is none."""
    for match in _MONTH_AND_DAY.finditer(fold(text)):
        month, day = int(match["month"]), int(match["day"] or 1)
        year = int(match["year"]) if match["year"] else _LEAP
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            return match[0]
    return ""


@rule(
    Deadline,
    code="impossible-date",
    severity=Severity.ERROR,
    summary=Wording(en="A deadline names a day that does not exist.", zh="时限所写日期不存在。"),
    rationale=Wording(
        en="Nobody can be late for 30 February; month or day is wrong.", zh="日历上没有这一天，月或日必有一误。"
    ),
    remedy=Wording(en="Ask the issuer for the right day.", zh="向发文机关核实后更正。"),
    example="完成时限：2月30日前",
    message=Wording(en="{text} names {day}, which does not exist", zh="“{text}”中的“{day}”不存在"),
)
def impossible_date(deadline: Deadline, context: Context) -> Iterator[Observation]:
    day = names_impossible_day(deadline.text)
    if day:
        yield observe(deadline.location, text=deadline.text, day=day)


@rule(
    Deadline,
    code="deadline-on-day-off",
    severity=Severity.INFO,
    summary=Wording(en="A deadline falls on a weekend or a holiday.", zh="时限落在周末或节假日。"),
    rationale=Wording(
        en="Reports due on a day off come a day early or late; whoever reminds people should know. Holidays and the weekends "
        "worked in their place are those that 国务院办公厅 publishes each year; where a year is not known here (or the "
        "package chinesecalendar is not installed), only weekends are, and the finding says provisional.",
        zh="节假日到期，实际多提前或顺延，催办时应留意。节假日和调休以国务院办公厅每年公布的安排为准；"
        "该年安排未知（或未安装 chinesecalendar）时只按周末判断，并注明“暂按”。",
    ),
    remedy=Wording(
        en="Remind the units on the last working day before it.", zh="在此前最后一个工作日催办，或明确是否顺延。"
    ),
    example="完成时限：2021年10月3日前",
    message=Wording(en="{text} is {due_on}, {why}{provisional}", zh="“{text}”即 {due_on}，{why}{provisional}"),
)
def deadline_on_day_off(deadline: Deadline, context: Context) -> Iterator[Observation]:
    found: DayOff | None = day_off(deadline.due_on) if deadline.due_on is not None else None
    if found is not None:
        yield observe(
            deadline.location,
            text=deadline.text,
            due_on=deadline.due_on,
            why=found.why,
            provisional=_PROVISIONAL if found.provisional else "",
        )


_PROVISIONAL = Wording(
    en=" (provisional: the holidays of that year are not known here)", zh="（暂按周末判断，该年节假日安排未知）"
)


@rule(
    Requirement,
    code="deadline-before-letter",
    severity=Severity.WARNING,
    summary=Wording(
        en="A requirement is due before the first day that the letter sets for everybody.",
        zh="具体要求的时限早于正文对各单位提出的最早时限。",
    ),
    rationale=Wording(
        en="The letter usually asks for a plan first; work that is due before the plan is a wrong month, or was copied.",
        zh="正文通常先要求报送方案；先于方案到期的任务多系月份有误或沿用旧文。",
    ),
    remedy=Wording(en="Compare the two days with the issuer.", zh="与发文机关核对两处时限。"),
    example="正文：8月10日前制定方案；附表：完成时限 7月底前",
    message=Wording(
        en="requirement {id} is due on {due_on}, before {first}, the first day that the letter sets ({text})",
        zh="具体要求 {id} 于 {due_on} 到期，早于正文最早时限 {first}（{text}）",
    ),
)
def deadline_before_letter(requirement: Requirement, context: Context) -> Iterator[Observation]:
    letter = [
        deadline for obligation in context.notice.obligations for deadline in obligation.deadlines if deadline.due_on
    ]
    if not letter:
        return
    first = min(letter, key=lambda deadline: deadline.due_on or date.max)
    for deadline in requirement.deadlines:
        if deadline.due_on is not None and first.due_on is not None and deadline.due_on < first.due_on:
            yield observe(
                deadline.location,
                related=[(first.location, _FIRST)],
                id=requirement.id,
                due_on=deadline.due_on,
                first=first.due_on,
                text=first.text,
            )


@rule(
    Notice,
    code="requirement-without-deadline",
    severity=Severity.INFO,
    summary=Wording(
        en="A requirement has no deadline, though others of the notice have one.",
        zh="具体要求没有时限，而同一通知的其他要求有。",
    ),
    rationale=Wording(
        en="What is due at no time is never late, and falls out of every reminder.",
        zh="没有时限便无从逾期，催办时容易遗漏。",
    ),
    remedy=Wording(
        en="Agree on a day with the lead unit and write it into 截止日期 of the ledger.",
        zh="与牵头单位商定日期，填入台账“截止日期”。",
    ),
    example="（三）做好宣传。（前后各项均有完成时限）",
    message=Wording(en="requirement {id} has no deadline", zh="具体要求 {id} 没有时限"),
)
def requirement_without_deadline(notice: Notice, context: Context) -> Iterator[Observation]:
    if any(requirement.deadline is not None for requirement in notice.requirements):
        for requirement in notice.requirements:
            if requirement.deadline is None:
                yield observe(requirement.location, id=requirement.id)


@rule(
    Notice,
    code="no-deadline",
    severity=Severity.INFO,
    summary=Wording(en="The notice sets no deadline at all.", zh="通知没有任何时限。"),
    rationale=Wording(
        en="Nothing of it can be called late; said once instead of for each requirement.",
        zh="全文无从判断逾期；此处只提示一次，不逐项重复。",
    ),
    remedy=Wording(
        en="Ask the issuer until when the work is to be done, or set 截止日期 in the ledger.",
        zh="向发文机关明确完成时限，或在台账中填写“截止日期”。",
    ),
    example="（全文没有“…前”“…底前”）",
    message=Wording(en="none of the {count} requirements has a deadline", zh="{count} 项具体要求均没有时限"),
)
def no_deadline(notice: Notice, context: Context) -> Iterator[Observation]:
    requirements = notice.requirements
    if requirements and all(requirement.deadline is None for requirement in requirements):
        yield observe(count=len(requirements))


_FIRST = Wording(en="the first day that the letter sets", zh="正文最早时限")


RULES = (
    impossible_date,
    deadline_on_day_off,
    deadline_before_letter,
    requirement_without_deadline,
    no_deadline,
)
"""The rules of this half, in the order of the catalogue's page."""
