"""Task tables become sections, tasks and requirements, whatever their columns, merged cells and headings."""

from __future__ import annotations

import pytest
from drawn_tables import LEFT, UP, read

HEAD = ("工作任务", "具体要求", "责任单位", "完成时限")
SCHOOL = ("办好教育", "新建小学三所。", "市教育局", "6月底前")
ROAD = ("畅通道路", "打通断头路两条。", "市交通局、市公安局", "长期坚持")
SCHOOL_OUTLINE = [" 办好教育", "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30"]
ROAD_OUTLINE = [" 畅通道路", "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任 ‖ 长期坚持 → ongoing"]


def test_the_columns_are_told_by_their_headings() -> None:
    """工作任务, 具体要求, 责任单位, 完成时限."""
    assert read(HEAD, SCHOOL, ROAD) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (2, 0, 3, 1), (1, 0, 2, 3)], ids=["reversed", "mixed", "text first"])
def test_the_columns_may_come_in_any_order(order: tuple[int, ...]) -> None:
    """The headings decide, not the place."""
    rows = [tuple(row[at] for at in order) for row in (HEAD, SCHOOL, ROAD)]
    assert read(*rows) == ["-", *SCHOOL_OUTLINE, *ROAD_OUTLINE]


def test_a_merged_or_blank_task_cell_continues_the_task_above() -> None:
    """Both say the same."""
    below = ("改建初中两所。", "市住建局", "年底前")
    expected = ["-", *SCHOOL_OUTLINE, "  改建初中两所。 ‖ 市住建局 责任 ‖ 年底前 → 2021-12-31"]
    assert read(HEAD, SCHOOL, (UP, *below)) == expected
    assert read(HEAD, SCHOOL, ("", *below)) == expected


def test_what_is_merged_over_rows_counts_for_each_of_them() -> None:
    """One unit cell and one time cell beside two requirements."""
    assert read(HEAD, SCHOOL, (UP, "改建初中两所。", UP, UP)) == [
        "-",
        *SCHOOL_OUTLINE,
        "  改建初中两所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
    ]


def test_a_row_across_the_table_is_a_section_and_a_second_one_a_task() -> None:
    """一、… and （一）… spanning all columns."""
    across = (LEFT, LEFT, LEFT)
    assert read(HEAD, ("一、民生", *across), SCHOOL, ("二、城建", *across), ROAD) == [
        "一、 民生",
        *SCHOOL_OUTLINE,
        "二、 城建",
        *ROAD_OUTLINE,
    ]
    two = ("工作任务", "责任单位", "完成时限")
    rows = [("一、民生", LEFT, LEFT), ("（一）教育", LEFT, LEFT), ("新建小学三所。", "市教育局", "6月底前")]
    assert read(two, *rows) == [
        "一、 民生",
        " （一） 教育",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
    ]


def test_sections_without_tasks_stay() -> None:
    """Headings of a list that was filtered for one bureau."""
    across = (LEFT, LEFT, LEFT)
    assert read(HEAD, ("一、民生", *across), ("二、教育", *across), SCHOOL) == [
        "一、 民生",
        "二、 教育",
        *SCHOOL_OUTLINE,
    ]


def test_a_row_with_nothing_but_a_chinese_number_and_a_title_is_a_section() -> None:
    """一 in the number column, the title beside it, and blank cells that nobody merged."""
    head = ("序号", "工作任务", "责任单位")
    rows = [
        ("一", "民生实事", ""),
        ("1", "新建小学三所。", "市教育局"),
        ("二", "城市建设", ""),
        ("2", "修路。", "市交通局"),
    ]
    assert [line.replace("、", "") for line in read(head, *rows)] == [
        "一 民生实事",
        " 1",
        "  新建小学三所。 ‖ 市教育局 责任",
        "二 城市建设",
        " 2",
        "  修路。 ‖ 市交通局 责任",
    ]


def test_a_category_column_is_the_section() -> None:
    """分类 merged over its rows."""
    head = ("分类", "序号", "事项", "责任单位", "牵头单位")
    rows = [("民生", "1", "新建小学三所。", "市住建局", "市教育局"), (UP, "2", "修建公园。", "市园林局", "市园林局")]
    assert read(head, *rows, ("城建", "3", "打通断头路。", "市公安局", "市交通局")) == [
        "民生",
        " 1",
        "  新建小学三所。 ‖ 市住建局 责任; 市教育局 牵头",
        " 2",
        "  修建公园。 ‖ 市园林局 牵头",
        "城建",
        " 3",
        "  打通断头路。 ‖ 市公安局 责任; 市交通局 牵头",
    ]


