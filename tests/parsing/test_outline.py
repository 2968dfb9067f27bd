"""Numbered prose becomes sections, tasks and requirements by the levels that it has."""

from __future__ import annotations

import pytest
from views import outline, rows

from policytasks.parsing.read import parse_notice


def read(text: str) -> list[str]:
    """The outline of a plan; blanks at the start of its lines do not count."""
    return outline(parse_notice("\n".join(line.strip() for line in text.strip().split("\n"))))


def test_three_levels_are_section_task_and_requirement() -> None:
    """一、（一）1. — a run-in heading stays in the text of the requirement."""
    assert read("""
        一、办好教育
        （一）扩大学位供给
        1.新建学校。年内新建小学三所。（责任单位：市教育局、市住建局）
        2.改建学校。改建初中两所。（责任单位：市教育局）
        （二）提升办学质量
        1.培训教师。培训骨干教师五百名。（责任单位：市教育局；配合单位：市财政局）
        二、畅通道路
        （一）打通断头路
        1.打通临江路。（责任单位：市交通局）
    """) == [
        "一、 办好教育",
        " （一） 扩大学位供给",
        "  1. 新建学校。年内新建小学三所。 ‖ 市教育局 责任; 市住建局 责任 ‖ 年内 → date",
        "  2. 改建学校。改建初中两所。 ‖ 市教育局 责任",
        " （二） 提升办学质量",
        "  1. 培训教师。培训骨干教师五百名。 ‖ 市教育局 责任; 市财政局 配合",
        "二、 畅通道路",
        " （一） 打通断头路",
        "  1. 打通临江路。 ‖ 市交通局 责任",
    ]


def test_in_two_levels_the_numbered_item_is_the_task_and_its_run_in_heading_the_title() -> None:
    """一、1.短标题。正文 — where most items have such a heading."""
    assert read("""
        一、办好教育
        1.扩大学位供给。新建小学三所，改建初中两所。（责任单位：市教育局）
        2.提升办学质量。培训骨干教师五百名，评选名师。（责任单位：市教育局、市财政局）
        二、畅通道路
        3.打通断头路。打通临江路和滨河路两条断头路。（责任单位：市交通局）
    """) == [
        "一、 办好教育",
        " 1. 扩大学位供给",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任",
        " 2. 提升办学质量",
        "  培训骨干教师五百名，评选名师。 ‖ 市教育局 责任; 市财政局 责任",
        "二、 畅通道路",
        " 3. 打通断头路",
        "  打通临江路和滨河路两条断头路。 ‖ 市交通局 责任",
    ]


def test_in_two_levels_without_run_in_headings_the_title_is_missing() -> None:
    """The task is the sentence."""
    assert read("""
        一、办好教育
        （一）新建小学三所，改建初中两所。（责任单位：市教育局）
        （二）培训骨干教师五百名，评选名师三十名。（责任单位：市教育局）
    """) == [
        "一、 办好教育",
        " （一）",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任",
        " （二）",
        "  培训骨干教师五百名，评选名师三十名。 ‖ 市教育局 责任",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.", "2."), ("1、", "2、"), ("（一）", "（二）"), ("一、", "二、"), ("（1）", "（2）"), ("①", "②")],
    ids=["dot", "comma", "brackets", "Chinese", "Arabic in brackets", "circled"],
)
def test_one_level_is_the_task_alone(first: str, second: str) -> None:
    """In any scheme; the section is one without number and title."""
    assert read(f"""
        {first}新建小学三所，改建初中两所。（责任单位：市教育局）
        {second}打通断头路两条，畅通城区道路。（责任单位：市交通局）
    """) == [
        "-",
        f" {first}",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任",
        f" {second}",
        "  打通断头路两条，畅通城区道路。 ‖ 市交通局 责任",
    ]


def test_parts_above_three_levels_are_looked_through() -> None:
    """第一部分 over 一、（一）1. is a heading of headings."""
    assert read("""
        第一部分 重点任务
        一、办好教育
        （一）扩大学位
        1.新建小学三所。（责任单位：市教育局）
        2.改建初中两所。（责任单位：市教育局）
    """) == [
        "一、 办好教育",
        " （一） 扩大学位",
        "  1. 新建小学三所。 ‖ 市教育局 责任",
        "  2. 改建初中两所。 ‖ 市教育局 责任",
    ]


