"""Words of headings, labels and page furniture mean what published notices mean by them."""

from __future__ import annotations

import re

import pytest

from policytasks.folding import fold
from policytasks.model.responsibility import Role
from policytasks.parsing.columns import assign_roles
from policytasks.parsing.vocabulary import (
    FURNITURE,
    HEADINGS,
    LABEL,
    NO_TASK_HEADINGS,
    NO_TASK_TITLES,
    STATUS_WORDS,
    TITLE_ENDINGS,
    ColumnRole,
    LabelRole,
    column_role,
    label_role,
)

NUMBER, SECTION, TASK, TEXT = ColumnRole.NUMBER, ColumnRole.SECTION, ColumnRole.TASK, ColumnRole.REQUIREMENT
LEAD, CHIEF, UNIT, SUPPORT = ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING
LEADER, TIME, STATUS, REMARK = ColumnRole.LEADER, ColumnRole.DEADLINE, ColumnRole.STATUS, ColumnRole.REMARK

WORDS = {
    NUMBER: "序号 市折子号",
    SECTION: "分类 类别",
    TASK: "工作任务 主要任务 重点任务 任务 任务内容 重点工作任务 目标与任务 事项 责任事项 项目名称 民生实事 任务名称 重点工作",
    TEXT: "具体要求 工作要求 重点工作和要求 主要内容 具体工作内容 工作措施 目标 工作标准",
    LEAD: "牵头单位 牵头部门 牵头责任单位 牵头组织实施单位 主办单位 承办单位",
    CHIEF: "主要责任单位 主责单位",
    UNIT: "责任单位 责任部门 责任科室 责任处室 部门分工 责任股室",
    SUPPORT: "配合单位 协办单位 协同配合单位 协同责任单位 会办处室",
    LEADER: "分管领导 牵头领导 区政府分管领导 责任领导 责任人 总责任人 分管县领导",
    TIME: "完成时限 时限要求 时限 完成时间 时间节点 整改时限",
    STATUS: "完成进展 完成情况 目标完成情况 进展情况 目前进展情况 一季度目标 进展情况、存在问题及下一步打算",
    REMARK: "备注",
}


@pytest.mark.parametrize(("role", "words"), WORDS.items(), ids=[role.value for role in WORDS])
def test_the_headings_of_published_tables_are_known(role: ColumnRole, words: str) -> None:
    """Each heading that the survey of notices met says what its column holds."""
    assert {word: column_role(word) for word in words.split()} == dict.fromkeys(words.split(), role)


UNSEEN = [
    ("市级牵头责任单位", LEAD),
    ("区级配合责任部门", SUPPORT),
    ("第一责任落实单位", UNIT),
    ("区直责任单位", UNIT),
    ("乡镇责任单位", UNIT),
    ("市（州）责任单位", UNIT),
    ("省直牵头部门", LEAD),
    ("县政府分管副县长及负责人", LEADER),
    ("最终完成时限", TIME),
    ("三月份进展情况", STATUS),
    ("攻坚行动任务", TASK),
    ("下一阶段工作措施", TEXT),
    ("责任单位(盖章)", UNIT),
    ("完成时限：", TIME),
]


@pytest.mark.parametrize(("heading", "role"), UNSEEN, ids=[f"heading-{n}" for n in range(len(UNSEEN))])
def test_a_heading_nobody_has_seen_is_told_by_its_last_words(heading: str, role: ColumnRole) -> None:
    """牵头…单位, …时限 and …措施 end the headings of their columns."""
    assert column_role(fold(heading)) is role


@pytest.mark.parametrize(
    "text",
    [
        "市教育局",
        "2021年6月底前",
        "建设学校",
        "一、改善民生",
        "加强要求。落实措施",
        "甲" * 19 + "要求",
        "落实双减政策",
        "负责学校建设",
        "实施雨污分流",
        "配合做好工作",
        "牵头制定方案",
    ],
    ids=["unit", "time", "task", "section", "sentence", "long", "carry out", "in charge", "do", "support", "lead"],
)
def test_a_cell_is_no_heading(text: str) -> None:
    """Cells of the body are not taken for headings."""
    assert column_role(text) is None


def test_no_heading_word_stands_in_two_columns() -> None:
    """A word added twice would mean whatever comes last."""
    words = [word for group in HEADINGS.values() for word in group]
    assert sorted({word for word in words if words.count(word) > 1}) == []


ASSIGNED = {
    "task and requirement": ("工作任务 具体要求 责任单位 完成时限", [TASK, TEXT, UNIT, TIME]),
    "two task words": ("序号 任务 工作内容 责任单位", [NUMBER, TASK, TEXT, UNIT]),
    "section by a second task word": ("重点工作 具体任务 工作措施 责任单位", [SECTION, TASK, TEXT, UNIT]),
    "three task words": ("重点任务 工作事项 具体任务 责任单位", [SECTION, TASK, TEXT, UNIT]),
    "two requirement words": ("工作任务 工作目标 工作措施 责任单位", [TASK, REMARK, TEXT, UNIT]),
    "unknown word": ("工作任务 责任单位 备查", [TASK, UNIT, None]),
    "lead last": ("分类 序号 事项 责任单位 牵头单位", [SECTION, NUMBER, TASK, UNIT, LEAD]),
}


