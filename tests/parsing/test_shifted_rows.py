"""Rows whose merged cells were lost: the cells that are left have shifted, and find their columns again."""

from __future__ import annotations

import pytest
from views import outline

from policytasks.parsing.read import parse_notice


def read(text: str) -> list[str]:
    """The outline of a flattened table; blanks at the start of its lines do not count."""
    return outline(parse_notice("\n".join(line.strip(" ") for line in text.strip().split("\n"))))


def test_number_and_units_are_merged_over_two_items() -> None:
    """The second item has a text and a time only."""
    assert read("""
        序号 | 工作任务 | 责任单位 | 时限要求 |
        1 | 新建小学三所，改建初中两所。 | 市教育局 | 2021年年底前 |
        修缮校舍，添置设备。 | 2021年6月底前 | | |
        2 | 打通断头路，优化公交。 | 市交通局 | 2021年年底前 |
    """) == [
        "-",
        " 1",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任 ‖ 2021年年底前 → 2021-12-31",
        "  修缮校舍，添置设备。 ‖ 市教育局 责任 ‖ 2021年6月底前 → 2021-06-30",
        " 2",
        "  打通断头路，优化公交。 ‖ 市交通局 责任 ‖ 2021年年底前 → 2021-12-31",
    ]


def test_task_leader_and_units_are_merged_over_dated_steps() -> None:
    """Each step is a requirement with its own time."""
    assert read("""
        序号 | 责任事项 | 具体工作内容 | 完成时限 | 分管领导 | 责任处室 |
        1 | 办好展会 | 制定方案。 | 长期坚持 | 李明 | 会展处 |
        发布公告。 | 持续推进 | | | | |
        组织参展。 | 立行立改 | | | | |
        2 | 招商引资 | 编制目录。 | 每季度末 | 王建设 | 投资处 |
    """) == [
        "-",
        " 1 办好展会",
        "  制定方案。 ‖ 会展处 责任 ‖ 长期坚持 → ongoing",
        "  发布公告。 ‖ 会展处 责任 ‖ 持续推进 → ongoing",
        "  组织参展。 ‖ 会展处 责任 ‖ 立行立改 → immediate",
        " 2 招商引资",
        "  编制目录。 ‖ 投资处 责任 ‖ 每季度末 → recurring",
    ]


def test_a_category_is_merged_over_its_rows() -> None:
    """It stands in the first of them only; the lead column is the last."""
    assert read("""
        分类 | 序号 | 事项 | 责任单位 | 牵头单位 |
        民生 | 1 | 新建小学三所。 | 市住建局 | 市教育局 |
        2 | 修建公园五个。 | 市园林局 | 市住建局 | |
        城建 | 3 | 打通断头路。 | 市公安局 | 市交通局 |
    """) == [
        "民生",
        " 1",
        "  新建小学三所。 ‖ 市住建局 责任; 市教育局 牵头",
        " 2",
        "  修建公园五个。 ‖ 市园林局 责任; 市住建局 牵头",
        "城建",
        " 3",
        "  打通断头路。 ‖ 市公安局 责任; 市交通局 牵头",
    ]


def test_rows_of_blanks_say_nothing() -> None:
    """Cell texts were lost, the pipes were kept."""
    assert read("""
        主要任务 | 重点工作和要求 | 责任单位 | 完成进展
        |  |  |  |
        一、教育 | 1.新建小学三所。 | 市教育局 |
        | 2.改建初中两所。 | 市教育局 |
        二、道路 | 3.打通断头路。 | 市交通局 | 推进中
    """) == [
        "-",
        " 一、 教育",
        "  1. 新建小学三所。 ‖ 市教育局 责任",
        "  2. 改建初中两所。 ‖ 市教育局 责任",
        " 二、 道路",
        "  3. 打通断头路。 ‖ 市交通局 责任",
    ]


def test_a_row_of_nothing_but_units_adds_to_the_row_above() -> None:
    """The unit cell was split over two rows."""
    assert read(
        "序号\t工作任务\t责任单位\t备注\n1\t新建小学三所。\t市教育局\t\n\t\t市财政局\t\n2\t打通断头路。\t市交通局\t续建"
    ) == [
        "-",
        " 1",
        "  新建小学三所。 ‖ 市教育局 责任; 市财政局 责任",
        " 2",
        "  打通断头路。 ‖ 市交通局 责任",
    ]


@pytest.mark.parametrize("mark", ["\t", "|"], ids=["tabs", "pipes"])
def test_a_cell_of_several_lines_belongs_to_its_row(mark: str) -> None:
    """Line ends inside a cell break the row over lines."""
    rows = [
        ("序号", "工作任务", "责任单位", "时限"),
        ("1", "建学校。\n扩大学位。", "市教育局、\n市财政局", "长期坚持"),
        ("2", "修路。", "市交通局", "立行立改"),
    ]
    assert outline(parse_notice("\n".join(mark.join(row) for row in rows))) == [
        "-",
        " 1",
        "  建学校。\n扩大学位。 ‖ 市教育局 责任; 市财政局 责任 ‖ 长期坚持 → ongoing",
        " 2",
        "  修路。 ‖ 市交通局 责任 ‖ 立行立改 → immediate",
    ]


def test_a_leader_and_several_units_stand_in_a_stream_of_cells() -> None:
    """One cell a line; names of persons are no units."""
    cells = (
        "序号 项目名称 主要内容 区政府分管领导 牵头单位 配合单位 1 教育惠民 新建小学三所，改建初中两所。 李明 区教育局 区财政局 区住建局 "
        "2 畅通道路 打通断头路，优化公交。 王建设 区交通局 区公安局"
    )
    assert outline(parse_notice("\n".join(cells.split()))) == [
        "-",
        " 1 教育惠民",
        "  新建小学三所，改建初中两所。 ‖ 区教育局 牵头; 区财政局 配合; 区住建局 配合",
        " 2 畅通道路",
        "  打通断头路，优化公交。 ‖ 区交通局 牵头; 区公安局 配合",
    ]


def test_a_label_line_between_two_tables_is_no_part_of_a_cell() -> None:
    """责任单位：… above a table."""
    text = "序号\t工作任务\t完成时限\n1\t建学校。\t长期坚持\n责任单位：市交通局\n序号\t工作任务\t完成时限\n1\t修路。\t立行立改"
    notice = parse_notice(text)
    assert [[deadline.text for deadline in one.deadlines] for one in notice.requirements] == [
        ["长期坚持"],
        ["立行立改"],
    ]
