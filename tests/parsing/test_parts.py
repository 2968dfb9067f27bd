"""What follows the letter is cut at its annexes, and the letter's own numbers are no sections."""

from __future__ import annotations

import pytest
from views import outline

from policytasks.parsing.read import parse_notice

LETTER = "临江市人民政府办公室关于印发2021年民生任务分工的通知\n各区县政府，市政府各部门：\n现将任务分工印发给你们，请认真落实。\n"
SIGNED = "临江市人民政府办公室\n2021年3月1日\n"
SCHOOLS = "1.新建小学三所。（责任单位：市教育局）\n2.修缮校舍。（责任单位：市教育局）\n"
ROADS = "1.打通断头路两条。（责任单位：市交通局）\n"
SCHOOL_ROWS = [" 1.", "  新建小学三所。 ‖ 市教育局 责任", " 2.", "  修缮校舍。 ‖ 市教育局 责任"]
ROAD_ROWS = [" 1.", "  打通断头路两条。 ‖ 市交通局 责任"]


def test_an_annex_without_sections_is_a_section_where_there_are_several() -> None:
    """附件1, 附件2, each with its title on the next line."""
    text = f"{LETTER}{SIGNED}附件1\n2021年教育任务分工\n{SCHOOLS}附件2\n2021年交通任务分工\n{ROADS}"
    assert outline(parse_notice(text)) == ["2021年教育任务分工", *SCHOOL_ROWS, "2021年交通任务分工", *ROAD_ROWS]


def test_the_title_of_an_annex_may_stand_behind_its_mark() -> None:
    """附件1：2021年教育任务分工."""
    text = f"{LETTER}{SIGNED}附件1：2021年教育任务分工\n{SCHOOLS}附件2：2021年交通任务分工\n{ROADS}"
    assert outline(parse_notice(text)) == ["2021年教育任务分工", *SCHOOL_ROWS, "2021年交通任务分工", *ROAD_ROWS]


def test_the_title_of_an_annex_may_run_over_lines() -> None:
    """The letter announces it, so its end is known."""
    listed = "附件：1.临江市2021年教育惠民工程任务分工\n2.临江市2021年交通任务分工\n"
    text = (
        f"{LETTER}{listed}{SIGNED}附件1\n临江市2021年教育惠民\n工程任务分工\n{SCHOOLS}"
        f"附件2\n临江市2021年交通任务分工\n{ROADS}"
    )
    assert outline(parse_notice(text)) == [
        "临江市2021年教育惠民工程任务分工",
        *SCHOOL_ROWS,
        "临江市2021年交通任务分工",
        *ROAD_ROWS,
    ]


def test_the_only_annex_is_no_section() -> None:
    """Its title is the heading of the whole plan."""
    text = f"{LETTER}{SIGNED}附件\n2021年教育任务分工\n{SCHOOLS}"
    assert outline(parse_notice(text)) == ["-", *SCHOOL_ROWS]


def test_an_annex_without_tasks_adds_no_section() -> None:
    """A form to fill in."""
    text = f"{LETTER}{SIGNED}附件1\n2021年教育任务分工\n{SCHOOLS}附件2\n任务进展情况报送表\n填报单位：　　填报人：\n"
    assert outline(parse_notice(text)) == ["-", *SCHOOL_ROWS]


def test_a_plan_below_the_letter_needs_no_mark_of_an_annex() -> None:
    """Its title starts it."""
    text = f"{LETTER}{SIGNED}2021年民生任务分工方案\n一、办好教育\n{SCHOOLS}二、畅通道路\n{ROADS}"
    assert outline(parse_notice(text)) == ["一、 办好教育", *SCHOOL_ROWS, "二、 畅通道路", *ROAD_ROWS]


def test_the_numbers_of_the_letter_are_no_sections() -> None:
    """The letter's 一、二、 tell what to do with the annex, which starts again at 一、."""
    body = "一、高度重视。各单位要加强领导。\n二、按时报送。请于11月30日前报送落实情况。\n"
    text = f"{LETTER}{body}{SIGNED}附件\n2021年民生任务分工\n一、办好教育\n{SCHOOLS}"
    notice = parse_notice(text)
    assert [(str(section.ordinal), section.title) for section in notice.sections] == [("一、", "办好教育")]
    assert [block.text for block in notice.body] == [
        "现将任务分工印发给你们，请认真落实。",
        "一、高度重视。各单位要加强领导。",
        "二、按时报送。请于11月30日前报送落实情况。",
    ]


