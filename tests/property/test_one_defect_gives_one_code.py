"""Law: a notice that is right has no finding, and one defect put into it gives exactly the code of that defect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks import validate
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import with_ids
from policytasks.model.notice import Citation, Disclosure, Notice, Requirement, Section, Task, TextBlock
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.validation import (
    deadline_rules,
    disclosure_rules,
    heading_rules,
    notice_rules,
    number_rules,
    numbering_rules,
    object_rules,
    unit_rules,
)
from policytasks.validation.days_off import day_off

UNITS = ("区财政局", "区民政局", "区审计局", "区水利局", "区教育和体育局", "区卫生健康局", "区应急管理局", "区信访局")
ISSUED_ON = date(2021, 7, 29)
WORKING_DAYS = [
    day for day in (date(2021, 9, 1) + timedelta(days=number) for number in range(120)) if day_off(day) is None
]
WORK = "公开 规范 建立 完善 推进 落实 清理 检查 培训 宣传".split()
OBJECTS = "政务信息 财政预算 办事指南 应急预案 公示栏 热线 台账 目录 平台 名单 档案 流程".split()


def due(day: date) -> tuple[Deadline, ...]:
    return (Deadline(text=f"{day.month}月{day.day}日前", kind=DeadlineKind.DATE, due_on=day),)


@st.composite
def responsibilities(draw: st.DrawFn) -> tuple[Responsibility, ...]:
    """One lead and some that support it, or one unit alone."""
    names = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True))
    roles = [Role.LEAD] + [Role.SUPPORTING] * (len(names) - 1) if len(names) > 1 else [Role.RESPONSIBLE]
    return tuple(
        Responsibility(unit=Unit(name=name, kind=UnitKind.DEPARTMENT), role=role, printed=name)
        for name, role in zip(names, roles, strict=True)
    )


@st.composite
def right_notices(draw: st.DrawFn) -> Notice:
    """Notices in which everything is in order: at least two sections, two tasks, two requirements each level."""
    texts = iter(draw(st.permutations([f"{work}{thing}。" for work in WORK for thing in OBJECTS])))
    number = 0
    sections = []
    for position in range(1, draw(st.integers(2, 4)) + 1):
        tasks = []
        for _ in range(draw(st.integers(2, 3))):
            number += 1
            rows = tuple(
                Requirement(
                    id="",
                    text=next(texts),
                    responsibilities=draw(responsibilities()),
                    deadlines=due(draw(st.sampled_from(WORKING_DAYS))),
                )
                for _ in range(draw(st.integers(1, 3)))
            )
            tasks.append(Task(ordinal=Ordinal.parse(f"{number}."), title=next(texts).rstrip("。"), requirements=rows))
        ordinal = Ordinal.parse("一二三四"[position - 1] + "、")
        sections.append(Section(ordinal=ordinal, title=f"第{position}部分工作", tasks=tuple(tasks)))
    return Notice(
        document_number=DocumentNumber(agency="济兖政办字", year=2021, serial=draw(st.integers(1, 99))),
        title="关于印发任务分工的通知",
        issuer="济宁市兖州区人民政府办公室",
        issued_on=ISSUED_ON,
        printed_on=ISSUED_ON,
        disclosure=Disclosure.PROACTIVE,
        obligations=(Requirement(id="0.1", text="制定方案。", deadlines=due(date(2021, 8, 10))),),
        sections=with_ids(tuple(sections)),
    )


def with_first(notice: Notice, change: Callable[[Requirement], Requirement]) -> Notice:
    """The notice with its first requirement changed."""
    section, *sections = notice.sections
    task, *tasks = section.tasks
    first, *rows = task.requirements
    task = attrs.evolve(task, requirements=(change(first), *rows))
    return attrs.evolve(notice, sections=(attrs.evolve(section, tasks=(task, *tasks)), *sections))


def first(**fields: Any) -> Callable[[Notice], Notice]:
    return lambda notice: with_first(notice, lambda row: attrs.evolve(row, **fields))


def whole(**fields: Any) -> Callable[[Notice], Notice]:
    return lambda notice: attrs.evolve(notice, **fields)


def named(*units: tuple[str, Role, UnitKind]) -> Callable[[Notice], Notice]:
    return first(
        responsibilities=tuple(
            Responsibility(unit=Unit(name=name, kind=kind), role=role, printed=name) for name, role, kind in units
        )
    )


def with_last_section(change: Callable[[Section], Section]) -> Callable[[Notice], Notice]:
    return lambda notice: attrs.evolve(notice, sections=(*notice.sections[:-1], change(notice.sections[-1])))


def last_task(ordinal: Callable[[int], int]) -> Callable[[Notice], Notice]:
    """The last task with another number, made of the right one."""

    def change(section: Section) -> Section:
        *others, task = section.tasks
        assert task.ordinal is not None
        moved = attrs.evolve(task, ordinal=Ordinal.parse(f"{ordinal(task.ordinal.value)}."))
        return attrs.evolve(section, tasks=(*others, moved))

    return with_last_section(change)


def swapped(notice: Notice) -> Notice:
    """The last two sections change their places, numbers and all."""
    *others, one, two = notice.sections
    return attrs.evolve(
        notice, sections=(*others, attrs.evolve(one, ordinal=two.ordinal), attrs.evolve(two, ordinal=one.ordinal))
    )


DEPARTMENT, TOWNS = UnitKind.DEPARTMENT, UnitKind.COLLECTIVE
PERIOD = Deadline(text="9月至8月", kind=DeadlineKind.PERIOD, starts_on=date(2021, 9, 30), due_on=date(2021, 8, 31))

DEFECTS: dict[str, Callable[[Notice], Notice]] = {
    "empty-section": lambda notice: attrs.evolve(
        notice,
        sections=(
            *notice.sections,
            Section(ordinal=Ordinal.parse("一二三四五"[len(notice.sections)] + "、"), title="保障"),
        ),
    ),
    "empty-task": with_last_section(
        lambda section: attrs.evolve(
            section, tasks=(*section.tasks[:-1], attrs.evolve(section.tasks[-1], requirements=()))
        )
    ),
    "requirement-without-text": first(text=" "),
    "requirement-without-unit": first(responsibilities=()),
    "several-units-no-lead": named(
        ("区财政局", Role.RESPONSIBLE, DEPARTMENT), ("区民政局", Role.RESPONSIBLE, DEPARTMENT)
    ),
    "several-leads": named(("区财政局", Role.LEAD, DEPARTMENT), ("区民政局", Role.LEAD, DEPARTMENT)),
    "support-without-lead": named(("区财政局", Role.SUPPORTING, DEPARTMENT)),
    "only-collectives": named(("各镇（街道）", Role.RESPONSIBLE, TOWNS)),
    "repeated-unit": named(("区财政局", Role.RESPONSIBLE, DEPARTMENT), ("区财政局", Role.RESPONSIBLE, DEPARTMENT)),
    "deadline-without-date": first(deadlines=(Deadline(text="6月底前", kind=DeadlineKind.DATE),)),
    "deadline-in-the-past": lambda notice: attrs.evolve(
        first(deadlines=due(date(2021, 6, 30)))(notice), obligations=()
    ),
    "deadline-year-suspicious": first(deadlines=due(date(2031, 6, 30))),
    "period-ends-before-start": first(deadlines=(PERIOD,)),
    "no-document-number": whole(document_number=None),
    "no-title": whole(title=None),
    "no-issuer": whole(issuer=None),
    "no-issue-date": whole(issued_on=None),
    "issue-after-print": whole(printed_on=date(2021, 7, 9)),
    "number-year-differs": whole(document_number=DocumentNumber(agency="济兖政办字", year=2020, serial=20)),
    "no-tasks": whole(sections=()),
    "duplicate-requirement": lambda notice: with_first(
        notice, lambda row: attrs.evolve(row, text=notice.requirements[-1].text)
    ),
    "unparsed-text": whole(unparsed=(TextBlock(text="残片"),)),
    "repeated-ordinal": last_task(lambda value: value - 1),
    "missing-ordinal": last_task(lambda value: value + 1),
    "ordinal-out-of-order": swapped,
    "empty-title": with_last_section(
        lambda section: attrs.evolve(section, tasks=(*section.tasks[:-1], attrs.evolve(section.tasks[-1], title=None)))
    ),
    "impossible-date": first(deadlines=(Deadline(text="9月31日前", kind=DeadlineKind.DATE),)),
    "deadline-on-day-off": first(deadlines=due(date(2021, 10, 3))),
    "deadline-before-letter": first(deadlines=due(date(2021, 8, 5))),
    "requirement-without-deadline": first(deadlines=()),
    "no-deadline": lambda notice: attrs.evolve(
        notice,
        obligations=(),
        sections=tuple(
            attrs.evolve(
                section,
                tasks=tuple(
                    attrs.evolve(task, requirements=tuple(attrs.evolve(row, deadlines=()) for row in task.requirements))
                    for task in section.tasks
                ),
            )
            for section in notice.sections
        ),
    ),
    "number-brackets": whole(document_number=DocumentNumber.parse("济兖政办字[2021]20号")),
    "number-leading-zero": whole(document_number=DocumentNumber.parse("济兖政办字〔2021〕020号")),
    "number-with-ordinal-word": whole(citations=(Citation(number="国发〔2016〕5号", printed="国发〔2016〕第5号"),)),
    "number-in-words": whole(document_number=DocumentNumber.parse("济兖政办字〔二〇二一〕20号")),
    "no-disclosure": whole(disclosure=None),
    "unknown-disclosure": whole(disclosure=None, disclosure_text="公开属性：内部"),
    "disclosure-without-reason": whole(disclosure=Disclosure.WITHHELD, disclosure_text="公开属性：不予公开"),
    "withheld-part-published": whole(attachments=("任务清单（不公开）",)),
}


REGISTRY = UnitRegistry(
    records=(
        *(UnitRecord(name=name, kind=UnitKind.DEPARTMENT) for name in UNITS),
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT, valid_to=date(2021, 2, 24)),
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="区政府各部门", kind=UnitKind.COLLECTIVE),
    ),
    memberships=(Membership(collective="区政府各部门", kind=UnitKind.DEPARTMENT),),
)
LEAD = ("区财政局", Role.LEAD, DEPARTMENT)

UNIT_DEFECTS: dict[str, Callable[[Notice], Notice]] = {
    "unknown-unit": named(("区文物局", Role.RESPONSIBLE, DEPARTMENT)),
    "unit-not-valid-on-date": named(("区扶贫办", Role.RESPONSIBLE, DEPARTMENT)),
    "near-duplicate-unit": named(("区财政局", Role.LEAD, DEPARTMENT), ("区财政政局", Role.SUPPORTING, DEPARTMENT)),
    "jurisdiction-mismatch": named(("济宁市任城区财政局", Role.RESPONSIBLE, DEPARTMENT)),
    "open-collective": named(LEAD, ("区政府各有关部门", Role.SUPPORTING, TOWNS)),
    "collective-without-members": named(LEAD, ("各镇（街道）", Role.SUPPORTING, TOWNS)),
    "member-and-collective-in-one-row": named(LEAD, ("区政府各部门", Role.SUPPORTING, TOWNS)),
    "same-unit-lead-and-support": named(LEAD, ("区财政局", Role.SUPPORTING, DEPARTMENT)),
}
WITHOUT_REGISTRY = ("near-duplicate-unit", "jurisdiction-mismatch", "open-collective", "same-unit-lead-and-support")
"""Rules that judge names by themselves; a registry would say more about the names of these defects."""


@given(notice=right_notices())
def test_a_notice_that_is_right_has_no_finding(notice: Notice) -> None:
    assert validate(notice) == ()
    assert validate(notice, registry=REGISTRY) == ()


@pytest.mark.parametrize("code", DEFECTS)
@settings(max_examples=15)
@given(data=st.data())
def test_one_defect_gives_exactly_its_code(code: str, data: st.DataObject) -> None:
    notice = DEFECTS[code](data.draw(right_notices()))
    assert {finding.code for finding in validate(notice)} == {code}


@pytest.mark.parametrize("code", UNIT_DEFECTS)
@settings(max_examples=15)
@given(data=st.data())
def test_one_defect_of_a_name_gives_exactly_its_code(code: str, data: st.DataObject) -> None:
    notice = UNIT_DEFECTS[code](data.draw(right_notices()))
    registry = None if code in WITHOUT_REGISTRY else REGISTRY
    assert {finding.code for finding in validate(notice, registry=registry)} == {code}


def test_every_rule_over_notices_has_a_defect() -> None:
    assert list(UNIT_DEFECTS) == [rule.code for rule in unit_rules.RULES]
    modules = (
        object_rules,
        notice_rules,
        numbering_rules,
        heading_rules,
        deadline_rules,
        number_rules,
        disclosure_rules,
    )
    assert list(DEFECTS) == [rule.code for module in modules for rule in module.RULES]