def test_several_statements_in_one_item_are_several_requirements() -> None:
    """Each sentence with a bracket of its own; only the first carries the number."""
    assert read("""
        一、办好教育
        （一）扩大学位
        1.新建小学三所。（市教育局牵头）改建初中两所（市住建局负责）。评选名师。（市教育局、市人社局）
        2.修缮校舍。（市教育局）
    """) == [
        "一、 办好教育",
        " （一） 扩大学位",
        "  1. 新建小学三所。 ‖ 市教育局 牵头",
        "  改建初中两所。 ‖ 市住建局 责任",
        "  评选名师。 ‖ 市教育局 责任; 市人社局 责任",
        "  2. 修缮校舍。 ‖ 市教育局 责任",
    ]


def test_labels_on_lines_below_an_item_belong_to_it() -> None:
    """牵头单位：… and 完成时限：… on lines of their own."""
    assert read("""
        一、办好教育
        1.新建小学三所，改建初中两所。
        牵头单位：市教育局
        责任单位：市住建局、市财政局
        完成时限：2021年8月底前
        2.培训骨干教师五百名。
        牵头单位：市教育局
        完成时限：长期坚持
    """) == [
        "一、 办好教育",
        " 1.",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 牵头; 市住建局 责任; 市财政局 责任 ‖ 2021年8月底前 → 2021-08-31",
        " 2.",
        "  培训骨干教师五百名。 ‖ 市教育局 牵头 ‖ 长期坚持 → ongoing",
    ]


def test_a_statement_in_the_heading_speaks_for_all_items_below() -> None:
    """一、党建引领（责任单位：A）."""
    assert read("""
        一、办好教育（责任单位：市教育局）
        1.新建小学三所，改建初中两所。
        2.培训骨干教师五百名。
        二、畅通道路（责任单位：市交通局、市公安局）
        3.打通断头路两条。
    """) == [
        "一、 办好教育",
        " 1.",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任",
        " 2.",
        "  培训骨干教师五百名。 ‖ 市教育局 责任",
        "二、 畅通道路",
        " 3.",
        "  打通断头路两条。 ‖ 市交通局 责任; 市公安局 责任",
    ]


def test_a_statement_behind_the_last_sub_item_speaks_for_the_whole_item() -> None:
    """（1）（2）（3）… with one bracket at the end, item after item."""
    assert read("""
        一、办好教育
        1.扩大学位。
        （1）新建小学三所。
        （2）改建初中两所。（责任单位：市教育局）
        2.畅通道路。
        （1）打通断头路。
        （2）增设公交线路。（责任单位：市交通局）
    """) == [
        "一、 办好教育",
        " 1. 扩大学位",
        "  （1）新建小学三所。\n（2）改建初中两所。 ‖ 市教育局 责任",
        " 2. 畅通道路",
        "  （1）打通断头路。\n（2）增设公交线路。 ‖ 市交通局 责任",
    ]


def test_an_item_without_units_stays_a_requirement_without_units() -> None:
    """Among items that name units."""
    assert read("""
        一、办好教育
        1.新建小学三所。（责任单位：市教育局）
        2.全社会要形成尊师重教的风气。
        3.修缮校舍。（责任单位：市教育局）
    """) == [
        "一、 办好教育",
        " 1.",
        "  新建小学三所。 ‖ 市教育局 责任",
        " 2.",
        "  全社会要形成尊师重教的风气。",
        " 3.",
        "  修缮校舍。 ‖ 市教育局 责任",
    ]


def test_heading_and_first_item_may_stand_on_one_line() -> None:
    """一、办好教育 1.… — with a blank, with a colon, or with nothing between."""
    items = "新建小学三所。（责任单位：市教育局） 2.改建初中两所。（责任单位：市教育局）"
    expected = [" 1.", "  新建小学三所。 ‖ 市教育局 责任", " 2.", "  改建初中两所。 ‖ 市教育局 责任"]
    road = "\n二、畅通道路 3.打通断头路。（市交通局）"
    tail = ["二、 畅通道路", " 3.", "  打通断头路。 ‖ 市交通局 责任"]
    for between in (" ", "：", ""):
        assert outline(parse_notice(f"一、办好教育{between}1.{items}{road}")) == ["一、 办好教育", *expected, *tail]


