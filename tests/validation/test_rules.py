"""Each rule of the catalogue finds what it says, where it says, and nothing in a notice that is right."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

from policytasks.location import Location
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import with_ids
from policytasks.model.notice import Citation, Disclosure, Doubt, Notice, Requirement, Section, Task, TextBlock
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.validation import (
    deadline_rules,
    disclosure_rules,
    doubt_rules,
    heading_rules,
    ledger_doubt_rules,
    notice_rules,
    number_rules,
    numbering_rules,
    object_rules,
)
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.rules import CATALOGUE
from policytasks.validation.validate import doubt_findings, validate

FILE = Location(file="n.txt")
HERE = Location(file="n.txt", line=7)
THERE = Location(file="n.txt", line=9)


def bound(name: str, role: Role = Role.RESPONSIBLE, kind: UnitKind = UnitKind.DEPARTMENT) -> Responsibility:
    return Responsibility(unit=Unit(name=name, kind=kind), role=role, printed=name, location=HERE)


def required(**fields: Any) -> Requirement:
    defaults: dict[str, Any] = {
        "id": "",
        "text": "建立台账。",
        "responsibilities": (bound("甲局"),),
        "inherited": Deadline(text="11月30日前", kind=DeadlineKind.DATE, due_on=date(2021, 11, 30)),
        "location": HERE,
    }
    return Requirement(**defaults | fields)


def sound(**fields: Any) -> Notice:
    """A notice in which no rule finds anything, with some fields replaced."""
    defaults: dict[str, Any] = {
        "document_number": DocumentNumber(agency="甲政办字", year=2021, serial=3),
        "title": "关于印发分工的通知",
        "issuer": "甲县人民政府办公室",
        "issued_on": date(2021, 7, 29),
        "disclosure": Disclosure.PROACTIVE,
        "sections": (Section(tasks=(Task(requirements=(required(),)),)),),
        "location": FILE,
    }
    fields = defaults | fields
    return Notice(**fields | {"sections": with_ids(fields["sections"])})


def holding(*requirements: Requirement, **fields: Any) -> Notice:
    return sound(sections=(Section(tasks=(Task(requirements=requirements),)),), **fields)


def due(text: str, day: date | None, kind: DeadlineKind = DeadlineKind.DATE, starts_on: date | None = None) -> Deadline:
    return Deadline(text=text, kind=kind, due_on=day, starts_on=starts_on, location=HERE)


def numbered(*values: int, level: str = "section") -> Notice:
    """A notice whose siblings of one level carry these numbers, each on the line of its position."""
    ordinals = [
        Ordinal(text=f"{value}.", value=value, location=Location(file="n.txt", line=line))
        for line, value in enumerate(values, 1)
    ]
    rows = [required(text=f"建立台账{position}。") for position, _ in enumerate(ordinals)]
    if level == "requirement":
        return holding(*(attrs.evolve(row, ordinal=ordinal) for row, ordinal in zip(rows, ordinals, strict=True)))
    tasks = [
        Task(title="任务", ordinal=ordinal if level == "task" else None, requirements=(row,))
        for row, ordinal in zip(rows, ordinals, strict=True)
    ]
    if level == "task":
        return sound(sections=(Section(tasks=tuple(tasks)),))
    return sound(
        sections=tuple(Section(ordinal=each, tasks=(task,)) for each, task in zip(ordinals, tasks, strict=True))
    )


CASES: dict[str, tuple[Notice, Location, str, str]] = {
    "empty-section": (
        sound(sections=(*sound().sections, Section(ordinal=None, title="强化保障", location=HERE))),
        HERE,
        "section 强化保障 has no task",
        "部分“强化保障”没有工作任务",
    ),
    "empty-task": (
        sound(
            sections=(
                Section(tasks=(Task(ordinal=Ordinal.parse("（一）"), location=HERE), Task(requirements=(required(),)))),
            )
        ),
        HERE,
        "task （一） has no requirement",
        "工作任务“（一）”没有具体要求",
    ),
    "requirement-without-text": (
        holding(required(text=" ")),
        HERE,
        "requirement 1.1.1 has no text",
        "具体要求 1.1.1 没有内容",
    ),
    "requirement-without-unit": (
        holding(required(responsibilities=())),
        HERE,
        "requirement 1.1.1 names no unit",
        "具体要求 1.1.1 没有责任单位",
    ),
    "several-units-no-lead": (
        holding(required(responsibilities=(bound("甲局"), bound("乙局"), bound("丙局", Role.SUPPORTING)))),
        HERE,
        "requirement 1.1.1 has 2 responsible units and no lead",
        "具体要求 1.1.1 有 2 个责任单位，未明确牵头单位",
    ),
    "several-leads": (
        holding(required(responsibilities=(bound("甲局", Role.LEAD), bound("乙局", Role.LEAD)))),
        HERE,
        "requirement 1.1.1 has the leads 甲局, 乙局",
        "具体要求 1.1.1 有多个牵头单位：甲局、乙局",
    ),
    "support-without-lead": (
        holding(required(responsibilities=(bound("甲局", Role.SUPPORTING),))),
        HERE,
        "requirement 1.1.1 has only supporting units: 甲局",
        "具体要求 1.1.1 只有配合单位：甲局",
    ),
    "only-collectives": (
        holding(required(responsibilities=(bound("各镇", kind=UnitKind.COLLECTIVE),))),
        HERE,
        "requirement 1.1.1 names only collectives: 各镇",
        "具体要求 1.1.1 只列统称：各镇",
    ),
    "repeated-unit": (
        holding(required(responsibilities=(bound("甲局"), bound("甲局")))),
        HERE,
        "requirement 1.1.1 names 甲局 more than once as responsible",
        "具体要求 1.1.1 中“甲局”以“责任”重复出现",
    ),
    "deadline-without-date": (
        holding(required(deadlines=(due("6月底前", None),))),
        HERE,
        "no calendar day follows from 6月底前",
        "无法从“6月底前”推定日期",
    ),
    "deadline-in-the-past": (
        holding(required(deadlines=(due("6月底前", date(2021, 6, 30)),))),
        HERE,
        "6月底前 is 2021-06-30, before the notice was issued on 2021-07-29",
        "“6月底前”即 2021-06-30，早于成文日期 2021-07-29",
    ),
    "deadline-year-suspicious": (
        holding(required(deadlines=(due("2027年1月1日前", date(2027, 1, 1)),))),
        HERE,
        "2027年1月1日前 is 2027-01-01, more than 5 years after the notice was issued on 2021-07-29",
        "“2027年1月1日前”即 2027-01-01，晚于成文日期 2021-07-29 5 年以上",
    ),
    "period-ends-before-start": (
        holding(required(deadlines=(due("9月至8月", date(2021, 8, 31), DeadlineKind.PERIOD, date(2021, 9, 1)),))),
        HERE,
        "9月至8月 starts on 2021-09-01 and ends on 2021-08-31",
        "“9月至8月”起于 2021-09-01，止于 2021-08-31",
    ),
    "no-document-number": (sound(document_number=None), FILE, "no document number was found", "没有发文字号"),
    "no-title": (sound(title=None), FILE, "no title was found", "没有标题"),
    "no-issuer": (sound(issuer=None), FILE, "no issuer was found", "没有发文机关"),
    "no-issue-date": (sound(issued_on=None), FILE, "no date of issue was found", "没有成文日期"),
    "issue-after-print": (
        sound(printed_on=date(2021, 7, 9), places=(("printed_on", HERE),)),
        HERE,
        "printed on 2021-07-09, before it was issued on 2021-07-29",
        "印发日期 2021-07-09 早于成文日期 2021-07-29",
    ),
    "number-year-differs": (
        sound(document_number=DocumentNumber(agency="甲政办字", year=2020, serial=3, location=HERE)),
        HERE,
        "甲政办字〔2020〕3号 was issued on 2021-07-29",
        "发文字号 甲政办字〔2020〕3号 的年份与成文日期 2021-07-29 不一致",
    ),
    "no-tasks": (sound(sections=()), FILE, "no task was found", "没有工作任务"),
    "duplicate-requirement": (
        holding(required(location=THERE), required(text="建立 台账。")),
        HERE,
        "requirement 1.1.2 says the same as 1.1.1: 建立 台账。",
        "具体要求 1.1.2 与 1.1.1 内容相同：建立 台账。",
    ),
    "unparsed-text": (
        sound(unparsed=(TextBlock(text="残片" * 20, location=HERE),)),
        HERE,
        f"not understood: {'残片' * 15}…",
        f"未能识别：{'残片' * 15}…",
    ),
    "repeated-ordinal": (
        numbered(1, 2, 2, 3),
        Location(file="n.txt", line=3),
        "section 2. is numbered like an earlier one at n.txt:2",
        "部分序号“2.”与 n.txt:2 处重复",
    ),
    "missing-ordinal": (
        numbered(1, 2, 5, level="task"),
        Location(file="n.txt", line=3),
        "task 3–4 is missing before 5.",
        "工作任务序号“5.”之前缺 3–4",
    ),
    "ordinal-out-of-order": (
        numbered(1, 3, 2, 4, level="requirement"),
        Location(file="n.txt", line=3),
        "requirement 2. comes after number 3",
        "具体要求序号“2.”排在第 3 之后",
    ),
    "empty-title": (
        sound(
            sections=tuple(
                Section(
                    ordinal=Ordinal.parse(number),
                    title=title,
                    tasks=(Task(requirements=(required(text=f"要求{number}"),)),),
                    location=HERE,
                )
                for number, title in (("一、", "组织"), ("二、", None), ("三、", "考核"))
            )
        ),
        HERE,
        "section 二、 has no title",
        "部分“二、”没有标题",
    ),
    "impossible-date": (
        holding(required(deadlines=(due("2月30日前", None),))),
        HERE,
        "2月30日前 names 2月30日, which does not exist",
        "“2月30日前”中的“2月30日”不存在",
    ),
    "deadline-on-day-off": (
        holding(required(deadlines=(due("10月3日前", date(2021, 10, 3)),))),
        HERE,
        "10月3日前 is 2021-10-03, a holiday",
        "“10月3日前”即 2021-10-03，法定节假日",
    ),
    "deadline-before-letter": (
        holding(
            required(deadlines=(due("8月5日前", date(2021, 8, 5)),)),
            obligations=(required(id="0.1", deadlines=(due("8月10日前", date(2021, 8, 10)),)),),
        ),
        HERE,
        "requirement 1.1.1 is due on 2021-08-05, before 2021-08-10, the first day that the letter sets (8月10日前)",
        "具体要求 1.1.1 于 2021-08-05 到期，早于正文最早时限 2021-08-10（8月10日前）",
    ),
    "requirement-without-deadline": (
        holding(required(), required(text="宣传。", inherited=None)),
        HERE,
        "requirement 1.1.2 has no deadline",
        "具体要求 1.1.2 没有时限",
    ),
    "no-deadline": (
        holding(required(inherited=None), required(text="宣传。", inherited=None)),
        FILE,
        "none of the 2 requirements has a deadline",
        "2 项具体要求均没有时限",
    ),
    "number-brackets": (
        sound(document_number=DocumentNumber.parse("甲政办字[2021]3号", location=HERE)),
        HERE,
        "甲政办字[2021]3号 should read 甲政办字〔2021〕3号",
        "“甲政办字[2021]3号”应写作“甲政办字〔2021〕3号”",
    ),
    "number-leading-zero": (
        sound(citations=(Citation(number="国发〔2016〕5号", printed="国发〔2016〕05号", location=HERE),)),
        HERE,
        "国发〔2016〕05号 should read 国发〔2016〕5号",
        "“国发〔2016〕05号”应写作“国发〔2016〕5号”",
    ),
    "number-with-ordinal-word": (
        sound(document_number=DocumentNumber.parse("甲政办字〔2021〕第3号", location=HERE)),
        HERE,
        "甲政办字〔2021〕第3号 should read 甲政办字〔2021〕3号",
        "“甲政办字〔2021〕第3号”应写作“甲政办字〔2021〕3号”",
    ),
    "number-in-words": (
        sound(document_number=DocumentNumber.parse("甲政办字〔二〇二一〕3号", location=HERE)),
        HERE,
        "甲政办字〔二〇二一〕3号 should read 甲政办字〔2021〕3号",
        "“甲政办字〔二〇二一〕3号”应写作“甲政办字〔2021〕3号”",
    ),
    "no-disclosure": (sound(disclosure=None), FILE, "no 公开属性 was found", "没有标明公开属性"),
    "unknown-disclosure": (
        sound(disclosure=None, disclosure_text="内部", places=(("disclosure", HERE),)),
        HERE,
        "公开属性 is 内部",
        "公开属性为“内部”",
    ),
    "disclosure-without-reason": (
        sound(disclosure=Disclosure.WITHHELD, disclosure_text="（此件不予公开）", places=(("disclosure", HERE),)),
        HERE,
        "（此件不予公开） gives no reason",
        "“（此件不予公开）”未说明理由",
    ),
    "withheld-part-published": (
        sound(attachments=("任务清单（不公开）",), places=(("attachments[0]", HERE),)),
        HERE,
        "the notice is published, but here stands （不公开）",
        "通知主动公开，此处却标有“（不公开）”",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_exactly_what_it_says(code: str) -> None:
    """One finding and no other, at the right place, in both languages."""
    notice, place, message, message_zh = CASES[code]
    severity = CATALOGUE[code].severity
    assert validate(notice) == (Finding(code=code, severity=severity, message=message, location=place),)
    assert validate(notice, lang="zh") == (Finding(code=code, severity=severity, message=message_zh, location=place),)


def test_every_rule_has_a_case() -> None:
    """A new rule of these modules has to say here what it finds."""
    groups = (
        object_rules.RULES,
        notice_rules.RULES,
        numbering_rules.RULES,
        heading_rules.RULES,
        deadline_rules.RULES,
        number_rules.RULES,
        disclosure_rules.RULES,
    )
    assert list(CASES) == [rule.code for group in groups for rule in group]


def test_nothing_is_found_in_a_sound_notice() -> None:
    assert validate(sound()) == ()


@pytest.mark.parametrize(
    "notice",
    [
        sound(disclosure=None, disclosure_text="网站公开"),
        sound(disclosure=Disclosure.WITHHELD, disclosure_text="公开属性：不予公开（涉及商业秘密）"),
        sound(disclosure=Disclosure.ON_REQUEST, disclosure_text="（此件依申请公开，理由：涉及个人隐私）"),
        sound(disclosure=Disclosure.WITHHELD),
        holding(required(text="对不予公开的事项（如国家秘密）逐项说明理由。")),
        sound(document_number=DocumentNumber.parse("甲政办字﹝2021﹞3号", location=HERE)),
        sound(citations=(Citation(number="国务院令第713号", location=HERE),)),
        holding(required(deadlines=(due("9月26日前", date(2021, 9, 26)),))),  # A Sunday that was worked.
        holding(required(deadlines=(due("2024年2月29日前", date(2024, 2, 29)),))),
        holding(required(deadlines=(Deadline(text="13个月内", kind=DeadlineKind.RELATIVE, location=HERE),))),
        holding(
            required(deadlines=(due("8月10日前", date(2021, 8, 10)),)),
            obligations=(required(id="0.1", deadlines=(due("8月10日前", date(2021, 8, 10)),)),),
        ),
    ],
    ids=[
        "a way of publishing is no attribute",
        "the reason stands in brackets",
        "the reason stands behind a comma",
        "how it was printed is unknown",
        "a text that speaks of withholding",
        "small brackets",
        "an order",
        "a Sunday that is worked",
        "a leap day",
        "months that are counted",
        "due on the day of the letter itself",
    ],
)
def test_the_rules_are_silent_where_all_is_well(notice: Notice) -> None:
    assert validate(notice) == ()


def test_a_year_whose_holidays_are_not_known_is_judged_by_its_weekends() -> None:
    (finding,) = validate(
        holding(
            required(deadlines=(due("2099年12月6日前", date(2099, 12, 6)),)),
            issued_on=date(2098, 7, 29),
            document_number=DocumentNumber(agency="甲", year=2098, serial=3),
        )
    )
    assert finding.message == (
        "2099年12月6日前 is 2099-12-06, a weekend (provisional: the holidays of that year are not known here)"
    )


def test_the_number_of_an_order_has_no_year_to_differ() -> None:
    assert (
        validate(sound(document_number=DocumentNumber(agency="国务院令", year=None, serial=713, location=HERE))) == ()
    )


def test_the_real_notice_has_only_hints(seed: Notice) -> None:
    """33 rows with several units and no lead, 21 rows with collectives only; no error and no warning."""
    without_units = [rule for group in (object_rules, notice_rules, numbering_rules) for rule in group.RULES]
    counts = Counter((finding.code, finding.severity) for finding in validate(seed, rules=without_units))
    assert counts == {("several-units-no-lead", Severity.INFO): 33, ("only-collectives", Severity.INFO): 21}


@pytest.mark.parametrize("rule", doubt_rules.RULES, ids=lambda rule: rule.code)
def test_a_doubt_of_the_reader_becomes_a_finding_with_its_own_code(rule: Any) -> None:
    notice = sound(doubts=(Doubt(code=rule.code, message="read as gb18030", location=HERE),))
    assert validate(notice) == (
        Finding(code=rule.code, severity=rule.severity, message="read as gb18030", location=HERE),
    )
    assert validate(notice, lang="zh")[0].message == f"{rule.summary.zh.rstrip('。')}（read as gb18030）"


def test_a_doubt_that_the_catalogue_does_not_know_is_reported_all_the_same() -> None:
    notice = sound(doubts=(Doubt(code="odd-thing", message="odd"),))
    assert validate(notice, rules=()) == (
        Finding(code="odd-thing", severity=Severity.WARNING, message="odd", location=FILE),
    )


@pytest.mark.parametrize("rule", ledger_doubt_rules.RULES, ids=lambda rule: rule.code)
def test_a_doubt_of_a_ledger_becomes_a_finding_too(rule: Any) -> None:
    doubt = Doubt(code=rule.code, message="D14")
    assert doubt_findings([doubt], file=FILE) == (
        Finding(code=rule.code, severity=rule.severity, message="D14", location=FILE),
    )


def test_a_rule_that_is_left_out_is_silent() -> None:
    notice = sound(issuer=None, doubts=(Doubt(code="open-list", message="等"),))
    chosen = [rule for code, rule in CATALOGUE.items() if code not in ("no-issuer", "open-list")]
    assert validate(notice, rules=chosen) == ()


@pytest.mark.parametrize(
    "places",
    [
        ({}, {"line": 2}, {"line": 11}),
        ({}, {"page": 1, "line": 9}, {"page": 2, "line": 1}),
        ({}, {"paragraph": 2}, {"table": 1, "row": 2, "column": 3}, {"table": 1, "row": 10, "column": 1}),
        ({}, {"sheet": "台账", "cell": "B9"}, {"sheet": "台账", "cell": "A10"}, {"sheet": "台账", "cell": "AA10"}),
        ({"line": 2, "start": 3}, {"line": 2, "start": 12}),
    ],
)
def test_findings_come_in_printed_order(places: tuple[dict[str, Any], ...]) -> None:
    """Those about the whole file first, then page by page, line by line, cell by cell."""
    printed = [Location(file="n.txt", **place) for place in places]
    doubts = tuple(Doubt(code="open-list", message="等", location=place) for place in reversed(printed))
    assert [finding.location for finding in validate(sound(doubts=doubts))] == printed


class TestNumbering:
    """Which numbers are right, and which are not."""

    @staticmethod
    def codes(notice: Notice) -> list[str]:
        return [f"{finding.location.line}:{finding.code}" for finding in validate(notice)]

    @pytest.mark.parametrize("level", ["section", "task", "requirement"])
    def test_one_two_three_is_right(self, level: str) -> None:
        assert validate(numbered(1, 2, 3, level=level)) == ()

    def test_a_start_above_one_is_a_gap(self) -> None:
        assert self.codes(numbered(2, 3)) == ["1:missing-ordinal"]

    def test_a_swap_is_out_of_order_and_no_gap(self) -> None:
        assert self.codes(numbered(1, 3, 2)) == ["3:ordinal-out-of-order"]

    def test_a_start_over_is_reported_once(self) -> None:
        assert self.codes(numbered(1, 2, 3, 1, 2, 3)) == ["4:repeated-ordinal"]

    def test_a_gap_that_is_filled_in_part_names_the_rest(self) -> None:
        findings = validate(numbered(1, 6, 3))
        assert [(finding.code, finding.message) for finding in findings] == [
            ("missing-ordinal", "section 2 is missing before 6."),
            ("missing-ordinal", "section 4–5 is missing before 6."),
            ("ordinal-out-of-order", "section 3. comes after number 6"),
        ]

    @staticmethod
    def tasks(*groups: tuple[int, ...]) -> Notice:
        line = iter(range(1, 100))

        def task(value: int) -> Task:
            place = Location(file="n.txt", line=next(line))
            row = required(text=f"第{place.line}行")
            return Task(
                title="任务", ordinal=Ordinal(text=f"{value}.", value=value, location=place), requirements=(row,)
            )

        return sound(sections=tuple(Section(tasks=tuple(task(value) for value in group)) for group in groups))

    @pytest.mark.parametrize(
        "groups",
        [
            ((1, 2), (3, 4), (5,)),
            ((1, 2), (1, 2, 3), (1,)),
            ((1,), (1,), (1, 2)),
            ((1, 2), (), (3,)),
            ((1, 2), (3,), (1, 2)),
        ],
    )
    def test_tasks_may_go_on_or_start_anew_in_each_section(self, groups: tuple[tuple[int, ...], ...]) -> None:
        slips = {"missing-ordinal", "repeated-ordinal", "ordinal-out-of-order"}
        assert slips.isdisjoint(finding.code for finding in validate(self.tasks(*groups)))

    def test_numbers_that_run_on_may_not_jump_between_sections(self) -> None:
        assert self.codes(self.tasks((1, 2), (3,), (5,))) == ["4:missing-ordinal"]

    def test_numbers_that_run_on_may_not_step_back_between_sections(self) -> None:
        assert self.codes(self.tasks((1, 2), (3, 4), (3,))) == ["5:repeated-ordinal"]

    def test_a_section_that_starts_anew_too_high_has_a_gap(self) -> None:
        assert self.codes(self.tasks((1, 2, 3), (2, 3))) == ["4:missing-ordinal"]


def test_deadlines_of_the_body_are_judged_once_where_the_body_sets_them(seed: Notice) -> None:
    """47 rows inherit a deadline; when it lies in the past that is one finding, not 47."""
    early = attrs.evolve(seed, issued_on=date(2021, 12, 1), printed_on=None)
    findings = [finding for finding in validate(early) if finding.code == "deadline-in-the-past"]
    assert [str(finding) for finding in findings] == [
        "yanzhou-2021-20.txt:21: warning deadline-in-the-past: 8月10日前 is 2021-08-10, "
        "before the notice was issued on 2021-12-01",
        "yanzhou-2021-20.txt:21: warning deadline-in-the-past: 11月30日前 is 2021-11-30, "
        "before the notice was issued on 2021-12-01",
    ]
