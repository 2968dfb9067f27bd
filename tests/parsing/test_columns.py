"""Which column holds what is told by the heading rows or, without any, by the cells."""

from __future__ import annotations

import pytest
from views import passage

from policytasks.parsing.columns import Head, assign_roles, find_head, guess_columns, holds_units, is_head
from policytasks.parsing.grid import Grid, GridCell
from policytasks.parsing.vocabulary import ColumnRole, column_role

NUMBER, SECTION, TASK, TEXT = ColumnRole.NUMBER, ColumnRole.SECTION, ColumnRole.TASK, ColumnRole.REQUIREMENT
LEAD, UNIT, SUPPORT = ColumnRole.LEAD, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING
TIME, REMARK = ColumnRole.DEADLINE, ColumnRole.REMARK


def grid(*rows: tuple[str, ...]) -> Grid:
    """A grid without merged cells; blank texts are blank cells."""
    return Grid(
        rows=tuple(
            tuple(
                GridCell(lines=tuple(passage(line) for line in text.split("\n")), row=row, column=column)
                if text
                else None
                for column, text in enumerate(texts)
            )
            for row, texts in enumerate(rows)
        )
    )


def roles(head: Head | None) -> list[ColumnRole | None] | None:
    """What the columns hold."""
    return None if head is None else [column.role for column in head.columns]


BODY = ("1", "办好教育", "新建小学三所。", "市教育局", "6月底前")


def test_the_heading_row_stands_first() -> None:
    """Row 0 holds the headings, row 1 the first task."""
    head = find_head(grid(("序号", "工作任务", "具体要求", "责任单位", "完成时限"), BODY))
    assert (roles(head), head and (head.start, head.end)) == ([NUMBER, TASK, TEXT, UNIT, TIME], (0, 1))


def test_the_heading_row_stands_below_titles() -> None:
    """A title row and a row of the reporting unit come first."""
    head = find_head(
        grid(
            ("2021年民生任务分工表", "", "", "", ""),
            ("填报单位：", "", "", "2021年3月", ""),
            ("序号", "工作任务", "具体要求", "责任单位", "完成时限"),
            BODY,
        )
    )
    assert (roles(head), head and (head.start, head.end)) == ([NUMBER, TASK, TEXT, UNIT, TIME], (2, 3))


def test_blanks_and_line_ends_inside_a_heading_do_not_count() -> None:
    """具 体 要 求, 责任 / 单位."""
    assert roles(find_head(grid(("序 号", "工作\n任务", "具 体 要 求", "责任\n单位", "时　限"), BODY))) == [
        NUMBER,
        TASK,
        TEXT,
        UNIT,
        TIME,
    ]


def test_a_column_without_heading_that_counts_the_rows_is_the_number() -> None:
    """The corner of the table is blank."""
    rows = [BODY, ("2", "修建公园", "建公园。", "市园林局", "年底前")]
    assert roles(find_head(grid(("", "工作任务", "具体要求", "责任单位", "完成时限"), *rows))) == [
        NUMBER,
        TASK,
        TEXT,
        UNIT,
        TIME,
    ]


def test_a_heading_may_state_a_rule() -> None:
    """责任单位（列第一位的为牵头单位）."""
    head = find_head(grid(("工作任务", "责任单位（列第一位的为牵头单位）"), ("建学校。", "市教育局")))
    assert (roles(head), head is not None and head.rules.first_leads) == ([TASK, UNIT], True)


@pytest.mark.parametrize(
    "headings",
    [("公开事项", "责任单位", "公开时限"), ("事项名称", "设定依据", "实施主体"), ("一级目录", "内容要求", "责任单位")],
    ids=["disclosure", "services", "levels"],
)
def test_the_headings_of_a_catalogue_divide_no_work(headings: tuple[str, ...]) -> None:
    """公开时限, 设定依据, 一级目录 say that it is one."""
    head = find_head(grid(headings, ("甲", "乙", "丙")))
    assert head is None or not head.divides


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("工作任务", "责任单位"), True),
        (("工作任务", "完成时限"), True),
        (("工作任务", "具体要求"), False),
        (("责任单位", "完成时限"), False),
        (("工作任务", "责任单位", "甲", "乙", "丙"), False),
        (("建学校", "市教育局"), False),
    ],
    ids=["task and unit", "task and time", "text only", "no text", "mostly unknown", "body"],
)
def test_a_heading_row_has_a_text_and_something_that_binds_it(texts: tuple[str, ...], expected: bool) -> None:
    """Two kinds of column at least, most of them known."""
    assert is_head([column_role(text) for text in texts], len(texts)) is expected


GUESSED = {
    "text and unit": ((("新建小学三所。", "市教育局"), ("修建公园五个。", "市园林局")), [TASK, UNIT]),
    "number, task, text, unit, time": (
        (BODY, ("2", "美化环境", "修建口袋公园五个。", "市园林局", "年底前")),
        [NUMBER, TASK, TEXT, UNIT, TIME],
    ),
    "with a status": (
        (("建学校三所。", "市教育局", "正在施工"), ("修建公园五个。", "市园林局", "已经完成")),
        [TASK, UNIT, REMARK],
    ),
    "two unit columns": (
        (("建学校三所。", "市教育局", "市财政局"), ("修建公园五个。", "市园林局", "市住建局")),
        [TASK, UNIT, UNIT],
    ),
    "no units": ((("建学校三所。", "6月底前"), ("修建公园五个。", "年底前")), None),
    "no text": ((("1", "市教育局"), ("2", "市园林局")), None),
    "one row": ((("新建小学三所。", "市教育局"),), None),
}


@pytest.mark.parametrize(("rows", "expected"), GUESSED.values(), ids=GUESSED)
def test_columns_without_headings_are_told_by_most_of_their_cells(
    rows: tuple[tuple[str, ...], ...], expected: list[ColumnRole | None] | None
) -> None:
    """One must hold units and another one text."""
    assert roles(guess_columns(grid(*rows))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市教育局、市财政局", True),
        ("市教育局牵头，市财政局配合", True),
        ("市教育局\n市财政局", True),
        ("各县（市、区）政府", True),
        ("新建小学三所", False),
        ("由市教育局新建小学三所。", False),
        ("6月底前", False),
    ],
    ids=["list", "verbs", "lines", "collective", "text", "sentence", "time"],
)
def test_a_cell_of_units_holds_nothing_else(text: str, expected: bool) -> None:
    """Bare or with verbs."""
    assert holds_units(passage(text)) is expected


@pytest.mark.parametrize(
    ("headings", "divides"),
    [
        (("任务名称", "责任单位", "联系人", "手机"), True),
        (("任务名称", "完成时限", "联系人"), True),
        (("项目名称", "联系人", "手机"), False),
    ],
    ids=["beside units", "beside a time", "alone"],
)
def test_persons_to_ask_stand_in_task_tables_too(headings: tuple[str, ...], divides: bool) -> None:
    """Beside units or a time a column of them makes no catalogue of the table."""
    head = find_head(grid(headings, ("甲",) * len(headings)))
    assert head is not None
    assert head.divides is divides


def test_a_day_beside_the_words_that_name_it_is_no_second_deadline() -> None:
    """完成时限 and 截止日期 of a ledger say the same; 截止日期 alone is the deadline."""
    both = assign_roles(["具体要求", "责任单位", "完成时限", "截止日期"])
    assert [column.role for column in both[2:]] == [ColumnRole.DEADLINE, ColumnRole.REMARK]
    assert assign_roles(["具体要求", "责任单位", "截止日期"])[2].role is ColumnRole.DEADLINE