def test_sub_items_behind_the_statement_belong_to_their_item() -> None:
    """（1）（2） below an item whose statement stands before them."""
    text = "1.新建小学三所。（责任单位：市教育局）\n（1）完成选址。\n（2）完成建设。\n2.改建初中两所。（责任单位：市教育局）"
    assert rows(parse_notice(text)) == [
        "新建小学三所。\n（1）完成选址。\n（2）完成建设。 ‖ 市教育局 责任",
        "改建初中两所。 ‖ 市教育局 责任",
    ]


def test_sections_without_tasks_stay() -> None:
    """A list filtered for one bureau keeps its headings."""
    assert read("""
        一、办好教育
        二、畅通道路
        1.打通断头路两条。（责任单位：市交通局）
        三、美化环境
    """) == ["一、 办好教育", "二、 畅通道路", " 1.", "  打通断头路两条。 ‖ 市交通局 责任", "三、 美化环境"]


NUMBERINGS = {
    "restart in each section": (["1.", "2."], ["1.", "2."]),
    "running over sections": (["1.", "2."], ["3.", "4."]),
    "gap": (["1.", "2."], ["5.", "9."]),
    "repeat": (["1.", "1."], ["1.", "1."]),
    "start at eighty": (["80.", "81."], ["82.", "83."]),
    "typo in the mark": (["1.", "2、"], ["3，", "4."]),
}


@pytest.mark.parametrize(("first", "second"), NUMBERINGS.values(), ids=NUMBERINGS)
def test_numbers_are_kept_as_printed(first: list[str], second: list[str]) -> None:
    """Restarts, continuations, gaps, repeats and typos change no level."""
    duties = ["新建小学三所", "改建初中两所", "打通断头路两条", "增设公交线路"]
    first_lines = [f"{number}{duty}。（责任单位：市教育局）" for number, duty in zip(first, duties[:2], strict=True)]
    second_lines = [f"{number}{duty}。（责任单位：市交通局）" for number, duty in zip(second, duties[2:], strict=True)]
    text = "\n".join(["一、办好教育", *first_lines, "二、畅通道路", *second_lines])
    notice = parse_notice(text)
    assert [[str(task.ordinal) for task in section.tasks] for section in notice.sections] == [first, second]
    assert [requirement.text for requirement in notice.requirements] == [f"{duty}。" for duty in duties]


def test_spoken_numbers_open_no_level() -> None:
    """一是… 二是… are sentences of their requirement."""
    assert rows(parse_notice("1.办好教育。一是新建小学三所。\n二是改建初中两所。（责任单位：市教育局）\n2.修路。（责任单位：市交通局）")) == [
        "一是新建小学三所。\n二是改建初中两所。 ‖ 市教育局 责任",
        "修路。 ‖ 市交通局 责任",
    ]  # fmt: skip


def test_figures_in_a_requirement_are_no_items() -> None:
    """3.5% at the start of a line and 2021.8 stay in their sentence."""
    text = (
        "1.降低能耗，\n3.5%的企业完成改造。（责任单位：市发改委）\n"
        "2.加快建设，\n2021.8建成校舍。（责任单位：市住建局）\n"
    )
    assert [requirement.text for requirement in parse_notice(text).requirements] == [
        "降低能耗，\n3.5%的企业完成改造。",
        "加快建设，\n2021.8建成校舍。",
    ]


def test_introductions_belong_to_no_task() -> None:
    """They are kept in ``unparsed``."""
    notice = parse_notice(
        "为做好民生工作，制定本方案。\n一、办好教育\n教育是民生之基，要优先发展。\n1.新建小学三所。（责任单位：市教育局）\n"
    )
    assert outline(notice) == ["一、 办好教育", " 1.", "  新建小学三所。 ‖ 市教育局 责任"]
    assert [block.text for block in notice.unparsed] == ["为做好民生工作，制定本方案。", "教育是民生之基，要优先发展。"]


def test_units_woven_into_a_sentence_are_none_where_brackets_name_them() -> None:
    """市教育局要会同… stays text; the bracket says who is responsible."""
    assert rows(
        parse_notice("1.由市教育局会同市财政局新建小学。（责任单位：市住建局）\n2.修路。（责任单位：市交通局）")
    ) == [
        "由市教育局会同市财政局新建小学。 ‖ 市住建局 责任",
        "修路。 ‖ 市交通局 责任",
    ]
