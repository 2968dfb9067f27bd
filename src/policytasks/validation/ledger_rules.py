"""Rules over a ledger: what was reported against what was due, what was reported against itself, and what went backwards."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.ledger.entry import Entry
from policytasks.ledger.history import Change
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import CLOSED, Status
from policytasks.messages import Wording
from policytasks.model.unit import Unit
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity

__all__ = ["RULES"]

_FULL = 100


def _row(entry: Entry) -> str:
    """The number of a row as people read it, with its unit."""
    return " ".join(part for part in entry.key if part)


@rule(
    Entry,
    code="entry-overdue",
    severity=Severity.WARNING,
    summary=Wording(en="A row is overdue.", zh="事项逾期。"),
    rationale=Wording(
        en="Its day has passed and it is neither 已完成 nor 长期坚持. Needs the day on which the ledger is looked at.",
        zh="截止日期已过，状态既非已完成也非长期坚持。须给出查看日期。",
    ),
    remedy=Wording(
        en="Chase the unit, or change the day and give the reason.",
        zh="催办责任单位；确需延期的，调整截止日期并注明原因。",
    ),
    example="截止日期 2021-11-30；完成状态 推进中；查看日期 2021-12-10",
    message=Wording(
        en="{row} was due on {due_on}, {days} days ago, and is {status}",
        zh="{row} 应于 {due_on} 完成，已逾期 {days} 天，状态为{status}",
    ),
)
def entry_overdue(entry: Entry, context: Context) -> Iterator[Observation]:
    day = context.today
    if day is not None and entry.due_on is not None and entry.due_on < day and entry.status not in CLOSED:
        yield observe(
            context.place(entry, "due_on"),
            row=_row(entry),
            due_on=entry.due_on,
            days=(day - entry.due_on).days,
            status=entry.status,
        )


@rule(
    Entry,
    code="done-without-evidence",
    severity=Severity.WARNING,
    summary=Wording(en="A row is done and names no evidence.", zh="已完成事项没有佐证材料。"),
    rationale=Wording(
        en="What is reported as done is checked when people look back; without a document or a link nobody can.",
        zh="报结事项在回头看时须逐项核验，没有文件或链接则无从核验。",
    ),
    remedy=Wording(en="Ask the unit for a document number or a link.", zh="请单位补充文号、链接等佐证材料。"),
    example="完成状态 已完成；佐证材料（空）",
    message=Wording(en="{row} is done and names no evidence", zh="{row} 已完成，佐证材料为空"),
)
def done_without_evidence(entry: Entry, context: Context) -> Iterator[Observation]:
    if entry.status is Status.DONE and not entry.evidence.strip():
        yield observe(context.place(entry, "evidence"), row=_row(entry))


@rule(
    Entry,
    code="full-but-not-done",
    severity=Severity.WARNING,
    summary=Wording(en="A row has 100 % and is not done.", zh="完成比例为100%，状态却不是已完成。"),
    rationale=Wording(
        en="One of the two is wrong, and counts by either differ.", zh="两者必有一误，按不同口径统计结果不一。"
    ),
    remedy=Wording(
        en="Set the status to 已完成, or the progress to what is done.", zh="把状态改为“已完成”，或更正完成比例。"
    ),
    example="完成比例 100；完成状态 推进中",
    message=Wording(en="{row} has 100 % and is {status}", zh="{row} 完成比例为100%，状态为{status}"),
)
def full_but_not_done(entry: Entry, context: Context) -> Iterator[Observation]:
    if entry.progress == _FULL and entry.status not in CLOSED:
        yield observe(context.place(entry, "status"), row=_row(entry), status=entry.status)


@rule(
    Entry,
    code="done-but-not-full",
    severity=Severity.WARNING,
    summary=Wording(en="A row is done and has less than 100 %.", zh="状态为已完成，完成比例却不足100%。"),
    rationale=Wording(
        en="One of the two is wrong, and counts by either differ.", zh="两者必有一误，按不同口径统计结果不一。"
    ),
    remedy=Wording(
        en="Set the progress to 100, or the status to 推进中.", zh="把完成比例改为100，或把状态改为“推进中”。"
    ),
    example="完成比例 80；完成状态 已完成",
    message=Wording(en="{row} is done and has {progress} %", zh="{row} 已完成，完成比例为{progress}%"),
)
def done_but_not_full(entry: Entry, context: Context) -> Iterator[Observation]:
    if entry.status is Status.DONE and entry.progress is not None and entry.progress < _FULL:
        yield observe(context.place(entry, "progress"), row=_row(entry), progress=entry.progress)


@rule(
    Entry,
    code="updated-in-the-future",
    severity=Severity.WARNING,
    summary=Wording(en="A row was updated on a day that has not come yet.", zh="更新日期晚于查看日期。"),
    rationale=Wording(
        en="The year or the month is wrong; sorted by date, the row hides what came after it. Needs the day on which the "
        "ledger is looked at.",
        zh="多为年份或月份笔误，按日期排序时会遮住其后的更新。须给出查看日期。",
    ),
    remedy=Wording(en="Correct the date.", zh="更正更新日期。"),
    example="更新日期 2022-11-05；查看日期 2021-12-10",
    message=Wording(
        en="{row} was updated on {updated_on}, after {today}", zh="{row} 更新日期 {updated_on} 晚于 {today}"
    ),
)
def updated_in_the_future(entry: Entry, context: Context) -> Iterator[Observation]:
    if context.today is not None and entry.updated_on is not None and entry.updated_on > context.today:
        yield observe(
            context.place(entry, "updated_on"), row=_row(entry), updated_on=entry.updated_on, today=context.today
        )


@rule(
    Ledger,
    code="progress-backwards",
    severity=Severity.WARNING,
    summary=Wording(en="Progress went backwards.", zh="完成比例或状态倒退。"),
    rationale=Wording(
        en="What was done is undone, or one of two reports was wrong; said for changes without a reason only.",
        zh="已完成的工作被推翻，或前后两次填报必有一误；已注明原因的变更不在此列。",
    ),
    remedy=Wording(en="Ask who reported it, and record the reason.", zh="向填报人核实，并注明原因。"),
    example="完成比例 80 → 60",
    message=Wording(en="{row} went back from {before} to {after}", zh="{row} 由{before}退回{after}"),
)
def progress_backwards(ledger: Ledger, context: Context) -> Iterator[Observation]:
    entries = {entry.key: entry for entry in ledger.entries}
    for change in ledger.history:
        if not change.reason and _is_backwards(change):
            entry = entries.get((change.requirement_id, change.unit))
            place = context.place(entry, change.field) if entry is not None else ledger.location
            before, after = (_shown(value) for value in (change.before, change.after))
            yield observe(place, row=_name(change), before=before, after=after)


def _is_backwards(change: Change) -> bool:
    if change.field == "progress":
        before, after = change.before, change.after
        return isinstance(before, int) and (after is None or (isinstance(after, int) and after < before))
    return change.field == "status" and change.before is Status.DONE and change.after is not Status.DONE


def _shown(value: object) -> object:
    if isinstance(value, Status):
        return value
    return Wording(en="nothing", zh="空白") if value is None else f"{value}%"


def _name(change: Change) -> str:
    return " ".join(part for part in (change.requirement_id, change.unit) if part)


@rule(
    Ledger,
    code="due-day-moved-without-reason",
    severity=Severity.WARNING,
    summary=Wording(en="A due day was changed and nobody said why.", zh="截止日期被调整，未注明原因。"),
    rationale=Wording(
        en="A day that moves in silence makes the overdue disappear; the printed notice still names the old one.",
        zh="悄然后移的日期会使逾期事项消失，而通知原文仍是旧日期。",
    ),
    remedy=Wording(
        en="Record the change with its reason, or put the old day back.", zh="补记调整原因，或恢复原截止日期。"
    ),
    example="截止日期 2021-11-30 → 2022-03-31（没有原因）",
    message=Wording(
        en="{row} was due on {before} and is due on {after} now",
        zh="{row} 截止日期由 {before} 调整为 {after}，未注明原因",
    ),
)
def due_day_moved(ledger: Ledger, context: Context) -> Iterator[Observation]:
    explained = {
        (change.requirement_id, change.unit) for change in ledger.history if change.field == "due_on" and change.reason
    }
    printed = {requirement.id: requirement.deadline for requirement in ledger.notice.requirements}
    for entry in ledger.entries:
        deadline = printed[entry.requirement_id]
        before = deadline.due_on if deadline is not None else None
        if before is not None and entry.due_on != before and entry.key not in explained:
            after = entry.due_on if entry.due_on is not None else Wording(en="no day", zh="空白")
            yield observe(context.place(entry, "due_on"), row=_row(entry), before=before, after=after)


@rule(
    Ledger,
    code="entry-without-unit",
    severity=Severity.INFO,
    summary=Wording(en="A row of a ledger by unit has no unit.", zh="按单位编制的台账有一行没有单位。"),
    rationale=Wording(
        en="The requirement names none, so the row is sent to nobody.", zh="该要求没有责任单位，分发时无人接收。"
    ),
    remedy=Wording(en="Write the unit into the row.", zh="在该行填写责任单位。"),
    example="编号 2.3.1；单位（空）",
    message=Wording(en="{row} has no unit", zh="{row} 没有单位"),
)
def entry_without_unit(ledger: Ledger, context: Context) -> Iterator[Observation]:
    if ledger.by == "unit":
        for entry in ledger.entries:
            unit: Unit | None = entry.unit
            if unit is None:
                yield observe(context.place(entry, "unit"), row=_row(entry))


RULES = (
    entry_overdue,
    done_without_evidence,
    full_but_not_done,
    done_but_not_full,
    updated_in_the_future,
    progress_backwards,
    due_day_moved,
    entry_without_unit,
)
"""The rules of this half, in the order of the catalogue's page."""