def test_the_letter_itself_may_divide_the_work() -> None:
    """No annex: the numbered items between addressees and signature are the tasks."""
    text = f"{LETTER}一、办好教育\n{SCHOOLS}二、畅通道路\n{ROADS}{SIGNED}"
    notice = parse_notice(text)
    assert outline(notice) == ["一、 办好教育", *SCHOOL_ROWS, "二、 畅通道路", *ROAD_ROWS]
    assert [block.text for block in notice.body] == ["现将任务分工印发给你们，请认真落实。"]


def test_each_annex_keeps_its_own_sections() -> None:
    """The second annex starts again at 一、; ids stay unique."""
    text = f"{LETTER}{SIGNED}附件1\n教育任务分工\n一、办好教育\n{SCHOOLS}附件2\n交通任务分工\n一、畅通道路\n{ROADS}"
    notice = parse_notice(text)
    assert outline(notice) == ["一、 办好教育", *SCHOOL_ROWS, "一、 畅通道路", *ROAD_ROWS]
    assert [requirement.id for requirement in notice.requirements] == ["1.1.1", "1.2.1", "1-2.1.1"]


def test_headings_of_annexes_are_understood() -> None:
    """They are no leftovers."""
    text = f"{LETTER}{SIGNED}附件1\n2021年教育任务分工\n{SCHOOLS}附件2\n2021年交通任务分工\n{ROADS}"
    assert parse_notice(text).unparsed == ()


def test_a_plan_may_follow_the_word_for_annex() -> None:
    """附：任务分工 — its items are no list of annexes."""
    notice = parse_notice(f"{LETTER}{SIGNED}附：2021年教育任务分工\n{SCHOOLS}")
    assert outline(notice) == ["-", *SCHOOL_ROWS]


def test_annexed_tables_have_titles_of_their_own() -> None:
    """附表1：…, 附表2：…, flattened by tabs."""
    tables = "附表1：教育任务分工表\n序号\t工作任务\t责任单位\n1\t建小学。\t市教育局\n附表2：交通任务分工表\n序号\t工作任务\t责任单位\n1\t修路。\t市交通局\n"
    assert outline(parse_notice(f"{LETTER}{SIGNED}{tables}")) == [
        "教育任务分工表",
        " 1",
        "  建小学。 ‖ 市教育局 责任",
        "交通任务分工表",
        " 1",
        "  修路。 ‖ 市交通局 责任",
    ]


def test_headings_without_numbers_hide_no_item() -> None:
    """教育任务 and 交通任务 over items that start again at 1."""
    text = f"{LETTER}{SIGNED}2021年任务分工\n教育任务\n1.建小学。（责任单位：市教育局）\n交通任务\n1.修路。（责任单位：市交通局）\n"
    notice = parse_notice(text)
    assert [(one.text, str(one.responsibilities[0])) for one in notice.requirements] == [
        ("建小学。", "市教育局（责任）"),
        ("修路。", "市交通局（责任）"),
    ]
    assert notice.doubts == ()


def test_a_list_of_contacts_is_an_annex_without_tasks() -> None:
    """姓名, 单位, 电话."""
    contacts = "附件2\n联系人名单\n序号\t姓名\t单位\t电话\n1\t李明\t市教育局\t1234567\n"
    notice = parse_notice(f"{LETTER}{SIGNED}附件1\n2021年教育任务分工\n{SCHOOLS}{contacts}")
    assert outline(notice) == ["-", *SCHOOL_ROWS]
    assert "1\t李明\t市教育局\t1234567" in [block.text for block in notice.unparsed]


ANNEXES = "关于印发分工的通知\n各镇人民政府：\n现印发给你们。\n附件：1.重点任务分工\n2.联系人表\n3.名单\n某区人民政府\n2021年7月1日\n{rest}"
FIRST = "附件1\n重点任务分工\n一、加强公开\n（一）做好公开。（责任单位：区财政局）\n"


@pytest.mark.parametrize(
    ("rest", "missing"),
    [
        (FIRST, ["the annex 联系人表 is not here", "the annex 名单 is not here"]),
        (FIRST + "附件2\n联系人表\n张三\n附件3：名单\n李四\n", []),
        (FIRST + "联系人表\n张三\n附件三\n名单\n李四\n", []),
        (FIRST.removeprefix("附件1\n"), []),
    ],
    ids=["two are missing", "all are here", "told by their titles", "no annex is marked by number"],
)
def test_an_annex_that_is_not_here_is_a_doubt_where_others_are(rest: str, missing: list[str]) -> None:
    notice = parse_notice(ANNEXES.format(rest=rest))
    assert [each.message for each in notice.doubts if each.code == "missing-annex"] == missing