@pytest.mark.parametrize(("headings", "roles"), ASSIGNED.values(), ids=ASSIGNED)
def test_all_headings_together_settle_what_a_text_column_is(headings: str, roles: list[ColumnRole | None]) -> None:
    """任务 beside 工作内容 is the task; 措施 is preferred over 目标 as the requirement."""
    assert [column.role for column in assign_roles(headings.split())] == roles


LABELS = {
    LabelRole.LEAD: "牵头单位 牵头部门 主办单位 承办科室 牵头责任单位 牵头组织实施单位 市级牵头单位 第一责任单位 省直牵头单位 共同牵头单位 "
    "联合牵头单位",
    LabelRole.CHIEF: "主要责任单位 主责单位 主体责任单位",
    LabelRole.RESPONSIBLE: "责任单位 责任部门 责任科室 责任处室 落实单位 负责单位 实施单位 整改责任单位 部门分工 责任分工 指导单位 "
    "市直责任单位 直接责任单位 属地责任单位 责任单位(部门) 责任单位(科室)",
    LabelRole.SUPPORTING: "配合单位 协办单位 协同责任单位 参与单位 会办处室 协同配合单位 参加单位 会同单位",
    LabelRole.LEADER: "分管领导 责任领导 责任人 牵头领导 分管市领导 总责任人 市级领导 包联领导",
    LabelRole.DEADLINE: "完成时限 时限要求 时限 完成时间 整改时限 时间节点 办结时间 计划完成时间 进度要求 进度安排",
    LabelRole.OTHER: "原牵头单位 原责任单位",
}


@pytest.mark.parametrize(("role", "words"), LABELS.items(), ids=[role.value for role in LABELS])
def test_labels_say_what_stands_behind_them(role: LabelRole, words: str) -> None:
    """责任单位：, 配合单位：, 分管领导：, 完成时限： and their kin."""

    def meaning(word: str) -> LabelRole | None:
        match = LABEL.fullmatch(word)
        return label_role(match) if match is not None else None

    assert {word: meaning(word) for word in words.split()} == dict.fromkeys(words.split(), role)


def test_only_labels_of_units_have_a_role() -> None:
    """主责单位 leads; persons, times and former units have no role."""
    assert {role: role.role for role in LabelRole} == {
        LabelRole.LEAD: Role.LEAD,
        LabelRole.CHIEF: Role.LEAD,
        LabelRole.RESPONSIBLE: Role.RESPONSIBLE,
        LabelRole.SUPPORTING: Role.SUPPORTING,
        LabelRole.LEADER: None,
        LabelRole.DEADLINE: None,
        LabelRole.OTHER: None,
    }


LINES: list[tuple[str, re.Pattern[str], bool, str]] = [
    ("position", FURNITURE, True, "当前位置:首页>政务公开"),
    ("text size", FURNITURE, True, "字号:大 中 小"),
    ("share", FURNITURE, True, "分享到"),
    ("scan", FURNITURE, True, "扫一扫在手机打开当前页"),
    ("page number", FURNITURE, True, "- 3 -"),
    ("page of pages", FURNITURE, True, "第 2 页 共 5 页"),
    ("web time", FURNITURE, True, "2021-03-05 15:34"),
    ("task", FURNITURE, False, "打印耗材由各科室自行采购。"),
    ("small words in a task", FURNITURE, False, "大力发展中小企业"),
    ("catalogue", NO_TASK_HEADINGS, True, "公开时限"),
    ("levels of a catalogue", NO_TASK_HEADINGS, True, "二级事项"),
    ("deadline", NO_TASK_HEADINGS, False, "完成时限"),
    ("interpretation", NO_TASK_TITLES, True, "《临江市民生任务分工》政策解读"),
    ("call", NO_TASK_TITLES, True, "关于征集民生实事项目的公告"),
    ("division", NO_TASK_TITLES, False, "2021年重点工作任务分工方案"),
    ("notice", TITLE_ENDINGS, True, "关于印发任务分工的通知"),
    ("trial", TITLE_ENDINGS, True, "城市管理考核办法(试行)"),
    ("sentence", TITLE_ENDINGS, False, "请认真贯彻执行"),
]


@pytest.mark.parametrize(("pattern", "matches", "text"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_lines_around_the_work_are_known(pattern: re.Pattern[str], matches: bool, text: str) -> None:
    """Furniture of web pages, headings of catalogues, titles that divide no work, ends of titles."""
    assert (pattern.search(text) is not None) is matches


def test_words_of_progress_are_no_times() -> None:
    """推进中 in a cell is a status; 长期坚持 and 持续推进 are times."""
    assert {"推进中", "已完成", "未启动", "达到序时进度", "超进度"} <= STATUS_WORDS
    assert not {"长期坚持", "持续推进", "立行立改"} & STATUS_WORDS