def test_in_two_levels_the_task_has_no_title() -> None:
    """序号, 工作任务, 责任单位, 时限: the task cell says what is to be done."""
    head = ("序号", "工 作 任 务", "责任单位", "时限要求")
    assert read(head, ("1", "新建小学三所。", "市教育局", "6月底前"), ("2", "修建公园。", "市园林局", "年底前")) == [
        "-",
        " 1",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 6月底前 → 2021-06-30",
        " 2",
        "  修建公园。 ‖ 市园林局 责任 ‖ 年底前 → 2021-12-31",
    ]


ROLES = {
    "lead and responsible": (("牵头单位", "责任单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "lead and supporting": (("牵头部门", "配合单位"), ("市教育局", "市财政局\n市住建局"), "市教育局 牵头; 市财政局 配合; 市住建局 配合"),
    "chief and supporting": (("主要责任单位", "协同配合单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 配合"),
    "chief beside lead": (("牵头部门", "主责单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "host and co-host": (("主办单位", "协办单位"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 配合"),
    "carrying out": (("牵头组织实施单位", "责任部门"), ("市教育局", "市财政局"), "市教育局 牵头; 市财政局 责任"),
    "verbs in the cell": (("责任单位", "备注"), ("市教育局牵头，市财政局配合", ""), "市教育局 牵头; 市财政局 配合"),
    "in both columns": (("牵头单位", "责任单位"), ("市教育局", "市教育局、市财政局"), "市教育局 牵头; 市财政局 责任"),
    "final full stop": (("责任单位", "备注"), ("市教育局、市财政局。", ""), "市教育局 责任; 市财政局 责任"),
    "glued": (("责任单位", "备注"), ("市教育局市财政局", ""), "市教育局 责任; 市财政局 责任"),
}  # fmt: skip


@pytest.mark.parametrize(("heads", "cells", "expected"), ROLES.values(), ids=ROLES)
def test_unit_columns_give_their_role(heads: tuple[str, str], cells: tuple[str, str], expected: str) -> None:
    """A unit in two columns is listed once, with the lead role."""
    found = read(("工作任务", "具体要求", *heads), ("办好教育", "新建小学三所。", *cells))
    assert found == ["-", " 办好教育", f"  新建小学三所。 ‖ {expected}"]


def test_one_cell_is_one_requirement_though_it_holds_a_list() -> None:
    """1.2.3. inside a cell stay in its text."""
    assert read(HEAD, ("办好教育", "1.新建小学三所。\n2.改建初中两所。", "市教育局", "年底前")) == [
        "-",
        " 办好教育",
        "  1.新建小学三所。\n2.改建初中两所。 ‖ 市教育局 责任 ‖ 年底前 → 2021-12-31",
    ]


def test_a_number_in_front_of_the_requirement_is_its_number() -> None:
    """1.-3. running over the requirement cells."""
    rows = [("办好教育", "1.新建小学三所。", "市教育局", ""), (UP, "2.改建初中两所。", "市教育局", "")]
    assert read(HEAD, *rows) == [
        "-",
        " 办好教育",
        "  1. 新建小学三所。 ‖ 市教育局 责任",
        "  2. 改建初中两所。 ‖ 市教育局 责任",
    ]


def test_bullets_in_a_cell_are_requirements_of_their_own() -> None:
    """△ opens each of them."""
    assert read(HEAD, ("办好教育", "△新建小学三所。\n△改建初中两所。", "市教育局", "")) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任",
        "  改建初中两所。 ‖ 市教育局 责任",
    ]


def test_a_statement_in_the_requirement_cell_counts_where_no_column_names_units() -> None:
    """（责任单位：…） inside the text, without a unit column."""
    head = ("工作任务", "具体要求", "完成时限")
    assert read(head, ("办好教育", "新建小学三所。（责任单位：市教育局）", "年底前")) == [
        "-",
        " 办好教育",
        "  新建小学三所。 ‖ 市教育局 责任 ‖ 年底前 → 2021-12-31",
    ]
