"""Rules over one object alone: a section, a task, a requirement or a deadline, whatever stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.location import Location
from policytasks.messages import Wording
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.heading import show_heading
from policytasks.model.notice import Requirement, Section, Task
from policytasks.model.responsibility import Role
from policytasks.model.unit import UnitKind
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.deadline_rules import names_impossible_day
from policytasks.validation.finding import Severity
from policytasks.validation.options import Option

__all__ = ["RULES"]

FARTHEST_YEARS = 5
"""A deadline further ahead than a five-year plan reaches is more likely a wrong digit than a deadline."""

_FIRST = Wording(en="the first time", zh="首次出现处")
_LEAD = Wording(en="a lead", zh="牵头单位")
_ISSUED = Wording(en="issued on {issued_on}", zh="成文日期 {issued_on}")


@rule(
    Section,
    code="empty-section",
    severity=Severity.INFO,
    summary=Wording(en="A section has a heading but no task.", zh="部分只有标题，没有工作任务。"),
    rationale=Wording(
        en="Sections on aims and safeguards are like that; otherwise its tasks were lost (a page that was cut off, a table "
        "that was not read).",
        zh="总体要求、保障措施等部分多如此；否则其下任务可能在网页截断或表格未读出时丢失。",
    ),
    remedy=Wording(
        en="If the section should hold tasks, compare it with the original and put them back; a section on aims or safeguards stays as it is.",
        zh="对照原文：该部分本应有任务的，补齐后重新读取；总体要求、保障措施等部分不必处理。",
    ),
    example="三、强化保障措施\n四、…",
    message=Wording(en="section {heading} has no task", zh="部分“{heading}”没有工作任务"),
)
def empty_section(section: Section, context: Context) -> Iterator[Observation]:
    if not section.tasks:
        yield observe(section.location, heading=_heading(section))


@rule(
    Task,
    code="empty-task",
    severity=Severity.WARNING,
    summary=Wording(en="A task has a heading but no requirement.", zh="工作任务只有标题，没有具体要求。"),
    rationale=Wording(
        en="Nobody can be held to a heading; its row was lost, or the heading belongs to another task.",
        zh="仅有标题无法落实；可能是所在行丢失，或标题属于另一任务。",
    ),
    remedy=Wording(
        en="Compare with the original: put the lost row back, or move the heading to the task that it belongs to.",
        zh="对照原文补上丢失的行，或把标题归到所属任务。",
    ),
    example="（三）优化营商环境\n（四）…",
    message=Wording(en="task {heading} has no requirement", zh="工作任务“{heading}”没有具体要求"),
)
def empty_task(task: Task, context: Context) -> Iterator[Observation]:
    if not task.requirements:
        yield observe(task.location, heading=_heading(task))


@rule(
    Requirement,
    code="requirement-without-text",
    severity=Severity.ERROR,
    summary=Wording(en="A requirement says nothing.", zh="具体要求没有内容。"),
    rationale=Wording(
        en="Units are named for an empty cell: the text was lost, or the cell continues the one above.",
        zh="空白单元格却列有责任单位：内容丢失，或该格续接上一格。",
    ),
    remedy=Wording(
        en="Copy the text from the original; if the cell goes on from the one above, merge the two.",
        zh="从原文补录内容；若该格续接上一格，合并两格。",
    ),
    example="| （三）… |  | 区财政局 |",
    message=Wording(en="requirement {id} has no text", zh="具体要求 {id} 没有内容"),
)
def requirement_without_text(requirement: Requirement, context: Context) -> Iterator[Observation]:
    if not requirement.text.strip():
        yield observe(requirement.location, id=requirement.id)


@rule(
    Requirement,
    code="requirement-without-unit",
    severity=Severity.WARNING,
    summary=Wording(en="A requirement names no unit.", zh="具体要求没有责任单位。"),
    rationale=Wording(
        en="What nobody is named for is not done; the ledger has no row to send out for it.",
        zh="没有责任单位的要求无人落实，台账也无从分发。",
    ),
    remedy=Wording(
        en="Ask the issuer who is responsible, and write the unit into the row.",
        zh="向发文机关核实责任单位，补填到该项。",
    ),
    example="（三）开展专项督查。",
    message=Wording(en="requirement {id} names no unit", zh="具体要求 {id} 没有责任单位"),
)
def requirement_without_unit(requirement: Requirement, context: Context) -> Iterator[Observation]:
    if not requirement.responsibilities and not requirement.implied:
        yield observe(requirement.location, id=requirement.id)


@rule(
    Requirement,
    code="several-units-no-lead",
    severity=Severity.INFO,
    summary=Wording(
        en="Several units share a requirement and none is marked as the lead.",
        zh="一项要求有多个责任单位，未明确牵头单位。",
    ),
    rationale=Wording(
        en="Such notices are common and valid, but somebody has to be asked first when the requirement is tracked.",
        zh="此类写法常见且有效，但督办时须先明确由谁牵头。",
    ),
    remedy=Wording(
        en="Agree with the units who leads, and write it into 牵头单位 of the ledger; the notice itself may stay.",
        zh="与各责任单位商定由谁牵头，在台账“牵头单位”栏填写；通知原文不必改。",
    ),
    example="区发展和改革局、区工业和信息化局、区商务局",
    message=Wording(
        en="requirement {id} has {count} responsible units and no lead",
        zh="具体要求 {id} 有 {count} 个责任单位，未明确牵头单位",
    ),
    options=(
        Option(name="units", value=2, help=Wording(en="from how many units on", zh="责任单位达到几个时提示"), least=2),
    ),
)
def several_units_no_lead(requirement: Requirement, context: Context) -> Iterator[Observation]:
    equals = _units(requirement, Role.RESPONSIBLE)
    if len(equals) >= context.option("units") and not _units(requirement, Role.LEAD):
        yield observe(requirement.location, id=requirement.id, count=len(equals), units=equals)


@rule(
    Requirement,
    code="several-leads",
    severity=Severity.INFO,
    summary=Wording(en="Several units lead one requirement.", zh="一项要求有多个牵头单位。"),
    rationale=Wording(
        en="Joint leads are allowed; who reports has to be agreed.", zh="可以联合牵头，但须商定由谁汇总上报。"
    ),
    remedy=Wording(
        en="Agree which of the leads collects and reports, and note it in the ledger.",
        zh="商定由哪家牵头单位汇总上报，并在台账中注明。",
    ),
    example="牵头单位：区发展和改革局、区财政局",
    message=Wording(en="requirement {id} has the leads {leads}", zh="具体要求 {id} 有多个牵头单位：{leads}"),
)
def several_leads(requirement: Requirement, context: Context) -> Iterator[Observation]:
    leads = _units(requirement, Role.LEAD)
    if len(leads) > 1:
        places = [(each.location, _LEAD) for each in requirement.responsibilities if each.role is Role.LEAD]
        yield observe(requirement.location, related=places, id=requirement.id, leads=leads)


@rule(
    Requirement,
    code="support-without-lead",
    severity=Severity.WARNING,
    summary=Wording(
        en="A requirement has supporting units and nobody to support.",
        zh="一项要求只有配合单位，没有牵头或责任单位。",
    ),
    rationale=Wording(
        en="The lead was forgotten, or its cell was not read.", zh="牵头单位遗漏，或其所在单元格未读出。"
    ),
    remedy=Wording(
        en="Compare with the original and add the lead; if the original has none, ask the issuer.",
        zh="对照原文补上牵头单位；原文也没有的，向发文机关核实。",
    ),
    example="配合单位：区财政局",
    message=Wording(en="requirement {id} has only supporting units: {units}", zh="具体要求 {id} 只有配合单位：{units}"),
)
def support_without_lead(requirement: Requirement, context: Context) -> Iterator[Observation]:
    if requirement.responsibilities and all(each.role is Role.SUPPORTING for each in requirement.responsibilities):
        yield observe(requirement.location, id=requirement.id, units=_units(requirement, Role.SUPPORTING))


@rule(
    Requirement,
    code="only-collectives",
    severity=Severity.INFO,
    summary=Wording(
        en="A requirement names only collectives and no single unit.",
        zh="一项要求只列统称，未指明具体单位。",
    ),
    rationale=Wording(
        en="Everybody's duty has no row of its own in a ledger until the collective is expanded by a registry of units.",
        zh="统称未按单位名录展开之前，台账中没有对应的单位行。",
    ),
    remedy=Wording(
        en="List the members of the collective in a registry of units, and expand it when the ledger is made: --collectives expand --registry 单位名录.xlsx.",
        zh="在单位名录中登记该统称的成员，生成台账时加 --collectives expand --registry 单位名录.xlsx 予以展开。",
    ),
    example="各镇（街道）、区政府各部门、单位",
    message=Wording(en="requirement {id} names only collectives: {units}", zh="具体要求 {id} 只列统称：{units}"),
)
def only_collectives(requirement: Requirement, context: Context) -> Iterator[Observation]:
    kinds = {each.unit.kind for each in requirement.responsibilities}
    if kinds == {UnitKind.COLLECTIVE}:
        yield observe(requirement.location, id=requirement.id, units=_units(requirement, *Role))


@rule(
    Requirement,
    code="repeated-unit",
    severity=Severity.WARNING,
    summary=Wording(
        en="A requirement names a unit twice in the same role.", zh="同一要求中同一单位以相同分工重复出现。"
    ),
    rationale=Wording(
        en="The second name is a slip, and another unit may have been meant; counts take the unit once.",
        zh="重复可能系笔误，或本应是另一单位；统计时只计一次。",
    ),
    remedy=Wording(
        en="Delete the second name, or replace it by the unit that was meant.",
        zh="删去重复的名称；本应是另一单位的，改为该单位。",
    ),
    example="区公安局分局、区财政局、区公安局分局",
    message=Wording(
        en="requirement {id} names {unit} more than once as {role}", zh="具体要求 {id} 中“{unit}”以“{role}”重复出现"
    ),
)
def repeated_unit(requirement: Requirement, context: Context) -> Iterator[Observation]:
    seen: dict[tuple[str, Role], Location] = {}
    for each in requirement.responsibilities:
        key = each.unit.name, each.role
        if key in seen:
            place = each.location or requirement.location
            yield observe(place, related=[(seen[key], _FIRST)], id=requirement.id, unit=each.unit.name, role=each.role)
        seen.setdefault(key, each.location)


@rule(
    Deadline,
    code="deadline-without-date",
    severity=Severity.WARNING,
    summary=Wording(
        en="A deadline names a day, but no calendar day follows from the notice.",
        zh="时限写明日期，但无法推定公历日期。",
    ),
    rationale=Wording(
        en="Without a year in the notice the day cannot be told, and nothing can be called overdue.",
        zh="通知中没有年份可依，无法判断是否逾期。",
    ),
    remedy=Wording(
        en="Find out which year is meant: add the date of issue to the notice, or write the day into 截止日期 of the ledger.",
        zh="核实所指年份：在通知中补上成文日期，或在台账“截止日期”栏填写具体日期。",
    ),
    example="6月底前（且通知没有成文日期）",
    message=Wording(en="no calendar day follows from {text}", zh="无法从“{text}”推定日期"),
)
def deadline_without_date(deadline: Deadline, context: Context) -> Iterator[Observation]:
    dated = deadline.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD)
    if dated and deadline.due_on is None and not names_impossible_day(deadline.text):
        yield observe(deadline.location, text=deadline.text)


@rule(
    Deadline,
    code="deadline-in-the-past",
    severity=Severity.WARNING,
    summary=Wording(en="A deadline lies before the notice was issued.", zh="时限早于成文日期。"),
    rationale=Wording(
        en="What is due before it is ordered was copied from an earlier notice, or the year was read wrongly.",
        zh="时限早于部署之日，可能沿用旧文，或年份有误。",
    ),
    remedy=Wording(
        en="Ask the issuer for the right day; until then write a day into 截止日期 of the ledger, with the reason.",
        zh="向发文机关核实正确日期；核实前可在台账“截止日期”栏暂定一个日期，并注明原因。",
    ),
    example="2021年7月29日成文；完成时限：6月底前",
    message=Wording(
        en="{text} is {due_on}, before the notice was issued on {issued_on}",
        zh="“{text}”即 {due_on}，早于成文日期 {issued_on}",
    ),
)
def deadline_in_the_past(deadline: Deadline, context: Context) -> Iterator[Observation]:
    issued_on = context.notice.issued_on
    if deadline.due_on is not None and issued_on is not None and deadline.due_on < issued_on:
        place = context.notice.location_of("issued_on")
        yield observe(
            deadline.location,
            related=[(place, _ISSUED)],
            text=deadline.text,
            due_on=deadline.due_on,
            issued_on=issued_on,
        )


@rule(
    Deadline,
    code="deadline-year-suspicious",
    severity=Severity.WARNING,
    summary=Wording(
        en="A deadline lies more than five years after the notice was issued.", zh="时限晚于成文日期五年以上。"
    ),
    rationale=Wording(
        en="Task notices reach as far as a five-year plan at most; further ahead stands a goal or a wrong digit.",
        zh="任务分工最远到五年规划期末；更远的多为目标或年份笔误。",
    ),
    remedy=Wording(
        en="Check the year against the original; a goal that really is that far ahead may stay.",
        zh="对照原文核对年份；确属远期目标的不必处理。",
    ),
    example="2021年7月29日成文；完成时限：2031年6月底前",
    message=Wording(
        en="{text} is {due_on}, more than {years} years after the notice was issued on {issued_on}",
        zh="“{text}”即 {due_on}，晚于成文日期 {issued_on} {years} 年以上",
    ),
    options=(
        Option(
            name="years",
            value=FARTHEST_YEARS,
            help=Wording(en="how many years after the issue a deadline may lie", zh="时限最多可晚于成文日期几年"),
            least=0,
        ),
    ),
)
def deadline_year_suspicious(deadline: Deadline, context: Context) -> Iterator[Observation]:
    issued_on, years = context.notice.issued_on, context.option("years")
    if deadline.due_on is not None and issued_on is not None and deadline.due_on.year > issued_on.year + years:
        yield observe(
            deadline.location,
            related=[(context.notice.location_of("issued_on"), _ISSUED)],
            text=deadline.text,
            due_on=deadline.due_on,
            issued_on=issued_on,
            years=years,
        )


@rule(
    Deadline,
    code="period-ends-before-start",
    severity=Severity.ERROR,
    summary=Wording(en="A period ends before it starts.", zh="期间的终点早于起点。"),
    rationale=Wording(en="One of the two days is wrong.", zh="两个日期必有一误。"),
    remedy=Wording(
        en="Check both days against the original, and correct the wrong one.",
        zh="对照原文核对起止日期，更正有误的一个。",
    ),
    example="2021年9月至7月",
    message=Wording(
        en="{text} starts on {starts_on} and ends on {due_on}", zh="“{text}”起于 {starts_on}，止于 {due_on}"
    ),
)
def period_ends_before_start(deadline: Deadline, context: Context) -> Iterator[Observation]:
    if deadline.starts_on is not None and deadline.due_on is not None and deadline.due_on < deadline.starts_on:
        yield observe(deadline.location, text=deadline.text, starts_on=deadline.starts_on, due_on=deadline.due_on)


def _heading(level: Section | Task) -> str:
    """Ordinal and title as printed, or … where neither was."""
    return show_heading(level.ordinal, level.title) or "…"


def _units(requirement: Requirement, *roles: Role) -> tuple[str, ...]:
    """The names of the units in some roles, each once, in printed order."""
    return tuple(dict.fromkeys(each.unit.name for each in requirement.responsibilities if each.role in roles))


RULES = (
    empty_section,
    empty_task,
    requirement_without_text,
    requirement_without_unit,
    several_units_no_lead,
    several_leads,
    support_without_lead,
    only_collectives,
    repeated_unit,
    deadline_without_date,
    deadline_in_the_past,
    deadline_year_suspicious,
    period_ends_before_start,
)
"""The rules of this half, in the order of the catalogue's page."""
